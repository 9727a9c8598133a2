import { type Clock, repeat } from './clock.ts';
import { firstUnsettledDay, spanOf } from './fleet/day-figures.ts';
import { type HallStore, type Perishable, perishables } from './store/store.ts';

const DAY_MS = 24 * 3_600_000;

/** How long each is kept, in days, and why. */
export const RETENTION_DAYS: Readonly<Record<Perishable, number>> = {
  // A quarter, and the fortnight in which its availability report can be questioned: from these two and the maintenance
  // windows it is reckoned anew, so they go together.
  history: 106,
  standings: 106,
  maintenance: 106,
  // Since a machine last told of it, which each does of its own once a day: far longer than standings name it.
  releases: 400,
  // What happened; rules look back a day.
  events: 106,
  // How far each boot of a machine is held, so that what is sent again is known: longer than its credentials last, and
  // than any kiosk keeps what it could not send.
  runs: 400,
  // What a command came to is in the history.
  commands: 106,
  // Whoever pulled them works on the machine now.
  logs: 30,
  // Totals by day without a person in them: this year beside the last.
  usage: 800,
  // Minutes by day and machine: as usage, this year beside the last.
  days: 800,
  // The same machine's trouble a year ago.
  alarms: 400,
  // Long enough to find out what the receiver missed.
  notices: 30,
  // A session is over after twelve hours; nothing needs it then.
  sessions: 1,
  // Who did what: the law wants logs for six months (网络安全法 art. 21), an auditor the last three years.
  audit: 1_100,
};

/** What days are reckoned from. */
const RECKONED_FROM: ReadonlySet<Perishable> = new Set(['history', 'standings', 'maintenance']);

/** Some milliseconds each; messages come in between. */
const ROWS_A_TURN = 500;
const HOUR_MS = 3_600_000;

/** Forgets what is old, once an hour. */
export function startRetention({
  store,
  clock,
  onError,
}: {
  readonly store: HallStore;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}): { readonly close: () => Promise<void> } {
  let isClosed = false;
  const pause = () => new Promise<void>((resolve) => clock.setTimeout(resolve, 0));

  const forget = async (): Promise<void> => {
    const now = clock.now().getTime();
    // A hall that was off for long has days to reckon yet.
    const neededSince = spanOf(firstUnsettledDay(await store.reckonedDays(), keptSince(now), now)).from;
    for (const what of perishables) {
      const old = now - RETENTION_DAYS[what] * DAY_MS;
      const before = RECKONED_FROM.has(what) ? Math.min(old, neededSince) : old;
      const turn = () => store.prune(what, before, ROWS_A_TURN);
      while (!isClosed && (await turn()) === ROWS_A_TURN) await pause();
      await pause();
    }
  };

  const end = repeat(clock, HOUR_MS, () => forget().catch(onError));
  return {
    close: async () => {
      isClosed = true;
      await end();
    },
  };
}

/** The earliest moment of which everything is still known. */
export const keptSince = (now: number): number => now - RETENTION_DAYS.standings * DAY_MS;
