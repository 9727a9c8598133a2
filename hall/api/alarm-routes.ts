import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isWithin } from '../accounts/scope.ts';
import { act, actOnEach } from '../alarms/hands.ts';
import { surroundingsOf } from '../alarms/surroundings.ts';
import { type Action, logEntryOf, targetOf } from '../alarms/trail.ts';
import type { Alarm } from '../fleet/alarm.ts';
import { civilDate } from '../fleet/opening.ts';
import { type ApiContext, admit, fail, nowOf, read } from './context.ts';
import type { AlarmLogAnswer, ManyAlarmsAnswer } from './contract.ts';
import { civilText, csv } from './csv.ts';
import { viewAlarm } from './view.ts';

const reason = z.string().min(1).max(200);
const ackBody = z.strictObject({ reason: z.string().max(200).default('') });
const assignBody = ackBody.extend({ to: z.string().regex(/^[a-z][a-z0-9.-]{1,30}$/) });
const reasonBody = z.strictObject({ reason });
const shelveBody = z.strictObject({ until: z.int(), reason });
/** Nothing is shelved for longer than a shift: who comes next decides anew. */
const SHELVED_MS = 24 * 3_600_000;

/** A storm is handled at once. */
const ids = z.array(z.string().max(60)).min(1).max(1000);
const ENTRIES = 1000;

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
    const of = kiosk === undefined ? {} : { kiosk };
    const now = nowOf(context);
    const found = which === 'open' ? await store.openAlarms(of) : await store.alarms({ ...of, limit: 1000 });
    const theirs = found.filter(({ hall }) => isWithin(viewer.halls, hall));
    const about = await surroundingsOf(store, rules, theirs, now);
    const alarms = theirs
      .map((alarm) => viewAlarm(alarm, about, now))
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

  app.get<{ Params: { id: string } }>('/api/alarms/:id/log', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const alarm = await store.alarm(request.params.id);
    if (!alarm || !isWithin(viewer.halls, alarm.hall)) return fail(reply, 'not-found');
    const written = await store.audit({ target: targetOf(alarm), limit: ENTRIES });
    return {
      entries: written.flatMap((entry) => logEntryOf(entry) ?? []).toReversed(),
      earlier: await store.alarmsBefore(alarm, yearOf(alarm)),
    } satisfies AlarmLogAnswer;
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
      const actor = { by: account.name, halls: account.halls, reason: given.reason, now };
      const result = await act(store, rules, request.params.id, action, actor);
      if (!result.ok) return fail(reply, result.why);
      live.publish({ kind: 'alarm', id: request.params.id });
      return viewAlarm(result.alarm, await surroundingsOf(store, rules, [result.alarm], now), now);
    });
  };
  serve('ack', ackBody, () => ({ do: 'ack' }));
  serve('assign', assignBody, ({ to }) => ({ do: 'assign', to }));
  serve('clear', reasonBody, () => ({ do: 'clear' }));
  serve('shelve', shelveBody, ({ until }, now) =>
    until > now && until <= now + SHELVED_MS ? { do: 'shelve', until } : null,
  );
  for (const undo of ['unack', 'unassign', 'unshelve'] as const)
    serve(undo, reasonBody, () => ({ do: undo }));

  const serveMany = <G extends { readonly ids: readonly string[]; readonly reason: string }>(
    name: Action['do'],
    schema: z.ZodType<G>,
    actionOf: (given: G) => Action,
  ): void => {
    app.post(`/api/alarms/${name}`, async (request, reply) => {
      const account = await admit(context, request, reply, 'operator');
      if (!account) return reply;
      const given = read(schema, request.body, reply);
      if (!given) return reply;
      const actor = { by: account.name, halls: account.halls, reason: given.reason, now: nowOf(context) };
      const results = await actOnEach(store, rules, given.ids, actionOf(given), actor);
      for (const [id, { ok }] of results) if (ok) live.publish({ kind: 'alarm', id });
      return {
        results: [...results].map(([id, result]) => ({ id, why: result.ok ? null : result.why })),
      } satisfies ManyAlarmsAnswer;
    });
  };
  serveMany('ack', ackBody.extend({ ids }), () => ({ do: 'ack' }));
  serveMany('assign', assignBody.extend({ ids }), ({ to }) => ({ do: 'assign', to }));
}

/** When the civil year began in which it was raised. */
const yearOf = ({ raisedAt, phaseSince }: Alarm): number =>
  Date.parse(`${civilDate(raisedAt ?? phaseSince).slice(0, 4)}-01-01T00:00:00+08:00`);
