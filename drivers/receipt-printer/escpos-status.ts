import type { DeviceState, PaperSupply } from '../status.ts';

/** What comes back from an ESC/POS printer, told apart by the fixed bits of each answer. */
export type EscposAnswer =
  /** `0xx1xx10`: answer to DLE EOT n; which n only the asker knows. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** Automatic status back: four bytes, the first `0xx1xx00`. */
  | { readonly kind: 'status-back'; readonly block: StatusBackBlock }
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

export type EscposDecoder = {
  readonly push: (bytes: Uint8Array) => readonly EscposAnswer[];
  readonly reset: () => void;
};

const xon = 0x11;
const xoff = 0x13;
const blockHeader = 0x37;
/** A process id has 4 bytes, an offline response one a cause; what grows longer is no answer. */
const longestBlock = 32;

const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isStatusBackStart = (byte: number): boolean => (byte & 0x93) === 0x10;
const isPlainData = (byte: number): boolean => (byte & 0x90) === 0;

/** An incremental decoder; it holds at most {@link longestBlock} bytes, and XON/XOFF may come anywhere. */
export function createEscposDecoder(): EscposDecoder {
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

  const takeStatusBack = (byte: number): EscposAnswer[] => {
    if (!isPlainData(byte)) return [...dropHeld(), ...begin(byte)];
    held.push(byte);
    const [first, second, third, fourth] = held;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return [];
    held = [];
    return [{ kind: 'status-back', block: [first, second, third, fourth] }];
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
        else answers.push(...(held[0] === blockHeader ? takeBlock(byte) : takeStatusBack(byte)));
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
 * The condition in XFS4IoT's words. An open cover is a person's doing (`userError`), a hot head cools
 * down by itself (`deviceBusy`); paper has a word of its own and leaves the device online.
 */
export function deviceStateOf(condition: PrinterCondition): DeviceState {
  // An open cover also sets the bit of the hot head on some models.
  if (condition.defect !== null && condition.defect !== 'overheated') return 'hardwareError';
  if (condition.isCoverOpen) return 'userError';
  if (condition.defect === 'overheated') return 'deviceBusy';
  return condition.isOffline && condition.paper !== 'out' ? 'offline' : 'online';
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
