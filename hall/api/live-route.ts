import type { FastifyInstance } from 'fastify';
import { isWithin, type Scope } from '../accounts/scope.ts';
import { accountLookingOn } from '../accounts/sign-in.ts';
import type { Change } from '../live.ts';
import { type ApiContext, admit, nowOf, SESSION_COOKIE } from './context.ts';

/** How often a silent stream says that it is still there; proxies end what says nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;
/** Machines move from hall to hall once in a year, and speak every half minute. */
const PLACED_MS = 60_000;

/** The stream of changes, as Server-Sent Events. */
export function liveRoute(app: FastifyInstance, context: ApiContext): void {
  const { clock, live } = context;
  const isFor = changesWithin(context);

  app.get('/api/live', async (request, reply) => {
    let viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write('retry: 2000\n\n');
    const tell = (change: Change): void => {
      // Who does not read is let go, and asks for everything when it comes back.
      if (stream.writableLength > 1024 * 1024) stream.destroy();
      else if (!stream.destroyed) stream.write(`event: ${change.kind}\ndata: ${JSON.stringify(change)}\n\n`);
    };
    const end = live.subscribe((change) => {
      const scope = viewer?.halls ?? null;
      if (scope === null) return tell(change);
      // While the store is away nobody knows whose it is, and nobody can ask for it.
      isFor(scope, change).then(
        (is) => is && tell(change),
        () => undefined,
      );
    });
    let timer: unknown;
    const token = request.cookies[SESSION_COOKIE] ?? '';
    const beat = async (): Promise<void> => {
      // Looking on is not using it: a session that is over ends its stream as well.
      viewer = await accountLookingOn(context.store, token, nowOf(context)).catch(() => viewer);
      if (stream.destroyed) return;
      if (!viewer) return void stream.end();
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

/** Whether a change is of a hall somebody may look at; asks the store once a minute for where a machine stands. */
function changesWithin(context: ApiContext): (scope: Scope, change: Change) => Promise<boolean> {
  const { store } = context;
  const places = new Map<string, { readonly hall: string | null; readonly askedAt: number }>();
  const hallOf = async (kiosk: string): Promise<string | null> => {
    const now = nowOf(context);
    const known = places.get(kiosk);
    if (known && now - known.askedAt < PLACED_MS) return known.hall;
    const hall = (await store.record(kiosk))?.hall ?? null;
    places.set(kiosk, { hall, askedAt: now });
    return hall;
  };
  return async (scope, change) =>
    isWithin(
      scope,
      change.kind === 'machine' ? await hallOf(change.kiosk) : ((await store.alarm(change.id))?.hall ?? null),
    );
}
