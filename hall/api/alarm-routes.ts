import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isWithin } from '../accounts/scope.ts';
import { type Action, act } from '../alarms/hands.ts';
import { type ApiContext, admit, fail, nowOf, read } from './context.ts';
import { civilText, csv } from './csv.ts';
import { viewAlarm } from './view.ts';

const reason = z.string().min(1).max(200);
const ackBody = z.strictObject({ reason: z.string().max(200).default('') });
const assignBody = ackBody.extend({ to: z.string().regex(/^[a-z][a-z0-9.-]{1,30}$/) });
const clearBody = z.strictObject({ reason });
const shelveBody = z.strictObject({ until: z.int(), reason });
/** Nothing is shelved for longer than a shift: who comes next decides anew. */
const SHELVED_MS = 24 * 3_600_000;

/** The alarms inbox, and the hands people have in it. */
export function alarmRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store, rules, live } = context;

  app.get('/api/alarms', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(
      z.strictObject({
        which: z.enum(['open', 'all']).default('open'),
        kiosk: z.string().max(20).optional(),
        format: z.enum(['json', 'csv']).default('json'),
      }),
      request.query,
      reply,
    );
    if (!given) return reply;
    const { which, kiosk } = given;
    const about = kiosk === undefined ? {} : { kiosk };
    const now = nowOf(context);
    const found =
      which === 'open' ? await store.openAlarms(about) : await store.alarms({ ...about, limit: 1000 });
    const alarms = found
      .filter(({ hall }) => isWithin(viewer.halls, hall))
      .map((alarm) => viewAlarm(alarm, rules, now))
      .filter(({ state }) => state !== 'pending');
    if (given.format === 'json') return { at: now, alarms };
    const header = ['机器', '大厅', '部件', '代码', '告警', '影响', '级别', '状态', '开始', '次数', '负责人'];
    const rows = alarms.map((alarm) => [
      alarm.kiosk,
      alarm.hall,
      alarm.component,
      alarm.code,
      alarm.title['zh-CN'],
      alarm.effect['zh-CN'],
      alarm.severity,
      alarm.state,
      civilText(alarm.raisedAt),
      alarm.occurrences,
      alarm.assigned?.to ?? null,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(header, rows));
  });

  const serve = <G extends { readonly reason: string }>(
    name: Action['do'],
    schema: z.ZodType<G>,
    actionOf: (given: G, now: number) => Action | null,
  ): void => {
    app.post<{ Params: { id: string } }>(`/api/alarms/:id/${name}`, async (request, reply) => {
      const account = await admit(context, request, reply, 'operator');
      if (!account) return reply;
      const given = read(schema, request.body, reply);
      if (!given) return reply;
      const now = nowOf(context);
      const action = actionOf(given, now);
      if (!action) return fail(reply, 'invalid', name);
      const about = await store.alarm(request.params.id);
      if (!about || !isWithin(account.halls, about.hall)) return fail(reply, 'not-found');
      const actor = { by: account.name, reason: given.reason, now };
      const result = await act(store, rules, request.params.id, action, actor);
      if (!result.ok) return fail(reply, result.why);
      live.publish({ kind: 'alarm', id: request.params.id });
      return viewAlarm(result.alarm, rules, now);
    });
  };
  serve('ack', ackBody, () => ({ do: 'ack' }));
  serve('assign', assignBody, ({ to }) => ({ do: 'assign', to }));
  serve('clear', clearBody, () => ({ do: 'clear' }));
  serve('shelve', shelveBody, ({ until }, now) =>
    until > now && until <= now + SHELVED_MS ? { do: 'shelve', until } : null,
  );
}
