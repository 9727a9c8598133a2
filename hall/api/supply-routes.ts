import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isWithin } from '../accounts/scope.ts';
import { type ApiContext, admit, nowOf, read } from './context.ts';
import type { SuppliesAnswer } from './contract.ts';
import { civilText, csv } from './csv.ts';
import { madeTogether } from './made-together.ts';
import { supplyBook } from './supply-book.ts';

const query = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });
const HEADER = [
  '大厅',
  '机器',
  '位置',
  '耗材',
  '状态',
  '余量',
  '每天用量',
  '五成把握用完（北京时间）',
  '九成把握能用到（北京时间）',
  '上次补充（北京时间）',
  '最后上报（北京时间）',
];

/** What runs out, of all machines. */
export function supplyRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  const book = supplyBook(store);
  const all = madeTogether(context.clock, async (): Promise<SuppliesAnswer> => {
    const at = nowOf(context);
    const forecasts = await book(at);
    const machines = new Map((await store.machinesInBrief()).map((each) => [each.kiosk, each]));
    return {
      at,
      supplies: forecasts.flatMap(({ told: { kiosk, d }, forecast }) => {
        const machine = machines.get(kiosk);
        if (!machine) return [];
        const { hall, place, link } = machine;
        const refilledAt = d.refilledAt === null ? null : Date.parse(d.refilledAt);
        return { ...forecast, kiosk, hall, place, state: d.state, refilledAt, heardAt: link.heardAt };
      }),
    };
  });

  app.get('/api/supplies', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(query, request.query, reply);
    if (!given) return reply;
    const { at, supplies } = await all();
    const theirs = supplies.filter(({ hall }) => isWithin(viewer.halls, hall));
    if (given.format === 'json') return { at, supplies: theirs } satisfies SuppliesAnswer;
    const rows = theirs.map((each) => [
      each.hall,
      each.kiosk,
      each.place['zh-CN'],
      each.supply,
      each.state,
      each.remaining === null ? null : Math.round(each.remaining),
      each.perDay === null ? null : Math.round(10 * each.perDay) / 10,
      civilText(each.p50At),
      civilText(each.p90At),
      civilText(each.refilledAt),
      civilText(each.heardAt),
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(HEADER, rows));
  });
}
