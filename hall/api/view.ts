import type { Surroundings } from '../alarms/surroundings.ts';
import { type Alarm, alarmState } from '../fleet/alarm.ts';
import { type MachineInBrief, offerOf, partsOf } from '../fleet/machine.ts';
import { restoreOf } from '../fleet/restore.ts';
import type { UsageRow } from '../store/store.ts';
import { covers } from '../watch.ts';
import type { AlarmView, FleetMachine, HallUse, MachineState } from './contract.ts';

/** What a screen is told, made from what is known; pure. */
export function viewMachine(
  machine: MachineInBrief,
  open: readonly Alarm[],
  inMaintenance: boolean,
  now: number,
): FleetMachine {
  const mine = open
    .filter(({ kiosk }) => kiosk === machine.kiosk)
    .filter((alarm) => needsSomebody(alarm, now));
  const worst = mine.map(({ severity }) => severity).sort()[0] ?? null;
  const offer = offerOf(machine);
  const reported = partsOf(machine, 'reported')[0]?.d;
  return {
    kiosk: machine.kiosk,
    hall: machine.hall,
    place: machine.place,
    state: stateOf(machine, worst, offer, inMaintenance),
    reach: machine.reach,
    heardAt: machine.link.heardAt,
    offered: offer?.offered ?? null,
    assigned: offer?.assigned ?? null,
    busy: machine.heartbeat ? machine.heartbeat.d.sess === 'busy' : null,
    version: reported?.version ?? null,
    release: reported?.release ?? null,
    alarms: mine.length,
    worst,
  };
}

/** Unreachable is not out of service: what nobody knows is a state of its own. */
function stateOf(
  { reach }: MachineInBrief,
  worst: Alarm['severity'] | null,
  offer: ReturnType<typeof offerOf>,
  inMaintenance: boolean,
): MachineState {
  if (inMaintenance) return 'maintenance';
  if (reach === 'unreachable' || reach === 'lost') return 'unreachable';
  if (reach === 'never' || reach === 'unknown') return 'unknown';
  if (worst === 'S1' || (offer !== null && offer.assigned > 0 && offer.offered === 0))
    return 'out-of-service';
  if (worst === 'S2' || worst === 'S3' || (offer !== null && offer.offered < offer.assigned))
    return 'degraded';
  return 'normal';
}

/** Pending ones are not shown yet; what is suppressed, shelved or in maintenance is nobody's to act on now. */
const needsSomebody = (alarm: Alarm, now: number): boolean =>
  ['active-unacked', 'active-acked'].includes(alarmState(alarm, now));

const noText = { 'zh-CN': '', en: '' };

export function viewAlarm(alarm: Alarm, { rules, halls, windows }: Surroundings, now: number): AlarmView {
  const rule = rules.find(({ code }) => code === alarm.code);
  const opening = halls.find(({ id }) => id === alarm.hall)?.opening ?? 'always';
  const away = windows.filter((window) => covers(window, alarm));
  return {
    ...alarm,
    state: alarmState(alarm, now),
    // Of a rule that was taken out since, the code is all there is.
    title: rule?.title ?? { 'zh-CN': alarm.code, en: alarm.code },
    effect: rule?.effect ?? noText,
    hint: rule?.hint ?? { steps: [], minutes: 0 },
    restore: restoreOf(
      alarm,
      rule?.restore,
      opening,
      away.map(({ from, to }) => [from, to]),
    ),
  };
}

/** Fewer than this say who it was to somebody who stood by. */
const K = 5;

/** All machines together, and small counts merged until they are not small: over steps first, then left out. */
export function viewUsage(rows: readonly UsageRow[]): readonly Omit<UsageRow, 'kiosk'>[] {
  const byStep = [...summed(rows, ({ step }) => step).values()];
  const large = byStep.filter(({ n }) => n >= K);
  const small = byStep.filter(({ n }) => n < K);
  return [...large, ...[...summed(small, () => null).values()].filter(({ n }) => n >= K)];
}

const DONE: readonly UsageRow['outcome'][] = ['done', 'pending'];

/** What was done in each hall, all items together: too small to be told apart from none, it is null. */
export function viewHallUsage(
  rows: readonly UsageRow[],
  machines: readonly { readonly kiosk: string; readonly hall: string }[],
): readonly HallUse[] {
  const byKiosk = Map.groupBy(rows, ({ kiosk }) => kiosk);
  const doneBy = (kiosk: string): number =>
    (byKiosk.get(kiosk) ?? [])
      .filter(({ outcome }) => DONE.includes(outcome))
      .reduce((sum, { n }) => sum + n, 0);
  return [...Map.groupBy(machines, ({ hall }) => hall)]
    .map(([hall, mine]) => ({ hall, done: mine.reduce((sum, { kiosk }) => sum + doneBy(kiosk), 0) }))
    .map(({ hall, done }) => ({ hall, done: done < K ? null : done }))
    .toSorted((one, other) => (one.hall < other.hall ? -1 : 1));
}

type Row = Omit<UsageRow, 'kiosk'>;

function summed(rows: readonly Row[], stepOf: (row: Row) => string | null): ReadonlyMap<string, Row> {
  const sums = new Map<string, Row>();
  for (const { date, item, version, outcome, n, seconds, ratings, ...rest } of rows) {
    const step = stepOf({ date, item, version, outcome, n, seconds, ratings, step: rest.step });
    const key = [date, item, version, outcome, step ?? ''].join('\n');
    const before = sums.get(key);
    const add = (at: 0 | 1 | 2 | 3 | 4) => (before?.ratings[at] ?? 0) + ratings[at];
    sums.set(key, {
      date,
      item,
      version,
      outcome,
      step,
      n: (before?.n ?? 0) + n,
      seconds: (before?.seconds ?? 0) + seconds,
      ratings: [add(0), add(1), add(2), add(3), add(4)],
    });
  }
  return sums;
}
