import type { DeviceLog } from '../device-log.ts';
import { silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type { Transport, TransportEvent, TransportState } from '../transport.ts';
import { createPortFinder, type FindPath } from './find-port.ts';
import { identifyNode, type OpenedPort, type OpenPort, openSerialPort } from './serial-port.ts';

/** A transport that can also be pointed elsewhere, or made to open its port anew. */
export type SerialTransport = Transport & {
  /** From now on the device is at this path (a pty has no vendor number to be found by). */
  readonly retarget: (path: string) => void;
  /** Closes and opens the port: what is left to try with a USB adapter that has gone deaf. */
  readonly reopen: () => void;
};

export type SerialTransportOptions = {
  /** Path, pattern or `usb:VENDOR:PRODUCT[:SERIAL]`, see {@link createPortFinder}. */
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  readonly findPath?: FindPath;
  readonly openPort?: OpenPort;
  readonly identify?: (path: string) => Promise<string | null>;
};

const firstRetryMs = 100;
const lastRetryMs = 2000;
/** How often the path is looked at while the port is open. */
const watchMs = 1000;
const readBufferBytes = 4096;

/**
 * Opens a serial port and keeps it open: loses it, says so, and reopens it with a back-off of 100 ms to
 * 2 s for as long as it lives.
 *
 * A loss shows in one of three ways: a read or write fails (EIO, EBADF, ENXIO); the path leads to no
 * node or to another one; or nothing at all, when the kernel hangs the line up and every further read
 * returns at once without a byte. The look at the path each second is for the last.
 */
export function openSerialTransport(options: SerialTransportOptions): SerialTransport {
  const { baudRate, clock } = options;
  const log = options.log ?? silentLog;
  const openPort = options.openPort ?? openSerialPort;
  const identify = options.identify ?? identifyNode;
  let findPath = options.findPath ?? createPortFinder(options.path);

  const listeners = new Set<(event: TransportEvent) => void>();
  let state: TransportState = { kind: 'opening' };
  let port: OpenedPort | null = null;
  /** Every open port and every attempt to open belongs to one round; what comes from an old one is dropped. */
  let round = 0;
  let failedAttempts = 0;
  let retryTimer: unknown;
  let watchTimer: unknown;
  let flushing: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;

  const emit = (event: TransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const release = async (released: OpenedPort): Promise<void> => {
    try {
      await released.close();
    } catch {
      // The device has gone and the descriptor with it: there is nothing left to release.
    }
  };

  /** Ends the present round; resolves when its descriptor is given back. */
  const endRound = async (): Promise<void> => {
    round += 1;
    clock.clearTimeout(retryTimer);
    clock.clearTimeout(watchTimer);
    const released = port;
    port = null;
    if (released !== null) await release(released);
  };

  const retryLater = (): void => {
    const retryInMs = Math.min(firstRetryMs * 2 ** failedAttempts, lastRetryMs);
    failedAttempts += 1;
    state = { kind: 'lost', retryInMs };
    const ownRound = round;
    retryTimer = clock.setTimeout(() => {
      if (ownRound === round) void attempt();
    }, retryInMs);
  };

  const lose = (ownRound: number, reason: string): void => {
    if (ownRound !== round || closing !== null) return;
    log('port-lost', reason);
    const released = endRound();
    failedAttempts = 0;
    state = { kind: 'lost', retryInMs: firstRetryMs };
    emit({ kind: 'lost', reason });
    const nextRound = round;
    // The port is locked until its descriptor is closed; an attempt before that only fails.
    void released.then(() => {
      if (nextRound === round && closing === null) retryLater();
    });
  };

  const readOn = async (opened: OpenedPort, ownRound: number): Promise<void> => {
    const buffer = Buffer.alloc(readBufferBytes);
    try {
      while (ownRound === round) {
        const { bytesRead } = await opened.read(buffer, 0, buffer.length);
        if (ownRound !== round) return;
        emit({ kind: 'bytes', bytes: new Uint8Array(buffer.subarray(0, bytesRead)) });
      }
    } catch (error) {
      lose(ownRound, reasonOf(error));
    }
  };

  const watchPath = (path: string, node: string | null, ownRound: number): void => {
    watchTimer = clock.setTimeout(async () => {
      const nodeNow = await identify(path);
      if (ownRound !== round) return;
      if (nodeNow === node) watchPath(path, node, ownRound);
      else lose(ownRound, nodeNow === null ? `${path} vanished` : `${path} leads to another device now`);
    }, watchMs);
  };

  const attempt = async (): Promise<void> => {
    round += 1;
    const ownRound = round;
    state = { kind: 'opening' };
    let path: string | null = null;
    try {
      path = await findPath();
      if (ownRound !== round) return;
      if (path === null) throw new Error('no such device is plugged in');
      const node = await identify(path);
      const opened = await openPort(path, baudRate);
      if (ownRound !== round) return await release(opened);
      port = opened;
      flushing = Promise.resolve();
      failedAttempts = 0;
      state = { kind: 'open', path };
      log('port-opened', path);
      watchPath(path, node, ownRound);
      void readOn(opened, ownRound);
      emit({ kind: 'opened', path });
    } catch (error) {
      if (ownRound !== round) return;
      if (failedAttempts === 0) {
        log('port-unavailable', `${path ?? options.path}: ${reasonOf(error)}`);
        emit({ kind: 'lost', reason: reasonOf(error) });
      }
      retryLater();
    }
  };

  const startOver = async (reason: string): Promise<void> => {
    if (closing !== null) return;
    const wasOpen = port !== null;
    const released = endRound();
    const ownRound = round;
    failedAttempts = 0;
    state = { kind: 'opening' };
    if (wasOpen) emit({ kind: 'lost', reason });
    await released;
    if (ownRound === round && closing === null) await attempt();
  };

  void attempt();

  return {
    state: () => state,

    write: async (bytes): Promise<Result<void, DeviceFault>> => {
      const ownRound = round;
      await flushing;
      const open = port;
      if (open === null || ownRound !== round) return { ok: false, error: { kind: 'disconnected' } };
      try {
        await open.write(Buffer.from(bytes));
        return { ok: true, value: undefined };
      } catch (error) {
        lose(ownRound, reasonOf(error));
        return { ok: false, error: { kind: 'disconnected' } };
      }
    },

    // The kernel drops both directions at once, so a write has to wait until the flush is over.
    discardInput: () => {
      if (port !== null) flushing = port.flush().catch(() => undefined);
    },

    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close: () => {
      closing ??= endRound().then(() => {
        state = { kind: 'closed' };
        listeners.clear();
      });
      return closing;
    },

    retarget: (path) => {
      findPath = createPortFinder(path);
      void startOver(`moved to ${path}`);
    },

    reopen: () => void startOver('reopened on request'),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
