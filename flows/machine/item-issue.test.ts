import { describe, expect, it } from 'vitest';
import { confirm, issue, itemWith, receipt, submit } from './testing/items.ts';
import { accepted, issued, Street } from './testing/street.ts';

const item = itemWith({ kind: 'certificate', steps: [confirm(), submit(), issue(), receipt()] });
const sealing = () => new Street(item).send({ type: 'CONFIRM', step: 'check' }).exchange('submit', accepted);
const reason = { 'zh-CN': '登记有变动', en: 'the register has changed' };

describe('issuing a document', () => {
  it('comes after the case, and its number is known when the item is done', async () => {
    const street = await sealing();
    expect(street.at).toBe('issuing');
    expect(street.call('issue').input).toMatchObject({
      step: 'certificate',
      record: { cases: { police: {} } },
    });
    await street.exchange('issue', issued);
    expect(street.outcome).toMatchObject({
      kind: 'done',
      slip: 'receipt',
      record: { issued: { number: 'TEST-D1' } },
    });
  });

  it('ends with the reason of a department that does not put its seal to it', async () => {
    const street = await (await sealing()).exchange('issue', { kind: 'rejected', reason });
    expect(street.outcome).toMatchObject({ kind: 'rejected', reason });
  });

  it('is tried again under the same step when it is proven not to be sealed', async () => {
    const street = await (await sealing()).exchange('issue', { kind: 'not-issued', fault: 'unreachable' });
    expect(street.view).toEqual({
      kind: 'problem',
      fault: 'unreachable',
      during: 'issue',
      retryable: true,
      passes: null,
    });
    await street.send({ type: 'RETRY' }).exchange('issue', issued);
    expect(street.calls.issue.map((call) => call.input)).toMatchObject([
      { step: 'certificate' },
      { step: 'certificate' },
    ]);
    expect(street.record.issued).toMatchObject({ number: 'TEST-D1' });
  });

  it.each([
    [
      'nobody can say whether it was sealed',
      (street: Street) => street.exchange('issue', { kind: 'pending' }),
    ],
    ['the host never answers', async (street: Street) => street.wait(150_000)],
    ['the host has a bug', (street: Street) => street.crash('issue')],
  ])('leaves the case and its receipt when %s', async (_, happen) => {
    const street = await happen(await sealing());
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt', record: { issued: null } });
    expect(street.record.cases.police).toMatchObject({ caseNo: 'TEST-1' });
  });

  it('cannot be gone back from: the case is there', async () => {
    const street = await sealing();
    expect(street.send({ type: 'BACK' }, { type: 'EDIT', step: 'check' }).at).toBe('issuing');
    await street.exchange('issue', { kind: 'not-issued', fault: 'timeout' });
    expect(street.send({ type: 'BACK' }).at).toBe('problem issue');
  });
});

describe('leaving while a document is being sealed', () => {
  it('waits for the answer and ends with the document', async () => {
    const street = (await sealing()).send({ type: 'LEAVE' });
    expect(street.at).toBe('issuing');
    await street.exchange('issue', issued);
    expect(street.outcome).toMatchObject({ kind: 'done', record: { issued: { number: 'TEST-D1' } } });
  });

  it('ends with the receipt alone when nothing was sealed', async () => {
    const street = (await sealing()).send({ type: 'LEAVE' });
    await street.exchange('issue', { kind: 'not-issued', fault: 'timeout' });
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt', record: { issued: null } });
  });

  it('begins no sealing once the citizen has asked to leave', async () => {
    const street = await new Street(item)
      .send({ type: 'CONFIRM', step: 'check' })
      .send({ type: 'LEAVE' })
      .exchange('submit', accepted);
    expect(street.calls.issue).toHaveLength(0);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });
});
