import type { FastifyReply, FastifyRequest } from 'fastify';
import { createPaces, type Rate } from '../ingest/pace.ts';
import { type ApiContext, failUntil, nowOf } from './context.ts';

/**
 * A door strangers stand before: of one address so many wrong tries at once, and then one after the other. What was right
 * does not count, so a whole hall may come in through one address in the morning. Of this process only; that an account
 * waits after five wrong tries, and a code dies of them, is in the store.
 */
export type Door = {
  /** False: it is too much, and has been answered. */
  readonly isOpen: (request: FastifyRequest, reply: FastifyReply) => boolean;
  /** It was no stranger. */
  readonly welcome: (request: FastifyRequest) => void;
};

const STRANGER: Rate = { perSecond: 0.1, burst: 30 };

export function createDoor({ clock }: Pick<ApiContext, 'clock'>): Door {
  const paces = createPaces(STRANGER);
  return {
    isOpen: ({ ip }, reply) => {
      const waitMs = paces.take(ip, nowOf({ clock }));
      if (waitMs > 0) failUntil(reply, 'too-many', waitMs);
      return waitMs === 0;
    },
    welcome: ({ ip }) => paces.giveBack(ip),
  };
}
