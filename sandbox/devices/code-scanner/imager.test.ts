import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { createImagerSimulator } from './imager.ts';

const ON = '\x16T\r';
const OFF = '\x16U\r';

function setUp() {
  const clock = createSimulatedClock();
  let sent = Buffer.alloc(0);
  let isArmed = false;
  let reads = 0;
  const imager = createImagerSimulator({
    clock,
    serial: 'T0001',
    decodeMs: 150,
    send: (bytes) => {
      sent = Buffer.concat([sent, bytes]);
    },
    onArmed: (now) => {
      isArmed = now;
    },
    onRead: () => {
      reads += 1;
    },
  });
  const heard = (ms = 0): string => {
    clock.advance(ms);
    const said = sent.toString('latin1');
    sent = Buffer.alloc(0);
    return said;
  };
  const tell = (text: string, ms = 0): string => {
    imager.receive(Buffer.from(text, 'latin1'));
    return heard(ms);
  };
  const show = (code: string | null) => imager.obey({ kind: 'show', code });
  imager.powerOn();
  clock.advance(1000);
  return { imager, heard, tell, show, isArmed: () => isArmed, reads: () => reads };
}

describe('reading a code', () => {
  test('happens only while the trigger is on, with the AIM identifier in front and CR behind', () => {
    const { heard, tell, show, isArmed, reads } = setUp();
    show('TEST0001');
    expect(heard(5000)).toBe('');
    expect(tell(ON, 149)).toBe('');
    expect(isArmed()).toBe(true);
    expect(heard(1)).toBe(']Q1TEST0001\r');
    expect([isArmed(), reads()]).toEqual([false, 1]);
  });

  test('a code shown is read once, and again when it is shown again', () => {
    const { tell, show } = setUp();
    show('TEST0001');
    tell(ON, 200);
    expect(tell(ON, 1000)).toBe('');
    show('TEST0001');
    expect(tell(ON, 1000)).toBe(']Q1TEST0001\r');
  });

  test('ends when it is told to stop, when the code is taken away, and after thirty seconds', () => {
    const { heard, tell, show, isArmed } = setUp();
    show('TEST0001');
    tell(ON, 100);
    tell(OFF);
    expect(heard(1000)).toBe('');
    tell(ON, 100);
    show(null);
    expect(heard(29_000)).toBe('');
    expect(isArmed()).toBe(true);
    heard(1000);
    expect(isArmed()).toBe(false);
  });

  test('comes out in UTF-8', () => {
    const { tell, show } = setUp();
    show('电子社保卡');
    expect(Buffer.from(tell(ON, 200), 'latin1').toString('utf8')).toBe(']Q1电子社保卡\r');
  });
});

describe('menu commands', () => {
  test.each([
    ['TRGMOD?', 'TRGMOD0\x06.'],
    ['trgmod?', 'TRGMOD0\x06.'],
    ['XYZXYZ', 'XYZXYZ\x05.'],
  ])('%s is echoed with its status', (command, answer) => {
    expect(setUp().tell(`\x16M\r${command}.`)).toBe(answer);
  });

  test('its revision is told line by line', () => {
    const said = setUp().tell('\x16M\rREVINF.');
    expect(said).toContain('Serial Number: T0001\r\n');
    expect(said.endsWith('REVINF\x06.')).toBe(true);
  });

  test('reset, it is deaf until it has started', () => {
    const { tell, heard } = setUp();
    expect(tell('\x16M\rRESET_.')).toBe('RESET_\x06.');
    expect(tell('\x16M\rTRGMOD?.')).toBe('');
    heard(1000);
    expect(tell('\x16M\rTRGMOD?.')).toBe('TRGMOD0\x06.');
  });

  test('cut in two by the line they are still commands', () => {
    const { tell } = setUp();
    tell('\x16M\rTRG');
    expect(tell('MOD?.')).toBe('TRGMOD0\x06.');
  });
});

describe('faults', () => {
  test.each([
    ['silent', ''],
    ['noSuffix', ']Q1TEST0001'],
    ['truncated', ']Q1TE'],
    ['garbled', ']Q1\xff\xff\x80\r'],
  ] as const)('%s', (fault, said) => {
    const { imager, tell, show } = setUp();
    imager.obey({ kind: 'fault', fault });
    show('TEST0001');
    expect(tell(ON, 1000)).toBe(said);
  });

  test('its cable pulled in mid-read, it says nothing', () => {
    const { imager, heard, tell, show } = setUp();
    show('TEST0001');
    tell(ON, 100);
    imager.powerOff();
    expect(heard(5000)).toBe('');
  });
});

test('any bytes at all are commands or skipped, and it still answers', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (noises) => {
      const { imager, heard, tell } = setUp();
      for (const noise of noises) imager.receive(noise);
      heard(60_000);
      expect(tell(`${'.'.repeat(100)}\x16M\rTRGMOD?.`).endsWith('TRGMOD0\x06.')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
