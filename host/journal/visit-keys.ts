import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RandomBytes } from '../ids.ts';
import { KEY_BYTES } from './sealing.ts';

/**
 * One key file a visit, 0600, outside the database: destroying it makes every copy of what was sealed
 * under it unreadable, also those SQLite, the WAL or the disk itself still keep somewhere.
 */
export type VisitKeys = {
  readonly visits: () => readonly string[];
  readonly read: (visit: string) => Uint8Array | null;
  /** On disk, directory included, when it returns: a payload is never sealed under a key a power cut may take. */
  readonly create: (visit: string) => Uint8Array;
  /** Overwrites, unlinks, syncs the directory. A key that is not there is destroyed already. */
  readonly destroy: (visit: string) => void;
};

const SUFFIX = '.key';
const VISIT = /^[0-9a-f-]{36}$/;

export const openVisitKeys = (directory: string, randomBytes: RandomBytes): VisitKeys => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const fileOf = (visit: string): string => {
    if (!VISIT.test(visit)) throw new Error('A visit id is a UUID');
    return join(directory, `${visit}${SUFFIX}`);
  };

  return {
    visits: () =>
      readdirSync(directory)
        .filter((name) => name.endsWith(SUFFIX) && VISIT.test(name.slice(0, -SUFFIX.length)))
        .map((name) => name.slice(0, -SUFFIX.length)),

    read: (visit) => {
      const file = fileOf(visit);
      if (!existsSync(file)) return null;
      const key = readFileSync(file);
      return key.length === KEY_BYTES ? key : null;
    },

    create: (visit) => {
      const key = randomBytes(KEY_BYTES);
      unlinkTornKey(fileOf(visit));
      const file = openSync(fileOf(visit), 'wx', 0o600);
      try {
        writeSync(file, key);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      syncDirectory(directory);
      return key;
    },

    destroy: (visit) => {
      const path = fileOf(visit);
      if (!existsSync(path)) return;
      // In place, not truncated first: a truncated file's blocks would be freed with the key still in them.
      const file = openSync(path, 'r+');
      try {
        writeSync(file, Buffer.alloc(Math.max(KEY_BYTES, statSync(path).size)), 0, undefined, 0);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      unlinkSync(path);
      syncDirectory(directory);
    },
  };
};

const syncDirectory = (directory: string): void => {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** A power cut between making the file and filling it leaves one without a key in it. */
const unlinkTornKey = (path: string): void => {
  if (existsSync(path) && statSync(path).size !== KEY_BYTES) unlinkSync(path);
};
