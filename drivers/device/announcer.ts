import type { DeviceStatus } from './device.ts';

/** Tells those who listen to a device: what happens, and its status whenever that is another one. */
export type Announcer<Status extends DeviceStatus, Event> = {
  readonly subscribe: (
    listener: (event: Event | { readonly kind: 'status'; readonly status: Status }) => void,
  ) => () => void;
  readonly announce: (event: Event) => void;
  /** Announces the status if it differs from the last one announced. */
  readonly announceStatus: () => void;
  readonly close: () => void;
};

/** @param statusNow the present status, a flat object */
export function createAnnouncer<Status extends DeviceStatus, Event>(
  statusNow: () => Status,
): Announcer<Status, Event> {
  const listeners = new Set<(event: Event | { kind: 'status'; status: Status }) => void>();
  let last = JSON.stringify(statusNow());
  const tell = (event: Event | { kind: 'status'; status: Status }): void => {
    for (const listener of [...listeners]) listener(event);
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: tell,
    announceStatus: () => {
      const status = statusNow();
      const text = JSON.stringify(status);
      if (text === last) return;
      last = text;
      tell({ kind: 'status', status });
    },
    close: () => listeners.clear(),
  };
}
