import { describe, expect, it } from 'vitest';
import { SCAN_TRIES, SCAN_WATCHDOG_MS } from './config.ts';
import { choose, confirm, itemWith, receipt, scan, sign, submit } from './testing/items.ts';
import { accepted, Street, scanned } from './testing/street.ts';

const until = { 'zh-CN': '补交', en: 'bring it' };
const after = [sign('pledge'), confirm(), submit(), receipt()];
const bill = () => new Street(itemWith({ steps: [scan('bill'), ...after] }));
const bills = () => new Street(itemWith({ steps: [scan('bill', { maxPages: 2 }), ...after] }));
const mayBringLater = () => new Street(itemWith({ steps: [scan('bill', { later: { until } }), ...after] }));

const scanOf = (street: Street) => {
  const { view } = street;
  if (view.kind !== 'scanning') throw new Error(`not scanning but ${street.at}`);
  return view;
};
const press = (type: 'SCAN' | 'KEEP_PAGE' | 'DISCARD_PAGES' | 'BRING_LATER' | 'CONTINUE') =>
  ({ type, step: 'bill' }) as const;

describe('scanning a paper', () => {
  it('shows each page before it is kept, and goes on once it is', async () => {
    const street = await bill().send(press('SCAN')).exchange('scan', scanned('p1'));
    expect(scanOf(street)).toMatchObject({ stage: 'reviewing', page: { id: 'p1' }, canKeep: true });
    expect(street.record.pages).toEqual({});
    street.send(press('KEEP_PAGE'));
    expect(street.at).toBe('step pledge');
    expect(street.record).toMatchObject({ answers: { bill: 'scanned' }, pages: { bill: [{ id: 'p1' }] } });
  });

  it('keeps a page that reads badly if the citizen says so, with what was measured of it', async () => {
    const street = await bill().send(press('SCAN')).exchange('scan', scanned('p1', 'blurred'));
    street.send(press('KEEP_PAGE'));
    expect(street.record.pages.bill).toMatchObject([{ id: 'p1', verdict: 'blurred' }]);
  });

  it('never keeps an empty page', async () => {
    const street = await bill().send(press('SCAN')).exchange('scan', scanned('p1', 'blank'));
    expect(scanOf(street).canKeep).toBe(false);
    expect(street.send(press('KEEP_PAGE')).at).toBe('reviewing');
  });

  it('takes no page but the last one that was looked at', async () => {
    const street = await bill().send(press('SCAN')).exchange('scan', scanned('p1', 'skewed'));
    await street.send(press('SCAN')).exchange('scan', scanned('p2'));
    street.send(press('KEEP_PAGE'));
    expect(street.record.pages.bill?.map(({ id }) => id)).toEqual(['p2']);
  });
});

describe('a paper of several pages', () => {
  it('is complete with one page, if the citizen says so', async () => {
    const street = await bills().send(press('SCAN')).exchange('scan', scanned('p1'));
    expect(street.send(press('KEEP_PAGE')).at).toBe('laying');
    expect(street.send(press('CONTINUE')).at).toBe('step pledge');
  });

  it('goes on by itself after its last page, and keeps their order', async () => {
    const street = await bills().send(press('SCAN')).exchange('scan', scanned('p1'));
    await street.send(press('KEEP_PAGE'), press('SCAN')).exchange('scan', scanned('p2'));
    expect(street.send(press('KEEP_PAGE')).at).toBe('step pledge');
    expect(street.record.pages.bill?.map(({ id }) => id)).toEqual(['p1', 'p2']);
  });

  it('cannot be passed without a page', () => {
    expect(bills().send(press('CONTINUE')).at).toBe('laying');
  });

  it('tells the scanner which pages are still wanted', async () => {
    const street = await bills().send(press('SCAN')).exchange('scan', scanned('p1'));
    street.send(press('KEEP_PAGE'), press('SCAN'));
    expect(street.call('scan').input).toEqual({ step: 'bill', kept: ['p1'] });
  });

  it('can be begun anew, which forgets its pages', async () => {
    const street = await bills().send(press('SCAN')).exchange('scan', scanned('p1'));
    street.send(press('KEEP_PAGE'), press('DISCARD_PAGES'));
    expect(scanOf(street).pages).toEqual([]);
    expect(street.record.answers.bill).toBeUndefined();
  });
});

