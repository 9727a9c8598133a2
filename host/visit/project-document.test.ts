import { expect, it } from 'vitest';
import type { CompiledItem, ItemOutcome } from '../../flows/machine/contract.ts';
import { projectDocumentPrinting } from './project-document.ts';
import type { FrameInput } from './projection-input.ts';

/** What the citizen is told of a certificate that waits, and for what. Only what this projection reads is there. */
function told(block: string | null): string | undefined {
  const input = { documentPrinter: block === null ? null : { block }, memory: { cardTakenAt: null } };
  const { steps } = projectDocumentPrinting(
    {} as unknown as CompiledItem,
    { kind: 'failed' } as unknown as ItemOutcome,
    input as unknown as FrameInput,
  );
  return steps.find(({ state }) => state === 'current')?.expect?.['zh-CN'];
}

it.each([
  ['media-empty', '缺纸'],
  ['jam', '卡纸'],
  ['cover-open', '打印机没合上'],
  ['tray-missing', '纸盒'],
  ['toner-empty', '缺墨'],
  ['output-full', '出纸口已满'],
  ['stopped', '打印机停住了'],
])('a certificate that waits because of %s says so', (block, words) => {
  expect(told(block)).toContain(words);
});

it('a certificate that is being printed names no fault', () => {
  expect(told(null)).not.toMatch(/工作人员|请/);
});
