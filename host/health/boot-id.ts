import { v7 } from 'uuid';
import type { RandomBytes } from '../ids.ts';

/**
 * The id of a start: a UUIDv7 that sorts after the last one, also where the clock was set back between both. What a
 * kiosk told is put in order by it.
 */
export function nextBoot(last: string | null, nowMs: number, randomBytes: RandomBytes): string {
  // RFC 9562: the first 48 bits are milliseconds since 1970.
  const lastMs = last === null ? 0 : Number.parseInt(last.replaceAll('-', '').slice(0, 12), 16);
  return v7({ msecs: Math.max(nowMs, lastMs + 1), random: randomBytes(16) });
}
