import { describe, expect, it } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import { createPokes } from './pokes.ts';

function poked(random = 0.5) {
  const clock = simulatedClock();
  const looks: number[] = [];
  const pokes = createPokes(
    clock,
    () => random,
    () => looks.push(clock.monotonicMs()),
  );
  const began = clock.monotonicMs();
  return { clock, pokes, looks: () => looks.map((at) => at - began) };
}

describe('a poke', () => {
  it.each([
    [0, 0],
    [0.25, 30_000],
    [0.999, 119_880],
  ])('is followed at a moment of its own within the spread: %d of 120 s', async (random, atMs) => {
    const { clock, pokes, looks } = poked(random);
    pokes.hear({ look: 'desired', spreadS: 120 });
    await clock.advance(120_000);
    expect(looks()).toEqual([atMs]);
  });

  it('that comes while it is about to look makes it look once, and one that comes later once more', async () => {
    const { clock, pokes, looks } = poked();
    for (let n = 0; n < 50; n += 1) pokes.hear({ look: 'desired', spreadS: 10 });
    await clock.advance(10_000);
    pokes.hear({ look: 'desired', spreadS: 0 });
    await clock.advance(0);
    expect(looks()).toEqual([5_000, 10_000]);
  });

  it('for a release has no effect yet', async () => {
    const { clock, pokes, looks } = poked();
    pokes.hear({ look: 'release', spreadS: 0 });
    await clock.advance(1_000);
    expect(looks()).toEqual([]);
  });
});
