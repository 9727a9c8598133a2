import type { DeviceLine, LineEvent } from '../device/device-worker.ts';
import { createPause } from '../pause.ts';
import type { Clock } from '../status.ts';
import type { FoundScanner, ScannerBackend } from './scanner-backend.ts';

/** Whether the scanner is there. It has no port to hold open: it is looked for until it answers, and again when lost. */
export type ScannerLine = DeviceLine & {
  readonly found: () => FoundScanner | null;
  readonly lose: (reason: string) => void;
  readonly close: () => Promise<void>;
};

const firstSeekMs = 500;
const longestSeekMs = 5000;

export function openScannerLine(find: ScannerBackend['find'], clock: Clock): ScannerLine {
  const listeners = new Set<(event: LineEvent) => void>();
  const pause = createPause(clock);
  const closing = new AbortController();
  let found: FoundScanner | null = null;

  const emit = (event: LineEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const keepSeeking = async (): Promise<void> => {
    let waitMs = firstSeekMs;
    let isFirst = true;
    while (!closing.signal.aborted) {
      if (found !== null) {
        waitMs = firstSeekMs;
        await pause.rest(Number.POSITIVE_INFINITY);
        continue;
      }
      const sought = await find(closing.signal);
      if (closing.signal.aborted) return;
      if (sought.ok) {
        found = sought.value;
        isFirst = false;
        emit({ kind: 'opened', path: found.path });
      } else {
        if (isFirst) emit({ kind: 'lost', reason: sought.error.kind });
        isFirst = false;
        await pause.rest(waitMs);
        waitMs = Math.min(waitMs * 2, longestSeekMs);
      }
    }
  };
  const seeking = keepSeeking();

  const lose = (reason: string): void => {
    if (found === null) return;
    found = null;
    emit({ kind: 'lost', reason });
    pause.wake();
  };

  return {
    isOpen: () => found !== null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Nothing is held open between two questions: each look opens it anew.
    reopen: () => undefined,
    found: () => found,
    lose,
    close: async () => {
      closing.abort();
      listeners.clear();
      pause.wake();
      await seeking;
    },
  };
}
