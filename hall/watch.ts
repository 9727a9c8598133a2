import { type Clock, repeat } from './clock.ts';
import type { Alarm } from './fleet/alarm.ts';
import { type Judging, judgeLoss, judgeMachine, nextMinute } from './fleet/judge.ts';
import { type LadderTimes, standingOf } from './fleet/ladder.ts';
import { type Machine, offerOf } from './fleet/machine.ts';
import type { Opening } from './fleet/opening.ts';
import type { Rule } from './fleet/rules.ts';
import type { LiveFeed } from './live.ts';
import type { Hall, HallStore, HallWrite, Maintenance } from './store/store.ts';

/**
 * Looks after the machines something came in from, or whose deadline is over, and writes down what became of them. It
 * keeps nothing in memory that is not in the store: started anew it goes on.
 */
export type Watch = {
  /** Judges what is due now. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type WatchOptions = {
  readonly store: HallStore;
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  /** Since when machines could be heard: silence before that is the hall's. */
  readonly listeningSince: (now: number) => Promise<number>;
  readonly ladder: LadderTimes;
  readonly everyMs: number;
  readonly newId: () => string;
  readonly live: LiveFeed;
  readonly onError: (error: unknown) => void;
};

/** One after the other without a pause: some tens of milliseconds in which nothing comes in. */
const MACHINES_A_TURN = 100;
/** Everybody may be due at once, after a power cut; what is left then waits for the next look. */
const TURNS = 100;

export function startWatch(options: WatchOptions): Watch {
  const { store, clock, ladder, live } = options;
  const look = async (): Promise<void> => {
    const now = clock.now().getTime();
    const listeningSince = await options.listeningSince(now);
    const judging: Judging = { rules: options.rules, now, newId: options.newId };
    const about = await surroundings(store, now);
    const lossAlarms = await store.openAlarms({ kiosk: null });
    let isReachChanged = false;
    const judge = async (kiosk: string): Promise<void> => {
      const before = await store.machine(kiosk);
      if (!before) return;
      const { machine, standing } = placed(before, listeningSince, now);
      isReachChanged ||= machine.reach !== before.reach;
      const changes = judgeMachine(
        machine,
        await store.openAlarms({ kiosk }),
        {
          opening: about.openingOf(machine.hall),
          inMaintenance: about.inMaintenance(machine),
          lossId: lossOf(lossAlarms, machine.hall),
          isWithdrawn:
            offerOf(machine)?.offered === 0 && (await store.wishes(kiosk)).own?.inService === false,
        },
        judging,
      );
      await write([standing, ...changes], kiosk);
    };
    for (let turn = 0; turn < TURNS; turn += 1) {
      const due = await store.due(now, MACHINES_A_TURN);
      for (const kiosk of due) await judge(kiosk);
      if (due.length < MACHINES_A_TURN) break;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, 0));
    }
    if (isReachChanged || lossAlarms.length > 0) await lookForLoss(judging, lossAlarms);
  };

  const placed = (before: Machine, listeningSince: number, now: number) => {
    const { reach, since, nextAt } = standingOf(before.link, listeningSince, now, ladder);
    const isSame = reach === before.reach;
    // Coming back is dated by the moment it is seen; growing silent by the deadline that passed.
    const reachSince = isSame ? before.reachSince : reach === 'online' || reach === 'unknown' ? now : since;
    // Nothing will come from it that makes it due: opening hours begin, and problems grow old, by themselves.
    const isSilent = reach === 'unreachable' || reach === 'lost' || reach === 'never';
    const dueAt = isSilent ? nextMinute(now) : nextAt;
    const standing: HallWrite = {
      kind: 'standing',
      kiosk: before.kiosk,
      rev: before.rev,
      reach,
      since: reachSince,
      dueAt,
    };
    return { machine: { ...before, reach, reachSince }, standing };
  };

  const lookForLoss = async (judging: Judging, open: readonly Alarm[]): Promise<void> => {
    const seen = await store.seen();
    const ofRealm = judgeLoss(null, seen, open, judging);
    const told = [...open, ...ofRealm.flatMap((change) => (change.kind === 'alarm' ? change.alarm : []))];
    const explainedBy = told.findLast((alarm) => alarm.hall === null && isUnderWay(alarm))?.id ?? null;
    const ofHalls = [...Map.groupBy(seen, ({ hall }) => hall)].flatMap(([hall, machines]) =>
      judgeLoss(hall, machines, open, judging, explainedBy),
    );
    await write([...ofRealm, ...ofHalls], null);
  };

  /** On a conflict somebody had a hand in it: it is still due, and judged anew with what they did. */
  const write = async (writes: readonly HallWrite[], kiosk: string | null): Promise<void> => {
    if (writes.length === 0 || (await store.commit(writes)) === 'conflict') return;
    if (kiosk !== null) live.publish({ kind: 'machine', kiosk });
    for (const each of writes) if (each.kind === 'alarm') live.publish({ kind: 'alarm', id: each.alarm.id });
  };

  const close = repeat(clock, options.everyMs, () => look().catch(options.onError));
  return { look, close };
}

/** Which alarm explains that a machine of this hall is not heard of. */
const lossOf = (open: readonly Alarm[], hall: string): string | null =>
  open.find((alarm) => isUnderWay(alarm) && (alarm.hall ?? hall) === hall)?.id ?? null;

const isUnderWay = ({ phase }: Alarm): boolean => phase === 'active' || phase === 'clearing';

async function surroundings(store: HallStore, now: number) {
  const halls = await store.halls();
  const windows = await store.maintenance(now, now + 1);
  return {
    openingOf: (id: string): Opening => halls.find((hall: Hall) => hall.id === id)?.opening ?? 'always',
    inMaintenance: (machine: Pick<Machine, 'kiosk' | 'hall'>): boolean =>
      windows.some((window: Maintenance) => covers(window, machine)),
  };
}

export const covers = (window: Maintenance, machine: Pick<Machine, 'kiosk' | 'hall'>): boolean =>
  window.kiosk === null ? window.hall === machine.hall : window.kiosk === machine.kiosk;
