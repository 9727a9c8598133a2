import { aimIdentifierLength, readAimIdentifier } from './aim-identifier.ts';
import { longestCodeBytes } from './code-text.ts';
import {
  type ImagerDecoder,
  type ImagerSaid,
  type ImagerWire,
  menuEnd,
  menuStatuses,
} from './imager-wire.ts';

/** HID usage page of bar code scanners (USB-IF, HID Point of Sale Usage Tables 1.02). */
export const barCodeScannerUsagePage = 0x8c;

export const hidPosWire: ImagerWire = { createDecoder: createHidPosDecoder, encode: encodeImagerReport };

/**
 * An input report of a bar code scanner:
 *
 *     02 | length | ] c m | data… (56) | maker's symbology | 00 | more
 *      0      1      2..4       5..60             61           62    63
 *
 * Some devices leave the report id out and are shifted by one. A code longer than 56 bytes comes in several reports;
 * `more` is zero in the last. Honeywell's answer to a menu command ends with a report of its own, `]Z6`, that holds
 * the command and ACK, ENQ or NAK; what stands in reports before it comes as `]X0`.
 */
const reportId = 0x02;
const reportBytes = 64;
const dataBytes = 56;
const identifierMark = 0x5d;
const answerCode = 'Z';
/** The reports of one code follow each other within milliseconds. */
const silenceMs = 200;

export function createHidPosDecoder(): ImagerDecoder {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let expected: 'code' | 'answer' = 'code';

  const clear = (): void => {
    for (const piece of pieces) piece.fill(0);
    pieces = [];
    held = 0;
  };

  const garbled = (detail: string): ImagerSaid => {
    clear();
    return { kind: 'garbled', detail };
  };

  const endAnswer = (): ImagerSaid => {
    const bytes = Buffer.concat(pieces);
    const status = bytes.at(-1) === menuEnd ? menuStatuses[bytes.at(-2) ?? 0] : undefined;
    if (status === undefined) return garbled('an answer without its status');
    clear();
    expected = 'code';
    return { kind: 'answer', text: bytes.toString('latin1', 0, bytes.length - 2), status };
  };

  const endCode = (): ImagerSaid => {
    const bytes = new Uint8Array(Buffer.concat(pieces));
    clear();
    return { kind: 'code', bytes };
  };

  const take = (report: Uint8Array): ImagerSaid | null => {
    const read = readReport(report);
    if (read === null) return garbled(`report of ${report.length} bytes`);
    const { aim, identifier, data, hasMore } = read;
    const isAnswer = expected === 'answer';
    // The first report of a code names its symbology; what the others repeat is left out.
    pieces.push(...(held === 0 && !isAnswer ? [identifier] : []), data);
    held += data.length;
    if (held > longestCodeBytes) return garbled('longer than any code');
    // A report without a byte that promises more would let a device hold us for ever.
    if (hasMore && data.length > 0) return null;
    if (isAnswer) return aim === answerCode ? endAnswer() : null;
    if (aim !== answerCode) return endCode();
    clear();
    return null;
  };

  return {
    push: (report) => {
      const said = take(report);
      return said === null ? [] : [said];
    },
    silence: () => (held > 0 ? [garbled('a code without its end')] : []),
    silenceMs,
    isHolding: () => held > 0,
    expect: (what) => {
      clear();
      expected = what;
    },
  };
}

type Report = {
  /** Code character of the AIM identifier. */
  readonly aim: string;
  readonly identifier: Uint8Array;
  readonly data: Uint8Array;
  readonly hasMore: boolean;
};

function readReport(report: Uint8Array): Report | null {
  const start = startOf(report);
  if (start === null) return null;
  const length = report[start] ?? 0;
  if (length > dataBytes) return null;
  const dataAt = start + 1 + aimIdentifierLength;
  const identifier = report.slice(start + 1, dataAt);
  const aim = readAimIdentifier(String.fromCharCode(...identifier));
  if (aim === null) return null;
  const moreAt = start + reportBytes - 2;
  return {
    aim: aim.code,
    identifier,
    data: report.slice(dataAt, dataAt + length),
    hasMore: (report[moreAt] ?? 0) !== 0,
  };
}

/** Where the length stands: behind the report id, or first on a device that is shifted by one. */
function startOf(report: Uint8Array): number | null {
  if (report.length < reportBytes - 1 || report.length > reportBytes) return null;
  if (report.length === reportBytes && report[0] === reportId && report[2] === identifierMark) return 1;
  return report[1] === identifierMark ? 0 : null;
}

/** Honeywell's output report FDh: what a serial imager would be sent, in a report. */
export function encodeImagerReport(command: Uint8Array): Uint8Array {
  if (command.length > reportBytes - 2)
    throw new Error(`a command of ${command.length} bytes fits no report`);
  const report = new Uint8Array(reportBytes);
  report.set([0xfd, command.length, ...command]);
  return report;
}
