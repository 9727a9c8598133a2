import { setImmediate as othersTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { hallIdSchema } from '../../wire/ids.ts';
import { isWithin, type Scope } from '../accounts/scope.ts';
import { type AvailabilityInput, availability, isDoubtful } from '../fleet/availability.ts';
import { openMinutesOf } from '../fleet/opening.ts';
import {
  offerMinutes,
  type ServiceMinutes,
  serviceMinutes,
  sumOf,
  weightedAvailability,
} from '../fleet/service-availability.ts';
import { keptSince } from '../retention.ts';
import { servedBy } from '../store/served.ts';
import type { HallStore, MachineRecord } from '../store/store.ts';
import { covers } from '../watch.ts';
import { type ApiContext, admit, fail, nowOf, read, spanQuery } from './context.ts';
import type { AvailabilityAnswer, ServiceAvailabilityAnswer } from './contract.ts';
import { csv } from './csv.ts';
import { type DemandBook, demandBook } from './demand-book.ts';

/** Some milliseconds in which nothing comes in. */
const MACHINES_A_TURN = 100;
const itemsQuery = spanQuery.safeExtend({ hall: hallIdSchema.optional() });

type Asked = { readonly from: number; readonly to: number; readonly hall?: string | undefined };

/** Minutes by machine and by item, reckoned from the history. */
export function availabilityRoutes(app: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  const demand = demandBook(store, context.clock);

  app.get('/api/availability', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(spanQuery, request.query, reply);
    if (!given) return reply;
    const asked = knownPart(given, nowOf(context));
    if (!asked) return fail(reply, 'invalid', 'from');
    const answer = await availabilityAnswer(store, asked, viewer.halls);
    if (given.format === 'json') return answer;
    const header = ['机器', '大厅', '计量分钟', '可达', '至少一项可办', '全部可办', '不明', '补证'];
    const rows = answer.machines.map((each) => [
      each.kiosk,
      each.hall,
      each.measured,
      each.reach,
      each.any,
      each.all,
      each.unknown,
      each.proven,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(header, rows));
  });

  app.get('/api/availability/items', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const given = read(itemsQuery, request.query, reply);
    if (!given) return reply;
    const asked = knownPart(given, nowOf(context));
    if (!asked) return fail(reply, 'invalid', 'from');
    const answer = await itemsAnswer(store, demand, asked, viewer.halls);
    if (given.format === 'json') return answer;
    const header = ['事项', '计量分钟', '可办', '不明'];
    const rows = answer.items.map(({ item, measured, offered, unknown }) => [
      item,
      measured,
      offered,
      unknown,
    ]);
    return reply.type('text/csv; charset=utf-8').send(csv(header, rows));
  });
}

/**
 * What is past of the time asked for; null where some of it is forgotten: what is reckoned of that would look like machines
 * that were down.
 */
const knownPart = <A extends Asked>(asked: A, now: number): A | null =>
  asked.from < keptSince(now) ? null : { ...asked, to: Math.max(asked.from, Math.min(asked.to, now)) };

export async function availabilityAnswer(
  store: HallStore,
  asked: Asked,
  scope: Scope = null,
): Promise<AvailabilityAnswer> {
  const machines = [];
  for await (const turn of turnsOf(store, asked, await recordsOf(store, asked, scope))) {
    for (const { record, known } of turn) {
      const { kiosk, hall } = record;
      // Whom it served is asked only where it would show something: that is long, and most machines were there all the time.
      const isAsked = isDoubtful({ ...known, served: [] });
      const served = isAsked ? await servedBy(store, kiosk, asked) : [];
      machines.push({ kiosk, hall, ...availability({ ...known, served }) });
    }
  }
  return { from: asked.from, to: asked.to, machines };
}

/** Items weigh as much as they were asked for at these machines in the four weeks before. */
export async function itemsAnswer(
  store: HallStore,
  demand: DemandBook,
  asked: Asked,
  scope: Scope = null,
): Promise<ServiceAvailabilityAnswer> {
  const releases = await store.releases();
  const records = await recordsOf(store, asked, scope);
  let items: readonly ServiceMinutes[] = [];
  for await (const turn of turnsOf(store, asked, records)) {
    const offers = turn.flatMap(({ known }) => offerMinutes(known, releases));
    items = sumOf([...items, ...serviceMinutes(offers, releases)]);
  }
  const visits = await demand(
    asked.from,
    records.map(({ kiosk }) => kiosk),
  );
  return { from: asked.from, to: asked.to, items, weighted: weightedAvailability(items, visits) };
}

/** Of the viewer's halls, and of those the one that is asked for. */
const recordsOf = async (store: HallStore, asked: Asked, scope: Scope): Promise<readonly MachineRecord[]> =>
  (await store.records()).filter(({ hall }) => isWithin(scope, hall) && hall === (asked.hall ?? hall));

type Known = { readonly record: MachineRecord; readonly known: Omit<AvailabilityInput, 'served'> };

/** What is known of each machine in this time, some machines at once, and others in between. */
async function* turnsOf(
  store: HallStore,
  { from, to }: Asked,
  records: readonly MachineRecord[],
): AsyncGenerator<readonly Known[]> {
  const windows = await store.maintenance(from, to);
  const halls = new Map((await store.halls()).map(({ id, opening }) => [id, opening]));
  // Reckoning a week takes a millisecond, and many halls are open at the same hours.
  const openings = new Map<string, AvailabilityInput['openMinutes']>();
  const openMinutesIn = (hall: string): AvailabilityInput['openMinutes'] => {
    const opening = halls.get(hall) ?? 'always';
    const key = JSON.stringify(opening);
    const openMinutes = openings.get(key) ?? openMinutesOf(opening);
    openings.set(key, openMinutes);
    return openMinutes;
  };
  for (let first = 0; first < records.length; first += MACHINES_A_TURN) {
    const turn = records.slice(first, first + MACHINES_A_TURN);
    const kiosks = turn.map(({ kiosk }) => kiosk);
    const standings = await store.standingsOf(kiosks, from, to);
    yield turn.map((record): Known => {
      const changes = standings.get(record.kiosk) ?? [];
      return {
        record,
        known: {
          from,
          to,
          openMinutes: openMinutesIn(record.hall),
          maintenance: windows.filter((window) => covers(window, record)),
          reach: changes.flatMap((each) => (each.kind === 'reach' ? each : [])),
          offer: changes.flatMap((each) => (each.kind === 'offer' ? each : [])),
        },
      };
    });
    await othersTurn();
  }
}
