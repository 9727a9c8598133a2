import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { createReceiptPrinterSimulator, type Strip } from './printer.ts';
import vectors from './vectors/escpos.json' with { type: 'json' };

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const gb = (text: string) => iconv.encode(text, 'gb18030').toString('hex');
const ASB_ON = '1D610F';
const CUT = '1D5601';
const sample = vectors.sampleReceipt;

function loaded({ mmPerSecond = 150, hasPresenter = false } = {}) {
  const clock = createSimulatedClock();
  const strips: Strip[] = [];
  let line = '';
  let paperEnds = 0;
  let powersBack = 0;
  const moved: string[] = [];
  const printer = createReceiptPrinterSimulator({
    clock,
    columns: 48,
    mmPerSecond,
    send: (bytes) => {
      line += hexOf(bytes);
    },
    onStrip: (strip) => strips.push(strip),
    onPaperEnd: () => {
      paperEnds += 1;
    },
    onPowerBack: () => {
      powersBack += 1;
    },
    onMouth: hasPresenter ? (mouth, how) => moved.push(`${how}: ${mouth}`) : null,
  });
  /** Sends, waits, returns what the printer said meanwhile. */
  const ask = (hex: string, waitMs = 5000) => {
    line = '';
    printer.receive(bytesOf(hex));
    clock.advance(waitMs);
    return line;
  };
  const heard = (run: () => void) => {
    line = '';
    run();
    clock.advance(5000);
    return line;
  };
  return {
    printer,
    clock,
    strips,
    moved,
    ask,
    heard,
    sent: () => line,
    paperEnds: () => paperEnds,
    powersBack: () => powersBack,
  };
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => `${gb(`第${i + 1}行`)}0A`).join('');

describe('what was printed', () => {
  test('a receipt is kept as paper: titles, lines, the QR code, the cut; and as the exact bytes', () => {
    const { ask, strips } = loaded();
    expect(ask(sample.hex)).toBe(sample.expected_reply_when_done);
    expect(strips).toHaveLength(1);
    const strip = strips[0];
    // The process id asks about the paper; it is not on it.
    expect(strip?.hex.toUpperCase()).toBe(sample.hex.slice(0, -'1D28480600303052303031'.length));
    expect(strip?.text).toBe('政务服务中心\n取号：A012\n姓名：张*测');
    expect(strip?.elements).toMatchObject([
      { kind: 'text', text: '政务服务中心', align: 'center' },
      { kind: 'text', align: 'left' },
      { kind: 'text', align: 'left' },
      { kind: 'qr', data: 'TEST0001', moduleDots: 6 },
      { kind: 'cut', partial: true },
    ]);
  });

  test('size and bold are kept with the characters they apply to', () => {
    const { ask, strips } = loaded();
    ask(`1B401D2111${gb('回执')}1D21001B4501${gb('重要')}1B45000A${CUT}`);
    expect(strips[0]?.elements[0]).toEqual({
      kind: 'text',
      text: '回执重要',
      align: 'left',
      spans: [
        { text: '回执', width: 2, height: 2, bold: false },
        { text: '重要', width: 1, height: 1, bold: true },
      ],
    });
  });

  test('a line longer than the paper is wide goes on in the next one', () => {
    const { ask, strips } = loaded();
    ask(`${gb('测'.repeat(25))}0A${CUT}`);
    expect(strips[0]?.text).toBe(`${'测'.repeat(24)}\n测`);
  });

  test('a character cut in two by the line is still one character', () => {
    const { ask, strips } = loaded();
    const hex = `${gb('政务')}0A${CUT}`;
    for (let at = 0; at < hex.length; at += 2) ask(hex.slice(at, at + 2), 0);
    ask('', 1000);
    expect(strips[0]?.text).toBe('政务');
  });

  test('a four-byte character comes out as an empty box, as on most such printers', () => {
    const { ask, strips } = loaded();
    ask(`${gb('张㐀测')}0A${CUT}`);
    expect(strips[0]?.text).toBe('张□测');
  });

  test('status bytes inside a picture are picture', () => {
    const { ask, strips } = loaded();
    expect(ask(`1D76300003000100100401${CUT}`)).toBe('');
    expect(strips[0]?.elements[0]).toMatchObject({
      kind: 'image',
      widthDots: 24,
      heightDots: 1,
      dots: 'EAQB',
    });
  });

  test('any bytes at all are printed or skipped, and the printer still answers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const { printer, ask, clock } = loaded({ mmPerSecond: Infinity });
        printer.receive(noise);
        clock.advance(10_000);
        // Enough zeroes to end whatever data the noise announced (a raster image of 64 kB × 64 kB excepted).
        const endsItself = !hexOf(noise).includes('1D76') && !hexOf(noise).includes('1D28');
        if (endsItself) expect(ask(`${'00'.repeat(300)}0A100401`)).toMatch(/12$|1A$/);
      }),
    );
  });
});

