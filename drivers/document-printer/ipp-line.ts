import { startDeadline } from '../deadline.ts';
import type { DeviceLine, LineEvent } from '../device/device-worker.ts';
import type { Clock } from '../status.ts';
import type { IppTransport } from './ipp-http.ts';

/** Whether the printer is there. HTTP holds no line open, so its being there is found out by knocking. */
export type IppLine = DeviceLine & {
  /** A message did not get through: the printer is gone until somebody listens again. */
  readonly lose: (reason: string) => void;
  /** A message was answered: this is a printer, not only a port somebody listens at. */
  readonly hear: () => void;
  readonly close: () => void;
};

const firstRetryMs = 250;
const lastRetryMs = 5000;
const knockMs = 3000;

/** Knocks with a back-off of 0.25 to 5 s until somebody listens; from then on the driver's own questions tell. */
export function createIppLine(transport: IppTransport, clock: Clock): IppLine {
  const listeners = new Set<(event: LineEvent) => void>();
  let isOpen = false;
  let isClosed = false;
  let attempts = 0;
  let retry: unknown;

  const tell = (event: LineEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const attempt = async (): Promise<void> => {
    const deadline = startDeadline(clock, {}, knockMs);
    const reason = await transport.knock(deadline.signal);
    deadline.end();
    if (isClosed) return;
    if (reason === null) {
      isOpen = true;
      tell({ kind: 'opened', path: transport.uri });
      return;
    }
    retryLater();
  };

  const retryLater = (): void => {
    retry = clock.setTimeout(() => void attempt(), Math.min(firstRetryMs * 2 ** attempts, lastRetryMs));
    attempts += 1;
  };

  const lose = (reason: string): void => {
    if (!isOpen || isClosed) return;
    isOpen = false;
    tell({ kind: 'lost', reason });
    retryLater();
  };

  void attempt();

  return {
    isOpen: () => isOpen,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reopen: () => lose('reopened on request'),
    lose,
    hear: () => {
      attempts = 0;
    },
    close: () => {
      isClosed = true;
      isOpen = false;
      clock.clearTimeout(retry);
      listeners.clear();
    },
  };
}
