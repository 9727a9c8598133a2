import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hallIdSchema, kioskIdSchema } from '../../wire/ids.ts';
import { isWithin } from '../accounts/scope.ts';
import { openingSchema } from '../fleet/opening.ts';
import { issueCode, redeemCode, revoke } from '../ingest/enrolment.ts';
import { type ApiContext, admit, admitTo, fail, nowOf, read } from './context.ts';
import { createDoor } from './door.ts';

const line = z.string().min(1).max(60);
const text = z.strictObject({ 'zh-CN': line, en: line });
const reason = z.string().min(1).max(200);

const location = z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });
const hallBody = z.strictObject({
  name: text,
  opening: openingSchema,
  location: location.optional(),
  area: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  reason,
});

/** What people write down: halls, machines and their way in, maintenance. */
export function machineRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  const door = createDoor(context);

  /** The one door without a session: a machine's own, with a code that works once. */
  app.post('/enrol', async (request, reply) => {
    const given = read(
      z.strictObject({ kiosk: kioskIdSchema, code: z.string().max(40) }),
      request.body,
      reply,
    );
    if (!given) return reply;
    if (!door.isOpen(request, reply)) return reply;
    const answer = await redeemCode(store, context.realm, given, nowOf(context));
    if (!answer.ok) return fail(reply, 'refused');
    door.welcome(request);
    context.ingest.broker.disconnect(given.kiosk);
    return { ...answer.enrolled, mqttPort: context.mqttPort, commandKey: context.commandKey };
  });

  app.put<{ Params: { id: string } }>('/api/halls/:id', async (request, reply) => {
    const admin = await admit(context, request, reply, 'admin');
    if (!admin) return reply;
    const given = read(hallBody, request.body, reply);
    const id = read(hallIdSchema, request.params.id, reply);
    if (!given || id === null) return reply;
    const { reason: why, location, area, ...hall } = given;
    await store.commit([
      { kind: 'hall', hall: { id, ...hall, ...(location ? { location } : {}), ...(area ? { area } : {}) } },
      {
        kind: 'audit',
        entry: { at: nowOf(context), by: admin.name, action: 'hall.written', target: id, reason: why },
      },
    ]);
    return reply.code(204).send();
  });

  app.post('/api/machines', async (request, reply) => {
    const ops = await admit(context, request, reply, 'ops');
    if (!ops) return reply;
    const given = read(
      z.strictObject({ kiosk: kioskIdSchema, hall: hallIdSchema, place: text, reason }),
      request.body,
      reply,
    );
    if (!given) return reply;
    const halls = await store.halls();
    if (!isWithin(ops.halls, given.hall) || !halls.some(({ id }) => id === given.hall))
      return fail(reply, 'not-found', 'hall');
    // Nobody takes a machine out of a hall that is not theirs.
    const before = await store.record(given.kiosk);
    if (before && !isWithin(ops.halls, before.hall)) return fail(reply, 'not-found', 'kiosk');
    const { reason: why, ...placing } = given;
    return issueCode(store, placing, { by: ops.name, reason: why, now: nowOf(context) });
  });

  app.post<{ Params: { id: string } }>('/api/machines/:id/revoke', async (request, reply) => {
    const ops = await admit(context, request, reply, 'ops');
    if (!ops) return reply;
    const given = read(z.strictObject({ reason }), request.body, reply);
    if (!given) return reply;
    const { id } = request.params;
    if (!(await admitTo(context, ops, id, reply))) return reply;
    await revoke(store, id, { by: ops.name, reason: given.reason, now: nowOf(context) });
    context.ingest.broker.disconnect(id);
    return reply.code(204).send();
  });

  app.post('/api/maintenance', async (request, reply) => {
    const operator = await admit(context, request, reply, 'operator');
    if (!operator) return reply;
    const given = read(
      z
        .strictObject({
          kiosk: kioskIdSchema.nullable(),
          hall: hallIdSchema,
          from: z.int(),
          to: z.int(),
          reason,
        })
        .refine(({ from, to }) => from < to),
      request.body,
      reply,
    );
    if (!given) return reply;
    if (!isWithin(operator.halls, given.hall)) return fail(reply, 'not-found', 'hall');
    if (given.kiosk !== null && !(await admitTo(context, operator, given.kiosk, reply))) return reply;
    const window = { id: context.newId(), ...given, by: operator.name };
    await store.commit([
      { kind: 'maintenance', window },
      {
        kind: 'audit',
        entry: {
          at: nowOf(context),
          by: operator.name,
          action: 'maintenance',
          target: given.kiosk ?? given.hall,
          reason: given.reason,
        },
      },
    ]);
    return window;
  });
}
