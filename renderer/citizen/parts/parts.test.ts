import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ridgePath } from '../../design/illustrations/ridge.ts';
import { figureOf } from './fact-strip.tsx';
import { qrPath } from './qr-code.tsx';
import { ticksOf } from './scale.tsx';
import { wordPieces } from './word-breaks.ts';

describe('a fact', () => {
  it('sets the number large and its unit small', () => {
    expect(figureOf('15个工作日')).toEqual({ figure: '15', unit: '个工作日' });
    expect(figureOf('4 min')).toEqual({ figure: '4', unit: 'min' });
    expect(figureOf('3,286.40元')).toEqual({ figure: '3,286.40', unit: '元' });
  });
  it('sets words without a number large as a whole', () => {
    expect(figureOf('免费')).toEqual({ figure: '免费', unit: '' });
  });
});

describe('the scale of a rule', () => {
  it('always writes what is needed, and round numbers that do not touch it', () => {
    expect(ticksOf({ from: 40, to: 75, needs: 60 })).toEqual([40, 50, 60, 70]);
    expect(ticksOf({ from: 60, to: 87, needs: 80 })).toEqual([60, 65, 70, 75, 80, 85]);
    expect(ticksOf({ from: 0, to: 12, needs: 9 })).toContain(9);
  });
  it('never writes more than fits, in rising order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 2, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, span, share) => {
          const ticks = ticksOf({ from, to: from + span, needs: Math.round(from + span * share) });
          expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
          expect(ticks.length).toBeLessThanOrEqual(8);
        },
      ),
    );
  });
});

describe('a heading', () => {
  it('breaks between words, with punctuation at the end of a line and never at its beginning', () => {
    const pieces = wordPieces('您现在还不能开通乘车优惠，请到窗口。');
    expect(pieces.join('')).toBe('您现在还不能开通乘车优惠，请到窗口。');
    expect(pieces).toContain('优惠，');
    expect(pieces.some((piece) => piece.startsWith('，'))).toBe(false);
  });
  it('leaves English to its spaces', () => {
    expect(wordPieces('You were not charged')).toEqual(['You were not charged']);
  });
});

describe('the hills', () => {
  it('are the same on every machine of the same seed, and others for another', () => {
    const ridge = { base: 250, height: 190, peaks: 3 };
    expect(ridgePath(ridge, 7, 1080, 430)).toBe(ridgePath(ridge, 7, 1080, 430));
    expect(ridgePath(ridge, 8, 1080, 430)).not.toBe(ridgePath(ridge, 7, 1080, 430));
    expect(ridgePath(ridge, 7, 1080, 430)).not.toContain('NaN');
  });
});

describe('the payment code', () => {
  it('draws the finder pattern of a QR code in its corner', () => {
    const { size, d } = qrPath('https://pay.example.invalid/q/8f3c');
    expect(size).toBeGreaterThanOrEqual(21);
    for (let x = 0; x < 7; x += 1) expect(d).toContain(`M${x} 0h1v1h-1z`);
    expect(d).not.toContain('M7 0h1v1h-1z');
  });
});
