import type { Clock } from '../clock.ts';
import type { HallStore, HallWrite } from '../store/store.ts';
import { newsOf } from './notice.ts';

/**
 * The store, with a notice beside every change of an alarm that is worth telling: in the same commit, so that neither is
 * there without the other, whoever changed it.
 */
export function withNotices(
  store: HallStore,
  { clock, newId }: { readonly clock: Clock; readonly newId: () => string },
): HallStore {
  const noticesOf = async (write: HallWrite): Promise<readonly HallWrite[]> => {
    if (write.kind !== 'alarm') return [];
    // Somebody may change it before the commit: then that is a conflict, and this is forgotten with it.
    const before = await store.alarm(write.alarm.id);
    return newsOf(before, write.alarm).map((tells) => ({
      kind: 'notice',
      notice: { id: newId(), at: clock.now().getTime(), tells, alarm: write.alarm, givenUpAt: null },
    }));
  };
  return {
    ...store,
    commit: async (writes) => {
      const notices: HallWrite[] = [];
      for (const write of writes) notices.push(...(await noticesOf(write)));
      return store.commit([...writes, ...notices]);
    },
  };
}
