import { describe, expect, test } from 'vitest';
import { simulatedClock } from '../../host/simulated-clock.ts';
import { madeTogether } from './made-together.ts';

const MAKING_MS = 100;
/** Numbers the times it is made; each takes a tenth of a second. */
function counted() {
  const clock = simulatedClock();
  let times = 0;
  const begun: number[] = [];
  const ask = madeTogether(clock, async () => {
    begun.push(clock.now().getTime());
    times += 1;
    const mine = times;
    await new Promise<void>((resolve) => clock.setTimeout(resolve, MAKING_MS));
    if (mine === 13) throw new Error('the store is away');
    return mine;
  });
  /** Until it is there, however many turns that takes. */
  const settle = async <T>(asked: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    asked.then(over, over);
    while (!isOver) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await clock.advance(10);
    }
    return asked;
  };
  return { clock, ask, settle, begun };
}

describe('what is long in the making', () => {
  test('is made once for all who ask at once', async () => {
    const { ask, settle } = counted();
    expect(await settle(Promise.all([ask(), ask(), ask()]))).toEqual([1, 1, 1]);
  });

  test('is made anew for who asks later, after a rest of twice its time', async () => {
    const { ask, settle, begun } = counted();
    await settle(ask());
    expect(await settle(Promise.all([ask(), ask()]))).toEqual([2, 2]);
    const [first = 0, second = 0] = begun;
    expect(second - first).toBeGreaterThanOrEqual(3 * MAKING_MS);
  });

  test('is never what was begun before it was asked for', async () => {
    const { clock, ask, settle, begun } = counted();
    const first = ask();
    while (begun.length === 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await clock.advance(0);
    }
    expect(await settle(Promise.all([first, ask()]))).toEqual([1, 2]);
  });

  test('and fails, fails for those who waited for it and for nobody after them', async () => {
    const { ask, settle } = counted();
    for (let times = 1; times <= 12; times += 1) await settle(ask());
    await expect(settle(Promise.all([ask(), ask()]))).rejects.toThrow('away');
    expect(await settle(ask())).toBe(14);
  });
});
