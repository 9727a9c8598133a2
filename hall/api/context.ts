import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Account, mayActAs, type Role } from '../accounts/account.ts';
import { isWithin } from '../accounts/scope.ts';
import { accountLookingOn, accountOf } from '../accounts/sign-in.ts';
import type { Clock } from '../clock.ts';
import type { Dispatch } from '../commands/dispatch.ts';
import type { QueueBoard } from '../exchange/queue-board.ts';
import type { Rule } from '../fleet/rules.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { LiveFeed } from '../live.ts';
import type { HallStore, MachineRecord } from '../store/store.ts';
import type { Webhook } from '../webhook/deliver.ts';
import type { ApiError } from './contract.ts';

/** What every route is given. */
export type ApiContext = {
  readonly store: HallStore;
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  readonly live: LiveFeed;
  readonly ingest: Ingest;
  readonly dispatch: Dispatch;
  /** What machines know this hall by. */
  readonly commandKey: string;
  /** Null: nobody outside is told. */
  readonly webhook: Webhook | null;
  readonly queues: QueueBoard;
  /** Of halls that name none; null: there is no exchange. */
  readonly area: string | null;
  readonly realm: string;
  readonly newId: () => string;
  readonly isSecure: boolean;
  readonly mqttPort: number;
};

/** `__Host-` would need TLS, which a hall on its own loopback has not. */
export const SESSION_COOKIE = 'hall_session';

export const nowOf = ({ clock }: Pick<ApiContext, 'clock'>): number => clock.now().getTime();

const STATUS: Readonly<Record<ApiError['error'], number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  refused: 403,
  locked: 429,
  invalid: 400,
  conflict: 409,
  'still-true': 409,
  'nothing-to-undo': 409,
  closed: 409,
  contended: 409,
  'too-many': 429,
};

export const fail = (reply: FastifyReply, error: ApiError['error'], detail?: string): FastifyReply =>
  reply.code(STATUS[error]).send({ error, ...(detail === undefined ? {} : { detail }) } satisfies ApiError);

/**
 * Whether a page asks by itself: it says so (`once-background`), or has opened the stream of news. That is looking on,
 * and does not make a session last.
 */
const isBackground = ({ headers }: FastifyRequest): boolean =>
  headers['once-background'] !== undefined || headers.accept === 'text/event-stream';

/** 429, and in how many seconds it may be tried again (RFC 9110, Retry-After). */
export const failUntil = (
  reply: FastifyReply,
  error: 'too-many' | 'locked',
  waitMs: number,
  detail?: string,
): FastifyReply => fail(reply.header('retry-after', Math.max(1, Math.ceil(waitMs / 1000))), error, detail);

/**
 * Who asks, if their role is enough; has answered already where it is null.
 * @param where `everywhere`: it concerns all halls, and who is limited to some may not
 */
export async function admit(
  { store, clock }: Pick<ApiContext, 'store' | 'clock'>,
  request: FastifyRequest,
  reply: FastifyReply,
  needed: Role,
  where: 'their-halls' | 'everywhere' = 'their-halls',
): Promise<Account | null> {
  const token = request.cookies[SESSION_COOKIE];
  const lookUp = isBackground(request) ? accountLookingOn : accountOf;
  const account = token === undefined ? null : await lookUp(store, token, clock.now().getTime());
  if (!account) {
    fail(reply, 'not-signed-in');
    return null;
  }
  const isHere = where === 'their-halls' || account.halls === null;
  if (mayActAs(account.role, needed) && isHere) return account;
  fail(reply, 'not-allowed', isHere ? needed : where);
  return null;
}

/**
 * The machine asked for, if it stands where this account may look; has answered already where it is null. That there is
 * one elsewhere is not told.
 */
export async function admitTo(
  { store }: Pick<ApiContext, 'store'>,
  { halls }: Account,
  kiosk: string,
  reply: FastifyReply,
): Promise<MachineRecord | null> {
  const record = await store.record(kiosk);
  if (record && isWithin(halls, record.hall)) return record;
  fail(reply, 'not-found');
  return null;
}

const DAY_MS = 24 * 3_600_000;

/** Of a table that is asked for by time: milliseconds since 1970, 31 days at most. */
export const spanQuery = z
  .strictObject({
    from: z.coerce.number().int(),
    to: z.coerce.number().int(),
    format: z.enum(['json', 'csv']).default('json'),
  })
  .refine(({ from, to }) => from < to && to - from <= 31 * DAY_MS);

/** A body or query as it should be; has answered already where it is null. */
export function read<S extends z.ZodType>(
  schema: S,
  value: unknown,
  reply: FastifyReply,
): z.output<S> | null {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  fail(reply, 'invalid', checked.error.issues.map((issue) => issue.path.join('.') || 'body').join(', '));
  return null;
}
