import {
  chineseOn,
  type EscposPiece,
  feedLines,
  initialise,
  type PaperPath,
  piece,
} from './escpos-commands.ts';

/**
 * A printer whose presenter holds the cut paper in its mouth until somebody takes it, and can take it back: the
 * Custom family (VKP80II, KPM150/210/216/300) and the Pyramid Reliance, which follows it. Cut 1B 69, presenter GS e n,
 * full status DLE EOT 20.
 */
export type Presenter = PaperPath & {
  /** GS e 2: into the bin. Only if retracting is switched on in the printer's set-up. */
  readonly retract: EscposPiece;
  /** GS e 5: out of the mouth, whoever stands there. */
  readonly eject: EscposPiece;
};

/** Answered at once with `10 0F` and four bytes of status. */
export const askFullStatus: EscposPiece = piece(0x10, 0x04, 0x14);

/** From the print head to the blade. */
const feedToBlade = feedLines(5);
const totalCut = piece(0x1b, 0x69);
const retract = piece(0x1d, 0x65, 0x02);

/** @param steps how far paper is pushed out: 0.6 mm a step at a KPM210, 7 mm at a VKP80II or a Reliance */
export function customPresenter(steps: number): Presenter {
  return {
    begin: [initialise, chineseOn],
    finish: [feedToBlade, totalCut, piece(0x1d, 0x65, 0x03, steps)],
    discard: [initialise, feedToBlade, totalCut, retract],
    retract,
    eject: piece(0x1d, 0x65, 0x05),
  };
}
