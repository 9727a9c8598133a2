import type { Clock } from '../clock.ts';
import type { PacedWriter } from '../paced-writer.ts';
import {
  createIdCardReaderSimulator,
  type IdCardReaderOptions,
  type IdCardReaderSimulator,
} from './reader.ts';

/**
 * The same module behind USB HID, as Routon (0425:8159) and Telpo (28E9:028A) sell it: the frames of the serial line in
 * reports of 64 bytes without a number of their own, filled up with zeros, an answer in as many as it needs. No kernel
 * here lends out HID devices, so this one has no process and no path: who holds it hands its reports on.
 */
export type HidCardReader = Omit<IdCardReaderSimulator, 'receive'> & {
  /** One output report as hidraw is given it: the report number, always 0, then its 64 bytes. */
  readonly writeReport: (report: Uint8Array) => void;
};

export type HidCardReaderOptions = Omit<IdCardReaderOptions, 'line'> & {
  /** One input report of 64 bytes, towards the kiosk. */
  readonly onReport: (report: Uint8Array) => void;
};

export const REPORT_BYTES = 64;

/** A full-speed interrupt endpoint is asked once a millisecond at the most. */
const REPORT_MS = 1;

export function createHidCardReader({ onReport, ...options }: HidCardReaderOptions): HidCardReader {
  const reader = createIdCardReaderSimulator({
    ...options,
    line: createReportWriter(onReport, options.clock),
  });
  return {
    ...reader,
    writeReport: (report) => {
      // hidraw refuses every other length before the device sees it.
      if (report.length !== 1 + REPORT_BYTES || report[0] !== 0) {
        throw new RangeError(`no output report: ${report.length} bytes, number ${report[0]}`);
      }
      reader.receive(report.slice(1));
    },
  };
}

/** Cuts what is written into reports; a new frame begins in a new one. */
function createReportWriter(onReport: (report: Uint8Array) => void, clock: Clock): PacedWriter {
  const waiting: { readonly report: Uint8Array; readonly onSent: (() => void) | undefined }[] = [];
  let isBusy = false;
  let cancel: () => void = () => {};

  const sendNext = () => {
    const next = waiting.shift();
    isBusy = next !== undefined;
    if (next === undefined) return;
    cancel = clock.after(REPORT_MS, () => {
      onReport(next.report);
      next.onSent?.();
      sendNext();
    });
  };

  return {
    write: (bytes, onSent) => {
      for (let at = 0; at < bytes.length; at += REPORT_BYTES) {
        const report = new Uint8Array(REPORT_BYTES);
        report.set(bytes.subarray(at, at + REPORT_BYTES));
        waiting.push({ report, onSent: at + REPORT_BYTES >= bytes.length ? onSent : undefined });
      }
      if (!isBusy) sendNext();
    },
    drop: () => {
      cancel();
      waiting.length = 0;
      isBusy = false;
    },
  };
}
