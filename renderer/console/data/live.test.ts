import { describe, expect, it } from 'vitest';
import { refresher, type Timers } from './live.ts';

/** Time that goes on only when it is told to. */
function timersOf() {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  const timers: Timers = {
    now: () => now,
    setTimeout: (run, ms) => {
      const each = { at: now + ms, run };
      waiting.push(each);
      return each;
    },
    clearTimeout: (timer) => {
      waiting = waiting.filter((each) => each !== timer);
    },
  };
  return {
    timers,
    pass: (ms: number) => {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

/** Answers when the test says so. */
function slowLoad() {
  const answers: (() => void)[] = [];
  return {
    load: () => new Promise<void>((answer) => answers.push(answer)),
    asked: () => answers.length,
    answer: async () => {
      answers.at(-1)?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('news', () => {
  it('is asked after at once', () => {
    const { load, asked } = slowLoad();
    refresher(load, timersOf().timers).news();
    expect(asked()).toBe(1);
  });

  it('that comes in a burst is asked after once more, and not before the gap is over', async () => {
    const { load, asked, answer } = slowLoad();
    const { timers, pass } = timersOf();
    const { news } = refresher(load, timers);
    news();
    for (let each = 0; each < 100; each += 1) news();
    await answer();
    pass(399);
    expect(asked()).toBe(1);
    pass(1);
    expect(asked()).toBe(2);
    await answer();
    pass(10_000);
    expect(asked()).toBe(2);
  });

  it('is asked after more seldom where answers are slow', async () => {
    const { load, asked, answer } = slowLoad();
    const { timers, pass } = timersOf();
    const { news } = refresher(load, timers);
    news();
    pass(1000);
    news();
    await answer();
    pass(1999);
    expect(asked()).toBe(1);
    pass(1);
    expect(asked()).toBe(2);
  });

  it('is not asked after any more once nobody looks', async () => {
    const { load, asked, answer } = slowLoad();
    const { timers, pass } = timersOf();
    const { news, end } = refresher(load, timers);
    news();
    news();
    await answer();
    end();
    pass(10_000);
    news();
    expect(asked()).toBe(1);
  });
});
