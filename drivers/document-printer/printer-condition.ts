import type { Health } from '../device/device-machine.ts';
import type { PaperSupply, TonerSupply } from '../status.ts';
import { type PrinterBlock, printerBlocks } from './document-printer.ts';
import type { PrinterAnswer } from './ipp-client.ts';

/** What a printer's answer means in XFS4IoT's words. */
export type PrinterCondition = {
  readonly health: Health;
  readonly paper: PaperSupply;
  readonly toner: TonerSupply;
  readonly block: PrinterBlock | null;
  /** A queue answers for a printer that does not. */
  readonly isUnreachable: boolean;
};

/** RFC 8011 clause 5.4.12: a keyword, and behind it how grave it is. */
type Reason = { readonly keyword: string; readonly severity: 'error' | 'warning' | 'report' | null };

/** What people clear with their hands, whatever severity it is reported with: an idle printer only “reports”. */
const blockOf: Readonly<Record<string, PrinterBlock>> = {
  'cover-open': 'cover-open',
  'door-open': 'cover-open',
  'interlock-open': 'cover-open',
  'media-jam': 'jam',
  'media-needed': 'media-empty',
  'input-tray-missing': 'tray-missing',
  'output-tray-missing': 'tray-missing',
  'output-area-full': 'output-full',
  paused: 'stopped',
  'moving-to-paused': 'stopped',
};
/** Printers print on with the rest of the toner: these block only when they are errors. */
const tonerEmpty: readonly string[] = ['toner-empty', 'marker-supply-empty', 'marker-supply-missing'];
const tonerLow: readonly string[] = ['toner-low', 'marker-supply-low'];
/** CUPS of a queue whose printer does not answer, and printers about to be off. */
const unreachable: readonly string[] = ['offline', 'shutdown', 'timed-out'];

export function conditionOf(answer: PrinterAnswer): PrinterCondition {
  const reasons = answer.reasons.map(parseReason);
  const says = (keywords: readonly string[]): boolean =>
    reasons.some(({ keyword }) => keywords.includes(keyword));
  const isEmpty = says(['media-needed']) || isOutOfA4(reasons, answer.trays);
  const block = blockIn(reasons, answer, isEmpty);
  const defect = reasons.find(isDefect);
  return {
    health: healthOf(block, defect),
    paper: paperOf({
      isJammed: says(['media-jam']),
      isOut: isEmpty,
      isLow: says(['media-low', 'media-empty']),
    }),
    toner: says(tonerEmpty) ? 'out' : says(tonerLow) ? 'low' : 'full',
    block,
    isUnreachable: says(unreachable),
  };
}

function parseReason(text: string): Reason {
  const match = /^(?<keyword>.+)-(?<severity>error|warning|report)$/.exec(text);
  const severity = match?.groups?.severity;
  if (severity !== 'error' && severity !== 'warning' && severity !== 'report') {
    return { keyword: text, severity: null };
  }
  return { keyword: match?.groups?.keyword ?? text, severity };
}

/**
 * `media-empty` is said as soon as one tray of several is empty. Where the printer describes its trays and one of A4
 * still has paper, only an error means that it cannot go on.
 */
function isOutOfA4(reasons: readonly Reason[], trays: readonly string[]): boolean {
  const isReported = reasons.some(({ keyword }) => keyword === 'media-empty');
  const isError = reasons.some(({ keyword, severity }) => keyword === 'media-empty' && severity === 'error');
  return isError || (isReported && !trays.some(hasA4));
}

/** PWG 5100.13: sizes in hundredths of a millimetre; a level of -3 is “some”, -2 “unknown”, 0 “empty”. */
function hasA4(tray: string): boolean {
  const level = Number(/(?:^|;)level=(-?\d+)/.exec(tray)?.[1] ?? 0);
  return (
    tray.includes('mediafeed=29700;') && tray.includes('mediaxfeed=21000;') && (level > 0 || level === -3)
  );
}

function blockIn(
  reasons: readonly Reason[],
  { state, isAcceptingJobs }: PrinterAnswer,
  isEmpty: boolean,
): PrinterBlock | null {
  const blocks = new Set<PrinterBlock>();
  if (isEmpty) blocks.add('media-empty');
  for (const { keyword, severity } of reasons) {
    const block = Object.hasOwn(blockOf, keyword) ? blockOf[keyword] : undefined;
    if (block !== undefined) blocks.add(block);
    if (tonerEmpty.includes(keyword) && severity === 'error') blocks.add('toner-empty');
  }
  if (state === 'stopped' || !isAcceptingJobs) blocks.add('stopped');
  return printerBlocks.find((block) => blocks.has(block)) ?? null;
}

/** An error nobody clears by hand: a fuser, a motor, a word of the maker's. */
function isDefect({ keyword, severity }: Reason): boolean {
  const isKnown =
    Object.hasOwn(blockOf, keyword) || tonerEmpty.includes(keyword) || keyword.startsWith('media-');
  return severity === 'error' && !isKnown && !unreachable.includes(keyword);
}

function healthOf(block: PrinterBlock | null, defect: Reason | undefined): Health {
  if (defect !== undefined) return { kind: 'defect', code: defect.keyword };
  return block === null ? { kind: 'well' } : { kind: 'blocked', code: block };
}

function paperOf(is: { isJammed: boolean; isOut: boolean; isLow: boolean }): PaperSupply {
  if (is.isJammed) return 'jammed';
  if (is.isOut) return 'out';
  return is.isLow ? 'low' : 'full';
}
