import type { Clock } from '../clock.ts';
import type { Alarm } from '../fleet/alarm.ts';
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
  const noticesOf = (before: Alarm | null, alarm: Alarm): readonly HallWrite[] =>
    newsOf(before, alarm).map((tells) => ({
      kind: 'notice',
      notice: { id: newId(), at: clock.now().getTime(), tells, alarm, givenUpAt: null },
    }));
  return {
    ...store,
    commit: async (writes) => {
      const notices: HallWrite[] = [];
      for (const write of writes) {
        if (write.kind !== 'alarm') continue;
        // Somebody may change it before the commit: then that is a conflict, and this is forgotten with it.
        notices.push(...noticesOf(await store.alarm(write.alarm.id), write.alarm));
      }
      return store.commit([...writes, ...notices]);
    },
    judgeDue: (now, limit, judge) =>
      store.judgeDue(now, limit, (due) => {
        const writes = judge(due);
        const notices = writes.flatMap((write) => {
          if (write.kind !== 'alarm') return [];
          return noticesOf(due.open.find(({ id }) => id === write.alarm.id) ?? null, write.alarm);
        });
        return [...writes, ...notices];
      }),
  };
}
