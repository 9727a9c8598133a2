import type { PrinterMedia } from '../status.ts';
import type { PrinterCondition } from './escpos-status.ts';
import type { ReceiptPrinterEvent } from './receipt-printer.ts';

/** The paper at the presenter's mouth, as far as looking at the mouth again and again can tell. */
export type PresentedPaper =
  | { readonly kind: 'none'; readonly media: 'unknown' | 'notPresent' | 'retracted' | 'jammed' }
  | { readonly kind: 'waiting'; readonly since: number; readonly isBeingRetracted: boolean };

export const noPaper: PresentedPaper = { kind: 'none', media: 'unknown' };

/** Nobody ordered it back: whoever should have is not there any more, and a stranger's receipt must not stay. */
const leftTooLongMs = 120_000;

/**
 * What another look at the mouth means. Paper that goes by itself was taken: there is no other sensor.
 *
 * @param at when it was looked, in milliseconds of the driver's clock
 */
export function onMouthSeen(
  paper: PresentedPaper,
  mouth: PrinterCondition['mouth'],
  at: number,
): { readonly paper: PresentedPaper; readonly news: ReceiptPrinterEvent['kind'] | null } {
  switch (mouth) {
    case 'present':
      if (paper.kind === 'waiting') return { paper, news: null };
      return { paper: { kind: 'waiting', since: at, isBeingRetracted: false }, news: 'media-presented' };
    case 'notPresent':
      if (paper.kind === 'waiting')
        return paper.isBeingRetracted
          ? { paper: { kind: 'none', media: 'retracted' }, news: 'media-retracted' }
          : { paper: { kind: 'none', media: 'notPresent' }, news: 'media-taken' };
      // What was taken back stays said until the next paper comes.
      return { paper: paper.media === 'retracted' ? paper : { kind: 'none', media: mouth }, news: null };
    case 'jammed':
    case 'unknown':
      return { paper: { kind: 'none', media: mouth }, news: null };
  }
}

export function mediaOf(paper: PresentedPaper): PrinterMedia {
  return paper.kind === 'waiting' ? 'present' : paper.media;
}

export function isLeftTooLong(paper: PresentedPaper, now: number): boolean {
  return paper.kind === 'waiting' && now - paper.since >= leftTooLongMs;
}
