import type { FastifyInstance } from 'fastify';
import { itemIdSchema } from '../../wire/ids.ts';
import { isWithin } from '../accounts/scope.ts';
import { offersItem } from '../fleet/nearest.ts';
import { type ApiContext, admit, nowOf, read } from './context.ts';
import type { ItemOfferAnswer } from './contract.ts';

/** Who offers an item: asked before it is stopped. */
export function itemRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get<{ Params: { id: string } }>('/api/items/:id/offer', async (request, reply) => {
    const viewer = await admit(context, request, reply, 'viewer');
    if (!viewer) return reply;
    const item = read(itemIdSchema, request.params.id, reply);
    if (item === null) return reply;
    const machines = (await context.store.machines()).filter(({ hall }) => isWithin(viewer.halls, hall));
    // What was said before the line went may be otherwise by now.
    const offers = machines.map((each) => (each.reach === 'online' ? offersItem(each, item) : null));
    const count = (what: boolean | null) => offers.filter((each) => each === what).length;
    return {
      at: nowOf(context),
      item,
      offering: count(true),
      notOffering: count(false),
      unknown: count(null),
    } satisfies ItemOfferAnswer;
  });
}
