import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uuidSchema } from '../../wire/ids.ts';
import type { LogLine } from '../../wire/log-line.ts';
import type { Payload } from '../../wire/payloads.ts';
import { type ApiContext, admit, admitTo, nowOf, read } from './context.ts';
import type { LogsAnswer } from './contract.ts';
import { civilText, csv } from './csv.ts';

const query = z.strictObject({ command: uuidSchema, format: z.enum(['json', 'csv']).default('json') });

/** What was pulled of machines' logs. Whoever reads it stands in the audit trail, as whoever pulled it. */
export function logRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;

  app.get<{ Params: { id: string } }>('/api/machines/:id/logs', async (request, reply) => {
    const operator = await admit(context, request, reply, 'operator');
    if (!operator) return reply;
    const given = read(query, request.query, reply);
    const { id: kiosk } = request.params;
    if (!given || !(await admitTo(context, operator, kiosk, reply))) return reply;
    const parts = await store.pulledLog(kiosk, given.command);
    const answer = answerOf(kiosk, given.command, parts);
    const target = `${kiosk} ${given.command}`;
    const entry = { at: nowOf(context), by: operator.name, action: 'log.read', target, reason: '' };
    await store.commit([{ kind: 'audit', entry }]);
    if (given.format === 'json') return answer;
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${kiosk}-log.csv"`)
      .send(csv(COLUMNS, answer.lines.map(rowOf)));
  });
}

function answerOf(kiosk: string, command: string, parts: readonly Payload<'log'>[]): LogsAnswer {
  return {
    kiosk,
    command,
    lines: parts.flatMap(({ lines }) => lines),
    complete: parts.length === parts[0]?.parts,
  };
}

const FIELDS = [
  'state',
  'supply',
  'alarm',
  'code',
  'error',
  'at',
  'version',
  'release',
  'source',
  'status',
  'ms',
  'seconds',
  'freeMb',
] as const satisfies readonly (keyof LogLine)[];
const COLUMNS = ['time', 'level', 'part', 'event', ...FIELDS];

const rowOf = (line: LogLine): readonly (string | number | null)[] => [
  civilText(Date.parse(line.t)),
  line.level,
  line.part,
  line.event,
  ...FIELDS.map((field) => line[field] ?? null),
];
