import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { KioskDevices } from '../devices/kiosk-devices.ts';
import { createButtonPanel } from './button-panel.ts';

const screenSchema = z.strictObject({ url: z.url().nullable() });

/** The buttons under `/kiosks`: a kiosk's own, and those of each of its stations under the station's path. */
export const kioskPlugin =
  (kiosks: ReadonlyMap<string, KioskDevices>) =>
  async (server: FastifyInstance): Promise<void> => {
    server.get('/kiosks', async () => [...kiosks.values()].map((kiosk) => kiosk.state()));

    for (const [id, kiosk] of kiosks) {
      await server.register(
        async (own) => {
          own.get('/', async () => kiosk.state());
          createButtonPanel(own, kiosk.state).put('screen', screenSchema, ({ url }) => kiosk.setScreen(url));
          for (const station of kiosk.stations) {
            await own.register(async (scope) => station.buttons(createButtonPanel(scope, kiosk.state)), {
              prefix: `/${station.path}`,
            });
          }
        },
        { prefix: `/kiosks/${id}` },
      );
    }

    const nowhere = async (request: FastifyRequest<{ Params: { kiosk: string } }>, reply: FastifyReply) => {
      const { kiosk } = request.params;
      const error = kiosks.has(kiosk) ? 'no such button' : `no kiosk ${kiosk}`;
      return reply.code(404).send({ error });
    };
    server.all('/kiosks/:kiosk', nowhere);
    server.all('/kiosks/:kiosk/*', nowhere);
  };
