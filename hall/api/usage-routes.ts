import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isWithin } from '../accounts/scope.ts';
import { civilDate } from '../fleet/opening.ts';
import { type ApiContext, admit, nowOf, read } from './context.ts';
import type { HallUsageAnswer } from './contract.ts';
import { csv } from './csv.ts';
import { viewHallUsage } from './view.ts';

/** How many were served, hall by hall. */
export function usageRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  app.get('/api/usage/halls', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const today = civilDate(nowOf(context));
    const given = read(
      z.strictObject({
        from: z.iso.date().default(today),
        to: z.iso.date().default(today),
        format: z.enum(['json', 'csv']).default('json'),
      }),
      request.query,
      reply,
    );
    if (!given) return reply;
    const { from, to } = given;
    const theirs = (await store.records()).filter(({ hall }) => isWithin(viewer.halls, hall));
    const halls = viewHallUsage(await store.usage({ from, to }), theirs);
    if (given.format === 'json') return { from, to, halls } satisfies HallUsageAnswer;
    const rows = halls.map(({ hall, done }) => [hall, done ?? '不足5']);
    return reply.type('text/csv; charset=utf-8').send(csv(['大厅', '办结'], rows));
  });
}
