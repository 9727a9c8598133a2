/**
 * What the street panel and the tests see of a kiosk's surroundings, in the shape docs/sandbox-control.md
 * promises. Types only: the panel compiles them in, and nothing of the simulators with them.
 */
export type KioskState = {
  readonly id: string;
  /** Where this kiosk's screen can be opened, once its host has said so. */
  readonly screen: string | null;
  readonly reader: ReaderState;
  readonly printer: PrinterState;
};

export type ReaderState = {
  /** The serial port a driver opens; valid while `plugged`. */
  readonly path: string;
  readonly plugged: boolean;
  /** Id of the citizen whose card lies on the glass. */
  readonly card: string | null;
  readonly fault: ReaderFault;
};

export type PrinterState = {
  readonly path: string;
  readonly plugged: boolean;
  readonly paper: PaperLevel;
  readonly coverOpen: boolean;
  readonly fault: PrinterFault;
  /** Receipts printed since the sandbox was started, taken or not. */
  readonly receipts: number;
};

export const READER_FAULTS = [
  'none',
  'cardMoved',
  'readFails',
  'garbled',
  'truncated',
  'badChecksum',
  'silent',
  'unknownCardType',
  'notVerified',
  'samBroken',
] as const;
export type ReaderFault = (typeof READER_FAULTS)[number];

export const PRINTER_FAULTS = ['none', 'cutter', 'silent', 'paperOutMidway', 'noProcessId'] as const;
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

/** `GET /events`: server-sent events whose `data` is one of these; `event` is its `kind`. */
export type SandboxEvent =
  | { readonly kind: 'kiosk'; readonly kiosk: KioskState }
  | { readonly kind: 'receipt'; readonly kiosk: string; readonly receipt: Receipt }
  /** Something changed behind the exchange (a case, an order, a fault); ask `/exchange/…` what. */
  | { readonly kind: 'exchange'; readonly what: string };
