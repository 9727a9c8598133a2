import { z } from 'zod';
import type { NearestAnswer } from '../../wire/elsewhere.ts';
import { instantSchema, itemIdSchema } from '../../wire/ids.ts';
import { type Clock, repeat } from '../clock.ts';
import type { AskService } from './security-server.ts';

/** The queues of the offices, as far as they are known now. */
export type QueueBoard = {
  /** The office of this area where the item is done; null where none is known. */
  readonly officeFor: (area: string, item: string) => NearestAnswer['office'];
  readonly close: () => Promise<void>;
};

/** A hall that asks no exchange knows of no office. */
export const noQueueBoard: QueueBoard = { officeFor: () => null, close: async () => undefined };

const wordsSchema = z.object({ 'zh-CN': z.string().min(1).max(200), en: z.string().min(1).max(200) });
const toMs = instantSchema.transform((instant) => Date.parse(instant));
const about = { name: wordsSchema, items: z.array(itemIdSchema).max(1_000), at: toMs };
const count = z.int().min(0).max(9_999);
/** `govsvc/office-queue/read` answers it: docs/exchange-interface.md. */
const answerSchema = z.object({
  area: z.string(),
  offices: z
    .array(
      z.discriminatedUnion('state', [
        z.object({ ...about, state: z.literal('open'), waiting: count, minutes: count }),
        z.object({ ...about, state: z.literal('closed'), opensAt: toMs }),
        z.object({ ...about, state: z.literal('unknown') }),
      ]),
    )
    .max(1_000),
});
type Office = z.infer<typeof answerSchema>['offices'][number];

/** What is older is a number nobody would act on rightly. */
export const STALE_MS = 5 * 60_000;
const SERVICE = 'govsvc/office-queue/read';

/**
 * Asks for the queues of each area again and again. What could not be had is unknown until it can be: an old number
 * sends somebody across the town for nothing.
 */
export function startQueueBoard({
  ask,
  areas,
  everyMs,
  clock,
  newId,
  onState,
  onError,
}: {
  readonly ask: AskService;
  /** Of the halls there are. */
  readonly areas: () => Promise<ReadonlySet<string>>;
  readonly everyMs: number;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Told when it begins to fail and when it is over. */
  readonly onState: (state: 'away' | 'back', why: string) => void;
  readonly onError: (error: unknown) => void;
}): QueueBoard {
  const boards = new Map<string, { readonly offices: readonly Office[]; readonly isLost: boolean }>();

  const look = async (area: string): Promise<void> => {
    const reply = await ask(SERVICE, { area }, newId());
    const read = reply.ok ? answerSchema.safeParse(reply.body) : null;
    const before = boards.get(area);
    if (read?.success && read.data.area === area) {
      boards.set(area, { offices: read.data.offices, isLost: false });
      if (before?.isLost) onState('back', area);
      return;
    }
    // Which office it is stays known: only how long one waits there is not.
    boards.set(area, { offices: before?.offices ?? [], isLost: true });
    if (!before?.isLost) onState('away', reply.ok ? 'wrong-shape' : reply.code);
  };
  const lookAll = async (): Promise<void> => {
    const wanted = await areas();
    for (const area of boards.keys()) if (!wanted.has(area)) boards.delete(area);
    for (const area of wanted) await look(area);
  };

  const first = lookAll().catch(onError);
  const end = repeat(clock, everyMs, () => lookAll().catch(onError));
  return {
    officeFor: (area, item) => {
      const board = boards.get(area);
      const office = board?.offices.find(({ items }) => items.includes(item));
      if (!board || !office) return null;
      const isFresh = Math.abs(clock.now().getTime() - office.at) <= STALE_MS;
      return { name: office.name, queue: board.isLost || !isFresh ? { state: 'unknown' } : queueOf(office) };
    },
    close: async () => {
      await first;
      await end();
    },
  };
}

const queueOf = (office: Office): NonNullable<NearestAnswer['office']>['queue'] => {
  switch (office.state) {
    case 'open':
      return { state: 'open', waiting: office.waiting, minutes: office.minutes, at: office.at };
    case 'closed':
      return { state: 'closed', opensAt: office.opensAt };
    case 'unknown':
      return { state: 'unknown' };
  }
};
