import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isWithin, kiosksWithin, type Scope } from '../accounts/scope.ts';
import { surroundingsOf } from '../alarms/surroundings.ts';
import { type Machine, partsOf } from '../fleet/machine.ts';
import { civilDate } from '../fleet/opening.ts';
import { holesOf } from '../fleet/run.ts';
import { WINDOW_MS } from '../fleet/supply-forecast.ts';
import type { HallStore } from '../store/store.ts';
import { covers } from '../watch.ts';
import { type ApiContext, admit, admitTo, nowOf, read, spanQuery } from './context.ts';
import type { FleetAnswer, MachineAnswer, TimelineAnswer, UsageAnswer } from './contract.ts';
import { civilText, csv } from './csv.ts';
import { madeTogether } from './made-together.ts';
import { forecastsOf } from './supply-book.ts';
import { viewAlarm, viewMachine, viewUsage } from './view.ts';

const format = z.enum(['json', 'csv']).default('json');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Looking at machines: the fleet, one of them, its history and use. */
export function fleetRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store, rules } = context;
  // Every console has it open, and asks again whenever one of ten thousand machines has changed.
  const wholeFleet = madeTogether(context.clock, async () => {
    const answer = await fleetAnswer(store, nowOf(context));
    return { answer, json: JSON.stringify(answer) };
  });

  app.get('/api/fleet', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(z.strictObject({ format }), request.query, reply);
    if (!given) return reply;
    const whole = await wholeFleet();
    if (given.format === 'json' && viewer.halls === null) {
      return reply.type('application/json; charset=utf-8').send(whole.json);
    }
    const answer = within(viewer.halls, whole.answer);
    if (given.format === 'json') return answer;
    const header = [
      '机器',
      '大厅',
      '位置',
      '状态',
      '最后上报（北京时间）',
      '可办事项',
      '全部事项',
      '告警',
      '最重',
    ];
    const rows = answer.machines.map((machine) => [
      machine.kiosk,
      machine.hall,
      machine.place['zh-CN'],
      machine.state,
      civilText(machine.heardAt),
      machine.offered,
      machine.assigned,
      machine.alarms,
      machine.worst,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(header, rows));
  });

  app.get<{ Params: { id: string } }>('/api/machines/:id', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const now = nowOf(context);
    const { id } = request.params;
    const record = await admitTo(context, viewer, id, reply);
    const machine = record && (await store.machine(id));
    if (!machine) return reply;
    const open = await store.openAlarms({ kiosk: id });
    const windows = (await store.maintenance(now, now + 1)).filter((window) => covers(window, machine));
    const runs = await store.runs(id);
    const about = await surroundingsOf(store, rules, open, now);
    const told = partsOf(machine, 'sup').map((part) => ({ kiosk: id, ...part }));
    return {
      at: now,
      machine: viewMachine(machine, open, windows.length > 0, now),
      enrolledAt: record.enrolledAt,
      credentialExpiresAt: record.credential?.expiresAt ?? null,
      heartbeat: machine.heartbeat,
      metrics: machine.metrics,
      devices: partsOf(machine, 'dev'),
      supplies: told.map(({ at, d }) => ({ at, d })),
      forecasts: forecastsOf(told, await store.suppliesSince([id], now - WINDOW_MS), now),
      flows: flowsOf(machine),
      problems: machine.problems,
      holes: runs
        .map((run) => ({ boot: run.boot, missing: holesOf(run) }))
        .filter(({ missing }) => missing.length > 0),
      alarms: open.map((alarm) => viewAlarm(alarm, about, now)),
      maintenance: windows,
    } satisfies MachineAnswer;
  });

  app.get<{ Params: { id: string } }>('/api/machines/:id/timeline', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(spanQuery, request.query, reply);
    if (!given) return reply;
    const { from, to } = given;
    const kiosk = request.params.id;
    if (!(await admitTo(context, viewer, kiosk, reply))) return reply;
    const entries = await store.history({ kiosk, from, to, limit: 1000 });
    return {
      standings: await store.standings(kiosk, from, to),
      messages: entries.map(({ at, message: { ty, d } }) => ({ at, ty, d })),
    } satisfies TimelineAnswer;
  });

  app.get('/api/usage', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const today = civilDate(nowOf(context));
    const given = read(
      z.strictObject({ from: date.default(today), to: date.default(today), format }),
      request.query,
      reply,
    );
    if (!given) return reply;
    const { from, to } = given;
    const theirs = await kiosksWithin(store, viewer.halls);
    const used = await store.usage({ from, to });
    const rows = viewUsage(theirs ? used.filter(({ kiosk }) => theirs.has(kiosk)) : used);
    if (given.format === 'json') return { from, to, rows } satisfies UsageAnswer;
    const header = [
      '日期',
      '事项',
      '版本',
      '结果',
      '离开的步骤',
      '次数',
      '总秒数',
      '1分',
      '2分',
      '3分',
      '4分',
      '5分',
    ];
    return reply.type('text/csv; charset=utf-8').send(
      csv(
        header,
        rows.map((row) => [
          row.date,
          row.item,
          row.version,
          row.outcome,
          row.step,
          row.n,
          row.seconds,
          ...row.ratings,
        ]),
      ),
    );
  });
}

const within = (scope: Scope, { at, halls, machines }: FleetAnswer): FleetAnswer => ({
  at,
  halls: halls.filter(({ id }) => isWithin(scope, id)),
  machines: machines.filter(({ hall }) => isWithin(scope, hall)),
});

async function fleetAnswer(store: HallStore, now: number): Promise<FleetAnswer> {
  const machines = await store.machinesInBrief();
  const halls = await store.halls();
  const open = await store.openAlarms();
  const windows = await store.maintenance(now, now + 1);
  const byKiosk = Map.groupBy(open, ({ kiosk }) => kiosk);
  return {
    at: now,
    halls,
    machines: machines.map((machine) =>
      viewMachine(
        machine,
        byKiosk.get(machine.kiosk) ?? [],
        windows.some((window) => covers(window, machine)),
        now,
      ),
    ),
  };
}

/** The list of the release that is in force; parts of an older one are left over. */
function flowsOf(machine: Machine) {
  const release = partsOf(machine, 'reported')[0]?.d.release;
  return partsOf(machine, 'flw')
    .filter(({ d }) => d.release === release)
    .sort((one, other) => one.d.part - other.d.part)
    .flatMap(({ d }) => d.items);
}
