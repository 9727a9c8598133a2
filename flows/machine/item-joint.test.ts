import { assert, asyncProperty, boolean, constantFrom, record as fields, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseReceipt, SubmitOutcome } from './contract.ts';
import { choose, confirm, issue, itemWith, pay, receipt, submit } from './testing/items.ts';
import { accepted, issued, order, Street } from './testing/street.ts';

const title = { 'zh-CN': '办理', en: 'part' };
const part = (id: string, extra: object = {}) => submit(id, id, { title, ...extra });
const three = itemWith({
  kind: 'joint',
  steps: [confirm(), part('police'), part('medins'), part('fund'), receipt()],
});
const reason = { 'zh-CN': '材料不符', en: 'does not match' };
const rejected: SubmitOutcome = { kind: 'rejected', reason };
const pending: SubmitOutcome = { kind: 'pending' };
const lost: SubmitOutcome = { kind: 'not-submitted', fault: 'unreachable' };
const closed: SubmitOutcome = { kind: 'not-submitted', fault: 'closed' };
const sending = (item = three) => new Street(item).send({ type: 'CONFIRM', step: 'check' });
const kinds = (street: Street) => street.record.parts.map(({ step, outcome }) => `${step} ${outcome.kind}`);

/** Answers each part in turn; a part that could be tried again is gone on without. */
async function through(street: Street, answers: readonly SubmitOutcome[]): Promise<Street> {
  for (const answer of answers) {
    await street.exchange('submit', answer);
    const { view } = street;
    if (view.kind === 'problem' && view.passes !== null) street.send({ type: 'CONTINUE', step: view.passes });
  }
  return street;
}

