import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { EXCHANGE_FAULTS, type ExchangeState, type Ledger } from './contract.ts';
import type { FaultBoard } from './fault-board.ts';
import type { OfficeQueues } from './services/office-queue.ts';
import type { Payment } from './services/payment.ts';

export type ControlParts = {
  readonly faults: FaultBoard;
  readonly ledger: () => Ledger;
  readonly pay: Payment['pay'];
  readonly queues: Pick<OfficeQueues, 'all' | 'wish'>;
  readonly state: () => ExchangeState;
  /** Makes the server follow what the board now says. */
  readonly apply: () => Promise<void>;
  readonly onChange: (what: string) => void;
};

const service = z.string().min(1).nullish();
const latencySchema = z.strictObject({ ms: z.int().min(0).max(600_000), service });
const faultSchema = z.strictObject({
  preset: z.enum(EXCHANGE_FAULTS),
  service,
  times: z.int().min(1).nullish(),
});
const spellingSchema = z.strictObject({ style: z.enum(['camel', 'snake']) });
const paySchema = z.strictObject({ result: z.enum(['paid', 'declined']).default('paid') });

/** What an office's queue shall be; `own` gives it back to the day. */
const queueSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('open'),
    waiting: z.int().min(0).max(999),
    counters: z.int().min(1).max(99).optional(),
  }),
  z.strictObject({ state: z.literal('closed'), opensAt: z.iso.datetime().optional() }),
  z.strictObject({ state: z.literal('unknown') }),
  z.strictObject({ state: z.literal('own') }),
]);

/** The exchange's buttons under `/exchange`, as docs/sandbox-control.md lists them. */
export const exchangeControlPlugin =
  ({ faults, ledger, pay, queues, state, apply, onChange }: ControlParts) =>
  async (server: FastifyInstance) => {
    /** A button: its body checked, its effect done, the new state answered. */
    const button = <Schema extends z.ZodType>(
      url: string,
      schema: Schema,
      press: (body: z.infer<Schema>) => void,
    ): void => {
      server.put(url, async (request, reply) => {
        const parsed = schema.safeParse(request.body);
        if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
        press(parsed.data);
        await apply();
        onChange(url);
        return state();
      });
    };

    server.get('/exchange', async () => state());
    server.get('/exchange/ledger', async () => ledger());
    button('/exchange/latency', latencySchema, ({ ms, service: of }) => faults.setLatency(ms, of ?? null));
    button('/exchange/fault', faultSchema, ({ preset, service: of, times }) =>
      faults.setFault(preset, of ?? null, times ?? null),
    );
    button('/exchange/spelling', spellingSchema, ({ style }) => faults.setSpelling(style));

    server.get('/exchange/offices', async () => queues.all());
    server.put<{ Params: { office: string } }>('/exchange/offices/:office/queue', async (request, reply) => {
      const parsed = queueSchema.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
      const wish = parsed.data.state === 'own' ? null : parsed.data;
      if (!queues.wish(request.params.office, wish)) return reply.code(404).send({ error: 'no such office' });
      onChange('office-queue');
      return queues.all().find(({ office }) => office === request.params.office);
    });

    server.post<{ Params: { orderNo: string } }>('/exchange/orders/:orderNo/pay', async (request, reply) => {
      const parsed = paySchema.safeParse(request.body ?? {});
      if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
      const outcome = pay(request.params.orderNo, parsed.data.result);
      if (outcome.ok) return outcome.order;
      return outcome.problem === 'no-such-order'
        ? reply.code(404).send({ error: 'no such order' })
        : reply.code(400).send({ error: `the order is ${outcome.order.state}`, order: outcome.order });
    });
  };
