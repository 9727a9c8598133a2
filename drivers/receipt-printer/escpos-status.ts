import type { Health } from '../device/device-machine.ts';
import type { DeviceState, PaperSupply } from '../status.ts';

/** What comes back from an ESC/POS printer, told apart by the fixed bits of each answer. */
export type EscposAnswer =
  /** `0xx1xx10`: answer to DLE EOT n; which n only the asker knows. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Automatic status back: four bytes, the first `0xx1xx00`. */
  | { readonly kind: 'status-back'; readonly block: StatusBackBlock }
  /** `10 0F` and four bytes: answer of the Custom family to DLE EOT 20. */
  | { readonly kind: 'full-status'; readonly status: FullStatus }
  /** `0xx0xxxx`: answer to GS r, in the order of the data. */
  | { readonly kind: 'queued'; readonly byte: number }
  /** `37 22 id… 00`: everything before GS ( H with this id is printed. */
  | { readonly kind: 'process-id'; readonly id: string }
  /** `37 23 causes… 00`: the printer went offline. */
  | { readonly kind: 'offline-response'; readonly causes: Uint8Array }
  /** XON, XOFF: whether the printer's buffer takes more. */
  | { readonly kind: 'flow'; readonly isFree: boolean }
  | { readonly kind: 'noise'; readonly bytes: number };

export type StatusBackBlock = readonly [number, number, number, number];
/** Paper, user, recoverable errors, unrecoverable errors. */
export type FullStatus = readonly [number, number, number, number];

export type EscposDecoder = {
  readonly push: (bytes: Uint8Array) => readonly EscposAnswer[];
  readonly reset: () => void;
};

const xon = 0x11;
const xoff = 0x13;
const blockHeader = 0x37;
/** Second byte of a full status. As the second of an automatic status it would report a cutter error while online. */
const fullStatusHeader = 0x0f;
/** A process id has 4 bytes, an offline response one a cause; what grows longer is no answer. */
const longestBlock = 32;

const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isStatusBackStart = (byte: number): boolean => (byte & 0x93) === 0x10;
const isPlainData = (byte: number): boolean => (byte & 0x90) === 0;
/** No documented bit of a full status has this weight: a byte that has it is the head of another answer. */
const isNoFullStatus = (byte: number): boolean => (byte & 0x10) !== 0;

/**
 * An incremental decoder; it holds at most {@link longestBlock} bytes, and XON/XOFF may come anywhere.
 *
 * @param hasFullStatus whether this printer speaks the Custom family's full status
 */
export function createEscposDecoder({ hasFullStatus = false } = {}): EscposDecoder {
  let held: number[] = [];

  const dropHeld = (): EscposAnswer[] => {
    const bytes = held.length;
    held = [];
    return bytes === 0 ? [] : [{ kind: 'noise', bytes }];
  };

  const begin = (byte: number): EscposAnswer[] => {
    if (isRealTime(byte)) return [{ kind: 'real-time', byte }];
    if (byte === blockHeader || isStatusBackStart(byte)) {
      held = [byte];
      return [];
    }
    return isPlainData(byte) ? [{ kind: 'queued', byte }] : [{ kind: 'noise', bytes: 1 }];
  };

  const isFullStatus = (): boolean => hasFullStatus && held[0] === 0x10 && held[1] === fullStatusHeader;

  const takeStatus = (byte: number): EscposAnswer[] => {
    if (isFullStatus() ? isNoFullStatus(byte) : !isPlainData(byte)) return [...dropHeld(), ...begin(byte)];
    held.push(byte);
    const [first, second, third, fourth] = isFullStatus() ? held.slice(2) : held;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return [];
    const kind = isFullStatus() ? 'full' : 'back';
    held = [];
    return kind === 'full'
      ? [{ kind: 'full-status', status: [first, second, third, fourth] }]
      : [{ kind: 'status-back', block: [first, second, third, fourth] }];
  };

  const takeBlock = (byte: number): EscposAnswer[] => {
    if (byte !== 0) {
      // Ids and causes are printable ASCII: anything else belongs to another answer.
      const isContent = held.length === 1 ? byte === 0x22 || byte === 0x23 : byte >= 0x20 && byte <= 0x7e;
      if (!isContent) return [...dropHeld(), ...begin(byte)];
      held.push(byte);
      return held.length > longestBlock ? dropHeld() : [];
    }
    const [, type, ...content] = held;
    if (type === undefined) return dropHeld();
    held = [];
    return type === 0x22
      ? [{ kind: 'process-id', id: String.fromCharCode(...content) }]
      : [{ kind: 'offline-response', causes: Uint8Array.from(content) }];
  };

  return {
    push: (bytes) => {
      const answers: EscposAnswer[] = [];
      for (const byte of bytes) {
        if (byte === xon || byte === xoff) answers.push({ kind: 'flow', isFree: byte === xon });
        else if (held.length === 0) answers.push(...begin(byte));
        else answers.push(...(held[0] === blockHeader ? takeBlock(byte) : takeStatus(byte)));
      }
      return answers;
    },
    reset: () => {
      held = [];
    },
  };
}

