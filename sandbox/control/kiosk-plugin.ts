import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { KioskDevices } from '../devices/kiosk-devices.ts';
import type { Population } from '../population/population.ts';
import { PAPER_LEVELS, PRINTER_FAULTS, READER_FAULTS } from './contract.ts';

const cardSchema = z.strictObject({ citizen: z.string().min(1).max(64) });
const plugSchema = z.strictObject({ path: z.string().startsWith('/').max(200).optional() });
const readerFaultSchema = z.strictObject({ preset: z.enum(READER_FAULTS), times: z.int().min(1).optional() });
const printerFaultSchema = z.strictObject({ preset: z.enum(PRINTER_FAULTS) });
const paperSchema = z.strictObject({ level: z.enum(PAPER_LEVELS) });
const coverSchema = z.strictObject({ open: z.boolean() });
const screenSchema = z.strictObject({ url: z.url().nullable() });
const nothingSchema = z.strictObject({});

type KioskRequest = FastifyRequest<{ Params: { kiosk: string } }>;

/** The buttons under `/kiosks`, as docs/sandbox-control.md lists them. Every press answers the kiosk's new state. */
export const kioskPlugin =
  (kiosks: ReadonlyMap<string, KioskDevices>, population: Population) => async (server: FastifyInstance) => {
    const withKiosk = async (
      request: KioskRequest,
      reply: FastifyReply,
      act: (devices: KioskDevices) => unknown,
    ) => {
      const devices = kiosks.get(request.params.kiosk);
      if (!devices) return reply.code(404).send({ error: `no kiosk ${request.params.kiosk}` });
      return act(devices);
    };

    const button = <Schema extends z.ZodType>(
      path: string,
      schema: Schema,
      press: (devices: KioskDevices, body: z.infer<Schema>) => Promise<unknown> | unknown,
    ): void => {
      server.put(`/kiosks/:kiosk/${path}`, (request: KioskRequest, reply) =>
        withKiosk(request, reply, async (devices) => {
          const body = schema.safeParse(request.body ?? {});
          if (!body.success) return reply.code(400).send({ error: z.prettifyError(body.error) });
          const refusal = await press(devices, body.data);
          return typeof refusal === 'string' ? reply.code(404).send({ error: refusal }) : devices.state();
        }),
      );
    };

    server.get('/kiosks', async () => [...kiosks.values()].map((devices) => devices.state()));
    server.get('/kiosks/:kiosk', (request: KioskRequest, reply) =>
      withKiosk(request, reply, (devices) => devices.state()),
    );
    server.get('/kiosks/:kiosk/printers/receipt/receipts', (request: KioskRequest, reply) =>
      withKiosk(request, reply, (devices) => devices.receipts()),
    );

    button('screen', screenSchema, (devices, { url }) => devices.setScreen(url));

    button('readers/id-card/card', cardSchema, async (devices, { citizen }) => {
      const person = population.find(citizen);
      if (!person) return `no citizen ${citizen}`;
      await devices.putCard({ citizen, document: person.document });
      return undefined;
    });
    server.delete('/kiosks/:kiosk/readers/id-card/card', (request: KioskRequest, reply) =>
      withKiosk(request, reply, async (devices) => {
        await devices.putCard(null);
        return devices.state();
      }),
    );
    button('readers/id-card/fault', readerFaultSchema, (devices, { preset, times }) =>
      devices.breakReader(preset, times ?? null),
    );

    button('printers/receipt/paper', paperSchema, (devices, { level }) => devices.setPaper(level));
    button('printers/receipt/cover', coverSchema, (devices, { open }) => devices.setCover(open));
    button('printers/receipt/fault', printerFaultSchema, (devices, { preset }) =>
      devices.breakPrinter(preset),
    );
    button('printers/receipt/take', nothingSchema, (devices) => devices.takeReceipts());

    for (const [path, device] of [
      ['readers/id-card', 'reader'],
      ['printers/receipt', 'printer'],
    ] as const) {
      button(`${path}/plug`, plugSchema, (devices, body) => devices.plug(device, body.path));
      button(`${path}/unplug`, nothingSchema, (devices) => devices.unplug(device));
    }
  };
