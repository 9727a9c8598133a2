import type { Clock } from './clock.ts';
import { issueCode } from './ingest/enrolment.ts';
import type { HallStore } from './store/store.ts';

/** Where a machine stands that nobody has given a place. */
const HALL = { id: 'here', name: { 'zh-CN': '本机', en: 'This computer' }, opening: 'always' } as const;

/**
 * A code for the kiosk that runs on the same computer as the hall, for trying both: whoever starts them holds both ends.
 * A machine somebody has placed stays where it is.
 */
export async function codeForKioskBeside(
  store: HallStore,
  kiosk: string,
  clock: Clock,
): Promise<{ readonly kiosk: string; readonly code: string }> {
  const known = await store.record(kiosk);
  if (!known && !(await store.halls()).some(({ id }) => id === HALL.id))
    await store.commit([{ kind: 'hall', hall: HALL }]);
  const placing = { kiosk, hall: known?.hall ?? HALL.id, place: known?.place ?? HALL.name };
  const who = { by: 'system', reason: 'kiosk on the same computer', now: clock.now().getTime() };
  const { code } = await issueCode(store, placing, who);
  return { kiosk, code };
}
