import type { PaperLevel, PrinterFault, ReaderFault } from '../../sandbox/control/contract.ts';
import type { ErrorSpelling, ExchangeFault } from '../../sandbox/exchange/contract.ts';

/** What can be set, in the order it is offered. The types are the sandbox's; a preset it does not know cannot stand here. */
export const readerFaults = [
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
] as const satisfies readonly ReaderFault[];

export const printerFaults = [
  'none',
  'cutter',
  'silent',
  'paperOutMidway',
  'noProcessId',
] as const satisfies readonly PrinterFault[];

export const paperLevels = ['full', 'low', 'out'] as const satisfies readonly PaperLevel[];

export const exchangeFaults = [
  'none',
  'down',
  'cut',
  'garbage',
  'wrongShape',
  'accessDenied',
  'maintenance',
  'providerError',
  'timeoutAfterEffect',
  'timeoutBeforeEffect',
  'slow',
] as const satisfies readonly ExchangeFault[];

export const spellings = ['camel', 'snake'] as const satisfies readonly ErrorSpelling[];
