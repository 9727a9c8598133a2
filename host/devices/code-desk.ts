import type { CodeScanner } from '../../drivers/code-scanner/code-scanner.ts';
import { type Clock, pause } from '../clock.ts';

/** What was held before the scanner: a code, or something that is no text. */
export type ShownCode = { readonly kind: 'code'; readonly text: string } | { readonly kind: 'no-text' };

/** The scanner as a place where somebody may show who they are. A code is in memory until it is taken, and once only. */
export type CodeDesk = {
  /** Whether a code would be welcome now. The scanner is dark while none is, and what was shown is forgotten. */
  readonly welcome: (isWelcome: boolean) => void;
  /** The code shown last; it is given away once. */
  readonly take: () => ShownCode | null;
  readonly close: () => void;
};

/** Each scan ends after so long and begins anew: the driver asks whether the scanner is there before it arms it. */
const scanMs = 15_000;
/** After a scan that could not be: the scanner is away or out of service. */
const restMs = 5_000;

export function createCodeDesk(
  scanner: Pick<CodeScanner, 'scan'>,
  clock: Clock,
  onShown: () => void,
): CodeDesk {
  let looking: AbortController | null = null;
  let shown: ShownCode | null = null;

  const look = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const scanned = await scanner.scan({ deadlineMs: scanMs, signal });
      if (signal.aborted) return;
      if (scanned.ok || scanned.error.kind === 'barcode-invalid') {
        shown = scanned.ok ? { kind: 'code', text: scanned.value.text } : { kind: 'no-text' };
        // From here on nothing else is read until a code is welcome again.
        looking = null;
        return onShown();
      }
      if (scanned.error.kind !== 'timeout') await pause(clock, restMs, signal);
    }
  };

  const stop = (): void => {
    looking?.abort();
    looking = null;
  };

  return {
    welcome: (isWelcome) => {
      if (!isWelcome) {
        stop();
        return;
      }
      if (looking !== null || shown !== null) return;
      looking = new AbortController();
      void look(looking.signal);
    },
    take: () => {
      const taken = shown;
      shown = null;
      return taken;
    },
    close: stop,
  };
}