/** What a printer is known to suffer from; the union of what its several answers say. */
export type PrinterCondition = {
  readonly isOffline: boolean;
  readonly isCoverOpen: boolean;
  readonly paper: PaperSupply;
  readonly defect: PrinterDefect | null;
  /** Paper at the presenter's mouth; `unknown` without a presenter. */
  readonly mouth: 'unknown' | 'present' | 'notPresent' | 'jammed';
};
export type PrinterDefect = 'cutter' | 'mechanical' | 'unrecoverable' | 'overheated';

/** The four answers to DLE EOT 1 to 4. */
export type RealTimeAnswers = readonly [printer: number, offlineCause: number, error: number, paper: number];

export function conditionOfRealTime([
  printer,
  offlineCause,
  error,
  paper,
]: RealTimeAnswers): PrinterCondition {
  const isPaperEnd = hasBit(offlineCause, 5) || (paper & 0x60) !== 0;
  return {
    isOffline: hasBit(printer, 3),
    isCoverOpen: hasBit(offlineCause, 2),
    paper: isPaperEnd ? 'out' : (paper & 0x0c) !== 0 ? 'low' : 'full',
    mouth: 'unknown',
    defect: defectOf({
      isCutter: hasBit(error, 3),
      isUnrecoverable: hasBit(error, 5),
      isMechanical: hasBit(error, 2),
      isAutoRecoverable: hasBit(error, 6),
    }),
  };
}

export function conditionOfStatusBack([first, second, third]: StatusBackBlock): PrinterCondition {
  return {
    isOffline: hasBit(first, 3),
    isCoverOpen: hasBit(first, 5),
    paper: (third & 0x0c) !== 0 ? 'out' : (third & 0x03) !== 0 ? 'low' : 'full',
    mouth: 'unknown',
    defect: defectOf({
      isCutter: hasBit(second, 3),
      isUnrecoverable: hasBit(second, 5),
      isMechanical: hasBit(second, 2),
      isAutoRecoverable: hasBit(second, 6),
    }),
  };
}

/** GS r 1: paper as far as a printer that still processes data can say. */
export function paperOfQueuedStatus(byte: number): PaperSupply {
  return (byte & 0x0c) !== 0 ? 'out' : (byte & 0x03) !== 0 ? 'low' : 'full';
}

/**
 * The full status of the Custom family (VKP80II, KPM, Pyramid Reliance). These bytes have no fixed bits, and at the
 * Reliance its answers to DLE EOT 1 to 4 have none either: so of this family nothing but the full status is asked.
 */
export function conditionOfFullStatus([
  paper,
  user,
  recoverable,
  unrecoverable,
]: FullStatus): PrinterCondition {
  const isJammed = hasBit(recoverable, 6);
  return {
    isOffline: false,
    // Head up, print head cover, and the cutter's own cover.
    isCoverOpen: hasBit(user, 0) || hasBit(user, 1) || hasBit(unrecoverable, 1),
    // Bit 6 is the virtual end: the length counted since the roll was changed.
    paper: hasBit(paper, 0) ? 'out' : hasBit(paper, 2) || hasBit(paper, 6) ? 'low' : 'full',
    mouth: isJammed ? 'jammed' : hasBit(paper, 5) ? 'present' : 'notPresent',
    defect: defectOf({
      isCutter: hasBit(unrecoverable, 0),
      // RAM, EEPROM, flash; supply voltage out of its range.
      isUnrecoverable: (unrecoverable & 0x4c) !== 0 || hasBit(recoverable, 3),
      isMechanical: false,
      isAutoRecoverable: hasBit(recoverable, 0),
    }),
  };
}

/** What a condition says of the device's health. Paper has a word of its own and leaves the device well. */
export function healthOf(condition: PrinterCondition): Health {
  // An open cover also sets the bit of the hot head on some models.
  if (condition.defect !== null && condition.defect !== 'overheated')
    return { kind: 'defect', code: condition.defect };
  if (condition.isCoverOpen) return { kind: 'blocked', code: 'cover-open' };
  if (condition.mouth === 'jammed') return { kind: 'defect', code: 'paper-jam' };
  return condition.isOffline && condition.paper !== 'out'
    ? { kind: 'blocked', code: 'offline' }
    : { kind: 'well' };
}

/**
 * The device's word, finer than its health alone: a printer taken off line at its own panel is `offline` for
 * XFS4IoT, and one whose head has to cool down is busy, prints on, and needs nobody.
 */
export function deviceStateOf(device: DeviceState, condition: PrinterCondition | null): DeviceState {
  if (condition === null) return device;
  if (device === 'userError' && !condition.isCoverOpen) return 'offline';
  return device === 'online' && condition.defect === 'overheated' ? 'deviceBusy' : device;
}

type DefectBits = {
  readonly isCutter: boolean;
  readonly isUnrecoverable: boolean;
  readonly isMechanical: boolean;
  readonly isAutoRecoverable: boolean;
};

function defectOf(bits: DefectBits): PrinterDefect | null {
  if (bits.isCutter) return 'cutter';
  if (bits.isUnrecoverable) return 'unrecoverable';
  if (bits.isMechanical) return 'mechanical';
  return bits.isAutoRecoverable ? 'overheated' : null;
}

function hasBit(byte: number, bit: number): boolean {
  return (byte & (1 << bit)) !== 0;
}
