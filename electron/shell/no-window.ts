import type { Shell } from './shell.ts';

/** A machine without a display: the address is all there is to show, and whoever opens it is the window. */
export function noWindow(announce: (address: string) => void): Shell {
  return {
    open: async (url) => announce(url),
    onLoss() {},
    close: async () => {},
  };
}
