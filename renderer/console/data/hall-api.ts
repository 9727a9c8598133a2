import type {
  AccountView,
  AlarmLogAnswer,
  AlarmView,
  ApiError,
  AuditSearchAnswer,
  AvailabilityAnswer,
  CommandsAnswer,
  DayAvailabilityAnswer,
  DesiredAnswer,
  FleetAnswer,
  HallUsageAnswer,
  ItemOfferAnswer,
  LogsAnswer,
  MachineAnswer,
  ManyAlarmsAnswer,
  RefusedAnswer,
  ServiceAvailabilityAnswer,
  SessionAnswer,
  StopsAnswer,
  SuppliesAnswer,
  TimelineAnswer,
  UsageAnswer,
} from '../../../hall/api/contract.ts';
import type { Action } from '../wire-words.ts';

/** Why something was not done: what the hall said, or `away` where it said nothing. */
export type Why = ApiError['error'] | 'away';

/** The hall did not do it. */
export class Refusal extends Error {
  readonly why: Why;
  readonly detail: string;
  constructor(why: Why, detail = '') {
    super(why);
    this.why = why;
    this.detail = detail;
  }
}

type Role = SessionAnswer['role'];
type Duty = { readonly role: Role; readonly halls: SessionAnswer['halls']; readonly reason: string };
/** An activation code, and until when it works. */
export type Issued = { readonly code: string; readonly expiresAt: number };

type Text = Readonly<Record<'zh-CN' | 'en', string>>;

/** The hall's interface, docs/hall-api.md. Each of them throws a `Refusal` and nothing else. */
export type HallApi = ReturnType<typeof createHallApi>;

/**
 * What a page asks by itself is marked, so that a console nobody uses does not keep its session; `session` and whatever
 * changes something are a person's doing.
 *
 * @param fetch the page's own; the hall serves the page, so every address is relative
 * @param onOver the session is over
 */
