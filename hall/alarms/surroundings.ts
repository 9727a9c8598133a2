import type { Alarm } from '../fleet/alarm.ts';
import type { Rule } from '../fleet/rules.ts';
import type { Hall, HallStore, Maintenance } from '../store/store.ts';

/** What alarms are looked at with: what each means, when its hall is open, and when somebody maintains it. */
export type Surroundings = {
  readonly rules: readonly Rule[];
  readonly halls: readonly Hall[];
  readonly windows: readonly Maintenance[];
};

/** Beyond it no planned window is looked for. */
const AHEAD_MS = 7 * 24 * 3_600_000;

/** @throws when the store is away */
export async function surroundingsOf(
  store: Pick<HallStore, 'halls' | 'maintenance'>,
  rules: readonly Rule[],
  alarms: readonly Pick<Alarm, 'raisedAt'>[],
  now: number,
): Promise<Surroundings> {
  const since = alarms.reduce((earliest, { raisedAt }) => Math.min(earliest, raisedAt ?? now), now);
  return { rules, halls: await store.halls(), windows: await store.maintenance(since, now + AHEAD_MS) };
}
