import { describe, expect, it } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import { createWindowWatch } from './window-watch.ts';

function asked(isThere: boolean) {
  const clock = simulatedClock();
  let back = (): void => undefined;
  const watch = createWindowWatch(
    clock,
    () => ({
      pingWindow: () => isThere,
      reloadWindow: (then) => {
        back = then;
        return isThere;
      },
    }),
    () => undefined,
  );
  return { clock, watch, back: () => back() };
}

describe('a window that is asked to load its page anew', () => {
  it('has done so when the next page is there', async () => {
    const { clock, watch, back } = asked(true);
    const restarted = watch.restart();
    await clock.advance(5_000);
    back();
    expect(await restarted).toBe('done');
    expect(clock.pending()).toBe(0);
  });

  it('and does not come back within twenty seconds is silent', async () => {
    const { clock, watch } = asked(true);
    const restarted = watch.restart();
    await clock.advance(20_000);
    expect(await restarted).toBe('silent');
  });

  it('is told at once where there is none', async () => {
    expect(await asked(false).watch.restart()).toBe('no-window');
  });
});
