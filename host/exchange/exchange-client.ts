import { z } from 'zod';
import type { Clock } from '../clock.ts';
import {
  caseAnswer,
  codeAnswer,
  openOrderAnswer,
  orderAnswer,
  passwordAnswer,
  portraitAnswer,
  recordAnswer,
  refusalAnswer,
  remindAnswer,
  sealedAnswer,
  slotsAnswer,
} from './answers.ts';
import type {
  Application,
  Call,
  CodeAnswer,
  Exchange,
  Failure,
  OrderAnswer,
  OrderReference,
  PasswordAnswer,
  PortraitAnswer,
  RecordAnswer,
  RecordQuery,
} from './exchange.ts';
import type { HttpsPost, PostOutcome } from './https-post.ts';
import { idTypeOf } from './id-type.ts';
import { readXRoadError } from './xroad-error.ts';

export type ExchangeClientOptions = {
  readonly post: HttpsPost;
  readonly clock: Clock;
  /** X-Road instance and this hall's kiosk subsystem (`instance/class/member/subsystem`). */
  readonly instance: string;
  readonly client: string;
  readonly deadlines: { readonly queryMs: number; readonly submitMs: number };
  /** Ids, states, codes and durations of each call; nothing of its content. */
  readonly onCall?: (report: CallReport) => void;
};

export type CallReport = {
  readonly service: string;
  readonly queryId: string;
  /** The security server's own id of this call: what its operators look for. */
  readonly requestId: string | null;
  readonly durationMs: number;
  readonly status: number | null;
  readonly code: string;
};

