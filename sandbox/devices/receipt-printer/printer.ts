import type { Clock } from '../clock.ts';
import type { PaperElement, PaperLevel, PrinterFault } from './contract.ts';
import { type Command, takeCommand } from './escpos-parser.ts';
import { createPaper, textOf } from './paper.ts';
import { automaticStatus, type PrinterCondition, paperStatus, realtimeStatus } from './printer-status.ts';

/** A thermal printer with a cutter and no presenter: paper hangs out of the slot until somebody takes it. */
export type ReceiptPrinterSimulator = {
  /** Bytes from the kiosk. */
  readonly receive: (bytes: Uint8Array) => void;
  readonly setPaper: (level: PaperLevel) => void;
  readonly setCover: (isOpen: boolean) => void;
  readonly breakPrinter: (fault: PrinterFault) => void;
};

/** A strip of paper that came out, not yet dated. */
export type Strip = {
  readonly hex: string;
  readonly text: string;
  readonly elements: readonly PaperElement[];
};

export type ReceiptPrinterOptions = {
  readonly clock: Clock;
  /** Characters a line. */
  readonly columns: number;
  /** Paper speed; about 150 for a good printer, `Infinity` when nobody wants to wait. */
  readonly mmPerSecond: number;
  /** Towards the kiosk. */
  readonly send: (bytes: Uint8Array) => void;
  readonly onStrip: (strip: Strip) => void;
  /** The roll ended by itself: `paperOutMidway` has happened. */
  readonly onPaperEnd: () => void;
};

const DOTS_PER_MM = 8;
const CUT_MS = 250;

/** `paperOutMidway` lets so many lines or pictures of a receipt come out. */
const PRINTED_BEFORE_PAPER_END = 3;

type Queued = { readonly command: Command; readonly raw: Uint8Array };

export function createReceiptPrinterSimulator(options: ReceiptPrinterOptions): ReceiptPrinterSimulator {
  const { clock, send } = options;
  const paper = createPaper(options.columns);
  let condition: PrinterCondition = { paper: 'full', isCoverOpen: false, isCutterJammed: false };
  let fault: PrinterFault = 'none';
  let received: Uint8Array = new Uint8Array();
  let queue: Queued[] = [];
  let stripBytes: Uint8Array[] = [];
  let printedOnStrip = 0;
  let statusMask = 0;
  let isMoving = false;
  let stopMoving: () => void = () => {};

  const isOnline = () => !condition.isCoverOpen && !condition.isCutterJammed && condition.paper !== 'out';

  const change = (changed: Partial<PrinterCondition>) => {
    const before = automaticStatus(condition);
    condition = { ...condition, ...changed };
    const after = automaticStatus(condition);
    const isNews = after.some((byte, at) => byte !== before[at]);
    if (isNews && statusMask !== 0 && fault !== 'silent') send(after);
    work();
  };

  /** The strip leaves the machine: cut, or torn off at the end of the roll. */
  const release = () => {
    const elements = paper.tear();
    const hex = Buffer.concat(stripBytes).toString('hex');
    stripBytes = [];
    printedOnStrip = 0;
    options.onStrip({ hex, text: textOf(elements), elements });
  };

  const work = () => {
    while (!isMoving && isOnline() && fault !== 'silent') {
      const next = queue.shift();
      if (next === undefined) return;
      if (next.command.kind === 'cut' && fault === 'cutter') {
        // The blade stands in the paper; the cut is still to be made when it is freed.
        queue.unshift(next);
        change({ isCutterJammed: true });
        return;
      }
      takeTime(execute(next));
    }
  };

  /** Carries out one command; returns how long the mechanism moves. */
  const execute = ({ command, raw }: Queued): number => {
    switch (command.kind) {
      case 'auto-status':
        statusMask = command.mask;
        if (statusMask !== 0) send(automaticStatus(condition));
        return 0;
      case 'queued-status':
        if (command.what === 1) send(paperStatus(condition));
        if (command.what === 2) send(Uint8Array.of(0));
        return 0;
      case 'process-id':
        if (fault !== 'noProcessId') send(Uint8Array.of(0x37, 0x22, ...command.id, 0));
        return 0;
      default: {
        stripBytes.push(raw);
        const dots = paper.set(command);
        if (dots > 0) printedOnStrip += 1;
        const ms = (dots / DOTS_PER_MM / options.mmPerSecond) * 1000;
        if (command.kind === 'cut') {
          release();
          return Number.isFinite(options.mmPerSecond) ? ms + CUT_MS : 0;
        }
        if (fault === 'paperOutMidway' && printedOnStrip >= PRINTED_BEFORE_PAPER_END) {
          fault = 'none';
          change({ paper: 'out' });
          options.onPaperEnd();
        }
        return ms;
      }
    }
  };

  const takeTime = (ms: number) => {
    if (ms === 0) return;
    isMoving = true;
    stopMoving = clock.after(ms, () => {
      isMoving = false;
      work();
    });
  };

  const recover = (mode: number) => {
    if (mode === 2) queue = [];
    if (mode === 1 || mode === 2) change({ isCutterJammed: false });
  };

  const accept = (command: Command, raw: Uint8Array) => {
    if (command.kind === 'realtime-status') {
      const status = realtimeStatus(condition, command.what);
      if (status !== null) send(status);
    } else if (command.kind === 'realtime-recover') recover(command.mode);
    else queue.push({ command, raw });
  };

  const switchOffAndOn = () => {
    stopMoving();
    isMoving = false;
    queue = [];
    received = new Uint8Array();
    statusMask = 0;
    if (paper.isBlank()) stripBytes = [];
    paper.set({ kind: 'initialise' });
  };

  return {
    receive: (bytes) => {
      if (fault === 'silent') return;
      received = Buffer.concat([received, bytes]);
      for (let taken = takeCommand(received); taken.command !== null; taken = takeCommand(received)) {
        accept(taken.command, received.slice(0, taken.length));
        received = received.subarray(taken.length);
      }
      work();
    },
    setPaper: (level) => {
      const isNewRoll = condition.paper === 'out' && level !== 'out';
      // Whoever loads a roll pulls the printed end of the old one out first.
      if (isNewRoll && !paper.isBlank()) release();
      change({ paper: level });
    },
    setCover: (isOpen) => change({ isCoverOpen: isOpen }),
    breakPrinter: (next) => {
      const wasSilent = fault === 'silent';
      fault = next;
      // A hung printer is helped by its switch, and has then forgotten what it was sent.
      if (wasSilent && next !== 'silent') switchOffAndOn();
      if (next === 'silent') stopMoving();
      if (next !== 'cutter') change({ isCutterJammed: false });
    },
  };
}
