import type { AvailabilityInput } from '../fleet/availability.ts';
import type { HallStore } from './store.ts';

const DAY_MS = 24 * 3_600_000;

/** When somebody was served at this machine, as it told then or within a day (milliseconds since 1970). */
export async function servedBy(
  store: Pick<HallStore, 'history'>,
  kiosk: string,
  { from, to }: Pick<AvailabilityInput, 'from' | 'to'>,
): Promise<AvailabilityInput['served']> {
  const uses = await store.history({ kiosk, types: ['use'], from, to: to + DAY_MS, limit: 10_000 });
  return uses.flatMap(({ message }) =>
    message.ty === 'use' && message.d.visits > message.d.withoutItem
      ? { from: Date.parse(message.d.from), to: Date.parse(message.d.to) }
      : [],
  );
}
