import type { ReaderFault } from '../../sandbox/devices/id-card/contract.ts';
import type { PaperLevel, PrinterFault } from '../../sandbox/devices/receipt-printer/contract.ts';
import type { ErrorSpelling, ExchangeFault } from '../../sandbox/exchange/contract.ts';
import type { CitizenTag } from '../../sandbox/population/citizen.ts';

/*
 * What can be set, in the order it is offered. The types are the sandbox's; `inOrder` is handed every member of one,
 * so a preset that is added there and missing here is a type error.
 */
export const inOrder = <T extends string>(presets: Readonly<Record<T, true>>): readonly T[] =>
  Object.keys(presets) as T[]; // keys of a Record<T, …> are T

export const READER_FAULTS = inOrder<ReaderFault>({
  none: true,
  cardMoved: true,
  readFails: true,
  garbled: true,
  truncated: true,
  badChecksum: true,
  silent: true,
  unknownCardType: true,
  notVerified: true,
  samBroken: true,
});

export const PRINTER_FAULTS = inOrder<PrinterFault>({
  none: true,
  cutter: true,
  silent: true,
  paperOutMidway: true,
  noProcessId: true,
  okThenPowerLoss: true,
  takenThenPowerLoss: true,
  jamAtPresenter: true,
  retractFull: true,
});

export const PAPER_LEVELS = inOrder<PaperLevel>({ full: true, low: true, out: true });

export const EXCHANGE_FAULTS = inOrder<ExchangeFault>({
  none: true,
  down: true,
  maintenance: true,
  slow: true,
  timeoutBeforeEffect: true,
  timeoutAfterEffect: true,
  providerError: true,
  rejects: true,
  accessDenied: true,
  cut: true,
  garbage: true,
  wrongShape: true,
});

export const SPELLINGS = inOrder<ErrorSpelling>({ camel: true, snake: true });

/** How often a fault strikes before it is gone; null for ever. */
export const TIMES = [null, 1, 2, 3, 5] as const;

export const LATENCIES_MS = [300, 1_000, 3_000, 9_000, 30_000] as const;

export const CITIZEN_TAGS = inOrder<CitizenTag>({
  named: true,
  driver: true,
  points: true,
  fine: true,
  insured: true,
  house: true,
  mortgage: true,
  elder: true,
  retired: true,
  'elder-card': true,
  'bus-card': true,
  minor: true,
  minority: true,
  'rare-characters': true,
  foreigner: true,
  hmt: true,
});
