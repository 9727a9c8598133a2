import { expect, it } from 'vitest';
import { asking } from './news.ts';

/** A question whose answers are given by hand. */
function question() {
  const answers: (() => void)[] = [];
  const ask = asking(() => new Promise<void>((resolve) => answers.push(resolve)));
  return {
    ask,
    asked: () => answers.length,
    answer: async (which: number) => {
      answers[which]?.();
      await new Promise(setImmediate);
    },
  };
}

it('asks at once when there is news', () => {
  const { ask, asked } = question();
  ask();
  expect(asked()).toBe(1);
});

it('asks once more, not once each, for all the news that came while an answer was on its way', async () => {
  const { ask, asked, answer } = question();
  ask();
  ask();
  ask();
  expect(asked()).toBe(1);
  await answer(0);
  expect(asked()).toBe(2);
  await answer(1);
  expect(asked()).toBe(2);
});

it('goes on asking after everything was answered', async () => {
  const { ask, asked, answer } = question();
  ask();
  await answer(0);
  ask();
  expect(asked()).toBe(2);
});
