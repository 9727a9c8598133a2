import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Account, roles, SESSION_IDLE_MS } from '../accounts/account.ts';
import { firstBrokenLink } from '../accounts/audit-chain.ts';
import { scopeSchema } from '../accounts/scope.ts';
import {
  beginActivation,
  changeAccount,
  disableAccount,
  finishActivation,
  issueAccount,
  sessionEndOf,
  signIn,
  signOut,
} from '../accounts/sign-in.ts';
import { type ApiContext, admit, fail, failUntil, nowOf, read, SESSION_COOKIE } from './context.ts';
import type { AccountView, SessionAnswer } from './contract.ts';
import { createDoor } from './door.ts';

const name = z.string().regex(/^[a-z][a-z0-9.-]{1,30}$/);
const reason = z.string().min(1).max(200);
const password = z.string().min(12).max(200);
const role = z.enum(roles);
/** Who makes accounts could make one for everywhere. */
const isOneDuty = (duty: Pick<Account, 'role' | 'halls'>): boolean =>
  duty.role !== 'admin' || duty.halls === null;
const atHalls = { path: ['halls'] };
const newAccount = z
  .strictObject({ name, role, halls: scopeSchema.default(null), reason })
  .refine(isOneDuty, atHalls);
// All of it anew: what was left out must not open all halls.
const changedAccount = z.strictObject({ role, halls: scopeSchema, reason }).refine(isOneDuty, atHalls);
const activation = z.strictObject({ name, code: z.string().max(40) });

/** Signing in and out, accounts, and the trail of who did what. */
export function accountRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  const door = createDoor(context);

  app.post('/api/session', async (request, reply) => {
    const given = read(
      z.strictObject({ name, password: z.string().max(200), totp: z.string().max(10) }),
      request.body,
      reply,
    );
    if (!given) return reply;
    if (!door.isOpen(request, reply)) return reply;
    const now = nowOf(context);
    const answer = await signIn(store, given, now);
    if (!answer.ok)
      return answer.why === 'locked'
        ? failUntil(reply, 'locked', answer.until - now, new Date(answer.until).toISOString())
        : fail(reply, 'refused');
    door.welcome(request);
    reply.setCookie(SESSION_COOKIE, answer.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: context.isSecure,
    });
    return { ...dutyOf(answer.account), at: now, endsAt: now + SESSION_IDLE_MS } satisfies SessionAnswer;
  });

  app.get('/api/session', async (request, reply) => {
    const account = await admit(context, request, reply, 'viewer');
    if (!account) return reply;
    const now = nowOf(context);
    const endsAt = (await sessionEndOf(store, request.cookies[SESSION_COOKIE] ?? '')) ?? now;
    return { ...dutyOf(account), at: now, endsAt } satisfies SessionAnswer;
  });

  app.delete('/api/session', async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE];
    if (token !== undefined) await signOut(store, token);
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send();
  });

  app.post('/api/activation', async (request, reply) => {
    const given = read(activation, request.body, reply);
    if (!given) return reply;
    if (!door.isOpen(request, reply)) return reply;
    const otpauth = await beginActivation(store, given, nowOf(context));
    if (otpauth === null) return fail(reply, 'refused');
    door.welcome(request);
    return { otpauth };
  });

  app.post('/api/activation/finish', async (request, reply) => {
    const given = read(activation.extend({ password, totp: z.string().max(10) }), request.body, reply);
    if (!given) return reply;
    if (!door.isOpen(request, reply)) return reply;
    if (!(await finishActivation(store, given, nowOf(context)))) return fail(reply, 'refused');
    door.welcome(request);
    return reply.code(204).send();
  });

  app.get('/api/accounts', async (request, reply) => {
    if (!(await admit(context, request, reply, 'admin'))) return reply;
    const accounts = await store.accounts();
    return accounts.map(
      (account): AccountView => ({
        ...dutyOf(account),
        active: account.passwordHash !== null && !account.disabled,
        disabled: account.disabled,
      }),
    );
  });

  app.post('/api/accounts', async (request, reply) => {
    const admin = await admit(context, request, reply, 'admin');
    if (!admin) return reply;
    const given = read(newAccount, request.body, reply);
    if (!given) return reply;
    return issueAccount(store, given, { by: admin.name, reason: given.reason, now: nowOf(context) });
  });

  app.put<{ Params: { name: string } }>('/api/accounts/:name', async (request, reply) => {
    const admin = await admit(context, request, reply, 'admin');
    if (!admin) return reply;
    const given = read(changedAccount, request.body, reply);
    if (!given) return reply;
    const { name } = request.params;
    // There is always an admin left: the one who asks.
    if (name === admin.name) return fail(reply, 'conflict', 'one cannot change oneself');
    const who = { by: admin.name, reason: given.reason, now: nowOf(context) };
    const isKnown = await changeAccount(store, { ...given, name }, who);
    return isKnown ? reply.code(204).send() : fail(reply, 'not-found');
  });

  app.post<{ Params: { name: string } }>('/api/accounts/:name/disable', async (request, reply) => {
    const admin = await admit(context, request, reply, 'admin');
    if (!admin) return reply;
    const given = read(z.strictObject({ reason }), request.body, reply);
    if (!given) return reply;
    const { name } = request.params;
    // The last way in is not closed from inside.
    if (name === admin.name) return fail(reply, 'conflict', 'one cannot disable oneself');
    const who = { by: admin.name, reason: given.reason, now: nowOf(context) };
    const isKnown = await disableAccount(store, name, who);
    return isKnown ? reply.code(204).send() : fail(reply, 'not-found');
  });

  app.get('/api/audit', async (request, reply) => {
    if (!(await admit(context, request, reply, 'ops', 'everywhere'))) return reply;
    const given = read(
      z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
      request.query,
      reply,
    );
    if (!given) return reply;
    const start = await store.auditStart();
    const entries = await store.audit({ after: given.after, limit: 1000 });
    // From where it begins it can be checked here; from the middle only by who holds the beginning.
    return { entries, broken: given.after <= start.seq ? firstBrokenLink(entries, start.hash) : null };
  });
}

const dutyOf = ({ name, role, halls }: Account) => ({ name, role, halls });