/** A security server waits 60 s for a provider: whoever waits longer waits for nothing. */
const LONGEST_DEADLINE_MS = 55_000;
const JSON_TYPE = 'application/json; charset=utf-8';
/** PR-REST 4.8; each part is percent-encoded by itself. */
const IDENTIFIER = /^[A-Za-z0-9'()+,\-.=?]+$/;
const USER_ID = /^CN[0-9a-f]{16}$/;
const HEADER_ID = /^[A-Za-z0-9-]{1,50}$/;

/** The X-Road REST message protocol, kiosk side. Never GET: a number in a query string would rest in two message logs. */
export const createExchangeClient = (options: ExchangeClientOptions): Exchange => {
  const { post, clock, deadlines } = options;

  const call = async (
    service: string,
    body: unknown,
    call: Call,
    defaultMs: number,
    further: Readonly<Record<string, string>> = {},
  ): Promise<Reply> => {
    const started = clock.monotonicMs();
    const outcome = await post({
      path: servicePath(options.instance, service),
      headers: { ...requestHeaders(options.client, call), ...further },
      body: JSON.stringify(body),
      deadlineMs: Math.min(call.deadlineMs ?? defaultMs, LONGEST_DEADLINE_MS),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    const reply = readReply(outcome, call.queryId);
    options.onCall?.({
      service,
      queryId: call.queryId,
      requestId: outcome.kind === 'answered' ? (outcome.headers['x-road-request-id'] ?? null) : null,
      durationMs: Math.round(clock.monotonicMs() - started),
      status: outcome.kind === 'answered' ? outcome.status : null,
      code: reply.kind === 'failed' ? reply.code : 'ok',
    });
    return reply;
  };
  const query = (service: string, body: unknown, how: Call) => call(service, body, how, deadlines.queryMs);
  const change = (service: string, body: unknown, how: Call, further?: Readonly<Record<string, string>>) =>
    call(service, body, how, deadlines.submitMs, further);

  return {
    readRecord: async (request, how) => {
      const reply = await query(
        `${request.department}/data/${request.set}`,
        recordRequest(request, how.queryId),
        how,
      );
      return readAs(reply, [200], recordAnswer, (answer): RecordAnswer => readRecord(request, answer));
    },

    submitCase: async (department, application, how) => {
      const reply = await change(`${department}/cases/submit`, application, how, representing(application));
      const refusal = readRefusal(reply);
      if (refusal?.type === 'rejected') return { kind: 'rejected', reason: refusal.reason };
      if (refusal?.type === 'slot-taken' || refusal?.type === 'key-reused') return { kind: refusal.type };
      return readAs(reply, [200, 201], caseAnswer, (receipt) => ({ kind: 'accepted', receipt }));
    },

    findCase: async (department, key, how) => {
      const reply = await query(`${department}/cases/find`, { key }, how);
      if (readRefusal(reply)?.type === 'not-found') return { kind: 'not-found' };
      return readAs(reply, [200], caseAnswer, (receipt) => ({ kind: 'found', receipt }));
    },

    sealDocument: async (department, request, how) => {
      const reply = await change(`${department}/licences/seal`, request, how);
      const refusal = readRefusal(reply);
      if (refusal?.type === 'rejected') return { kind: 'rejected', reason: refusal.reason };
      if (refusal?.type === 'key-reused') return { kind: 'key-reused' };
      return readAs(reply, [200, 201], sealedAnswer, (receipt) => ({ kind: 'accepted', receipt }));
    },

    findSealed: async (department, key, how) => {
      const reply = await query(`${department}/licences/find`, { key }, how);
      if (readRefusal(reply)?.type === 'not-found') return { kind: 'not-found' };
      return readAs(reply, [200], sealedAnswer, (receipt) => ({ kind: 'found', receipt }));
    },

    freeSlots: async (department, request, how) => {
      const reply = await query(`${department}/booking/slots`, request, how);
      return readAs(reply, [200], slotsAnswer, ({ slots }) => ({ kind: 'ok', slots }));
    },

    openOrder: async (request, how) => {
      const reply = await change('finance/payment/open', request, how);
      return readAs(reply, [200, 201], openOrderAnswer, ({ state, ...order }) => ({
        kind: 'open',
        order,
        state,
      }));
    },

    queryOrder: async (order, how) =>
      readOrder(await query('finance/payment/query', orderRequest(order), how)),
    closeOrder: async (orderNo, how) => readOrder(await change('finance/payment/close', { orderNo }, how)),

    rate: async (department, rating, how) => {
      const reply = await change(`${department}/rating/submit`, { ...rating, channel: 'kiosk' }, how);
      return readAs(reply, [200, 201], z.unknown(), () => ({ kind: 'rated' }));
    },

    remind: async (person, how) => {
      const request = { purpose: 'reminders', consent: true, subject: subjectOf(person) };
      const reply = await query('govsvc/reminders/evaluate', request, how);
      return readAs(reply, [200], remindAnswer, ({ reminders }) => ({ kind: 'ok', reminders }));
    },

    dismissReminder: async (person, reminder, how) => {
      const request = { purpose: 'reminders', consent: true, subject: subjectOf(person), reminder };
      const reply = await change('govsvc/reminders/dismiss', request, how);
      return readAs(reply, [200], z.unknown(), () => ({ kind: 'dismissed' }));
    },

    comparePortrait: async ({ person, item, jpeg }, how) => {
      const reply = await query(
        'police/portrait/compare',
        {
          queryId: how.queryId,
          purpose: { item, consent: true },
          subject: subjectOf(person),
          picture: Buffer.from(jpeg).toString('base64'),
        },
        how,
      );
      return readAs(
        reply,
        [200],
        portraitAnswer,
        ({ outcome }): PortraitAnswer =>
          outcome === 'unavailable' ? failed('closed', 'none', outcome) : { kind: outcome },
      );
    },

    verifyPassword: async ({ person, item, password }, how) => {
      const reply = await query(
        'hrss/password/verify',
        { queryId: how.queryId, purpose: { item }, subject: subjectOf(person), password },
        how,
      );
      return readAs(reply, [200], passwordAnswer, readPassword);
    },

    resolveCode: async (code, how) => {
      const reply = await query('hrss/identity/resolve-code', { code }, how);
      return readAs(
        reply,
        [200],
        codeAnswer,
        (answer): CodeAnswer =>
          answer.outcome === 'person' ? { kind: 'person', person: answer.person } : { kind: answer.outcome },
      );
    },
  };
};

type Reply = { readonly kind: 'replied'; readonly status: number; readonly body: unknown } | Failure;

const servicePath = (instance: string, service: string): string => {
  const [department = '', ...code] = service.split('/');
  const parts = [instance, 'GOV', department, ...code];
  if (!parts.every((part) => IDENTIFIER.test(part)))
    throw new Error('An X-Road identifier has a character it must not have');
  return `/r1/${[...parts, 'v1'].map(encodeURIComponent).join('/')}`;
};

const requestHeaders = (client: string, call: Call): Record<string, string> => {
  // The operational monitoring of both security servers keeps these: a card number must not get here by mistake.
  if (!USER_ID.test(call.userId)) throw new Error('X-Road-UserId is a pseudonym');
  if (![call.queryId, call.caseNo ?? 'none'].every((id) => HEADER_ID.test(id)))
    throw new Error('Ids are plain');
  return {
    'Content-Type': JSON_TYPE,
    Accept: 'application/json',
    'X-Road-Client': client,
    'X-Road-Id': call.queryId,
    'X-Road-UserId': call.userId,
    ...(call.caseNo === undefined ? {} : { 'X-Road-Issue': call.caseNo }),
  };
};

/** On whose behalf, in both message logs: the register number of a business, never the number of a person. */
const representing = ({ represented }: Application): Record<string, string> =>
  represented?.kind === 'company'
    ? { 'X-Road-Represented-Party': `COM/${encodeURIComponent(represented.idNo)}` }
    : {};

const failed = (fault: Failure['fault'], effect: Failure['effect'], code: string): Failure => ({
  kind: 'failed',
  fault,
  effect,
  code,
});

const readReply = (outcome: PostOutcome, queryId: string): Reply => {
  switch (outcome.kind) {
    case 'not-sent':
      return failed(
        outcome.code === 'deadline' || outcome.code === 'aborted' ? 'timeout' : 'unreachable',
        'none',
        outcome.code,
      );
    case 'lost':
      if (outcome.why === 'too-large') return failed('nonsense', 'unknown', outcome.code);
      return failed(outcome.why === 'cut' ? 'unreachable' : 'timeout', 'under-way', outcome.code);
    case 'answered': {
      const error = outcome.headers['x-road-error'];
      if (error !== undefined) {
        const read = readXRoadError(error);
        return failed(read.fault, read.effect, read.type);
      }
      if (outcome.status >= 500) return failed('provider-error', 'unknown', `status-${outcome.status}`);
      // Somebody else's answer, as a confused proxy may give: nothing in it is about our request.
      if (outcome.headers['x-road-id'] !== queryId) return failed('nonsense', 'unknown', 'other-id');
      try {
        return { kind: 'replied', status: outcome.status, body: JSON.parse(outcome.body) };
      } catch {
        return failed('nonsense', 'unknown', 'not-json');
      }
    }
  }
};

const readAs = <T, A>(
  reply: Reply,
  statuses: readonly number[],
  schema: z.ZodType<T>,
  read: (answer: T) => A,
): A | Failure => {
  if (reply.kind === 'failed') return reply;
  if (!statuses.includes(reply.status)) return failed('provider-error', 'unknown', `status-${reply.status}`);
  const checked = schema.safeParse(reply.body);
  return checked.success ? read(checked.data) : failed('nonsense', 'unknown', 'wrong-shape');
};

const REFUSAL_STATUS = { 'not-found': 404, 'slot-taken': 409, 'key-reused': 409, rejected: 422 } as const;

/** A refusal counts only with the status that goes with it: a proxy's own 404 is not “not found”. */
const readRefusal = (reply: Reply): z.infer<typeof refusalAnswer> | null => {
  if (reply.kind === 'failed') return null;
  const checked = refusalAnswer.safeParse(reply.body);
  return checked.success && REFUSAL_STATUS[checked.data.type] === reply.status ? checked.data : null;
};

const subjectOf = (person: RecordQuery['person']): unknown => ({
  idType: idTypeOf(person),
  idNo: person.number,
  name: person.name,
});

const recordRequest = (query: RecordQuery, queryId: string): unknown => ({
  queryId,
  purpose: query.purpose,
  subject: subjectOf(query.person),
  ...(query.key === undefined ? {} : { key: query.key }),
  asks: query.fields,
  mode: query.mode,
});

/** More than was asked for is refused, not trimmed: the grant it came under is not ours. */
const readRecord = (query: RecordQuery, answer: z.infer<typeof recordAnswer>): RecordAnswer => {
  if (answer.outcome === 'denied') return failed('denied', 'none', 'denied');
  // To an item no record is null, in whatever words a register says so.
  if (answer.outcome === 'empty') return { kind: 'ok', record: null };
  if (query.mode === 'verify') {
    const verified = z.strictObject({ exists: z.boolean() }).safeParse(answer.record);
    if (!verified.success) return failed('nonsense', 'none', 'wrong-shape');
    return { kind: 'ok', record: verified.data.exists ? verified.data : null };
  }
  const names = Object.keys(answer.record);
  const isAsAsked =
    names.length === query.fields.length && names.every((name) => query.fields.includes(name));
  return isAsAsked ? { kind: 'ok', record: answer.record } : failed('nonsense', 'none', 'wrong-fields');
};

const orderRequest = (order: OrderReference): unknown =>
  'orderNo' in order ? { orderNo: order.orderNo } : { key: order.key };

const readOrder = (reply: Reply): OrderAnswer => {
  if (readRefusal(reply)?.type === 'not-found') return { kind: 'not-found' };
  return readAs(reply, [200], orderAnswer, (order) => ({ kind: 'order', ...order }));
};

const readPassword = (answer: z.infer<typeof passwordAnswer>): PasswordAnswer => {
  switch (answer.outcome) {
    case 'no-match':
      return { kind: 'no-match', triesLeft: answer.triesLeft };
    case 'locked':
      return { kind: 'locked', until: answer.until };
    case 'match':
    case 'not-set':
      return { kind: answer.outcome };
  }
};
