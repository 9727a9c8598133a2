import { existsSync, statfsSync } from 'node:fs';
import type { Stamp } from './telemetry-store.ts';

/** What the machine says of itself, read anew at each call. */
export type MachineFacts = {
  /** `ntp` while the clock is known to be kept by time servers; else somebody set it, or the board's own clock did. */
  readonly timeQuality: () => Stamp['tq'];
  readonly load: () => { readonly rssMb: number; readonly diskFreeMb: number };
};

/** systemd-timesyncd makes this file when the clock has been set by a server, in each run anew (systemd-timesyncd(8)). */
const SYNCHRONIZED = '/run/systemd/timesync/synchronized';

export const machineFacts = (dataRoot: string): MachineFacts => ({
  timeQuality: () => (existsSync(SYNCHRONIZED) ? 'ntp' : 'rtc'),
  load: () => {
    const { bavail, bsize } = statfsSync(dataRoot);
    return {
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
      diskFreeMb: Math.min(1_000_000_000, Math.round((bavail * bsize) / 1e6)),
    };
  },
});
