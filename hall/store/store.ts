import type { UpMessage } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';
import type { Outcome } from '../../wire/words.ts';
import type { Account, Session } from '../accounts/account.ts';
import type { AuditEntry, AuditWrite } from '../accounts/audit-chain.ts';
import type { Command } from '../commands/command.ts';
import type { Stops, Wish, Wishes } from '../commands/wish.ts';
import type { Alarm, AlarmKey } from '../fleet/alarm.ts';
import type { Availability } from '../fleet/availability.ts';
import type { Seen } from '../fleet/correlate.ts';
import type { Reach } from '../fleet/ladder.ts';
import type { Machine, MachineInBrief, ProblemKind, Text } from '../fleet/machine.ts';
import type { Opening } from '../fleet/opening.ts';
import type { Run } from '../fleet/run.ts';
import type { Notice } from '../webhook/notice.ts';

/**
 * What a hall keeps, whatever keeps it: SQLite in one file on one machine, PostgreSQL for any number of copies of the
 * hall; `store-contract.ts` holds both to it. All instants are milliseconds since 1970, by the hall's clock.
 *
 * It rejects when the database is away; nothing of a rejected call is kept.
 */
export type HallStore = {
  /**
   * Takes in what came from machines, all of it or nothing, and says how far each boot is held now. A message that is
   * held already changes nothing; a newest state never moves back behind what is known.
   */
  readonly take: (batch: readonly Received[]) => Promise<readonly Held[]>;
  /**
   * Writes all of it or nothing. `conflict`: an alarm, or a record or account that says what it `was`, has been changed
   * by somebody else since it was read, or an identity has an open alarm already, or a number that must be new is taken;
   * read again and decide anew.
   */
  readonly commit: (writes: readonly HallWrite[]) => Promise<'done' | 'conflict'>;
  /**
   * Has at most `limit` of the machines judged that something was taken in from, or whose deadline or whose alarm's is
   * over, and writes what comes of it, all in one transaction. Nobody takes in anything of them meanwhile, and who asks
   * meanwhile is given others. A machine of which an alarm turns out to be another's to change stays as it is, and due.
   * @returns who they were; when they are fewer than `limit`, nobody else is due
   */
  readonly judgeDue: (now: number, limit: number, judge: Judge) => Promise<readonly string[]>;

  /**
   * Since when machines have been listened to without a break, by whatever copy of this hall; says as well that they are
   * now. A copy that begins goes on where others still listen, or did within half a minute.
   */
  readonly listening: (now: number, begins: boolean) => Promise<number>;

  readonly halls: () => Promise<readonly Hall[]>;
  readonly record: (kiosk: string) => Promise<MachineRecord | null>;
  readonly records: () => Promise<readonly MachineRecord[]>;
  readonly machine: (kiosk: string) => Promise<Machine | null>;
  readonly machines: () => Promise<readonly Machine[]>;
  /** All machines, by name, as a list shows them: not everything is read that is known of each. */
  readonly machinesInBrief: () => Promise<readonly MachineInBrief[]>;
  readonly seen: () => Promise<readonly (Seen & { readonly hall: string })[]>;
  readonly runs: (kiosk: string) => Promise<readonly (Run & { readonly boot: string })[]>;
  /** Newest first. */
  readonly history: (query: HistoryQuery) => Promise<readonly HistoryEntry[]>;
  readonly standings: (kiosk: string, from: number, to: number) => Promise<readonly StandingChange[]>;
  /** Of many machines at once; there is no entry for one that never had any. */
  readonly standingsOf: (kiosks: readonly string[], from: number, to: number) => Promise<StandingsByKiosk>;
  /** What each machine says of its supplies now, by kiosk and supply. */
  readonly suppliesNow: () => Promise<readonly SupplyTold[]>;
  /** What these machines said of their supplies since `from`, oldest first: of each supply and hour the last word. */
  readonly suppliesSince: (kiosks: readonly string[], from: number) => Promise<readonly SupplyTold[]>;
  /** Of every release a machine ever told its complete list of: its items, in the order of their ids (code points). */
  readonly releases: () => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly usage: (query: UsageQuery) => Promise<readonly UsageRow[]>;
  /** How many visits of a civil day began each item at these machines. */
  readonly visits: (date: string, kiosks: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly maintenance: (from: number, to: number) => Promise<readonly Maintenance[]>;

  /** Civil days, both included, summed over the machines of each hall, in order; none without a measured minute. */
  readonly hallDays: (from: string, to: string) => Promise<readonly HallDay[]>;
  /** In which hall these machines stood on these days, as far as that is written down. */
  readonly placesOf: (
    kiosks: readonly string[],
    days: readonly string[],
  ) => Promise<readonly Pick<MachineDay, 'day' | 'kiosk' | 'hall'>[]>;
  /** Writes figures of days over those that were there. */
  readonly keepDays: (figures: readonly MachineDay[]) => Promise<void>;
  /** When each civil day was last reckoned, of all machines. */
  readonly reckonedDays: () => Promise<ReadonlyMap<string, number>>;
  readonly daysReckoned: (days: readonly string[], at: number) => Promise<void>;

  readonly openAlarms: (about?: Partial<AlarmKey>) => Promise<readonly Alarm[]>;
  readonly alarm: (id: string) => Promise<Alarm | null>;
  /** Closed ones as well, newest first. */
  readonly alarms: (query: { kiosk?: string; limit: number }) => Promise<readonly Alarm[]>;
  /**
   * Those of the same identity that were closed and were last true before this one was raised: how many since `from`,
   * and when the last. A machine's are its own wherever it stood.
   */
  readonly alarmsBefore: (
    alarm: Alarm,
    from: number,
  ) => Promise<{ readonly times: number; readonly lastAt: number | null }>;

  readonly account: (name: string) => Promise<Account | null>;
  readonly accounts: () => Promise<readonly Account[]>;
  readonly session: (tokenHash: string) => Promise<Session | null>;
  /** Oldest first, from after `seq`; all, or of one target. */
  readonly audit: (query: {
    after?: number;
    target?: string;
    limit: number;
  }) => Promise<readonly AuditEntry[]>;
  /** What the first kept entry follows: 0 and `GENESIS` until the trail was pruned. */
  readonly auditStart: () => Promise<Pick<AuditEntry, 'seq' | 'hash'>>;

  /** By counter, newest first. What became of them is in the history (`res`). */
  readonly commands: (query: CommandQuery) => Promise<readonly Command[]>;
  /** What came of the log this command pulled, in order; parts may be missing, and more may come. */
  readonly pulledLog: (kiosk: string, cmd: string) => Promise<readonly Payload<'log'>[]>;
  /** What is wanted of this machine; null: of none in particular. */
  readonly wishes: (kiosk: string | null) => Promise<Wishes>;
  /** In the order they were written. */
  readonly notices: (query: { state: 'waiting' | 'given-up'; limit: number }) => Promise<readonly Notice[]>;

  /**
   * Forgets at most `limit` of what is older than `before`; the answer is how many they were. What is needed to know
   * how things stood at `before` stays: the newest standing of each kind, how far the boot is held that ran then, open alarms, notices that wait, the hash the
   * audit trail goes on from.
   */
  readonly prune: (what: Perishable, before: number, limit: number) => Promise<number>;

  readonly close: () => Promise<void>;
};

/** What is known of a machine that is due. */
export type Due = {
  readonly machine: Machine;
  readonly open: readonly Alarm[];
  /** What is wanted of it; null: nothing in particular. */
  readonly wish: Wish | null;
};
/** What is to be written of it. */
export type Judge = (due: Due) => readonly HallWrite[];

/** What came in, with the moment it came. */
export type Received =
  | {
      readonly kind: 'message';
      readonly at: number;
      readonly topic: string;
      /** The topic's end, below the kiosk: `dev/cabinet`. */
      readonly channel: string;
      readonly message: UpMessage;
    }
  | {
      readonly kind: 'problem';
      readonly at: number;
      readonly kiosk: string;
      readonly problem: ProblemKind;
      readonly detail: string;
    };

/** Everything of this boot up to `seq` is on disk. */
export type Held = { readonly kiosk: string; readonly boot: string; readonly seq: number };

export type HallWrite =
  | { readonly kind: 'hall'; readonly hall: Hall }
  /** Only while what is kept is still `was`, where that is said; null: nothing is. */
  | { readonly kind: 'record'; readonly record: MachineRecord; readonly was?: MachineRecord | null }
  /** How far a machine can be reached, and when to look again; void if something came in since `rev`. */
  | {
      readonly kind: 'standing';
      readonly kiosk: string;
      readonly rev: number;
      readonly reach: Reach;
      readonly since: number;
      readonly dueAt: number | null;
    }
  | { readonly kind: 'alarm'; readonly alarm: Alarm; readonly dueAt: number | null }
  /** An alarm that never came to be: its condition went before its delay was over. */
  | { readonly kind: 'alarm-dropped'; readonly alarm: Alarm }
  /** What a machine told of (`alm/…`), or what happened there (`evt/…`), is over because a person has seen to it. */
  | { readonly kind: 'seen-to'; readonly kiosk: string; readonly channel: string; readonly at: number }
  | { readonly kind: 'maintenance'; readonly window: Maintenance }
  /** As of a record. */
  | { readonly kind: 'account'; readonly account: Account; readonly was?: Account | null }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'session-over'; readonly tokenHash: string }
  | { readonly kind: 'audit'; readonly entry: AuditWrite }
  /** A new one; its counter is one this machine has had none of. */
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'command-sent'; readonly id: string; readonly at: number }
  /** Its revision is beyond that of every wish and of the stops. */
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'stops'; readonly stops: Stops }
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** `told`: it was taken, and is forgotten. */
  | {
      readonly kind: 'notice-over';
      readonly id: string;
      readonly how: 'told' | 'given-up';
      readonly at: number;
    };

