import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bytesUnder, countedBytes, temporaryDataRoot } from './journal/test-journal.ts';
import { openPseudonyms } from './pseudonym.ts';
import { simulatedClock } from './simulated-clock.ts';

const NUMBER = '330122196203041234';
const HOUR = 60 * 60 * 1000;

it('is the same for one person all day, also after a restart, and another for another person', () => {
  const dataRoot = temporaryDataRoot();
  const clock = simulatedClock();
  const first = openPseudonyms(dataRoot, clock, countedBytes('a')).of(NUMBER);
  const restarted = openPseudonyms(dataRoot, clock, countedBytes('b'));
  expect(first).toMatch(/^CN[0-9a-f]{16}$/);
  expect(restarted.of(NUMBER)).toBe(first);
  expect(restarted.of('330122196203041250')).not.toBe(first);
});

it('is another on the next day in Shanghai, and the old key is gone', async () => {
  const dataRoot = temporaryDataRoot();
  const clock = simulatedClock('2026-11-24T15:59:00.000Z');
  const pseudonyms = openPseudonyms(dataRoot, clock, countedBytes());
  const today = pseudonyms.of(NUMBER);
  await clock.advance(HOUR);
  expect(pseudonyms.of(NUMBER)).not.toBe(today);
  expect(readdirSync(join(dataRoot, 'keys'))).toEqual(['pseudonym-2026-11-25.key']);
});

it('cannot be made by whoever has not this machine’s key, and the key is its owner’s only', () => {
  const dataRoot = temporaryDataRoot();
  const clock = simulatedClock();
  const ours = openPseudonyms(dataRoot, clock, countedBytes('a')).of(NUMBER);
  expect(openPseudonyms(temporaryDataRoot(), clock, countedBytes('b')).of(NUMBER)).not.toBe(ours);
  expect(statSync(join(dataRoot, 'keys', 'pseudonym-2026-11-24.key')).mode & 0o777).toBe(0o600);
  expect(bytesUnder(dataRoot).includes(NUMBER)).toBe(false);
});
