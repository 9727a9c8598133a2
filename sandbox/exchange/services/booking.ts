import { z } from 'zod';
import { createChance } from '../../population/chance.ts';
import { addDays, shanghaiDate } from '../../population/civil-date.ts';
import type { DayPart, Slot } from '../contract.ts';
import type { LedgerStore } from '../ledger.ts';
import { isWorkingDay } from '../working-days.ts';
import { answer, type Service, withBody } from './service.ts';

export type Booking = {
  readonly slots: Service;
  /** Places left in one half day; 0 where the office is closed or the day is not ahead. */
  readonly left: (slot: Slot) => number;
};

export type BookingParts = {
  readonly ledger: LedgerStore;
  readonly clock: () => Date;
  readonly seed: string;
};

const PARTS: readonly DayPart[] = ['am', 'pm'];

/** `{department}/booking/slots`. Some half days are full from the start, as they are at any counter. */
export const createBooking = ({ ledger, clock, seed }: BookingParts): Booking => {
  const left = (slot: Slot): number => {
    if (slot.date <= shanghaiDate(clock()) || !isWorkingDay(slot.date)) return 0;
    const capacity = createChance(seed, 'slots', slot.office, slot.date, slot.part).between(0, 6);
    return Math.max(0, capacity - ledger.countSlot(slot));
  };
  const request = z.strictObject({
    office: z.string().min(1).max(60),
    from: z.iso.date(),
    days: z.int().min(1).max(60),
  });
  return {
    left,
    slots: withBody(request, ({ office, from, days }) => {
      const dates = Array.from({ length: days }, (_, ahead) => addDays(from, ahead));
      const open = dates.filter((date) => date > shanghaiDate(clock()) && isWorkingDay(date));
      const slots = open.flatMap((date) =>
        PARTS.map((part) => ({ date, part, left: left({ office, date, part }) })),
      );
      return answer(200, { slots });
    }),
  };
};
