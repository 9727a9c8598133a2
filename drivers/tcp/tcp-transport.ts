import { connect, type Socket } from 'node:net';
import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type { Transport, TransportEvent, TransportState } from '../transport.ts';

/** A transport that can also be made to connect anew. */
export type TcpTransport = Transport & { readonly reopen: () => void };

export type TcpTransportOptions = {
  /** Name or address; a name is resolved at each attempt. */
  readonly host: string;
  readonly tcpPort: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Begins to connect; the socket says by its events how that went. */
  readonly openSocket?: (host: string, tcpPort: number) => Socket;
};

const firstRetryMs = 100;
const lastRetryMs = 2000;
/** A switched-off device answers no SYN, and the kernel would ask for two minutes. */
const connectMs = 3000;
/** A cable pulled at the device's end is noticed by nobody until something is sent. */
const keepAliveMs = 5000;
/**
 * Keep-alive rests while unacknowledged bytes are under way, and those are repeated for a quarter of an hour. What
 * was written and brought no byte back for so long went into a half-open connection.
 */
const answerMs = 15_000;

/** Nagle's algorithm would hold a three-byte question back until the answer to the one before it. */
const openTcpSocket = (host: string, port: number): Socket =>
  connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs });

/**
 * Connects to a device that speaks its protocol over a raw TCP port (9100 for printers) and stays connected:
 * loses the connection, says so, and connects anew with a back-off of 100 ms to 2 s for as long as it lives.
 */
export function openTcpTransport(options: TcpTransportOptions): TcpTransport {
  const { host, tcpPort, clock } = options;
  const log = options.log ?? silentLog;
  const openSocket = options.openSocket ?? openTcpSocket;
  const path = `tcp://${host}:${tcpPort}`;

  const listeners = new Set<(event: TransportEvent) => void>();
  let state: TransportState = { kind: 'opening' };
  /** The connection, or the attempt at one; what an earlier socket still says is not heard. */
  let socket: Socket | null = null;
  let failedAttempts = 0;
  let retryTimer: unknown;
  let connectTimer: unknown;
  let answerTimer: unknown = null;

  const emit = (event: TransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const stopTimers = (): void => {
    for (const timer of [retryTimer, connectTimer, answerTimer]) clock.clearTimeout(timer);
    answerTimer = null;
  };

  /**
   * Ends the connection with a reset: an orderly close would leave what the kernel still holds to be delivered
   * when the device comes back, a receipt perhaps to the next citizen.
   */
  const drop = (): void => {
    stopTimers();
    const dropped = socket;
    socket = null;
    dropped?.resetAndDestroy();
  };

  const retryLater = (): void => {
    const retryInMs = Math.min(firstRetryMs * 2 ** failedAttempts, lastRetryMs);
    failedAttempts += 1;
    state = { kind: 'lost', retryInMs };
    retryTimer = clock.setTimeout(attempt, retryInMs);
  };

  const lose = (reason: string): void => {
    const wasOpen = state.kind === 'open';
    drop();
    if (wasOpen) log('port-lost', `${path}: ${reason}`);
    else if (failedAttempts === 0) log('port-unavailable', `${path}: ${reason}`);
    const isNews = wasOpen || failedAttempts === 0;
    retryLater();
    if (isNews) emit({ kind: 'lost', reason });
  };

  const expectAnswer = (): void => {
    answerTimer ??= clock.setTimeout(() => lose(`no byte came for ${answerMs} ms`), answerMs);
  };

  const attempt = (): void => {
    state = { kind: 'opening' };
    const opened = openSocket(host, tcpPort);
    socket = opened;
    const hear =
      <Heard extends readonly unknown[]>(listener: (...heard: Heard) => void) =>
      (...heard: Heard): void => {
        if (socket === opened) listener(...heard);
      };
    connectTimer = clock.setTimeout(() => lose(`no connection within ${connectMs} ms`), connectMs);
    opened.on(
      'connect',
      hear(() => {
        clock.clearTimeout(connectTimer);
        failedAttempts = 0;
        state = { kind: 'open', path };
        log('port-opened', path);
        emit({ kind: 'opened', path });
      }),
    );
    opened.on(
      'data',
      hear((bytes: Buffer) => {
        clock.clearTimeout(answerTimer);
        answerTimer = null;
        emit({ kind: 'bytes', bytes: new Uint8Array(bytes) });
      }),
    );
    opened.on(
      'error',
      hear((error: Error) => lose(error.message)),
    );
    opened.on(
      'end',
      hear(() => lose('the device closed the connection')),
    );
    opened.on(
      'close',
      hear(() => lose('closed')),
    );
  };

  attempt();

  return {
    state: () => state,

    write: (bytes) =>
      new Promise<Result<void, DeviceFault>>((resolve) => {
        if (socket === null || state.kind !== 'open') {
          resolve({ ok: false, error: { kind: 'disconnected' } });
          return;
        }
        expectAnswer();
        // A dropped socket calls back with an error for everything that had not left it.
        socket.write(bytes, (error) =>
          resolve(error ? { ok: false, error: { kind: 'disconnected' } } : { ok: true, value: undefined }),
        );
      }),

    // Nothing is kept back: what has come has been delivered.
    discardInput: () => undefined,

    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close: async () => {
      drop();
      state = { kind: 'closed' };
      listeners.clear();
    },

    reopen: () => {
      if (state.kind === 'closed') return;
      const wasOpen = state.kind === 'open';
      drop();
      failedAttempts = 0;
      state = { kind: 'opening' };
      if (wasOpen) emit({ kind: 'lost', reason: 'reopened on request' });
      // A listener may have closed it.
      if (socket === null && state.kind === 'opening') attempt();
    },
  };
}