describe('a scanner that gives no page', () => {
  it('costs nothing but the try: the citizen is told and may try again', async () => {
    const street = await bill()
      .send(press('SCAN'))
      .exchange('scan', { kind: 'not-scanned', why: 'cover-open' });
    expect(scanOf(street)).toMatchObject({ stage: 'laying', fault: 'cover-open', canScan: true });
    await street.send(press('SCAN')).exchange('scan', scanned('p1'));
    expect(scanOf(street)).toMatchObject({ stage: 'reviewing', fault: null });
  });

  it('is given up when it never answers', () => {
    const street = bill().send(press('SCAN')).wait(SCAN_WATCHDOG_MS);
    expect(scanOf(street)).toMatchObject({ stage: 'laying', fault: 'timeout' });
    expect(street.call('scan').signal.aborted).toBe(true);
  });

  it('does not end the item when its driver has a bug', async () => {
    const street = await bill().send(press('SCAN')).crash('scan');
    expect(scanOf(street)).toMatchObject({ stage: 'laying', fault: 'scanner-fault' });
  });

  it(`is tried ${SCAN_TRIES} times for a page, not for ever`, async () => {
    const street = bill();
    for (let tries = 0; tries < SCAN_TRIES; tries += 1)
      await street.send(press('SCAN')).exchange('scan', scanned(`p${tries}`, 'blank'));
    expect(scanOf(street).canScan).toBe(false);
    expect(street.send(press('SCAN')).at).toBe('reviewing');
    expect(street.send({ type: 'LEAVE' }).outcome).toEqual({ kind: 'left' });
  });

  it('is stopped when the citizen leaves', () => {
    const street = bill().send(press('SCAN'), { type: 'LEAVE' });
    expect(street.call('scan').signal.aborted).toBe(true);
    expect(street.outcome).toEqual({ kind: 'left' });
  });
});

describe('a paper the citizen does not have here', () => {
  it('may be brought later where the item allows it', () => {
    const street = mayBringLater().send(press('BRING_LATER'));
    expect(street.at).toBe('step pledge');
    expect(street.record).toMatchObject({ answers: { bill: 'later' }, pages: { bill: [] } });
  });

  it('is needed everywhere else', () => {
    expect(bill().send(press('BRING_LATER')).at).toBe('laying');
  });
});

describe('pages after the check page', () => {
  const checked = async (): Promise<Street> => {
    const street = await bill().send(press('SCAN')).exchange('scan', scanned('p1'));
    return street.send(press('KEEP_PAGE')).send({
      type: 'SIGN',
      step: 'pledge',
      signature: {
        strokes: [
          [
            { x: 0, y: 0 },
            { x: 9, y: 9 },
          ],
        ],
        at: '',
      },
    });
  };

  it('can be left as they were', async () => {
    const street = (await checked()).send({ type: 'EDIT', step: 'bill' });
    expect(scanOf(street).pages).toHaveLength(1);
    expect(street.send({ type: 'BACK' }).at).toBe('step check');
    expect(street.record.signatures.pledge).toBeDefined();
  });

  it('can be replaced, and what was signed before is signed again', async () => {
    const street = (await checked()).send({ type: 'EDIT', step: 'bill' }, press('DISCARD_PAGES'));
    await street.send(press('SCAN')).exchange('scan', scanned('p2'));
    expect(street.send(press('KEEP_PAGE')).at).toBe('step pledge');
    expect(street.record.pages.bill).toMatchObject([{ id: 'p2' }]);
  });

  it('are part of what is sent', async () => {
    const street = (await checked()).send({ type: 'CONFIRM', step: 'check' });
    expect(street.call('submit').input).toMatchObject({ record: { pages: { bill: [{ id: 'p1' }] } } });
    await street.exchange('submit', accepted);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('count only while their step is on the way', async () => {
    const street = new Street(
      itemWith({
        steps: [
          choose('paid', ['yes', 'no']),
          scan('bill', { when: 'answers.paid == "yes"' }),
          sign('pledge'),
        ],
      }),
    );
    await street.answer('paid', 'yes').send(press('SCAN')).exchange('scan', scanned('p1'));
    street.send(press('KEEP_PAGE'), { type: 'BACK' }, { type: 'BACK' }).answer('paid', 'no');
    expect(street.at).toBe('step pledge');
    expect(street.record.pages).toEqual({});
  });
});
