import type { CableState } from '../contract.ts';

/** The receipt printer as the street panel sees it. In the network `path` is `tcp://ADDRESS:PORT`. */
export type PrinterState = CableState & {
  readonly paper: PaperLevel;
  readonly coverOpen: boolean;
  readonly fault: PrinterFault;
  /** Receipts printed since the sandbox was started, taken or not. */
  readonly receipts: number;
  /** Where the presenter's strip is; null for a printer without one, whose paper hangs out of the slot. */
  readonly mouth: MouthState | null;
  /** Strips the presenter has drawn back into its bin. */
  readonly retracted: number;
};

export const MOUTH_STATES = ['empty', 'paper', 'jammed'] as const;
export type MouthState = (typeof MOUTH_STATES)[number];

export const PRINTER_FAULTS = [
  'none',
  'cutter',
  'silent',
  'paperOutMidway',
  /** A clone without GS ( H. */
  'noProcessId',
  /** Answers GS ( H before it has printed, and loses power. */
  'okThenPowerLoss',
  /** Takes the data, says that it is online and has taken them, and loses power before it prints. */
  'takenThenPowerLoss',
  /** The next strip gets stuck in the presenter. */
  'jamAtPresenter',
  /** The bin takes no strip any more. */
  'retractFull',
] as const;
export type PrinterFault = (typeof PRINTER_FAULTS)[number];

export const PAPER_LEVELS = ['full', 'low', 'out'] as const;
export type PaperLevel = (typeof PAPER_LEVELS)[number];

/** One strip of paper: what came out between two cuts, or until the roll ended. */
export type Receipt = {
  /** Instant of the cut, UTC. */
  readonly at: string;
  /** The bytes that made this paper, lower-case hex; status queries in between are not part of it. */
  readonly hex: string;
  /** Its characters, a line of paper a line. */
  readonly text: string;
  readonly elements: readonly PaperElement[];
  readonly taken: boolean;
};

export type PaperAlign = 'left' | 'center' | 'right';

/** What stands on the paper, from top to bottom. */
export type PaperElement =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: PaperAlign;
      readonly spans: readonly TextSpan[];
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: string; readonly align: PaperAlign; readonly moduleDots: number }
  /** Rows of `widthDots / 8` bytes, most significant bit left, 1 is black; base64. */
  | {
      readonly kind: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly dots: string;
      readonly align: PaperAlign;
    }
  | { readonly kind: 'barcode'; readonly data: string; readonly align: PaperAlign }
  | { readonly kind: 'cut'; readonly partial: boolean };

/** A run of characters in one style. Width and height are multiples of the normal character, 1 to 8. */
export type TextSpan = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
};
