import { mkdirSync } from 'node:fs';
import { appendFile, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeUp } from '../../wire/decode.ts';
import type { Received } from '../store/store.ts';

/**
 * Where messages go while the database is away: an append-only file, synced before anybody is told that it is kept. A
 * line each; a line cut short by a pulled plug was never acknowledged, so leaving it out loses nothing.
 */
export type Spill = {
  readonly append: (batch: readonly Received[]) => Promise<void>;
  /** Hands over what is kept, oldest first, in pieces; forgets it when all of it was taken. */
  readonly drain: (take: (batch: readonly Received[]) => Promise<void>) => Promise<void>;
};

const PIECE = 500;

export function openSpill(directory: string): Spill {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'spill.jsonl');
  /** What is being handed over; new lines go to `file` meanwhile. */
  const draining = join(directory, 'spill.draining.jsonl');
  /** Fifty times a second there is nothing to hand over: the disk is not asked each time. Left by a process before, or not. */
  let mayHold = true;
  return {
    append: async (batch) => {
      mayHold = true;
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(batch.map((received) => `${JSON.stringify(received)}\n`).join(''));
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
    drain: async (take) => {
      if (!mayHold) return;
      const left = await textOf(draining);
      const added = await textOf(file);
      if (left === null && added === null) {
        mayHold = false;
        return;
      }
      if (left === null) await rename(file, draining);
      else if (added !== null) {
        // The last hand-over was broken off: both are one again, and taking a line twice changes nothing.
        await appendFile(draining, added);
        await rm(file);
      }
      const lines = ((await textOf(draining)) ?? '').split('\n').flatMap(receivedOf);
      for (let first = 0; first < lines.length; first += PIECE) {
        await take(lines.slice(first, first + PIECE));
      }
      await rm(draining);
    },
  };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Only messages are read back, and through the same gate as when they came. */
function receivedOf(line: string): readonly Received[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (!('topic' in value && 'at' in value && 'channel' in value && 'message' in value)) return [];
  const { topic, at, channel, message } = value;
  if (typeof topic !== 'string' || typeof channel !== 'string' || typeof at !== 'number') return [];
  const decoded = decodeUp(topic, new TextEncoder().encode(JSON.stringify(message)));
  return decoded.ok ? [{ kind: 'message', at, topic, channel, message: decoded.message }] : [];
}
