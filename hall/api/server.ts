import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { isWithin } from '../accounts/scope.ts';
import type { Tls } from '../ingest/broker.ts';
import { accountRoutes } from './account-routes.ts';
import { alarmRoutes } from './alarm-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { availabilityRoutes } from './availability-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { BUILT_CONSOLE, consoleFiles } from './console-files.ts';
import { type ApiContext, admit, fail, nowOf } from './context.ts';
import type { ApiError, RefusedAnswer, WebhookAnswer } from './contract.ts';
import { dayRoutes } from './day-routes.ts';
import { fleetRoutes } from './fleet-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { kioskRoutes } from './kiosk-routes.ts';
import { liveRoute } from './live-route.ts';
import { logRoutes } from './log-routes.ts';
import { machineRoutes } from './machine-routes.ts';
import { metricsText } from './metrics.ts';
import { supplyRoutes } from './supply-routes.ts';
import { usageRoutes } from './usage-routes.ts';

export type ApiServer = { readonly port: number; readonly close: () => Promise<void> };

/** The hall's HTTP side: docs/hall-api.md. */
export async function startApi(
  context: ApiContext,
  where: {
    readonly host: string;
    readonly port: number;
    readonly tls: Tls | null;
    /** Whose word counts for where a request came from (X-Forwarded-For): addresses, with commas between. */
    readonly proxies?: string;
    readonly onError: (error: unknown) => void;
    /** The built console; elsewhere than usual in tests. */
    readonly console?: string | undefined;
  },
): Promise<ApiServer> {
  const options = {
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    trustProxy: where.proxies ?? false,
  } as const;
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
  auditRoutes(app, context);
  machineRoutes(app, context);
  fleetRoutes(app, context);
  availabilityRoutes(app, context);
  dayRoutes(app, context);
  usageRoutes(app, context);
  supplyRoutes(app, context);
  alarmRoutes(app, context);
  commandRoutes(app, context);
  logRoutes(app, context);
  itemRoutes(app, context);
  kioskRoutes(app, context);
  systemRoutes(app, context);
  liveRoute(app, context);
  await consoleFiles(app, where.console ?? BUILT_CONSOLE);

  await app.listen({ host: where.host, port: where.port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    close: () => app.close(),
  };
}

/** Health, numbers for a collector, and how telling others goes. */
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

  app.get('/api/refused', async (request, reply) => {
    if (!(await admit(context, request, reply, 'viewer', 'everywhere'))) return reply;
    return { at: nowOf(context), refused: context.ingest.refusals() } satisfies RefusedAnswer;
  });

  app.get('/api/webhook', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const { store, webhook } = context;
    const givenUp = await store.notices({ state: 'given-up', limit: 1000 });
    return {
      configured: webhook !== null,
      problem: webhook?.problem() ?? null,
      waiting: (await store.notices({ state: 'waiting', limit: 1000 })).length,
      givenUp: givenUp.filter(({ alarm }) => isWithin(viewer.halls, alarm.hall)),
    } satisfies WebhookAnswer;
  });
}