/** What is kept for a time. */
export const perishables = [
  'history',
  'standings',
  'releases',
  'runs',
  'events',
  'usage',
  'days',
  'alarms',
  'maintenance',
  'commands',
  'logs',
  'notices',
  'sessions',
  'audit',
] as const;
export type Perishable = (typeof perishables)[number];

export type Hall = {
  readonly id: string;
  readonly name: Text;
  readonly opening: Opening;
  /** Degrees; of one system in all of a realm (WGS 84, or GCJ-02 as Chinese maps have it): only distances are made of it. */
  readonly location?: { readonly lat: number; readonly lon: number };
  /** GB/T 2260, six digits: whose offices are meant where a machine here sends somebody to a counter. */
  readonly area?: string;
};

/** What is written down about a machine by people. Secrets are here as hashes only. */
export type MachineRecord = {
  readonly kiosk: string;
  readonly hall: string;
  readonly place: Text;
  readonly credential: {
    readonly hash: string;
    /** The same for the password file of a mosquitto; absent for a machine enrolled before there was one. */
    readonly mosquitto?: string;
    readonly expiresAt: number;
  } | null;
  readonly enrolment: {
    readonly hash: string;
    readonly expiresAt: number;
    readonly triesLeft: number;
  } | null;
  readonly enrolledAt: number | null;
};

