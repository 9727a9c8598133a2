import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { isSignedIn } from '../accounts/sign-in.ts';
import type { Tls } from '../ingest/broker.ts';
import { accountRoutes } from './account-routes.ts';
import { alarmRoutes } from './alarm-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { BUILT_CONSOLE, consoleFiles } from './console-files.ts';
import { type ApiContext, admit, fail, nowOf, SESSION_COOKIE } from './context.ts';
import type { ApiError, WebhookAnswer } from './contract.ts';
import { fleetRoutes } from './fleet-routes.ts';
import { kioskRoutes } from './kiosk-routes.ts';
import { machineRoutes } from './machine-routes.ts';
import { metricsText } from './metrics.ts';

export type ApiServer = { readonly port: number; readonly close: () => Promise<void> };

/** How often a silent stream says that it is still there; proxies end what says nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;

/** The hall's HTTP side: docs/hall-api.md. */
export async function startApi(
  context: ApiContext,
  where: {
    readonly host: string;
    readonly port: number;
    readonly tls: Tls | null;
    readonly onError: (error: unknown) => void;
    /** The built console; elsewhere than usual in tests. */
    readonly console?: string | undefined;
  },
): Promise<ApiServer> {
  const options = { bodyLimit: 64 * 1024, forceCloseConnections: true } as const;
  const app: FastifyInstance = where.tls
    ? // The instance differs from the plain one by the socket's type only, which no route here looks at.
      (fastify({ ...options, https: { ...where.tls } }) as unknown as FastifyInstance)
    : fastify(options);
  await app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    // A page of another origin may not do anything here, whatever cookie its browser would send.
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `${where.tls ? 'https' : 'http'}://${host}`) {
      return fail(reply, 'not-allowed', 'origin');
    }
    return undefined;
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 500) return fail(reply, 'invalid');
    where.onError(error);
    return reply.code(500).send({ error: 'internal' });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'not-found' } satisfies ApiError),
  );

  accountRoutes(app, context);
  machineRoutes(app, context);
  fleetRoutes(app, context);
  alarmRoutes(app, context);
  commandRoutes(app, context);
  kioskRoutes(app, context);
  systemRoutes(app, context);
  await consoleFiles(app, where.console ?? BUILT_CONSOLE);

  await app.listen({ host: where.host, port: where.port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    close: () => app.close(),
  };
}

/** Health, numbers for a collector, and the stream of changes. */
function systemRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get('/health', async (_request, reply) => {
    try {
      await context.store.halls();
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'store-away' });
    }
  });

  app.get('/metrics', async (_request, reply) => {
    const { store } = context;
    const [seen, open] = [await store.seen(), await store.openAlarms()];
    const waiting = (await store.notices({ state: 'waiting', limit: 1000 })).length;
    const givenUp = (await store.notices({ state: 'given-up', limit: 1000 })).length;
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(metricsText(seen, open, context.ingest.counters(), { waiting, givenUp }));
  });

  app.get('/api/webhook', async (request, reply) => {
    if (!(await admit(context, request, reply, 'viewer'))) return reply;
    const { store, webhook } = context;
    return {
      configured: webhook !== null,
      problem: webhook?.problem() ?? null,
      waiting: (await store.notices({ state: 'waiting', limit: 1000 })).length,
      givenUp: await store.notices({ state: 'given-up', limit: 1000 }),
    } satisfies WebhookAnswer;
  });

  app.get('/api/live', async (request, reply) => {
    if (!(await admit(context, request, reply, 'viewer'))) return reply;
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write('retry: 2000\n\n');
    const { clock, live } = context;
    const end = live.subscribe((change) => {
      // Who does not read is let go, and asks for everything when it comes back.
      if (stream.writableLength > 1024 * 1024) stream.destroy();
      else stream.write(`event: ${change.kind}\ndata: ${JSON.stringify(change)}\n\n`);
    });
    let timer: unknown;
    const token = request.cookies[SESSION_COOKIE] ?? '';
    const beat = async (): Promise<void> => {
      // Looking on is not using it: a session that is over ends its stream as well.
      const goesOn = await isSignedIn(context.store, token, nowOf(context)).catch(() => true);
      if (stream.destroyed) return;
      if (!goesOn) return void stream.end();
      stream.write(': \n\n');
      timer = clock.setTimeout(() => void beat(), KEEP_ALIVE_MS);
    };
    timer = clock.setTimeout(() => void beat(), KEEP_ALIVE_MS);
    stream.on('close', () => {
      end();
      clock.clearTimeout(timer);
    });
    return reply;
  });
}
