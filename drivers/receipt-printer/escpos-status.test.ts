import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { bytesOf, vectors } from '../testing/vectors.ts';
import {
  conditionOfFullStatus,
  conditionOfRealTime,
  conditionOfStatusBack,
  createEscposDecoder,
  type EscposAnswer,
  healthOf,
  paperOfQueuedStatus,
} from './escpos-status.ts';

const decode = (hex: string): readonly EscposAnswer[] => createEscposDecoder().push(bytesOf(hex));
const { dle_eot: realTime, asb, gs_r: queued, process_id: ids } = vectors.escpos;

describe('answers are told apart', () => {
  it.each(realTime)('$command → $reply: $meaning', ({ reply, meaning }) => {
    const [answer] = decode(reply);
    expect(answer?.kind === 'real-time').toBe(!meaning.startsWith('not a status byte'));
  });

  it.each(asb)('$hex: $meaning', ({ hex }) => {
    expect(decode(hex).filter(({ kind }) => kind !== 'flow')).toMatchObject([{ kind: 'status-back' }]);
  });

  it.each(queued)('$command → $reply: $meaning', ({ reply }) => {
    expect(decode(reply)).toEqual([{ kind: 'queued', byte: Number.parseInt(reply, 16) }]);
  });

  it('a process id is whole or nothing', () => {
    expect(decode(ids[0]?.reply ?? '')).toEqual([{ kind: 'process-id', id: 'K001' }]);
    expect(decode(ids[1]?.reply ?? '')).toEqual([{ kind: 'offline-response', causes: Uint8Array.of(0x40) }]);
    expect(decode(vectors.escpos.sample_receipt.expected_reply_when_done)).toEqual([
      { kind: 'process-id', id: 'R001' },
    ]);
    expect(decode('37224B30')).toEqual([]);
  });

  it('XON and XOFF are heard anywhere, also inside a block', () => {
    expect(decode('1013000000')).toEqual([
      { kind: 'flow', isFree: false },
      { kind: 'status-back', block: [0x10, 0, 0, 0] },
    ]);
    expect(decode('37224B113030314B00').map(({ kind }) => kind)).toEqual(['flow', 'process-id']);
  });

  it('a status block cut short does not swallow what follows', () => {
    expect(decode('100012').map(({ kind }) => kind)).toEqual(['noise', 'real-time']);
  });
});

describe('what the bits mean', () => {
  const well = [0x12, 0x12, 0x12, 0x12] as const;
  it.each([
    ['1A', '12', '12', '12', 'blocked', { isOffline: true }],
    ['1A', '16', '12', '12', 'blocked', { isCoverOpen: true }],
    ['1A', '36', '12', '7E', 'blocked', { isCoverOpen: true, paper: 'out' }],
    ['1A', '32', '12', '72', 'well', { paper: 'out' }],
    ['12', '12', '12', '1E', 'well', { paper: 'low' }],
    ['1A', '52', '1A', '12', 'defect', { defect: 'cutter' }],
    ['1A', '52', '16', '12', 'defect', { defect: 'mechanical' }],
    ['1A', '52', '32', '12', 'defect', { defect: 'unrecoverable' }],
    ['12', '52', '52', '12', 'well', { defect: 'overheated' }],
    ['16', '12', '12', '12', 'well', { isOffline: false, paper: 'full', defect: null }],
  ])('DLE EOT %s %s %s %s is %s', (one, two, three, four, health, expected) => {
    const byte = (hex: string): number => Number.parseInt(hex, 16);
    const condition = conditionOfRealTime([byte(one), byte(two), byte(three), byte(four)]);
    expect(condition).toMatchObject(expected);
    expect(healthOf(condition).kind).toBe(health);
  });

  it.each(vectors.escpos.no_fixed_bits_quirk)(
    'a maker’s $reply without the fixed bits: $meaning',
    ({ reply, meaning }) => {
      const paper = conditionOfRealTime([well[0], well[1], well[2], Number.parseInt(reply, 16)]).paper;
      expect(paper).toBe(meaning.includes('no paper') ? 'out' : 'low');
    },
  );

  it.each([
    ['10000000', { isOffline: false, paper: 'full', isCoverOpen: false, defect: null }],
    ['38000000', { isOffline: true, isCoverOpen: true }],
    ['18000C00', { paper: 'out' }],
    ['10000300', { paper: 'low' }],
    ['18000F00', { paper: 'out' }],
    ['18080000', { defect: 'cutter' }],
    ['18200000', { defect: 'unrecoverable' }],
    ['18400000', { defect: 'overheated' }],
  ])('automatic status %s', (hex, expected) => {
    const [answer] = decode(hex);
    expect(answer?.kind === 'status-back' && conditionOfStatusBack(answer.block)).toMatchObject(expected);
  });

  it('GS r tells the paper', () => {
    expect([0x00, 0x03, 0x0c].map(paperOfQueuedStatus)).toEqual(['full', 'low', 'out']);
  });
});

