/** What changed, so that whoever looks can look again: ids only, the state itself is asked for. */
export type Change =
  | { readonly kind: 'machine'; readonly kiosk: string }
  | { readonly kind: 'alarm'; readonly id: string };

export type LiveFeed = {
  readonly publish: (change: Change) => void;
  /** @returns what ends it */
  readonly subscribe: (listener: (change: Change) => void) => () => void;
};

export function createLiveFeed(): LiveFeed {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish: (change) => {
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
