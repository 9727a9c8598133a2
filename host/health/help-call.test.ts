import { describe, expect, it } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import { createHelpCall, HELP_LEAST_MS, HELP_MOST_MS } from './help-call.ts';

function called() {
  const clock = simulatedClock();
  const calls: string[] = [];
  let isRaised = false;
  // As the alarms: raising what is raised is no news.
  const call = createHelpCall(clock, (raise) => {
    if (raise !== isRaised) calls.push(raise ? 'raised' : 'cleared');
    isRaised = raise;
  });
  return { clock, call, calls };
}

describe('求助', () => {
  it('is raised when the page opens, and over when it is left, two minutes after the press at the soonest', async () => {
    const { clock, call, calls } = called();
    call.asked(true);
    await clock.advance(5_000);
    call.asked(false);
    expect(calls).toEqual(['raised']);
    await clock.advance(HELP_LEAST_MS - 5_001);
    expect(calls).toEqual(['raised']);
    await clock.advance(1);
    expect(calls).toEqual(['raised', 'cleared']);
    call.asked(false);
    await clock.advance(HELP_MOST_MS);
    expect(calls).toEqual(['raised', 'cleared']);
  });

  it('is over at once when the page is left after longer', async () => {
    const { clock, call, calls } = called();
    call.asked(true);
    await clock.advance(HELP_LEAST_MS + 60_000);
    call.asked(false);
    await clock.advance(0);
    expect(calls).toEqual(['raised', 'cleared']);
  });

  it('pressed a hundred times by a child is one call', async () => {
    const { clock, call, calls } = called();
    for (let n = 0; n < 100; n += 1) {
      call.asked(true);
      await clock.advance(1_500);
      call.asked(false);
      await clock.advance(1_500);
    }
    expect(calls).toEqual(['raised']);
    await clock.advance(HELP_LEAST_MS);
    expect(calls).toEqual(['raised', 'cleared']);
  });

  it('on a machine everybody has left is over after ten minutes', async () => {
    const { clock, call, calls } = called();
    call.asked(true);
    await clock.advance(HELP_MOST_MS);
    expect(calls).toEqual(['raised', 'cleared']);
    call.asked(true);
    expect(calls).toEqual(['raised', 'cleared', 'raised']);
  });
});
