import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printerBlocks } from './document-printer.ts';
import type { PrinterAnswer } from './ipp-client.ts';
import { conditionOf } from './printer-condition.ts';

const answer = (told: Partial<PrinterAnswer>): PrinterAnswer => ({
  state: 'idle',
  reasons: [],
  isAcceptingJobs: true,
  trays: [],
  model: '',
  firmware: '',
  uuid: '',
  operations: [],
  formats: [],
  deviceUri: null,
  ...told,
});
const a4Tray = (level: number) =>
  `type=sheetFeedAutoRemovableTray;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=${level};status=0;name=main;`;

describe('what stops a printer is said in one word', () => {
  it.each([
    [['media-empty-error'], 'media-empty', 'out'],
    // ippeveprinter and many others only “report” while they have nothing to print.
    [['media-empty-report'], 'media-empty', 'out'],
    [['media-needed-warning', 'media-empty-warning'], 'media-empty', 'out'],
    [['media-jam-error'], 'jam', 'jammed'],
    [['cover-open-report'], 'cover-open', 'full'],
    [['door-open'], 'cover-open', 'full'],
    [['input-tray-missing-error'], 'tray-missing', 'full'],
    [['output-area-full-warning'], 'output-full', 'full'],
    [['paused'], 'stopped', 'full'],
    // The cover is opened to get at the jam: close it again comes first.
    [['media-jam-error', 'cover-open-error'], 'cover-open', 'jammed'],
  ])('%j: %s, paper %s', (reasons, block, paper) => {
    expect(conditionOf(answer({ reasons }))).toMatchObject({
      block,
      paper,
      health: { kind: 'blocked', code: block },
    });
  });

  it('stopped without a reason, or not accepting jobs, is stopped', () => {
    expect(conditionOf(answer({ state: 'stopped' })).block).toBe('stopped');
    expect(conditionOf(answer({ isAcceptingJobs: false })).block).toBe('stopped');
  });
});

describe('what does not stop it', () => {
  it.each([
    [['media-low-report'], { paper: 'low', toner: 'full' }],
    [['toner-low-warning'], { paper: 'full', toner: 'low' }],
    [['marker-supply-low-report'], { paper: 'full', toner: 'low' }],
    // The rest of a cartridge lasts for many pages.
    [['toner-empty-warning'], { paper: 'full', toner: 'out' }],
    [['cups-waiting-for-job-completed'], { paper: 'full', toner: 'full' }],
    [['com.example-wifi-weak-report'], { paper: 'full', toner: 'full' }],
  ])('%j', (reasons, words) => {
    expect(conditionOf(answer({ reasons }))).toMatchObject({
      ...words,
      block: null,
      health: { kind: 'well' },
    });
  });

  it('an empty tray of envelopes beside a full one of A4', () => {
    const trays = [a4Tray(200), a4Tray(0).replace('29700', '22000')];
    expect(conditionOf(answer({ reasons: ['media-empty-warning'], trays }))).toMatchObject({
      block: null,
      paper: 'low',
    });
    expect(conditionOf(answer({ reasons: ['media-empty-warning'], trays: [a4Tray(0)] })).block).toBe(
      'media-empty',
    );
  });
});

it('toner that is an error stops it', () => {
  expect(conditionOf(answer({ reasons: ['toner-empty-error'] }))).toMatchObject({
    block: 'toner-empty',
    toner: 'out',
  });
});

it('an error nobody clears by hand is a defect, with the printer’s word for it', () => {
  expect(conditionOf(answer({ reasons: ['fuser-over-temp-error'] })).health).toEqual({
    kind: 'defect',
    code: 'fuser-over-temp',
  });
});

it('a queue whose printer is off answers for nobody', () => {
  expect(conditionOf(answer({ reasons: ['offline-report'] })).isUnreachable).toBe(true);
});

it('any words at all give a condition', () => {
  const words = fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(words, words, (reasons, trays) => {
      const { block } = conditionOf(answer({ reasons, trays }));
      return block === null || printerBlocks.includes(block);
    }),
  );
});
