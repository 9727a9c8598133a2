import type { Clock } from '../clock.ts';
import type { Received } from '../store/store.ts';
import type { BrokerListener } from './broker.ts';
import { type Ingest, startIngest } from './ingest.ts';
import { openSpill } from './spill.ts';

/** An ingest whose broker is whoever calls `listener`, and whose store remembers in `taken` what it was given. */
export type TestIngest = {
  readonly ingest: Ingest;
  readonly listener: BrokerListener;
  readonly taken: readonly Received[];
};

export async function startTestIngest(options: {
  readonly clock: Clock;
  readonly directory: string;
  readonly isFirst?: () => Promise<boolean>;
}): Promise<TestIngest> {
  const taken: Received[] = [];
  let listener: BrokerListener | undefined;
  const ingest = await startIngest({
    store: {
      take: async (batch) => {
        taken.push(...batch);
        return [];
      },
      record: async () => null,
    },
    spill: openSpill(options.directory),
    clock: options.clock,
    realm: 'zj-hz',
    startBroker: async (given) => {
      listener = given;
      return {
        port: 0,
        connected: () => null,
        holdsUp: false,
        asksWho: false,
        publish: () => undefined,
        disconnect: () => undefined,
        close: async () => undefined,
      };
    },
    isFirst: options.isFirst ?? (async () => true),
    onTaken: () => undefined,
    onStore: () => undefined,
    onBirth: () => undefined,
  });
  if (listener === undefined) throw new Error('an ingest starts its broker');
  return { ingest, listener, taken };
}
