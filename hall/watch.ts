import { type Clock, repeat } from './clock.ts';
import { type Alarm, type AlarmKey, alarmDueAt } from './fleet/alarm.ts';
import {
  type AlarmChange,
  delaysOf,
  type Judging,
  judgeLoss,
  judgeMachine,
  nextMinute,
} from './fleet/judge.ts';
import { type LadderTimes, type Reach, standingOf } from './fleet/ladder.ts';
import { type Machine, offerOf } from './fleet/machine.ts';
import type { Opening } from './fleet/opening.ts';
import type { Rule } from './fleet/rules.ts';
import type { Change, LiveFeed } from './live.ts';
import type { Hall, HallStore, HallWrite, Judge, Maintenance } from './store/store.ts';

/**
 * Looks after the machines something came in from, or whose deadline is over, and writes down what became of them. What
 * it needs is in the store: started anew it goes on, and copies of the hall share the work (`HallStore.judgeDue`).
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

/** In one transaction: some tens of milliseconds in which nothing comes in. */
const MACHINES_A_TURN = 100;
/** Everybody may be due at once, after a power cut; what is left then waits for the next look. */
const TURNS = 100;
/**
 * Many lost at once are looked for when one is lost or comes back. What another copy had still to look for when it was
 * killed is found this much later.
 */
const LOSS_MS = 10_000;

export function startWatch(options: WatchOptions): Watch {
  const { store, clock, ladder, live } = options;
  let lossLookedAt = 0;
  /** Since it was looked for, one was lost or came back. */
  let isLossNews = true;
  const look = async (): Promise<void> => {
    const now = clock.now().getTime();
    const listeningSince = await options.listeningSince(now);
    const judging: Judging = { rules: options.rules, now, newId: options.newId };
    const about = await surroundings(store, now);
    const lossAlarms = await store.openAlarms({ kiosk: null });
    let changes: Change[] = [];
    const judge: Judge = ({ machine: before, open, wish }) => {
      const { machine, standing } = placed(before, listeningSince, now);
      const inForce = {
        opening: about.openingOf(machine.hall),
        inMaintenance: about.inMaintenance(machine),
        lossId: lossOf(lossAlarms, machine.hall),
        isWithdrawn: offerOf(machine)?.offered === 0 && wish?.inService === false,
      };
      const alarms = alarmsOf(machine, open, inForce, judging);
      isLossNews ||= lossPart(machine.reach) !== lossPart(before.reach);
      const isNews = machine.reach !== before.reach || alarms.length > 0;
      if (isNews) changes.push({ kind: 'machine', kiosk: machine.kiosk }, ...alarms.flatMap(alarmChange));
      return [standing, ...alarms];
    };
    for (let turn = 0; turn < TURNS; turn += 1) {
      const judged = await store.judgeDue(now, MACHINES_A_TURN, judge);
      for (const change of changes) live.publish(change);
      changes = [];
      if (judged.length < MACHINES_A_TURN) break;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, 0));
    }
    const isAlarmDue = lossAlarms.some((alarm) => isDue(alarm, judging));
    if (!isLossNews && !isAlarmDue && now < lossLookedAt + LOSS_MS) return;
    isLossNews = !(await lookForLoss(judging, lossAlarms));
    lossLookedAt = now;
  };

  /** A machine over which the rules stumble keeps its alarms as they are, and nobody else's watch ends. */
  const alarmsOf: typeof judgeMachine = (...given) => {
    try {
      return judgeMachine(...given);
    } catch (error) {
      options.onError(error);
      return [];
    }
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

  /** @returns false: another copy has found it out, or somebody had a hand in it; it is to be judged anew */
  const lookForLoss = async (judging: Judging, open: readonly Alarm[]): Promise<boolean> => {
    const seen = await store.seen();
    const ofRealm = judgeLoss(null, seen, open, judging);
    const told = [...open, ...ofRealm.flatMap((change) => (change.kind === 'alarm' ? change.alarm : []))];
    const explainedBy = told.findLast((alarm) => alarm.hall === null && isUnderWay(alarm))?.id ?? null;
    const ofHalls = [...Map.groupBy(seen, ({ hall }) => hall)].flatMap(([hall, machines]) =>
      judgeLoss(hall, machines, open, judging, explainedBy),
    );
    const writes = [...ofRealm, ...ofHalls];
    if (writes.length > 0 && (await store.commit(writes)) === 'conflict') return false;
    for (const change of writes.flatMap(alarmChange)) live.publish(change);
    return true;
  };

  const close = repeat(clock, options.everyMs, () => look().catch(options.onError));
  return { look, close };
}

/** What a loss of many is made of: who is lost, among those that were ever heard of. */
const lossPart = (reach: Reach): 'never' | 'lost' | 'there' => {
  if (reach === 'never') return 'never';
  return reach === 'unreachable' || reach === 'lost' ? 'lost' : 'there';
};

const isDue = (alarm: Alarm, { rules, now }: Judging): boolean => {
  const rule = rules.find(({ code }) => code === alarm.code);
  const dueAt = rule ? alarmDueAt(alarm, delaysOf(rule)) : null;
  return dueAt !== null && dueAt <= now;
};

const alarmChange = (change: AlarmChange): readonly Change[] =>
  change.kind === 'alarm' ? [{ kind: 'alarm', id: change.alarm.id }] : [];

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

export const covers = (window: Maintenance, machine: Pick<AlarmKey, 'kiosk' | 'hall'>): boolean =>
  window.kiosk === null ? window.hall === machine.hall : window.kiosk === machine.kiosk;
