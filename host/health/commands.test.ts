import { describe, expect, it } from 'vitest';
import type { Action } from '../../wire/down.ts';
import type { LogLine } from '../../wire/log-line.ts';
import type { Payload } from '../../wire/payloads.ts';
import { createCommands, type WindowRestart } from './commands.ts';
import { signatureCheck } from './signature.ts';
import type { CommandBook, CommandUnderWay } from './telemetry-store.ts';
import { KIOSK } from './test-hall.ts';
import { COMMAND_KEY, commandOf } from './test-signing.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const line: LogLine = { t: NOW, level: 'warning', part: 'hall', event: 'link-lost' };
/** What a machine knows of its commands, over its starts. */
function paper() {
  let counter = 0;
  const underWay = new Map<string, CommandUnderWay>();
  const book: CommandBook = {
    lastCounter: () => counter,
    begin: ({ id, does, counter: next }) => {
      counter = next;
      underWay.set(id, { id, does });
    },
    end: (id) => underWay.delete(id),
    underWay: () => [...underWay.values()],
  };
  return book;
}

function desk({
  hasKey = true,
  isBusy = false,
  window = 'done' as WindowRestart,
  book = paper(),
  log = [] as readonly LogLine[],
} = {}) {
  const said: Payload<'res'>[] = [];
  const pulled: Payload<'log'>[] = [];
  const done: string[] = [];
  let free = (): void => undefined;
  const commands = createCommands({
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
    readLog: ({ since, until, lines }) => {
      if (since > until) throw new RangeError('a mistake of ours');
      return log.filter(({ t }) => t >= since && t < until).slice(-lines);
    },
    book,
    say: (result) => said.push(result),
    sayLog: (part) => {
      // Before the result: what it says is there by then.
      expect(said.at(-1)?.is).toBe('accepted');
      pulled.push(part);
    },
  });
  return {
    carryOut: commands.hear,
    resume: commands.resume,
    book,
    said,
    pulled,
    done,
    free: () => free(),
    ends: () => said.map(({ is, code }) => [is, code]),
  };
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

  it('to restart waits until nobody is served, and is answered by the host that comes after', async () => {
    const { carryOut, done, free, ends, book } = desk({ isBusy: true });
    const carried = carryOut(commandOf({ do: 'restart-host' }));
    await Promise.resolve();
    expect(done).toEqual([]);
    free();
    await carried;
    expect(done).toEqual(['restart-host']);
    expect(ends()).toEqual([['accepted', null]]);
    const next = desk({ book });
    next.resume();
    expect(next.ends()).toEqual([['done', null]]);
    // Told once more by the hall: answered, and nobody ends again.
    await next.carryOut(commandOf({ do: 'restart-host' }));
    expect(next.ends()).toEqual([
      ['done', null],
      ['done', null],
    ]);
    expect(next.done).toEqual([]);
  });

  it('that comes again while it waits is accepted again, and done once', async () => {
    const { carryOut, done, free, ends } = desk({ isBusy: true });
    const first = carryOut(commandOf({ do: 'restart-window' }));
    await carryOut(commandOf({ do: 'restart-window' }));
    free();
    await first;
    expect(ends()).toEqual([
      ['accepted', null],
      ['accepted', null],
      ['done', null],
    ]);
    expect(done).toEqual(['restart-window']);
  });

  it('whose host died in the middle of it has failed, as the next host says, once', async () => {
    const { carryOut, ends, book } = desk({ isBusy: true });
    void carryOut(commandOf({ do: 'restart-window' }));
    expect(ends()).toEqual([['accepted', null]]);
    const next = desk({ book });
    next.resume();
    expect(next.ends()).toEqual([['failed', 'interrupted']]);
    const third = desk({ book });
    third.resume();
    expect(third.ends()).toEqual([]);
  });

  it('that meets a mistake of ours has failed, and says so', async () => {
    const { carryOut, ends, book } = desk();
    const wrong = { do: 'pull-log', since: NOW, until: '2026-11-24T01:00:00.000Z', lines: 1 } as const;
    await expect(carryOut(commandOf(wrong))).rejects.toThrow('of ours');
    expect(ends().at(-1)).toEqual(['failed', 'internal']);
    expect(book.underWay()).toEqual([]);
  });

  it('to pull the log has all its lines said before it is done, and none is not a failure', async () => {
    const log = Array.from({ length: 100 }, (_, index) => ({
      ...line,
      t: NOW.replace('000Z', `${100 + index}Z`),
    }));
    const pull = { do: 'pull-log', since: NOW, until: '2026-11-24T02:05:00.000Z', lines: 60 } as const;
    const { carryOut, pulled, ends } = desk({ log });
    await carryOut(commandOf(pull));
    expect(pulled.length).toBeGreaterThan(1);
    expect(pulled.map(({ part, parts }) => [part, parts])).toEqual(
      pulled.map((_, index) => [index + 1, pulled.length]),
    );
    expect(pulled.flatMap(({ lines }) => lines)).toEqual(log.slice(-60));
    await carryOut(commandOf({ ...pull, until: NOW }, 2));
    expect(ends().slice(1)).toEqual([
      ['done', null],
      ['accepted', null],
      ['done', null],
    ]);
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