describe('printing takes its time, and confirmation comes after it', () => {
  test('the process id is answered when the paper has moved, not when the bytes have come', () => {
    const { ask, sent, clock } = loaded();
    // 20 lines of 30 dots are 75 mm: half a second.
    ask(`${lines(20)}1D2848060030304B303031`, 450);
    expect(sent()).toBe('');
    clock.advance(100);
    expect(sent()).toBe('37224B30303100');
  });

  test('GS r waits its turn, DLE EOT does not', () => {
    const { ask, sent, clock } = loaded();
    expect(ask(`${lines(20)}1D7201100404`, 100)).toBe('12');
    clock.advance(1000);
    expect(sent()).toBe('1200');
  });

  test('a clone without GS ( H never answers it, and prints nothing instead', () => {
    const { printer, ask, strips } = loaded();
    printer.breakPrinter('noProcessId');
    expect(ask(sample.hex)).toBe('');
    expect(strips[0]?.elements).toHaveLength(5);
    expect(ask('1D7201')).toBe('00');
  });
});

describe('status', () => {
  const told = (hex: string) => {
    const found = [...vectors.dleEot, ...vectors.gsR].filter(({ command }) => command === hex);
    return found.map(({ reply }) => reply);
  };

  test.each([
    ['all well', () => {}, ['12', '12', '12', '12']],
    ['paper low', (p) => p.setPaper('low'), ['12', '12', '12', '1E']],
    ['paper out', (p) => p.setPaper('out'), ['1A', '32', '12', '7E']],
    ['cover open', (p) => p.setCover(true), ['1A', '16', '12', '12']],
  ] as const satisfies readonly (readonly [
    string,
    (p: ReturnType<typeof loaded>['printer']) => void,
    readonly string[],
  ])[])('DLE EOT 1 to 4: %s', (_, arrange, expected) => {
    const { printer, ask } = loaded();
    arrange(printer);
    const replies = ['100401', '100402', '100403', '100404'].map((command) => ask(command));
    expect(replies).toEqual(expected);
    replies.forEach((reply, i) => {
      expect(told(`10040${i + 1}`)).toContain(reply);
    });
  });

  test('automatic status is sent when switched on, and at each change', () => {
    const { printer, ask, heard } = loaded();
    expect(ask(ASB_ON)).toBe('10000000');
    expect(heard(() => printer.setPaper('low'))).toBe('10000300');
    expect(heard(() => printer.setPaper('out'))).toBe('18000F00');
    expect(heard(() => printer.setPaper('full'))).toBe('10000000');
    expect(heard(() => printer.setCover(true))).toBe('38000000');
    expect(heard(() => printer.setCover(true))).toBe('');
    expect(heard(() => printer.setCover(false))).toBe('10000000');
    ask('1D6100');
    expect(heard(() => printer.setPaper('low'))).toBe('');
  });
});

describe('paper that ends', () => {
  test('out of paper, nothing is printed and queued questions wait; a new roll goes on', () => {
    const { printer, ask, heard, strips } = loaded();
    printer.setPaper('out');
    expect(ask(sample.hex)).toBe('');
    expect(strips).toHaveLength(0);
    expect(heard(() => printer.setPaper('full'))).toBe(sample.expected_reply_when_done);
    expect(strips).toHaveLength(1);
  });

  test('ending midway, the printed piece is one strip and the rest another', () => {
    const { printer, ask, heard, strips, paperEnds } = loaded();
    printer.breakPrinter('paperOutMidway');
    ask(`${lines(5)}${CUT}`);
    expect(paperEnds()).toBe(1);
    expect(ask('100404')).toBe('7E');
    expect(strips).toHaveLength(0);
    heard(() => printer.setPaper('full'));
    expect(strips.map(({ text }) => text)).toEqual(['第1行\n第2行\n第3行', '第4行\n第5行']);
    expect(strips[0]?.elements.at(-1)?.kind).toBe('text');
    expect(strips[1]?.elements.at(-1)?.kind).toBe('cut');
  });

  test('told to forget what waits, it prints no old half receipt on the new roll', () => {
    const { printer, ask, heard, strips } = loaded();
    printer.breakPrinter('paperOutMidway');
    ask(`${lines(5)}${CUT}`);
    ask('100502');
    heard(() => printer.setPaper('full'));
    expect(strips.map(({ text }) => text)).toEqual(['第1行\n第2行\n第3行']);
  });
});

