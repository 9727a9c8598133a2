import type { ServiceAvailabilityAnswer } from '../../../hall/api/contract.ts';
import { percent } from '../format.ts';

/** In how many of the minutes of opening hours an item could be done, all machines taken together: `99.6%`. */
export function availabilityOf(
  answer: Pick<ServiceAvailabilityAnswer, 'items'> | null,
  item: string,
): string | null {
  const minutes = answer?.items.find((each) => each.item === item);
  const share = minutes && percent(minutes.offered, minutes.measured, 1);
  return share ? `${share}%` : null;
}

/** From the beginning of a civil day until now, in milliseconds since 1970. */
export const instantsOf = (day: string, now: number): readonly [number, number] => [
  Date.parse(`${day}T00:00:00+08:00`),
  now,
];
