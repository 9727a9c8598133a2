import type { DownMessage } from '../../wire/down.ts';
import { WIRE_VERSION } from '../../wire/envelope.ts';
import { kioskTopic } from '../../wire/topic.ts';
import { type Clock, repeat } from '../clock.ts';
import type { LiveFeed } from '../live.ts';
import type { HallStore } from '../store/store.ts';
import type { Command } from './command.ts';
import type { CommandKey } from './command-key.ts';
import { desiredOf } from './wish.ts';

/**
 * Sends what is written down: each command until its machine has answered or its time is over, and to each machine how
 * it shall be, whenever that changes and whenever the machine is born anew. A broker's memory is trusted with nothing;
 * at the start all of it is said again.
 */
export type Dispatch = {
  /** This machine was born, or somebody wants something of it: it is seen to at once, or as soon as the store is back. */
  readonly mind: (kiosk: string, why: 'born' | 'ordered') => void;
  /** Something is wanted of all. */
  readonly mindAll: () => void;
  /** Sees to what is due now. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type DispatchOptions = {
  readonly store: HallStore;
  readonly clock: Clock;
  readonly realm: string;
  readonly key: CommandKey;
  readonly publish: (topic: string, message: DownMessage) => void;
  readonly everyMs: number;
  readonly live: LiveFeed;
  readonly onError: (error: unknown) => void;
};

/** An answer is there within seconds; what went out so long ago was lost on the way. */
export const RESEND_MS = 60_000;
/** How many are told before others have a turn. */
const MACHINES_A_TURN = 100;
const COMMANDS_A_LOOK = 2000;
const RESULTS = 500;

export function startDispatch(options: DispatchOptions): Dispatch {
  const { store, clock, realm, key, live } = options;
  const minded = new Map<string, 'born' | 'ordered'>();
  let isForAll = true;
  /** Commands known to be answered, of those that could still be sent: an answer is never taken back. */
  let answered = new Set<string>();
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;

  const envelope = (kiosk: string) => ({ v: WIRE_VERSION, k: kiosk, t: clock.now().toISOString() }) as const;

  const send = async (command: Command): Promise<void> => {
    const { id, kiosk, counter, action } = command;
    const payload = { id, counter, notAfter: new Date(command.notAfter).toISOString(), action };
    options.publish(kioskTopic(realm, kiosk, { name: 'cmd' }), {
      ...envelope(kiosk),
      ty: 'cmd',
      d: { ...payload, sig: key.sign(kiosk, payload) },
    });
    await store.commit([{ kind: 'command-sent', id, at: clock.now().getTime() }]);
    live.publish({ kind: 'machine', kiosk });
  };

  /** In the order of their counters: a machine that has seen a later one refuses the earlier. */
  const sendAll = async (kiosk: string, sendable: readonly Command[]): Promise<void> => {
    if (sendable.every(({ id }) => answered.has(id))) return;
    for (const { message } of await store.history({ kiosk, types: ['res'], limit: RESULTS })) {
      if (message.ty === 'res') answered.add(message.d.cmd);
    }
    for (const command of sendable.toReversed()) if (!answered.has(command.id)) await send(command);
  };

  /** What waits is for a machine that is there, and this one has just said so. */
  const sendWaiting = async (kiosk: string): Promise<void> => {
    const sendableAt = clock.now().getTime();
    await sendAll(kiosk, await store.commands({ kiosk, sendableAt, limit: COMMANDS_A_LOOK }));
  };

  const tellWish = async (kiosk: string): Promise<void> => {
    const payload = desiredOf(await store.wishes(kiosk));
    if (!payload) return;
    options.publish(kioskTopic(realm, kiosk, { name: 'desired' }), {
      ...envelope(kiosk),
      ty: 'desired',
      d: { ...payload, sig: key.sign(kiosk, payload) },
    });
  };

  const tellAll = async (): Promise<void> => {
    if ((await store.wishes(null)).newest === 0) return;
    const enrolled = (await store.records()).filter(({ credential }) => credential !== null);
    await inTurns(enrolled, ({ kiosk }) => tellWish(kiosk));
  };

  /** Everybody may be born at once, after a power cut: what comes in has its turn between. */
  const inTurns = async <T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> => {
    for (const [index, each] of all.entries()) {
      await work(each);
      if (index % MACHINES_A_TURN === MACHINES_A_TURN - 1) {
        await new Promise<void>((resolve) => clock.setTimeout(resolve, 0));
      }
    }
  };

  const online = async (): Promise<ReadonlySet<string>> =>
    new Set((await store.seen()).flatMap(({ kiosk, reach }) => (reach === 'online' ? kiosk : [])));

  const seeTo = async (): Promise<void> => {
    if (isForAll) {
      isForAll = false;
      await tellAll().catch((error) => {
        isForAll = true;
        throw error;
      });
    }
    await inTurns([...minded], async ([kiosk, why]) => {
      // Taken off first: what is wanted while this is under way is seen to once more.
      minded.delete(kiosk);
      try {
        if (why === 'born') await sendWaiting(kiosk);
        await tellWish(kiosk);
      } catch (error) {
        // One that cannot be told now keeps nobody else waiting.
        if (minded.get(kiosk) !== 'born') minded.set(kiosk, why);
        options.onError(error);
      }
    });
    const now = clock.now().getTime();
    const sendable = await store.commands({ sendableAt: now, limit: COMMANDS_A_LOOK });
    answered = new Set(sendable.flatMap(({ id }) => (answered.has(id) ? id : [])));
    const open = sendable.filter(({ id }) => !answered.has(id));
    if (open.length === 0) return;
    const there = await online();
    for (const [kiosk, all] of Map.groupBy(open, (command) => command.kiosk)) {
      const isDue = all.some(({ sentAt }) => sentAt === null || sentAt <= now - RESEND_MS);
      if (there.has(kiosk) && isDue) await sendAll(kiosk, all);
    }
  };

  /** One at a time; who asks while one is under way is seen to by one more, however many they are. */
  const look = (): Promise<void> => {
    isAskedAgain = true;
    looking ??= (async () => {
      while (isAskedAgain) {
        isAskedAgain = false;
        await seeTo().catch(options.onError);
      }
      looking = null;
    })();
    return looking;
  };

  const end = repeat(clock, options.everyMs, look);
  return {
    mind: (kiosk, why) => {
      if (minded.get(kiosk) !== 'born') minded.set(kiosk, why);
      void look();
    },
    mindAll: () => {
      isForAll = true;
      void look();
    },
    look,
    close: async () => {
      await end();
      await looking;
    },
  };
}
