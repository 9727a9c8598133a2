import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { NearestAnswer } from '../../wire/elsewhere.ts';
import { itemIdSchema } from '../../wire/ids.ts';
import { byDistance, distanceM, offersAny, offersItem } from '../fleet/nearest.ts';
import { isOpen } from '../fleet/opening.ts';
import type { Peer } from '../ingest/acl.ts';
import { createPaces, type Rate } from '../ingest/pace.ts';
import type { Hall, HallStore } from '../store/store.ts';
import { covers } from '../watch.ts';
import { type ApiContext, fail, failUntil, nowOf, read } from './context.ts';

const FOUND = 3;
/** Whoever is beyond so many nearer machines is nowhere one would walk to. */
const LOOKED_AT = 200;

/** One person stands there, and looks at one screen after the other. */
const ASKING: Rate = { perSecond: 2, burst: 60 };

/** What machines ask the hall on behalf of who stands before them; nothing of that person is part of it. */
export function kioskRoutes(app: FastifyInstance, context: ApiContext): void {
  const paces = createPaces(ASKING);

  /** The machine that asks; has answered already where it is null. */
  const admitMachine = async (request: FastifyRequest, reply: FastifyReply): Promise<Peer | null> => {
    const given = basicCredentials(request.headers.authorization);
    const signedIn = given && (await context.ingest.signIn(given.name, given.password));
    if (!signedIn?.ok) {
      fail(reply.header('www-authenticate', 'Basic realm="machines", charset="UTF-8"'), 'not-signed-in');
      return null;
    }
    const { kiosk } = signedIn.peer;
    const waitMs = paces.take(kiosk, nowOf(context));
    if (waitMs === 0) return signedIn.peer;
    failUntil(reply, 'too-many', waitMs);
    return null;
  };

  app.get('/kiosk/nearest', async (request, reply) => {
    const peer = await admitMachine(request, reply);
    if (!peer) return reply;
    const given = read(z.strictObject({ item: itemIdSchema.optional() }), request.query, reply);
    return given ? nearestAnswer(context, peer, given.item ?? null) : reply;
  });
}

/** RFC 7617; null for anything else. */
function basicCredentials(
  header: string | undefined,
): { readonly name: string; readonly password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,400}={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return rest.length === 0 ? null : { name, password: rest.join(':') };
}

/** @param item null: whoever serves anybody at all */
async function nearestAnswer(context: ApiContext, peer: Peer, item: string | null): Promise<NearestAnswer> {
  const { store, queues } = context;
  const halls = new Map((await store.halls()).map((each) => [each.id, each]));
  const area = halls.get(peer.hall)?.area ?? context.area;
  const office = item === null || area === null ? null : queues.officeFor(area, item);
  const { stops } = await store.wishes(null);
  // Where machines must not, people still may.
  if (stops.items.some((stop) => stop.item === item)) return { item, machines: [], office };
  return { item, machines: await machinesElsewhere(store, peer, item, halls, nowOf(context)), office };
}

async function machinesElsewhere(
  store: HallStore,
  { kiosk, hall }: Peer,
  item: string | null,
  halls: ReadonlyMap<string, Hall>,
  now: number,
): Promise<NearestAnswer['machines']> {
  const windows = await store.maintenance(now, now + 1);
  const here = halls.get(hall) ?? { id: hall };
  const there = (await store.seen())
    .filter((each) => each.kiosk !== kiosk && each.reach === 'online')
    .filter((each) => isOpen(halls.get(each.hall)?.opening ?? 'always', now))
    .filter((each) => !windows.some((window) => covers(window, each)))
    .map((each) => ({
      kiosk: each.kiosk,
      hall: each.hall,
      distanceM: distanceM(here, halls.get(each.hall) ?? { id: each.hall }),
    }))
    .sort(byDistance);
  const machines: NearestAnswer['machines'][number][] = [];
  for (const each of there.slice(0, LOOKED_AT)) {
    const machine = await store.machine(each.kiosk);
    if (!machine || !(item === null ? offersAny(machine) : offersItem(machine, item))) continue;
    // Taken out of service a moment ago, it may not have said so yet.
    if ((await store.wishes(each.kiosk)).own?.inService === false) continue;
    const name = halls.get(each.hall)?.name ?? { 'zh-CN': each.hall, en: each.hall };
    machines.push({ ...each, hallName: name, place: machine.place });
    if (machines.length === FOUND) break;
  }
  return machines;
}
