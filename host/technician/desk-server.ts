import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fastify from 'fastify';
import { z } from 'zod';
import { deviceClasses } from '../../drivers/device/device.ts';
import type { DeviceDesk } from './device-desk.ts';

/** Where a running kiosk can be asked about its devices: a socket only its own user can reach. */
export const deskSocket = (dataRoot: string): string => join(dataRoot, 'technician.sock');

const classParams = z.strictObject({ class: z.enum(deviceClasses) });

/**
 * The device desk over HTTP on a Unix socket under the kiosk's data root, for `once devices`.
 *
 * @throws when the socket cannot be made: the path is longer than the 107 bytes a Unix socket may have
 */
export async function startDeskServer(
  desk: DeviceDesk,
  dataRoot: string,
): Promise<{ readonly close: () => Promise<void> }> {
  const server = fastify({ logger: false, forceCloseConnections: true });

  server.get('/devices', () => desk.list());
  server.get('/devices/watch', (request, reply) => {
    reply.hijack();
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    void desk
      .watch((line) => reply.raw.write(`${JSON.stringify(line)}\n`), gone.signal)
      .then(() => reply.raw.end());
  });
  server.post('/devices/:class/self-test', async (request, reply) => {
    const params = classParams.safeParse(request.params);
    const tested = params.success ? await desk.selfTest(params.data.class) : null;
    return tested ?? reply.code(404).send({ error: 'no such device' });
  });
  server.post('/devices/:class/restart', async (request, reply) => {
    const params = classParams.safeParse(request.params);
    const isThere = params.success && (await desk.restart(params.data.class));
    return isThere ? { restarted: true } : reply.code(404).send({ error: 'no such device' });
  });

  const path = deskSocket(dataRoot);
  // A host that was killed leaves its socket behind; nobody listens on it any more.
  await rm(path, { force: true });
  await server.listen({ path });
  return { close: () => server.close() };
}
