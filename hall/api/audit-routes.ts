import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { searchTrail } from '../accounts/audit-search.ts';
import { type ApiContext, admit, read } from './context.ts';
import type { AuditSearchAnswer } from './contract.ts';
import { civilText, csv } from './csv.ts';

const part = z.string().min(1).max(60).optional();
const instant = z.coerce.number().int().optional();
const query = z.strictObject({
  who: part,
  what: part,
  target: part,
  from: instant,
  to: instant,
  before: z.coerce.number().int().min(1).optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

const SHOWN = 100;
/** More than this no spreadsheet of our users opens with ease. */
const EXPORTED = 100_000;

/** Looking for something in the trail of who did what; `GET /api/audit` hands out the trail itself. */
export function auditRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get('/api/audit/search', async (request, reply) => {
    if (!(await admit(context, request, reply, 'ops', 'everywhere'))) return reply;
    const given = read(query, request.query, reply);
    if (!given) return reply;
    const { before, format, ...filter } = given;
    const limit = format === 'csv' ? EXPORTED : SHOWN;
    const { found, more, chain } = await searchTrail(context.store, filter, { before, limit });
    if (format === 'json') return { entries: found, more, chain } satisfies AuditSearchAnswer;
    const header = ['序号', '时间（北京时间，Asia/Shanghai）', '谁', '做了什么', '对象', '原因', '链值'];
    const rows = found.map(({ seq, at, by, action, target, reason, hash }) => [
      seq,
      civilText(at),
      by,
      action,
      target,
      reason,
      hash,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(header, rows));
  });
}
