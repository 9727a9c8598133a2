import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { EventStream } from './event-stream.ts';

export type ControlServerOptions = {
  readonly port: number;
  readonly events: EventStream;
  readonly plugins: readonly ((server: FastifyInstance) => Promise<void>)[];
  /** The built street panel, served at `/`; without it the buttons still work. */
  readonly panelDirectory: string;
};

const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** The sandbox's buttons over plain HTTP, on loopback only. */
export async function startControlServer(
  options: ControlServerOptions,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = await buildControlServer(options);
  await server.listen({ host: '127.0.0.1', port: options.port });
  const address = server.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the control server listens on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      options.events.close();
      await server.close();
    },
  };
}

/** The server without its port, for tests that press its buttons in-process. */
export async function buildControlServer({
  events,
  plugins,
  panelDirectory,
}: Omit<ControlServerOptions, 'port'>): Promise<FastifyInstance> {
  const server = fastify({ logger: false, forceCloseConnections: true });
  server.addHook('onRequest', async (request, reply) => {
    // A page of the open web must not press these buttons through a browser on this machine: neither across
    // origins, nor as its own origin under a name that was made to point to loopback.
    const { origin, host = '' } = request.headers;
    if (!LOOPBACK.test(host) || (origin !== undefined && origin !== `http://${host}`)) {
      await reply.code(403).send({ error: 'buttons are pressed from the panel or from a program' });
    }
  });
  server.setErrorHandler((error: FastifyError, _, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.message }),
  );
  for (const plugin of plugins) await server.register(plugin);
  server.get('/events', (_, reply) => {
    reply.hijack();
    events.add(reply.raw);
  });
  if (existsSync(panelDirectory))
    await server.register(fastifyStatic, { root: panelDirectory, cacheControl: false });
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ error: 'no such button' }));
  return server;
}
