import { describe, expect, it } from 'vitest';
import { SCAN_TRIES } from '../../flows/machine/config.ts';
import type { ItemView, ScanOutcome } from '../../flows/machine/contract.ts';
import { itemWith, receipt, scan } from '../../flows/machine/testing/items.ts';
import { Street, scanned } from '../../flows/machine/testing/street.ts';
import { projectScan } from './project-scan.ts';
import { pageFindings, scanFaults, triedEnough } from './scan-words.ts';

const later = { until: { 'zh-CN': '补交', en: 'bring it' } };
const street = (extra: object = {}) => new Street(itemWith({ steps: [scan('bill', extra), receipt()] }));
const screenOf = (view: ItemView) => {
  if (view.kind !== 'scanning') throw new Error('not scanning');
  return projectScan(view, (text) => text);
};
const scanning = (on: Street, outcome: ScanOutcome) =>
  on.send({ type: 'SCAN', step: 'bill' }).exchange('scan', outcome);

describe('the scan screen', () => {
  it('says how to lay the paper down, and offers nothing but to scan it', () => {
    expect(screenOf(street().view)).toMatchObject({
      stage: 'laying',
      lay: { en: 'face down' },
      finding: null,
      canScan: true,
      canKeep: false,
      canFinish: false,
      later: null,
    });
  });

  it('shows a good page without advice', async () => {
    const { view } = await scanning(street(), scanned('p1'));
    expect(screenOf(view)).toMatchObject({ picture: '/scans/p1', finding: null, canKeep: true });
  });

  it.each(['blurred', 'skewed', 'blank', 'cut-off', 'too-dark', 'faint'] as const)(
    'says of a page that is %s what to do with the paper',
    async (verdict) => {
      const { view } = await scanning(street(), scanned('p1', verdict));
      expect(screenOf(view)).toMatchObject({
        finding: pageFindings[verdict],
        canScan: true,
        canKeep: verdict !== 'blank',
      });
    },
  );

  it('says of a scanner that gave no page what to do about it', async () => {
    const { view } = await scanning(street(), { kind: 'not-scanned', why: 'cover-open' });
    expect(screenOf(view)).toMatchObject({ stage: 'laying', finding: scanFaults['cover-open'] });
  });

  it('sends whoever tried often enough to people, and still lets the paper come later', async () => {
    const tried = street({ later });
    for (let tries = 0; tries < SCAN_TRIES; tries += 1) await scanning(tried, scanned('p', 'blank'));
    expect(screenOf(tried.view)).toMatchObject({
      finding: triedEnough,
      canScan: false,
      canKeep: false,
      later: later.until,
    });
  });

  it('offers to go on once a page of several is kept', async () => {
    const { view } = (await scanning(street({ maxPages: 3 }), scanned('p1'))).send({
      type: 'KEEP_PAGE',
      step: 'bill',
    });
    expect(screenOf(view)).toMatchObject({ pageNumber: 2, pages: ['/scans/p1'], canFinish: true });
  });
});
