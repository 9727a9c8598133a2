import type { Clock } from '../clock.ts';
import type { MouthState, PaperElement, PaperLevel, PrinterFault } from './contract.ts';
import { type Command, takeCommand } from './escpos-parser.ts';
import { createPaper, textOf } from './paper.ts';
import { createPresenterSimulator, type PresenterOptions } from './presenter.ts';
import {
  automaticStatus,
  ejectorStatus,
  fullStatus,
  type PrinterCondition,
  paperStatus,
  realtimeStatus,
  withoutFixedBits,
} from './printer-status.ts';

/**
 * A thermal printer with a cutter. Its paper hangs out of the slot until somebody takes it, or, at a printer of the
 * Custom family, waits in the mouth of its presenter.
 */
export type ReceiptPrinterSimulator = {
  /** Bytes from the kiosk. */
  readonly receive: (bytes: Uint8Array) => void;
  readonly setPaper: (level: PaperLevel) => void;
  readonly setCover: (isOpen: boolean) => void;
  readonly breakPrinter: (fault: PrinterFault) => void;
  /** A hand pulls the strip out of the presenter. */
  readonly take: () => void;
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
  /** `okThenPowerLoss` or `takenThenPowerLoss` has happened, and the printer has started anew. */
  readonly onPowerBack: () => void;
  /** Told of the presenter's mouth; null for a printer without a presenter. */
  readonly onMouth: PresenterOptions['onChange'] | null;
};

const DOTS_PER_MM = 8;
const CUT_MS = 250;
const PRESENT_MS = 800;
/** How long `takenThenPowerLoss` still says that it is online, and how long a printer takes to start. */
const STILL_ONLINE_MS = 400;
const POWER_BACK_MS = 1500;

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
  let isOff = false;
  const isPacing = Number.isFinite(options.mmPerSecond);

  const presenter =
    options.onMouth === null
      ? null
      : createPresenterSimulator({
          clock,
          fault: () => fault,
          movingMs: isPacing ? PRESENT_MS : 0,
          onChange: options.onMouth,
        });
  const mouth = (): MouthState => presenter?.state() ?? 'empty';

  const isOnline = () =>
    !condition.isCoverOpen && !condition.isCutterJammed && condition.paper !== 'out' && mouth() !== 'jammed';
  const isSilent = () => fault === 'silent' || isOff;
  /** Data come in and nothing comes out: its power goes before it gets to printing. */
  const isDoomed = () => fault === 'okThenPowerLoss' || fault === 'takenThenPowerLoss';

  const change = (changed: Partial<PrinterCondition>) => {
    const before = automaticStatus(condition);
    condition = { ...condition, ...changed };
    const after = automaticStatus(condition);
    const isNews = after.some((byte, at) => byte !== before[at]);
    if (isNews && statusMask !== 0 && !isSilent()) send(after);
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
    while (!isMoving && isOnline() && !isSilent() && !isDoomed()) {
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
        // The Custom family has an automatic status of its own, and not this one.
        statusMask = presenter === null ? command.mask : 0;
        if (statusMask !== 0) send(automaticStatus(condition));
        return 0;
      case 'queued-status':
        if (command.what === 1) send(paperStatus(condition));
        if (command.what === 2) send(Uint8Array.of(0));
        return 0;
      case 'process-id':
        if (fault !== 'noProcessId' && presenter === null) send(Uint8Array.of(0x37, 0x22, ...command.id, 0));
        return 0;
      case 'presenter':
        if (presenter !== null) {
          isMoving = true;
          presenter[command.move](() => {
            isMoving = false;
            work();
          });
        }
        return 0;
      case 'ejector-status':
        if (presenter !== null) send(ejectorStatus(condition, mouth()));
        return 0;
      default: {
        stripBytes.push(raw);
        const dots = paper.set(command);
        if (dots > 0) printedOnStrip += 1;
        const ms = (dots / DOTS_PER_MM / options.mmPerSecond) * 1000;
        if (command.kind === 'cut') {
          release();
          return isPacing ? ms + CUT_MS : 0;
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

  const answerRealtime = (what: number) => {
    if (presenter !== null && what === 20) return send(fullStatus(condition, mouth()));
    const status = realtimeStatus(condition, what);
    if (status !== null) send(presenter === null ? status : withoutFixedBits(status));
  };

  const losePower = () => {
    isOff = true;
    switchOffAndOn();
    clock.after(POWER_BACK_MS, () => {
      isOff = false;
      fault = 'none';
      options.onPowerBack();
    });
  };

  /** The last command of a receipt has come to a printer that will not print it. */
  const doom = (command: Command) => {
    const asksWhetherPrinted = command.kind === (presenter === null ? 'process-id' : 'queued-status');
    if (fault === 'okThenPowerLoss' && asksWhetherPrinted) {
      send(command.kind === 'process-id' ? Uint8Array.of(0x37, 0x22, ...command.id, 0) : Uint8Array.of(0));
      losePower();
    }
    if (fault === 'takenThenPowerLoss' && command.kind === 'queued-status') {
      send(Uint8Array.of(0));
      clock.after(STILL_ONLINE_MS, losePower);
    }
  };

  const accept = (command: Command, raw: Uint8Array) => {
    if (isDoomed()) doom(command);
    if (isOff) return;
    if (command.kind === 'realtime-status') answerRealtime(command.what);
    else if (command.kind === 'realtime-recover') recover(command.mode);
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
      if (isSilent()) return;
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
    take: () => {
      presenter?.take();
      work();
    },
  };
}
