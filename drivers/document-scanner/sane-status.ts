import type { DeviceFault } from '../status.ts';

/** SANE_Status with the texts of `sane_strstatus`; the index is the value, and scanimage's exit code while it scans. */
const statusTexts = [
  ['good', 'Success'],
  ['unsupported', 'Operation not supported'],
  ['cancelled', 'Operation was canceled'],
  ['device-busy', 'Device busy'],
  ['invalid', 'Invalid argument'],
  ['eof', 'End of file reached'],
  ['jammed', 'Document feeder jammed'],
  ['no-documents', 'Document feeder out of documents'],
  ['cover-open', 'Scanner cover is open'],
  ['io-error', 'Error during device I/O'],
  ['no-memory', 'Out of memory'],
  ['access-denied', 'Access to resource has been denied'],
  ['warming-up', 'Lamp not ready, please retry'],
  ['hardware-locked', 'Scanner mechanism locked for transport'],
] as const;
export type SaneStatus = (typeof statusTexts)[number][0];

/** Where scanimage came to grief: before the scanner could be opened, or with it in hand. */
export type SaneFailure = { readonly stage: 'open' | 'scan'; readonly status: SaneStatus };

/**
 * What scanimage ended with. Its exit code alone does not tell: it is 1 for every failure to open, whatever the
 * reason, and for wrong usage, and 0 at the end of a batch that the feeder ended.
 *
 * @returns null when it says that all went well
 */
export function saneFailureOf(exitCode: number | null, error: string): SaneFailure | null {
  const open = /^scanimage: open of device .* failed: (.*)$/m.exec(error);
  if (open !== null) return { stage: 'open', status: statusOfText(open[1] ?? '') };
  const call = /^scanimage: sane_(?:start|read|get_parameters|get_devices\(\)): (.*)$/m.exec(error);
  if (call !== null) return { stage: 'scan', status: statusOfText(call[1] ?? '') };
  if (exitCode === 0) return null;
  return {
    stage: 'scan',
    status: (exitCode === null ? undefined : statusTexts[exitCode]?.[0]) ?? 'io-error',
  };
}

function statusOfText(text: string): SaneStatus {
  return statusTexts.find(([, known]) => known === text.trim())?.[0] ?? 'io-error';
}

export type SaneFault =
  | DeviceFault
  | { readonly kind: 'no-document' | 'jammed' | 'cover-open' | 'busy' | 'cancelled' | 'half-page' }
  | { readonly kind: 'unsupported'; readonly what: string };

export function faultOfSane({ stage, status }: SaneFailure): SaneFault {
  switch (status) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'device-busy':
    case 'warming-up':
      return { kind: 'busy' };
    case 'jammed':
      return { kind: 'jammed' };
    case 'no-documents':
      return { kind: 'no-document' };
    case 'cover-open':
      return { kind: 'cover-open' };
    // A backend opens only what it has found on its bus: a name it does not know is a scanner that is not there.
    case 'invalid':
    case 'unsupported':
      return stage === 'open' ? { kind: 'disconnected' } : { kind: 'unsupported', what: status };
    // The image ended where the scanner said it would go on.
    case 'good':
    case 'eof':
      return { kind: 'half-page' };
    case 'io-error':
    case 'no-memory':
    case 'access-denied':
    case 'hardware-locked':
      return { kind: 'hardware', code: status };
  }
}

/** The last of the `Progress: 12.3%` that scanimage writes over one another; null when there is none. */
export function progressOf(error: string): number | null {
  const all = [...error.matchAll(/Progress: ([0-9]{1,3}(?:\.[0-9])?)%/g)];
  const percent = Number(all.at(-1)?.[1] ?? Number.NaN);
  return percent >= 0 && percent <= 100 ? percent / 100 : null;
}