/** In it nobody need act on alarms, and its minutes are not measured. */
export type Maintenance = {
  readonly id: string;
  /** Null: every machine of the hall. */
  readonly kiosk: string | null;
  readonly hall: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly by: string;
};

export type HistoryQuery = {
  readonly kiosk: string;
  readonly types?: readonly UpMessage['ty'][];
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
};
export type CommandQuery = {
  /** One machine, or any of these. */
  readonly kiosk?: string | readonly string[];
  /** Only those that may still be sent then. */
  readonly sendableAt?: number;
  readonly limit: number;
};
export type HistoryEntry = { readonly at: number; readonly message: UpMessage };

/**
 * From `at` on. What is offered is counted in items, and told item by item as in a heartbeat (`svc`, by `release`): before
 * that was kept, it was only counted.
 */
export type StandingChange =
  | { readonly at: number; readonly kind: 'reach'; readonly reach: Reach }
  | {
      readonly at: number;
      readonly kind: 'offer';
      readonly offered: number;
      readonly assigned: number;
      readonly svc?: string;
      readonly release?: string;
    };

export type SupplyTold = { readonly kiosk: string; readonly at: number; readonly d: Payload<'sup'> };

/** Minutes of one machine on one civil day, and the hall it stood in. */
export type MachineDay = Availability & {
  readonly day: string;
  readonly kiosk: string;
  readonly hall: string;
};
export type HallDay = Omit<MachineDay, 'kiosk'>;

export type StandingsByKiosk = ReadonlyMap<string, readonly StandingChange[]>;

/** Civil dates of the hall, both included. */
export type UsageQuery = { readonly from: string; readonly to: string; readonly kiosk?: string };
export type UsageRow = {
  readonly kiosk: string;
  readonly date: string;
  readonly item: string;
  readonly version: number;
  readonly outcome: Outcome;
  readonly step: string | null;
  readonly n: number;
  readonly seconds: number;
  readonly ratings: readonly [number, number, number, number, number];
};