export function createHallApi(fetch: typeof globalThis.fetch, onOver: () => void = () => undefined) {
  const call = async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    isOfPerson = method !== 'GET',
  ): Promise<T> => {
    const response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(isOfPerson ? {} : { 'once-background': '1' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Refusal('away');
    });
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer as T; // the hall compiles against these very types
    const refusal = refusalOf(answer);
    if (refusal.why === 'not-signed-in') onOver();
    throw refusal;
  };
  const at = (id: string) => encodeURIComponent(id);
  const logsPath = (kiosk: string, command: string) =>
    `/api/machines/${at(kiosk)}/logs?command=${at(command)}`;
  return {
    /** Who this is; somebody is there, so the session goes on. */
    session: () => call<SessionAnswer>('GET', '/api/session', undefined, true),
    /** The same, without anybody's doing: until when it lasts. */
    sessionAsItIs: () => call<SessionAnswer>('GET', '/api/session'),
    signIn: (given: { readonly name: string; readonly password: string; readonly totp: string }) =>
      call<SessionAnswer>('POST', '/api/session', given),
    signOut: () => call<null>('DELETE', '/api/session'),
    activate: (given: { readonly name: string; readonly code: string }) =>
      call<{ readonly otpauth: string }>('POST', '/api/activation', given),
    finishActivation: (given: {
      readonly name: string;
      readonly code: string;
      readonly password: string;
      readonly totp: string;
    }) => call<null>('POST', '/api/activation/finish', given),

    fleet: () => call<FleetAnswer>('GET', '/api/fleet'),
    machine: (id: string) => call<MachineAnswer>('GET', `/api/machines/${at(id)}`),
    timeline: (id: string, from: number, to: number) =>
      call<TimelineAnswer>('GET', `/api/machines/${at(id)}/timeline?from=${from}&to=${to}`),
    availability: (from: number, to: number) =>
      call<AvailabilityAnswer>('GET', `/api/availability?from=${from}&to=${to}`),
    /** @param hall of this one only; null: of all that one may see */
    itemAvailability: (from: number, to: number, hall: string | null = null) =>
      call<ServiceAvailabilityAnswer>(
        'GET',
        `/api/availability/items?from=${from}&to=${to}${hall === null ? '' : `&hall=${at(hall)}`}`,
      ),
    dayAvailability: (from: string, to: string) =>
      call<DayAvailabilityAnswer>('GET', `/api/availability/days?from=${from}&to=${to}`),
    supplies: () => call<SuppliesAnswer>('GET', '/api/supplies'),
    usage: (from: string, to: string) => call<UsageAnswer>('GET', `/api/usage?from=${from}&to=${to}`),
    hallUsage: (from: string, to: string) =>
      call<HallUsageAnswer>('GET', `/api/usage/halls?from=${from}&to=${to}`),

    alarms: (which: 'open' | 'all') =>
      call<{ readonly at: number; readonly alarms: readonly AlarmView[] }>(
        'GET',
        `/api/alarms?which=${which}`,
      ),
    ack: (id: string) => call<AlarmView>('POST', `/api/alarms/${at(id)}/ack`, {}),
    assign: (id: string, to: string, reason: string) =>
      call<AlarmView>('POST', `/api/alarms/${at(id)}/assign`, { to, reason }),
    alarmAct: (id: string, action: 'clear' | 'unack' | 'unassign' | 'unshelve', reason: string) =>
      call<AlarmView>('POST', `/api/alarms/${at(id)}/${action}`, { reason }),
    shelve: (id: string, until: number, reason: string) =>
      call<AlarmView>('POST', `/api/alarms/${at(id)}/shelve`, { until, reason }),

    ackMany: (ids: readonly string[], reason: string) =>
      call<ManyAlarmsAnswer>('POST', '/api/alarms/ack', { ids, reason }),
    assignMany: (ids: readonly string[], to: string, reason: string) =>
      call<ManyAlarmsAnswer>('POST', '/api/alarms/assign', { ids, to, reason }),
    alarmLog: (id: string) => call<AlarmLogAnswer>('GET', `/api/alarms/${at(id)}/log`),

    commands: (kiosk: string) => call<CommandsAnswer>('GET', `/api/commands?kiosk=${at(kiosk)}`),
    command: (kiosk: string, action: Action, reason: string) =>
      call<{ readonly id: string }>('POST', `/api/machines/${at(kiosk)}/commands`, { action, reason }),
    logs: (kiosk: string, command: string) => call<LogsAnswer>('GET', logsPath(kiosk, command)),
    logFile: (kiosk: string, command: string) => `${logsPath(kiosk, command)}&format=csv`,
    desired: (kiosk: string) => call<DesiredAnswer>('GET', `/api/machines/${at(kiosk)}/desired`),
    desire: (
      kiosk: string,
      wish: { readonly inService?: boolean; readonly message?: Text | null; readonly reason: string },
    ) => call<DesiredAnswer>('PUT', `/api/machines/${at(kiosk)}/desired`, wish),

    stops: () => call<StopsAnswer>('GET', '/api/stops'),
    stop: (item: string, stopped: boolean, reason: string) =>
      call<StopsAnswer>('PUT', '/api/stops', { item, stopped, reason }),
    itemOffer: (item: string) => call<ItemOfferAnswer>('GET', `/api/items/${at(item)}/offer`),

    /** @param query as `auditQuery` writes it */
    audit: (query: string) => call<AuditSearchAnswer>('GET', `/api/audit/search?${query}`),
    refused: () => call<RefusedAnswer>('GET', '/api/refused'),

    accounts: () => call<readonly AccountView[]>('GET', '/api/accounts'),
    issueAccount: (name: string, duty: Duty) => call<Issued>('POST', '/api/accounts', { name, ...duty }),
    changeAccount: (name: string, duty: Duty) => call<null>('PUT', `/api/accounts/${at(name)}`, duty),
    disableAccount: (name: string, reason: string) =>
      call<null>('POST', `/api/accounts/${at(name)}/disable`, { reason }),
  };
}

function refusalOf(answer: unknown): Refusal {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return new Refusal('away');
  const detail = 'detail' in answer && typeof answer.detail === 'string' ? answer.detail : '';
  const why = WHYS.find((each) => each === answer.error);
  return why === undefined ? new Refusal('away') : new Refusal(why, detail);
}

const WHYS: readonly ApiError['error'][] = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'refused',
  'locked',
  'invalid',
  'conflict',
  'still-true',
  'nothing-to-undo',
  'closed',
  'contended',
  'too-many',
];

/** Why, of whatever was thrown. */
export const whyOf = (error: unknown): Why => (error instanceof Refusal ? error.why : 'away');
