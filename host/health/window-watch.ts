import type { Clock } from '../clock.ts';
import type { WindowRestart } from './commands.ts';

/** The window, as far as the host can tell: whether it answers, and how to have it load its page anew. */
export type WindowWatch = {
  /** Asks whether it is there, and raises or clears the alarm. */
  readonly look: () => void;
  /** Seconds since it was last heard of; null while there never was one. */
  readonly silentS: () => number | null;
  readonly restart: () => Promise<WindowRestart>;
};

/** What asks the window; false where there is none. */
type Window = {
  readonly pingWindow: (heard: () => void) => boolean;
  readonly reloadWindow: (back: () => void) => boolean;
};

/** A window that has not answered for so long shows nothing a citizen could use. */
const SILENT_MS = 20_000;

export function createWindowWatch(
  clock: Pick<Clock, 'monotonicMs' | 'setTimeout' | 'clearTimeout'>,
  seen: () => Window | null,
  alarm: (isSilent: boolean) => void,
): WindowWatch {
  let heardMs: number | null = null;
  return {
    look: () => {
      const isThere = seen()?.pingWindow(() => {
        heardMs = clock.monotonicMs();
        alarm(false);
      });
      if (isThere && heardMs === null) heardMs = clock.monotonicMs();
      if (heardMs !== null && clock.monotonicMs() - heardMs > SILENT_MS) alarm(true);
    },
    silentS: () => (heardMs === null ? null : Math.floor((clock.monotonicMs() - heardMs) / 1000)),
    restart: () =>
      new Promise((resolve) => {
        const overdue = clock.setTimeout(() => resolve('silent'), SILENT_MS);
        const end = (how: WindowRestart): void => {
          clock.clearTimeout(overdue);
          resolve(how);
        };
        const isThere = seen()?.reloadWindow(() => end('done')) ?? false;
        if (!isThere) end('no-window');
      }),
  };
}
