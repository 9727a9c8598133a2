import { setImmediate as othersTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { hallIdSchema } from '../../wire/ids.ts';
import { isWithin, type Scope } from '../accounts/scope.ts';
import { civilDays } from '../fleet/day-figures.ts';
import type { HallStore } from '../store/store.ts';
import { type ApiContext, admit, read } from './context.ts';
import type { DayAvailabilityAnswer } from './contract.ts';
import { csv } from './csv.ts';

/** A year and a month. */
const LONGEST_DAYS = 400;
const DAY_MS = 24 * 3_600_000;
/** Of five thousand machines some 15 ms, in which nothing comes in. */
const DAYS_A_TURN = 7;
const HEADER = ['日期', '大厅', '计量分钟', '可达', '至少一项可办', '全部可办', '不明', '补证'];

const query = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    hall: hallIdSchema.optional(),
    format: z.enum(['json', 'csv']).default('json'),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < LONGEST_DAYS * DAY_MS, {
    path: ['to'],
  });

/** Availability by civil day and hall, as the day keeper wrote it down; asked for by every open console. */
export function dayRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get('/api/availability/days', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(query, request.query, reply);
    if (!given) return reply;
    const answer = await dayAnswer(context.store, given, viewer.halls);
    if (given.format === 'json') return answer;
    const rows = answer.days.map((each) => [
      each.day,
      each.hall,
      each.measured,
      each.reach,
      each.any,
      each.all,
      each.unknown,
      each.proven,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(HEADER, rows));
  });
}

/** @param about civil dates, both included; `hall`: of this one only */
export async function dayAnswer(
  store: Pick<HallStore, 'hallDays'>,
  { from, to, hall }: { readonly from: string; readonly to: string; readonly hall?: string | undefined },
  scope: Scope,
): Promise<DayAvailabilityAnswer> {
  const asked = civilDays(from, to);
  const days: DayAvailabilityAnswer['days'][number][] = [];
  for (let first = 0; first < asked.length; first += DAYS_A_TURN) {
    const turn = asked.slice(first, first + DAYS_A_TURN);
    const all = await store.hallDays(turn[0] ?? from, turn.at(-1) ?? to);
    days.push(...all.filter((each) => isWithin(scope, each.hall) && each.hall === (hall ?? each.hall)));
    await othersTurn();
  }
  return { from, to, days };
}
