import type { Payload } from '../../wire/payloads.ts';
import type { Account } from '../accounts/account.ts';
import type { AuditEntry } from '../accounts/audit-chain.ts';
import type { TrailVerdict } from '../accounts/audit-search.ts';
import type { Refused } from '../alarms/hands.ts';
import type { AlarmLogEntry } from '../alarms/trail.ts';
import type { Command, CommandStanding } from '../commands/command.ts';
import type { Stop } from '../commands/wish.ts';
import type { Alarm, AlarmState } from '../fleet/alarm.ts';
import type { Availability } from '../fleet/availability.ts';
import type { Reach } from '../fleet/ladder.ts';
import type { Problem, Text } from '../fleet/machine.ts';
import type { Restore } from '../fleet/restore.ts';
import type { Rule } from '../fleet/rules.ts';
import type { ServiceMinutes } from '../fleet/service-availability.ts';
import type { SupplyForecast } from '../fleet/supply-forecast.ts';
import type { Refusals } from '../ingest/refusals.ts';
import type { Hall, Maintenance, StandingChange, UsageRow } from '../store/store.ts';
import type { Notice } from '../webhook/notice.ts';

/** What the hall's HTTP API answers; docs/hall-api.md. Instants are milliseconds since 1970 (UTC). */

/** How a machine stands, in one word; the first that fits. */
export type MachineState =
  | 'maintenance'
  | 'unreachable'
  | 'out-of-service'
  | 'degraded'
  | 'normal'
  | 'unknown';

export type FleetMachine = {
  readonly kiosk: string;
  readonly hall: string;
  readonly place: Text;
  readonly state: MachineState;
  readonly reach: Reach;
  /** When it was last heard of: the age of everything else here. */
  readonly heardAt: number | null;
  readonly offered: number | null;
  readonly assigned: number | null;
  readonly busy: boolean | null;
  readonly version: string | null;
  readonly release: string | null;
  /** Open alarms somebody should act on, and the worst of them. */
  readonly alarms: number;
  readonly worst: Alarm['severity'] | null;
};

export type FleetAnswer = {
  readonly at: number;
  readonly halls: readonly Hall[];
  readonly machines: readonly FleetMachine[];
};

export type MachineAnswer = {
  readonly at: number;
  readonly machine: FleetMachine;
  readonly enrolledAt: number | null;
  readonly credentialExpiresAt: number | null;
  readonly heartbeat: { readonly at: number; readonly d: Payload<'hb'> } | null;
  readonly metrics: { readonly at: number; readonly d: Payload<'met'> } | null;
  readonly devices: readonly { readonly at: number; readonly d: Payload<'dev'> }[];
  readonly supplies: readonly { readonly at: number; readonly d: Payload<'sup'> }[];
  readonly forecasts: readonly SupplyForecast[];
  readonly flows: readonly { readonly item: string; readonly version: number }[];
  readonly problems: readonly Problem[];
  /** Numbers of each boot that never came, first and last. */
  readonly holes: readonly {
    readonly boot: string;
    readonly missing: readonly (readonly [number, number])[];
  }[];
  readonly alarms: readonly AlarmView[];
  readonly maintenance: readonly Maintenance[];
};

export type AlarmView = Alarm & {
  readonly state: AlarmState;
  readonly title: Text;
  readonly effect: Text;
  readonly hint: Rule['hint'];
  /** By when it shall be over; null: nobody has to mend it, or something else explains it now. */
  readonly restore: Restore | null;
};

/** `GET /api/alarms/:id/log`. */
export type AlarmLogAnswer = {
  /** What people did to it, newest first. */
  readonly entries: readonly AlarmLogEntry[];
  /** How often it came before this time, in the civil year it was raised in, and when last; 400 days are kept. */
  readonly earlier: { readonly times: number; readonly lastAt: number | null };
};

/** `POST /api/alarms/ack` and `/assign`: of each that was asked for, in the same order. */
export type ManyAlarmsAnswer = {
  readonly results: readonly { readonly id: string; readonly why: Refused | null }[];
};

export type TimelineAnswer = {
  readonly standings: readonly StandingChange[];
  readonly messages: readonly { readonly at: number; readonly ty: string; readonly d: Payload }[];
};

export type AvailabilityAnswer = {
  readonly from: number;
  readonly to: number;
  readonly machines: readonly (Availability & { readonly kiosk: string; readonly hall: string })[];
};

/** `GET /api/availability/items`: minutes of all machines taken together, an item of any release in force then. */
export type ServiceAvailabilityAnswer = {
  readonly from: number;
  readonly to: number;
  readonly items: readonly ServiceMinutes[];
  /** Of the minutes of opening hours, weighted by how many ask for each item, the part in which it could be done; 0 … 1, null where nothing was measured. */
  readonly weighted: number | null;
};
export type { ServiceMinutes };

