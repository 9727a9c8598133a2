import type { Text } from '../../flows/language/text.ts';
import type { ItemView } from '../../flows/machine/contract.ts';
import { scanPath } from '../contract/messages.ts';
import type { ScreenOf } from '../contract/screen.ts';
import { pageFindings, scanFaults, triedEnough } from './scan-words.ts';

/** A paper being scanned: how to lay it, the page to look at, and what is wrong with it in words to act on. */
export function projectScan(
  view: Extract<ItemView, { kind: 'scanning' }>,
  fill: (text: Text) => Text,
): ScreenOf<'scan'> {
  const { step, stage, page, pages, fault, canScan, canKeep } = view;
  return {
    kind: 'scan',
    step: step.id,
    question: fill(step.question),
    why: fill(step.why),
    lay: fill(step.lay),
    stage,
    pageNumber: Math.min(pages.length + 1, step.maxPages),
    maxPages: step.maxPages,
    pages: pages.map(({ id }) => scanPath(id)),
    picture: page === null ? null : scanPath(page.id),
    finding: findingOf(view),
    canScan,
    canKeep: stage === 'reviewing' && canKeep,
    canFinish: stage === 'laying' && pages.length > 0,
    later: step.later === undefined || stage === 'scanning' ? null : fill(step.later.until),
  };

  function findingOf({ stage: at }: typeof view): ScreenOf<'scan'>['finding'] {
    if (at === 'scanning') return null;
    const isStuck = !canScan && pages.length < step.maxPages && !(at === 'reviewing' && canKeep);
    if (isStuck) return triedEnough;
    if (page !== null) return page.verdict === 'good' ? null : pageFindings[page.verdict];
    return fault === null ? null : scanFaults[fault];
  }
}