describe('the parts of a joint item', () => {
  it('each come out for themselves: every way three parts can end, told in order, none undoing another', async () => {
    const answer = constantFrom(accepted, rejected, pending, lost, closed);
    await assert(
      asyncProperty(
        tuple(answer, answer, answer),
        fields({ leaves: boolean() }),
        async (answers, { leaves }) => {
          const street = sending();
          if (leaves) street.send({ type: 'LEAVE' });
          await through(street, answers);
          const { parts, cases } = street.record;
          expect(parts.map(({ outcome }) => outcome)).toEqual(answers);
          expect(parts.map(({ department }) => department)).toEqual(['police', 'medins', 'fund']);
          expect(Object.keys(cases)).toEqual(
            parts.filter(({ outcome }) => outcome.kind === 'accepted').map(({ department }) => department),
          );
          const isTaken = answers.some(({ kind }) => kind === 'accepted' || kind === 'pending');
          expect(street.outcome).toMatchObject(
            isTaken ? { kind: 'done', slip: 'receipt' } : { kind: 'none-accepted' },
          );
          expect(street.calls.submit).toHaveLength(3);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('are sent one after another, and the screen can say which of how many', async () => {
    const street = sending();
    expect(street.view).toMatchObject({
      kind: 'submitting',
      step: 'police',
      parts: ['police', 'medins', 'fund'],
    });
    await street.exchange('submit', accepted);
    expect(street.view).toMatchObject({ kind: 'submitting', step: 'medins' });
  });

  it('that the citizen did not choose are not sent and not counted', async () => {
    const item = itemWith({
      kind: 'joint',
      steps: [
        choose('fundToo', ['yes', 'no']),
        confirm(),
        part('police'),
        part('medins'),
        part('fund', { when: 'answers.fundToo == "yes"' }),
        receipt(),
      ],
    });
    const street = new Street(item).answer('fundToo', 'no').send({ type: 'CONFIRM', step: 'check' });
    expect(street.view).toMatchObject({ parts: ['police', 'medins'] });
    await through(street, [accepted, rejected]);
    expect(kinds(street)).toEqual(['police accepted', 'medins rejected']);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('that nobody can decide about are not sent, and told', async () => {
    const item = itemWith({
      kind: 'joint',
      steps: [confirm(), part('police'), part('fund', { when: 'nowhere.to.be.found' }), receipt()],
    });
    const street = await sending(item).exchange('submit', accepted);
    expect(kinds(street)).toEqual(['police accepted', 'fund not-submitted']);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });
});

describe('a part that did not arrive', () => {
  it('is tried again under the same step, or gone on without', async () => {
    const street = await sending().exchange('submit', lost);
    expect(street.view).toEqual({
      kind: 'problem',
      fault: 'unreachable',
      during: 'submit',
      retryable: true,
      passes: 'police',
    });
    await street.send({ type: 'RETRY' }).exchange('submit', lost);
    street.send({ type: 'CONTINUE', step: 'police' });
    expect(kinds(street)).toEqual(['police not-submitted']);
    expect(street.record.parts[0]?.outcome).toEqual(lost);
    expect(street.view).toMatchObject({ kind: 'submitting', step: 'medins' });
    expect(street.calls.submit.map(({ input }) => input)).toMatchObject([
      { step: 'police' },
      { step: 'police' },
      { step: 'medins' },
    ]);
  });

  it('is not gone on without by a tap meant for another screen', async () => {
    const street = await sending().exchange('submit', lost);
    expect(street.send({ type: 'CONTINUE', step: 'medins' }).at).toBe('problem submit');
  });

  it('stops nobody where trying again cannot help', async () => {
    const street = await sending().exchange('submit', closed);
    expect(street.view).toMatchObject({ kind: 'submitting', step: 'medins' });
  });

  it('stops nothing when the citizen leaves: the other parts were confirmed and are sent', async () => {
    const street = (await sending().exchange('submit', lost)).send({ type: 'LEAVE' });
    expect(street.view).toMatchObject({ kind: 'submitting', step: 'medins' });
    await through(street, [lost, accepted]);
    expect(kinds(street)).toEqual(['police not-submitted', 'medins not-submitted', 'fund accepted']);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('is told as pending when the host never answers, and as not sent when the host has a bug', async () => {
    const street = await sending().wait(150_000).crash('submit');
    expect(kinds(street)).toEqual(['police pending', 'medins not-submitted']);
    expect(street.view).toMatchObject({ kind: 'submitting', step: 'fund' });
  });
});

describe('what a department does after its part', () => {
  const owing: SubmitOutcome =
    accepted.kind === 'accepted'
      ? {
          kind: 'accepted',
          receipt: { ...accepted.receipt, state: 'awaiting-payment' } satisfies CaseReceipt,
        }
      : accepted;
  const paying = itemWith({
    kind: 'joint',
    steps: [
      confirm(),
      part('fund'),
      part('police'),
      pay('pay', { department: 'police' }),
      issue('paper', { department: 'police' }),
      receipt('slip'),
    ],
  });
  const at = async (police: SubmitOutcome) => through(sending(paying), [accepted, police]);

  it('is paid for and issued where the part was taken', async () => {
    const street = await at(owing);
    expect(street.at).toBe('paying opening');
    await street.exchange('openOrder', { kind: 'open', order });
    await street.exchange('awaitPayment', { kind: 'paid', at: '2026-11-24T01:02:00Z' });
    await street.exchange('issue', issued);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt', record: { order, issued: {} } });
  });

  it.each([rejected, pending, closed])('is passed over where it was not: $kind', async (police) => {
    const street = await at(police);
    expect(street.calls.openOrder).toEqual([]);
    expect(street.calls.issue).toEqual([]);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('undoes nothing when it is not paid: no order is left open, and nothing is issued on it', async () => {
    const street = await (await at(owing)).exchange('openOrder', { kind: 'open', order });
    await street.send({ type: 'CANCEL_PAYMENT' }).exchange('closeOrder', { kind: 'closed' });
    expect(street.calls.issue).toEqual([]);
    expect(street.outcome).toMatchObject({
      kind: 'done',
      slip: 'receipt',
      record: { order: null, paidAt: null, cases: { fund: {}, police: { state: 'awaiting-payment' } } },
    });
  });

  it('can be gone on without when no order can be opened', async () => {
    const street = await (await at(owing)).exchange('openOrder', { kind: 'failed', fault: 'timeout' });
    expect(street.view).toMatchObject({ kind: 'problem', during: 'pay', retryable: true, passes: 'pay' });
    expect(street.send({ type: 'CONTINUE', step: 'pay' }).outcome).toMatchObject({
      kind: 'done',
      slip: 'receipt',
    });
  });

  it('that nobody knows of is said on a slip that still names the other parts', async () => {
    const street = await (await at(owing)).exchange('openOrder', { kind: 'open', order });
    await street.send({ type: 'CANCEL_PAYMENT' }).exchange('closeOrder', { kind: 'unknown' });
    expect(street.send({ type: 'LEAVE' }).outcome).toMatchObject({
      kind: 'payment-unknown',
      slip: 'payment-unknown',
      record: { parts: [{ department: 'fund' }, { department: 'police' }] },
    });
  });

  it('leaves the receipt as it is when the department does not seal', async () => {
    const street = await at(accepted);
    await street.exchange('openOrder', { kind: 'open', order });
    await street.exchange('awaitPayment', { kind: 'paid', at: '2026-11-24T01:02:00Z' });
    await street.exchange('issue', { kind: 'rejected', reason });
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt', record: { issued: null } });
  });
});
