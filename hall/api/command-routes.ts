import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actionSchema } from '../../wire/down.ts';
import { itemIdSchema } from '../../wire/ids.ts';
import { isWithin, kiosksWithin, type Scope } from '../accounts/scope.ts';
import { type CommandResult, standingOf } from '../commands/command.ts';
import { orderCommand, orderStop, orderWish } from '../commands/orders.ts';
import { desiredOf } from '../commands/wish.ts';
import { partsOf } from '../fleet/machine.ts';
import type { CommandQuery, HallStore } from '../store/store.ts';
import { type ApiContext, admit, admitTo, fail, nowOf, read } from './context.ts';
import type { CommandsAnswer, DesiredAnswer, StopsAnswer } from './contract.ts';

const line = z.string().min(1).max(60);
const text = z.strictObject({ 'zh-CN': line, en: line });
const reason = z.string().min(1).max(200);
const desiredBody = z
  .strictObject({ inService: z.boolean().optional(), message: text.nullable().optional(), reason })
  .refine(({ inService, message }) => inService !== undefined || message !== undefined);
const stopBody = z.strictObject({ item: itemIdSchema, stopped: z.boolean(), reason });

/** What people want machines to do, and how they want them to be. */
export function commandRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store, dispatch } = context;

  app.post<{ Params: { id: string } }>('/api/machines/:id/commands', async (request, reply) => {
    const operator = await admit(context, request, reply, 'operator');
    if (!operator) return reply;
    const given = read(z.strictObject({ action: actionSchema, reason }), request.body, reply);
    if (!given) return reply;
    const kiosk = request.params.id;
    if (!(await admitTo(context, operator, kiosk, reply))) return reply;
    const who = { by: operator.name, reason: given.reason, now: nowOf(context) };
    const asked = { id: context.newId(), kiosk, action: given.action };
    const ordered = await orderCommand(store, asked, who);
    if (!ordered.ok) return fail(reply, ordered.why);
    dispatch.mind(kiosk, 'ordered');
    return reply.code(202).send({ id: ordered.order.id });
  });

  app.get('/api/commands', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(z.strictObject({ kiosk: z.string().max(20).optional() }), request.query, reply);
    if (!given) return reply;
    const { kiosk } = given;
    const theirs = await kiosksWithin(store, viewer.halls);
    const asked = kiosk === undefined ? theirs && [...theirs] : theirs?.has(kiosk) === false ? [] : kiosk;
    return commandsAnswer(store, asked === null ? {} : { kiosk: asked }, nowOf(context));
  });

  app.get<{ Params: { id: string } }>('/api/machines/:id/desired', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer || !(await admitTo(context, viewer, request.params.id, reply))) return reply;
    return desiredAnswer(store, request.params.id);
  });

  app.put<{ Params: { id: string } }>('/api/machines/:id/desired', async (request, reply) => {
    const operator = await admit(context, request, reply, 'operator');
    if (!operator) return reply;
    const given = read(desiredBody, request.body, reply);
    if (!given) return reply;
    const kiosk = request.params.id;
    if (!(await admitTo(context, operator, kiosk, reply))) return reply;
    const who = { by: operator.name, reason: given.reason, now: nowOf(context) };
    const ordered = await orderWish(store, kiosk, given, who);
    if (!ordered.ok) return fail(reply, ordered.why);
    dispatch.mind(kiosk, 'ordered');
    context.live.publish({ kind: 'machine', kiosk });
    return desiredAnswer(store, kiosk);
  });

  app.get('/api/stops', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    return viewer ? stopsAnswer(store, viewer.halls) : reply;
  });

  app.put('/api/stops', async (request, reply) => {
    const ops = await admit(context, request, reply, 'ops', 'everywhere');
    if (!ops) return reply;
    const given = read(stopBody, request.body, reply);
    if (!given) return reply;
    const who = { by: ops.name, reason: given.reason, now: nowOf(context) };
    const ordered = await orderStop(store, given, who);
    if (!ordered.ok) return fail(reply, ordered.why);
    dispatch.mindAll();
    return stopsAnswer(store, ops.halls);
  });
}

/** Of all machines, or of one. */
async function commandsAnswer(
  store: HallStore,
  about: Pick<CommandQuery, 'kiosk'>,
  now: number,
): Promise<CommandsAnswer> {
  const commands = await store.commands({ ...about, limit: 200 });
  const results = new Map<string, CommandResult[]>();
  for (const kiosk of new Set(commands.map((command) => command.kiosk))) {
    const said = await store.history({ kiosk, types: ['res'], limit: 1000 });
    for (const { at, message } of said.toReversed()) {
      if (message.ty !== 'res') continue;
      const { cmd, is, code, checks } = message.d;
      const before = results.get(cmd) ?? [];
      results.set(cmd, [...before, { at, is, code, checks }]);
    }
  }
  return {
    at: now,
    commands: commands.map((command) => {
      const { counter: _, ...shown } = command;
      return { ...shown, ...standingOf(command, results.get(command.id) ?? [], now) };
    }),
  };
}

async function desiredAnswer(store: HallStore, kiosk: string): Promise<DesiredAnswer | null> {
  const machine = await store.machine(kiosk);
  if (!machine) return null;
  const wishes = await store.wishes(kiosk);
  const { version = 0, inService = true, message = null, stopped = [] } = desiredOf(wishes) ?? {};
  const { own } = wishes;
  return {
    version,
    inService,
    message,
    stopped,
    inForce: partsOf(machine, 'reported')[0]?.d.desired ?? null,
    last: own && { by: own.by, at: own.at, reason: own.reason },
  };
}

async function stopsAnswer(store: HallStore, scope: Scope): Promise<StopsAnswer> {
  const { stops } = await store.wishes(null);
  const enrolled = new Set(
    (await store.records())
      .filter(({ hall, credential }) => credential !== null && isWithin(scope, hall))
      .map(({ kiosk }) => kiosk),
  );
  const isBehind = (inForce: number | null) => (inForce ?? 0) < stops.revision;
  const behind = (await store.machinesInBrief()).filter(
    (machine) => enrolled.has(machine.kiosk) && isBehind(partsOf(machine, 'reported')[0]?.d.desired ?? null),
  );
  return { version: stops.revision, stops: stops.items, behind: behind.map(({ kiosk }) => kiosk) };
}
