import type { SandboxEvent } from '../../sandbox/control/contract.ts';

/** What `GET /events` tells, as far as the panel listens. */
export type NewsListener = {
  /** The line stands (again): anything may have changed since it last did. */
  readonly onOpen: () => void;
  readonly onLost: () => void;
  readonly onNews: (kind: SandboxEvent['kind']) => void;
};

/** Listens until the returned function is called. */
export type ListenForNews = (listener: NewsListener) => () => void;

const KINDS = ['kiosk', 'receipt', 'exchange'] as const satisfies readonly SandboxEvent['kind'][];

/** The sandbox's server-sent events; the browser reconnects by itself. */
export const listenForNews: ListenForNews = ({ onOpen, onLost, onNews }) => {
  const source = new EventSource('/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  for (const kind of KINDS) source.addEventListener(kind, () => onNews(kind));
  return () => source.close();
};

/**
 * Asks for something each time there is news of it. News that comes while an answer is on its way asks once more
 * afterwards: an answer may be older than the news that overtook it, so the last one shown was always asked for last.
 */
export function asking(load: () => Promise<void>): () => void {
  let isAsking = false;
  let isStale = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    do {
      isStale = false;
      await load();
    } while (isStale);
    isAsking = false;
  };
  return () => {
    isStale = true;
    if (!isAsking) void ask();
  };
}
