import { describe, expect, it } from 'vitest';
import type { Action } from '../../wire/down.ts';
import type { Payload } from '../../wire/payloads.ts';
import { createCommands, type WindowRestart } from './commands.ts';
import { signatureCheck } from './signature.ts';
import { KIOSK } from './test-hall.ts';
import { COMMAND_KEY, commandOf } from './test-signing.ts';

const NOW = '2026-11-24T02:00:00.000Z';
function desk({ hasKey = true, isBusy = false, window = 'done' as WindowRestart } = {}) {
  const said: Payload<'res'>[] = [];
  const done: string[] = [];
  let counter = 0;
  let free = (): void => undefined;
  const carryOut = createCommands({
    kiosk: KIOSK,
    isSigned: hasKey ? signatureCheck(COMMAND_KEY) : null,
    now: () => new Date(NOW),
    desk: {
      selfTest: async (deviceClass) => {
        done.push(`self-test ${deviceClass}`);
        if (deviceClass === 'camera') return null;
        if (deviceClass === 'cabinet') return { ok: false, error: { kind: 'disconnected' } };
        return {
          ok: true,
          value: { checks: [{ name: 'connection', verdict: 'passed', detail: 'of its own' }] },
        };
      },
      restart: async () => true,
    },
    report: () => done.push('report'),
    whenIdle: () =>
      isBusy
        ? new Promise((resolve) => {
            free = resolve;
          })
        : Promise.resolve(),
    restartWindow: async () => {
      done.push('restart-window');
      return window;
    },
    restartHost: () => done.push('restart-host'),
    lastCounter: () => counter,
    keepCounter: (next) => {
      counter = next;
    },
    say: (result) => said.push(result),
  });
  return { carryOut, said, done, free: () => free(), ends: () => said.map(({ is, code }) => [is, code]) };
}
const selfTest: Action = { do: 'self-test', class: 'receipt-printer' };

describe('a command', () => {
  it('that is signed is accepted, done and answered, without the device’s own words', async () => {
    const { carryOut, said, done } = desk();
    await carryOut(commandOf(selfTest));
    expect(done).toEqual(['self-test receipt-printer']);
    expect(said.map(({ is, checks }) => [is, checks])).toEqual([
      ['accepted', []],
      ['done', [{ name: 'connection', verdict: 'passed' }]],
    ]);
  });

  it.each([
    ['with a letter changed', { ...commandOf(selfTest), counter: 2 }, 'not-signed'],
    ['made for another kiosk', commandOf(selfTest, 1, { kiosk: 'TL-004' }), 'not-signed'],
    ['that comes too late', commandOf(selfTest, 1, { notAfter: '2026-11-24T01:59:59.000Z' }), 'too-late'],
  ])('%s is refused, and nothing is done', async (_how, command, code) => {
    const { carryOut, done, ends } = desk();
    await carryOut(command);
    expect(ends()).toEqual([['refused', code]]);
    expect(done).toEqual([]);
  });

  it('is refused by a machine that knows no key', async () => {
    const { carryOut, ends } = desk({ hasKey: false });
    await carryOut(commandOf(selfTest));
    expect(ends()).toEqual([['refused', 'no-key']]);
  });

  it('that comes twice is answered twice and done once; an older one is not done after a newer one', async () => {
    const { carryOut, done, ends } = desk();
    const command = commandOf({ do: 'report' }, 2);
    await carryOut(command);
    await carryOut(command);
    await carryOut(commandOf(selfTest, 1));
    expect(done).toEqual(['report']);
    expect(ends()).toEqual([
      ['accepted', null],
      ['done', null],
      ['done', null],
      ['refused', 'replayed'],
    ]);
  });

  it('for a device this machine has not, or that does not answer, says so', async () => {
    const { carryOut, ends } = desk();
    await carryOut(commandOf({ do: 'self-test', class: 'camera' }, 1));
    await carryOut(commandOf({ do: 'self-test', class: 'cabinet' }, 2));
    expect(ends()).toEqual([
      ['accepted', null],
      ['refused', 'no-device'],
      ['accepted', null],
      ['failed', 'disconnected'],
    ]);
  });

  it('to restart waits until nobody is served, and has its answer kept before it ends', async () => {
    const { carryOut, done, free, ends } = desk({ isBusy: true });
    const carried = carryOut(commandOf({ do: 'restart-host' }));
    await Promise.resolve();
    expect(done).toEqual([]);
    free();
    await carried;
    expect(ends().at(-1)).toEqual(['done', null]);
    expect(done).toEqual(['restart-host']);
  });

  it('to restart the window waits until nobody is served as well', async () => {
    const { carryOut, done, free, ends } = desk({ isBusy: true });
    const carried = carryOut(commandOf({ do: 'restart-window' }));
    await Promise.resolve();
    expect(done).toEqual([]);
    free();
    await carried;
    expect(done).toEqual(['restart-window']);
    expect(ends().at(-1)).toEqual(['done', null]);
  });

  it.each([
    ['no-window', ['refused', 'no-window']],
    ['silent', ['failed', 'window-silent']],
  ] as const)('to restart a window that is %s says so', async (window, end) => {
    const { carryOut, ends } = desk({ window });
    await carryOut(commandOf({ do: 'restart-window' }));
    expect(ends().at(-1)).toEqual(end);
  });
});