describe('the full status of the Custom family', () => {
  const decodeFull = (hex: string): readonly EscposAnswer[] =>
    createEscposDecoder({ hasFullStatus: true }).push(bytesOf(hex));
  const meaning: Readonly<Record<string, object>> = {
    'all well': { paper: 'full', mouth: 'notPresent', isCoverOpen: false, defect: null },
    'paper near end': { paper: 'low' },
    'no paper': { paper: 'out' },
    'ticket waiting in the output (not taken)': { mouth: 'present' },
    'print head up': { isCoverOpen: true },
    'cover open': { isCoverOpen: true },
    'paper jam': { mouth: 'jammed' },
    'cutter error': { defect: 'cutter' },
  };

  it.each(vectors.escpos.custom_full_status)('$reply: $meaning', ({ reply, meaning: said }) => {
    const [answer, ...more] = decodeFull(reply);
    expect(more).toEqual([]);
    expect(answer?.kind === 'full-status' && conditionOfFullStatus(answer.status)).toMatchObject(
      meaning[said] ?? {},
    );
  });

  it('cut short, it does not swallow the next one', () => {
    expect(decodeFull('100F00100F20000000')).toEqual([
      { kind: 'noise', bytes: 3 },
      { kind: 'full-status', status: [0x20, 0, 0, 0] },
    ]);
  });

  it('is not looked for where there is no presenter', () => {
    expect(decode('100F0000').map(({ kind }) => kind)).toEqual(['status-back']);
  });
});

describe('any bytes in any pieces', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });
  const runs = { numRuns: fuzzRuns(2000) };

  it('are answered or called noise, never crash, and each byte is accounted for at most once', () => {
    fc.assert(
      fc.property(chunks, fc.boolean(), (pieces, hasFullStatus) => {
        const decoder = createEscposDecoder({ hasFullStatus });
        const answers = pieces.flatMap((piece) => decoder.push(piece));
        const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
        const used = answers.reduce((sum, answer) => sum + sizeOf(answer), 0);
        expect(used).toBeLessThanOrEqual(total);
        // What is not answered yet is the beginning of one block.
        expect(total - used).toBeLessThanOrEqual(32);
      }),
      runs,
    );
  });

  it('mean the same however they are cut', () => {
    fc.assert(
      fc.property(chunks, fc.boolean(), (pieces, hasFullStatus) => {
        const decoder = createEscposDecoder({ hasFullStatus });
        const apart = pieces.flatMap((piece) => decoder.push(piece));
        expect(apart).toEqual(createEscposDecoder({ hasFullStatus }).push(Buffer.concat(pieces)));
      }),
      runs,
    );
  });

  it('a real-time answer behind any noise is heard, unless the noise has opened a block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        const answers = createEscposDecoder().push(Buffer.concat([noise, Buffer.from('16', 'hex')]));
        expect(answers.at(-1)).toEqual({ kind: 'real-time', byte: 0x16 });
      }),
      runs,
    );
  });
});

function sizeOf(answer: EscposAnswer): number {
  switch (answer.kind) {
    case 'real-time':
    case 'queued':
    case 'flow':
      return 1;
    case 'status-back':
      return 4;
    case 'full-status':
      return 6;
    case 'process-id':
      return answer.id.length + 3;
    case 'offline-response':
      return answer.causes.length + 3;
    case 'noise':
      return answer.bytes;
  }
}
