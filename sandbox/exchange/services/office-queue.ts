import { z } from 'zod';
import type { OfficeQueue, Queue } from '../contract.ts';
import { type Office, readOffices } from '../offices/office-register.ts';
import { minutesFor, nextOpening, queueAt } from '../offices/queue-day.ts';
import { answer, type Service, withBody } from './service.ts';

/** What a tester wants an office's queue to be; null: as on a day like any other. */
export type QueueWish =
  | { readonly state: 'open'; readonly waiting: number; readonly counters?: number | undefined }
  | { readonly state: 'closed'; readonly opensAt?: string | undefined }
  | { readonly state: 'unknown' }
  | null;

export type OfficeQueues = {
  readonly read: Service;
  readonly all: () => readonly OfficeQueue[];
  /** @returns false where there is no such office */
  readonly wish: (office: string, wish: QueueWish) => boolean;
};

export type OfficeQueueParts = {
  readonly clock: () => Date;
  readonly seed: string;
  /** GB/T 2260 code whose offices these are. */
  readonly area: string;
  readonly flowsDirectory: string;
};

const requestSchema = z.strictObject({ area: z.string().regex(/^\d{6}$/) });

/** `govsvc/office-queue/read`: how long one waits at each office of an area now. Nobody's person is in it, or asks for it. */
export const createOfficeQueues = ({ clock, seed, area, flowsDirectory }: OfficeQueueParts): OfficeQueues => {
  const wishes = new Map<string, Exclude<QueueWish, null>>();
  let known: readonly Office[] | undefined;
  const offices = (): readonly Office[] => {
    known ??= readOffices(`${flowsDirectory}/items`);
    return known;
  };
  const queueOf = (office: Office, now: Date): Queue => {
    const wish = wishes.get(office.id);
    if (wish === undefined) return queueAt(office, now, seed);
    if (wish.state === 'unknown') return wish;
    if (wish.state === 'closed') return { state: 'closed', opensAt: wish.opensAt ?? nextOpening(now) };
    const { waiting, counters = office.counters } = wish;
    return { state: 'open', waiting, counters, minutes: minutesFor(office, waiting, counters) };
  };
  const all = (): readonly OfficeQueue[] => {
    const now = clock();
    return offices().map((office) => ({
      office: office.id,
      name: office.name,
      items: office.items,
      at: now.toISOString(),
      ...queueOf(office, now),
    }));
  };
  return {
    all,
    read: withBody(requestSchema, (asked) =>
      asked.area === area ? answer(200, { area, offices: all() }) : answer(404, { type: 'not-found' }),
    ),
    wish: (id, wish) => {
      if (!offices().some((office) => office.id === id)) return false;
      if (wish === null) wishes.delete(id);
      else wishes.set(id, wish);
      return true;
    },
  };
};
