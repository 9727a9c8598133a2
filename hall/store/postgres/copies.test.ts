import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Postgres, startPostgres } from '../../../tests/world/postgres.ts';
import { systemClock } from '../../clock.ts';
import type { Copies } from '../../copies.ts';
import type { Change } from '../../live.ts';
import { joinCopies } from './copies.ts';

const START_MS = 60_000;
const within = { timeout: 20_000, interval: 20 };
let postgres: Postgres;
let copies: Copies[] = [];
let heard: Change[][] = [];
let errors: unknown[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
}, START_MS);
afterAll(() => postgres.stop(), START_MS);
beforeEach(async () => {
  const url = await postgres.newDatabase();
  errors = [];
  heard = [[], [], []];
  copies = heard.map((changes, index) => {
    const copy = joinCopies(url, `copy-${index}`, systemClock(), (error) => errors.push(error));
    copy.live.subscribe((change) => changes.push(change));
    return copy;
  });
});
afterEach(async () => {
  await Promise.all(copies.map((copy) => copy.close()));
  expect(errors).toEqual([]);
});

const alarm = (id: string): Change => ({ kind: 'alarm', id });
/** Asks all, at once; true in the place of who may. */
const firsts = () => Promise.all(copies.map((copy) => copy.isFirst()));
/** Each hears the others. */
async function expectAllHeard(round: string): Promise<void> {
  await vi.waitFor(() => {
    for (const [index, copy] of copies.entries()) copy.live.publish(alarm(`${round}-${index}`));
    for (const changes of heard)
      for (const index of copies.keys()) expect(changes).toContainEqual(alarm(`${round}-${index}`));
  }, within);
}

test('what one copy changed is told by all, and by itself once', async () => {
  await expectAllHeard('hello');
  const many = Array.from(
    { length: 500 },
    (_, index) => ({ kind: 'machine', kiosk: `TL-${index}` }) as const,
  );
  for (const change of many) copies[0]?.live.publish(change);
  const machines = () => heard.map((changes) => changes.filter(({ kind }) => kind === 'machine'));
  await vi.waitFor(() => expect(machines()).toEqual([many, many, many]), within);
  // What comes last over the same line shows that nothing comes twice.
  await expectAllHeard('last');
  expect(machines()).toEqual([many, many, many]);
});

test('what one alone may do is one’s, and another’s when that one is gone', async () => {
  await expectAllHeard('hello');
  const first = await firsts();
  expect(first.filter(Boolean)).toHaveLength(1);
  expect(await firsts()).toEqual(first);
  const [gone] = copies.splice(first.indexOf(true), 1);
  await gone?.close();
  await vi.waitFor(async () => expect((await firsts()).filter(Boolean)).toHaveLength(1), within);
});

test('a database that was away is listened to again, and nobody holds what it held before', async () => {
  await expectAllHeard('before');
  await firsts();
  await postgres.kill();
  await vi.waitFor(async () => expect(await firsts()).toEqual([false, false, false]), within);
  await postgres.rise();
  await expectAllHeard('after');
  expect((await firsts()).filter(Boolean)).toHaveLength(1);
});
