import type { Transport, TransportEvent, TransportState } from '../transport.ts';

/** A line in memory: the test is the device at its other end. */
export type ScriptedTransport = Transport & {
  /** Everything written so far, in upper-case hex, one entry a write. */
  readonly written: readonly string[];
  /** Called with every write, in hex. */
  readonly onWrite: (device: (hex: string) => void) => void;
  /** The device says something, in one piece. */
  readonly deliver: (bytes: string | Uint8Array) => void;
  readonly unplug: () => void;
  readonly plug: (path?: string) => void;
};

export function createScriptedTransport(): ScriptedTransport {
  const listeners = new Set<(event: TransportEvent) => void>();
  const written: string[] = [];
  let device: (hex: string) => void = () => undefined;
  let state: TransportState = { kind: 'opening' };
  const emit = (event: TransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  return {
    state: () => state,
    write: async (bytes) => {
      if (state.kind !== 'open') return { ok: false, error: { kind: 'disconnected' } };
      const hex = Buffer.from(bytes).toString('hex').toUpperCase();
      written.push(hex);
      device(hex);
      return { ok: true, value: undefined };
    },
    discardInput: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      state = { kind: 'closed' };
    },
    written,
    onWrite: (peer) => {
      device = peer;
    },
    deliver: (bytes) => {
      emit({
        kind: 'bytes',
        bytes: typeof bytes === 'string' ? Uint8Array.from(Buffer.from(bytes, 'hex')) : bytes,
      });
    },
    unplug: () => {
      state = { kind: 'lost', retryInMs: 100 };
      emit({ kind: 'lost', reason: 'unplugged' });
    },
    plug: (path = '/dev/scripted') => {
      state = { kind: 'open', path };
      emit({ kind: 'opened', path });
    },
  };
}
