import { createHmac } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { civilDate } from './civil-time.ts';
import type { Clock } from './clock.ts';
import type { RandomBytes } from './ids.ts';

/**
 * What stands for a person in `X-Road-UserId`, which both security servers keep: HMAC-SHA256 of the number
 * under a key of this machine and this day. Tomorrow nobody, this kiosk included, can join it to today's.
 */
export type Pseudonyms = {
  /** `CN` and 16 hex digits; the same for one number all day, also over a restart. */
  readonly of: (number: string) => string;
};

const KEY_BYTES = 32;
const KEY_FILE = /^pseudonym-(\d{4}-\d{2}-\d{2})\.key$/;

export const openPseudonyms = (dataRoot: string, clock: Clock, randomBytes: RandomBytes): Pseudonyms => {
  const directory = join(dataRoot, 'keys');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  let today: { readonly date: string; readonly key: Uint8Array } | null = null;

  const keyOf = (date: string): Uint8Array => {
    if (today?.date !== date)
      today = { date, key: readOrCreate(join(directory, `pseudonym-${date}.key`), randomBytes) };
    for (const name of readdirSync(directory)) {
      const day = KEY_FILE.exec(name)?.[1];
      if (day !== undefined && day !== date) unlinkSync(join(directory, name));
    }
    return today.key;
  };

  return {
    of: (number) =>
      `CN${createHmac('sha256', keyOf(civilDate(clock.now())))
        .update(number)
        .digest('hex')
        .slice(0, 16)}`,
  };
};

const readOrCreate = (path: string, randomBytes: RandomBytes): Uint8Array => {
  const known = existsSync(path) ? readFileSync(path) : null;
  if (known?.length === KEY_BYTES) return known;
  const key = randomBytes(KEY_BYTES);
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, key);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
};