describe('a cover or cutter in the way', () => {
  test('an open cover stops the print; closed, it goes on', () => {
    const { printer, ask, heard, strips } = loaded();
    ask(`${lines(10)}${CUT}`, 100);
    printer.setCover(true);
    ask('', 5000);
    expect(strips).toHaveLength(0);
    heard(() => printer.setCover(false));
    expect(strips[0]?.text.split('\n')).toHaveLength(10);
  });

  test('a jammed cutter is reported, and cuts when it has been freed', () => {
    const { printer, ask, heard, strips } = loaded();
    ask(ASB_ON);
    printer.breakPrinter('cutter');
    expect(ask(sample.hex)).toBe('18080000');
    expect(ask('100402')).toBe('52');
    expect(ask('100403')).toBe('1A');
    expect(strips).toHaveLength(0);
    expect(heard(() => printer.breakPrinter('none'))).toBe(`10000000${sample.expected_reply_when_done}`);
    expect(strips).toHaveLength(1);
  });

  test('told to go on while the blade still stands, it jams again', () => {
    const { printer, ask } = loaded();
    printer.breakPrinter('cutter');
    ask(sample.hex);
    ask('100501');
    expect(ask('100403')).toBe('1A');
  });
});

test('silent, it neither answers nor prints; switched off and on, it has forgotten everything', () => {
  const { printer, ask, strips } = loaded();
  ask(ASB_ON);
  printer.breakPrinter('silent');
  expect(ask(`${sample.hex}100401`)).toBe('');
  printer.breakPrinter('none');
  printer.setPaper('low');
  expect(ask('100401')).toBe('12');
  expect(strips).toHaveLength(0);
});

describe('a printer that says OK and loses power', () => {
  test('confirms what it has not printed, is gone, and comes back with nothing to print', () => {
    const { printer, ask, strips, powersBack } = loaded();
    printer.breakPrinter('okThenPowerLoss');
    expect(ask(sample.hex, 100)).toBe(sample.expected_reply_when_done);
    expect(ask('100401', 1000)).toBe('');
    expect(ask('', 1000)).toBe('');
    expect(powersBack()).toBe(1);
    expect(ask('100401')).toBe('12');
    expect(strips).toHaveLength(0);
  });

  test('takes everything, says so, is online for a moment, and loses it all', () => {
    const { printer, ask, strips } = loaded();
    printer.breakPrinter('takenThenPowerLoss');
    expect(ask(`${sample.hex}1D7201`, 100)).toBe('00');
    expect(ask('100401', 100)).toBe('12');
    expect(ask('', 500)).toBe('');
    expect(ask('100401', 500)).toBe('');
    expect(ask('', 1500)).toBe('');
    expect(ask('100401')).toBe('12');
    expect(strips).toHaveLength(0);
  });
});

describe('a presenter', () => {
  const PRESENT = '1B691D65030C';
  const FULL_STATUS = '100414';
  const withPresenter = () => loaded({ hasPresenter: true });

  test('pushes the cut strip out and holds it until a hand pulls', () => {
    const { printer, ask, moved, strips } = withPresenter();
    expect(ask(`${lines(2)}${PRESENT}${FULL_STATUS}`, 100)).toBe('100F00000000');
    expect(ask(FULL_STATUS)).toBe('100F00000000');
    expect(ask(FULL_STATUS)).toBe('100F20000000');
    expect(strips).toHaveLength(1);
    printer.take();
    expect(ask(FULL_STATUS)).toBe('100F00000000');
    expect(moved).toEqual(['presented: paper', 'taken: empty']);
  });

  test('draws it back on order, unless its bin is full', () => {
    const { printer, ask, moved } = withPresenter();
    ask(`${lines(2)}${PRESENT}`);
    printer.breakPrinter('retractFull');
    ask('1D6502');
    expect(ask(FULL_STATUS)).toBe('100F20000000');
    printer.breakPrinter('none');
    ask('1D6502');
    expect(ask(FULL_STATUS)).toBe('100F00000000');
    expect(moved).toEqual(['presented: paper', 'retracted: empty']);
  });

  test('jams, prints nothing further, and is freed by a hand', () => {
    const { printer, ask, moved, strips } = withPresenter();
    printer.breakPrinter('jamAtPresenter');
    ask(`${lines(2)}${PRESENT}`);
    expect(ask(FULL_STATUS)).toBe('100F00004000');
    ask(`${lines(2)}${PRESENT}`);
    expect(strips).toHaveLength(1);
    printer.breakPrinter('none');
    printer.take();
    ask('');
    expect(strips).toHaveLength(2);
    expect(moved).toEqual(['jammed: jammed', 'taken: empty', 'presented: paper']);
  });

  test.each([
    ['full', '100F00000000', '04'],
    ['low', '100F04000000', '05'],
    ['out', '100F05000000', '01'],
  ] as const)('tells its paper in six bytes, and in one: %s', (level, full, ejector) => {
    const { printer, ask } = withPresenter();
    printer.setPaper(level);
    expect(ask(FULL_STATUS)).toBe(full);
    // Queued: it waits for paper.
    if (level !== 'out') expect(ask('1D6506')).toBe(ejector);
  });

  test('answers DLE EOT 4 without fixed bits, and neither GS a nor GS ( H', () => {
    const { printer, ask } = withPresenter();
    printer.setPaper('out');
    expect(ask('100404')).toBe('6C');
    printer.setPaper('full');
    expect(ask(`${ASB_ON}1D2848060030304B303031`)).toBe('');
    expect(ask('1D7201')).toBe('00');
  });
});
