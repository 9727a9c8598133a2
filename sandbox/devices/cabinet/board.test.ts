import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { createCabinetBoardSimulator } from './board.ts';
import { takeRequests } from './board-wire.ts';

/** The worked examples of the protocol's page, which the driver is held to as well. */
const page = readFileSync(join(import.meta.dirname, '../../../docs/cabinet-board.md'), 'utf8');
const examples = new Map(
  [...page.matchAll(/^\| ([^|]+) \| `((?:[0-9A-F]{2} ?)+)` \|$/gm)].map(([, what = '', hex = '']) => [
    what.split(':')[0] ?? '',
    hex.replaceAll(' ', ''),
  ]),
);
const example = (what: string): string => examples.get(what) ?? expect.fail(`no example ${what}`);

function setUp() {
  const clock = createSimulatedClock();
  let sent = '';
  let lights: Readonly<Record<string, unknown>> = {};
  let cutOff: readonly string[] = [];
  const board = createCabinetBoardSimulator({
    clock,
    serial: 'CB000042',
    answerMs: 0,
    send: (bytes) => {
      sent += Buffer.from(bytes).toString('hex').toUpperCase();
    },
    onLights: (now) => {
      lights = now;
    },
    onCutOff: (now) => {
      cutOff = now;
    },
  });
  const heard = (ms = 0): string => {
    clock.advance(ms);
    const said = sent;
    sent = '';
    return said;
  };
  const ask = (hex: string): string => {
    board.receive(Buffer.from(hex, 'hex'));
    return heard();
  };
  board.start('power');
  const started = heard(300);
  return { board, clock, ask, heard, started, lights: () => lights, cutOff: () => cutOff };
}

describe('the documented examples', () => {
  test('it says that it has started, behind the state of its dark lights', () => {
    expect(setUp().started).toBe(example('started by power'));
  });

  test.each(['identify', 'set-watchdog', 'power-cycle', 'reset'])('%s is answered as documented', (what) => {
    const answer = example(`${what} answered`);
    expect(setUp().ask(example(what))).toContain(answer);
  });

  test('lights are set, measured, and told', () => {
    const { ask, heard, lights } = setUp();
    expect(ask(example('set-lights'))).toContain(example('set-lights answered'));
    expect(lights()).toEqual({ cardReader: { flashRate: 'slow', color: 'blue' } });
    heard(200);
    expect(ask(example('get-state'))).toBe(example('get-state answered'));
  });

  test('what happens at the cabinet is reported', () => {
    const { board, heard } = setUp();
    board.obey({ kind: 'door', isOpen: true });
    board.obey({ kind: 'person', isNear: true });
    board.obey({ kind: 'mains-lost', minutes: 72 });
    // One report for all three: they happened within a tenth of a second. 72 of 90 minutes are 80 %.
    expect(heard(50)).toMatch(/^7E0D0[12]40050101500048/);
  });
});

test('an output is off for as long as was asked, and its device is named', () => {
  const { ask, heard, cutOff } = setUp();
  ask(example('power-cycle'));
  expect(cutOff()).toEqual(['code-scanner']);
  heard(2900);
  expect(cutOff()).toEqual(['code-scanner']);
  heard(200);
  expect(cutOff()).toEqual([]);
});

test('an output nobody has is refused', () => {
  expect(setUp().ask(example('power-cycle of output 9'))).toBe(example('power-cycle refused'));
});

test('a kiosk that is not heard of leaves no light behind', () => {
  const { ask, heard, lights } = setUp();
  ask(example('set-watchdog'));
  ask(example('set-lights'));
  heard(9900);
  expect(lights()).not.toEqual({});
  heard(200);
  expect(lights()).toEqual({});
  expect(ask(example('get-state'))).toMatch(/^7E0E02820008/);
});

describe('faults', () => {
  test('silent, it says nothing; helped, it has started anew and is dark', () => {
    const { board, ask, heard, lights } = setUp();
    ask(example('set-lights'));
    board.obey({ kind: 'fault', fault: 'silent' });
    expect(ask(example('get-state'))).toBe('');
    board.obey({ kind: 'fault', fault: 'none' });
    expect(heard(300)).toContain('7E01004102');
    expect(lights()).toEqual({});
  });

  test('garbled, its answers have another checksum than they should', () => {
    const { board, ask } = setUp();
    board.obey({ kind: 'fault', fault: 'garbled' });
    expect(ask(example('identify'))).not.toBe(example('identify answered'));
  });

  test('its stuck light stays as it was', () => {
    const { board, ask, lights } = setUp();
    board.obey({ kind: 'fault', fault: 'stuckLight' });
    ask(example('set-lights'));
    expect(lights()).toEqual({});
  });
});

test('a battery runs down while there are no mains', () => {
  const { board, ask, heard } = setUp();
  board.obey({ kind: 'mains-lost', minutes: 3 });
  heard(61_000);
  // Two minutes left: critical.
  expect(ask(example('get-state'))).toMatch(/^7E0E02820000010302/);
});

test('any bytes at all are answered or dropped, and the board still answers', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (noises) => {
      const { board, ask, heard } = setUp();
      for (const noise of noises) board.receive(noise);
      heard(30_000);
      expect(ask(`7E${example('identify')}`)).toContain(example('identify answered').slice(2, 10));
      expect(takeRequests(Buffer.concat(noises)).rest.length).toBeLessThan(200);
    }),
    { numRuns: 300 },
  );
});