/** `GET /api/availability/days`: by civil day (Asia/Shanghai), in order, and hall; a day without a measured minute has no row. */
export type DayAvailabilityAnswer = {
  /** `2026-11-24`, both included. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly (Availability & { readonly day: string; readonly hall: string })[];
};

/** `GET /api/supplies`: every supply of every machine, by kiosk and supply. */
export type SuppliesAnswer = { readonly at: number; readonly supplies: readonly SupplyView[] };
export type SupplyView = SupplyForecast & {
  readonly kiosk: string;
  readonly hall: string;
  readonly place: Text;
  readonly state: Payload<'sup'>['state'];
  readonly refilledAt: number | null;
  /** When the machine was last heard of: the age of everything else here. */
  readonly heardAt: number | null;
};

/** Rows of fewer than five are merged over steps, and dropped where that is still too few. */
export type UsageAnswer = {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly Omit<UsageRow, 'kiosk'>[];
};

/** `GET /api/usage/halls`: by the hall a machine stands in now, in the order of their ids. */
export type HallUsageAnswer = {
  readonly from: string;
  readonly to: string;
  readonly halls: readonly HallUse[];
};
export type HallUse = {
  readonly hall: string;
  /** What was done, or taken in and waits for its result; null: fewer than five, and perhaps none. */
  readonly done: number | null;
};

/** Newest first. */
export type CommandsAnswer = {
  readonly at: number;
  readonly commands: readonly (Omit<Command, 'counter'> & CommandStanding)[];
};

/** What a command pulled of a machine's log, as far as it came. */
export type LogsAnswer = {
  readonly kiosk: string;
  readonly command: string;
  /** By the machine's clock, oldest first. */
  readonly lines: Payload<'log'>['lines'];
  /** All parts of it are here. False while some are on their way, where the machine had to drop some, and for no lines at all. */
  readonly complete: boolean;
};

/** How one machine shall be. */
export type DesiredAnswer = {
  /** 0: nobody ever wanted anything. */
  readonly version: number;
  readonly inService: boolean;
  readonly message: Text | null;
  /** Items stopped everywhere. */
  readonly stopped: readonly string[];
  /** The version the machine says it goes by; null: none yet, as far as is known. */
  readonly inForce: number | null;
  /** Who wanted this of this machine last. */
  readonly last: { readonly by: string; readonly at: number; readonly reason: string } | null;
};

export type StopsAnswer = {
  readonly version: number;
  readonly stops: readonly Stop[];
  /** Enrolled machines that have not said yet that they go by this version; what they do until then nobody knows. */
  readonly behind: readonly string[];
};

type Duty = Pick<Account, 'name' | 'role' | 'halls'>;

export type SessionAnswer = Duty & {
  readonly at: number;
  /** When the session ends if nobody uses it until then. */
  readonly endsAt: number;
};

/** `GET /api/accounts`. */
export type AccountView = Duty & {
  /** Its owner has chosen a password, and it is not disabled. */
  readonly active: boolean;
  readonly disabled: boolean;
};

export type { NearestAnswer } from '../../wire/elsewhere.ts';

/** `GET /api/audit/search`. */
export type AuditSearchAnswer = {
  /** Newest first, 100 at most. */
  readonly entries: readonly AuditEntry[];
  /** Older ones fit as well: ask for those before the last. */
  readonly more: boolean;
  /** Of the whole trail, whatever was looked for. */
  readonly chain: TrailVerdict;
};

/** `GET /api/items/:id/offer`: how many machines offer it, by what they said last. */
export type ItemOfferAnswer = {
  readonly at: number;
  readonly item: string;
  readonly offering: number;
  readonly notOffering: number;
  /** Not heard of now, or their list of items is not known in full. */
  readonly unknown: number;
};

/** Who was refused at the broker, by address, the latest first; what the copy that answers has seen since it started. */
export type RefusedAnswer = { readonly at: number; readonly refused: readonly Refusals[] };

/** How telling somebody outside goes. */
export type WebhookAnswer = {
  readonly configured: boolean;
  /** Why the receiver did not take the last, and since when none is taken. */
  readonly problem: { readonly since: number; readonly what: string } | null;
  /** Not told yet; 1,000 is as far as it is counted. */
  readonly waiting: number;
  /** What nobody took within a day, oldest first. */
  readonly givenUp: readonly Notice[];
};

/** An event of `GET /api/live`. */
export type { Change } from '../live.ts';

export type ApiError = {
  readonly error:
    | 'not-signed-in'
    | 'not-allowed'
    | 'not-found'
    | 'refused'
    | 'locked'
    | 'invalid'
    | 'conflict'
    | 'still-true'
    | 'nothing-to-undo'
    | 'closed'
    | 'contended'
    | 'too-many';
  readonly detail?: string;
};
