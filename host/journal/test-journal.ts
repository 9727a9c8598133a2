import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RandomBytes } from '../ids.ts';
import { type SimulatedClock, simulatedClock } from '../simulated-clock.ts';
import { type Journal, type JournalOptions, openJournal } from './journal.ts';

/** For tests: a data root of its own, gone when the test is. */
export const temporaryDataRoot = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'once-host-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** For tests: bytes that look random and are the same in every run. */
export const countedBytes = (seed = 'seed'): RandomBytes => {
  let count = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    for (let length = 0; length < size; length += 32) {
      count += 1;
      blocks.push(createHash('sha256').update(`${seed} ${count}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, size);
  };
};

export type TestJournal = {
  readonly journal: Journal;
  readonly clock: SimulatedClock;
  readonly dataRoot: string;
};

export const openTestJournal = (options: Partial<JournalOptions> = {}): TestJournal => {
  const clock = simulatedClock();
  const dataRoot = options.dataRoot ?? temporaryDataRoot();
  const opened = openJournal({ clock, randomBytes: countedBytes(), ...options, dataRoot });
  if (!opened.ok) throw new Error(`The journal did not open: ${JSON.stringify(opened.fault)}`);
  onTestFinished(() => opened.value.close());
  return { journal: opened.value, clock, dataRoot };
};

/** Every byte under a directory, to look for what must not be there. */
export const bytesUnder = (directory: string): Buffer =>
  Buffer.concat(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(directory, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path)),
  );

export const VISIT = '019ab000-0000-7000-8000-000000000001';
export const OTHER_VISIT = '019ab000-0000-7000-8000-000000000002';
