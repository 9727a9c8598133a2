import { describe, expect, it } from 'vitest';
import { confirm, fine, itemWith, pay, receipt, show, submit } from './testing/items.ts';
import { accepted, gathered, order, Street } from './testing/street.ts';

const paid = { kind: 'paid', at: '2026-11-24T01:02:00Z' } as const;

async function opening(definition = itemWith({ steps: [confirm(), submit(), pay(), receipt()] })) {
  return new Street(definition).send({ type: 'CONFIRM', step: 'check' }).exchange('submit', accepted);
}
const waiting = async () => (await opening()).exchange('openOrder', { kind: 'open', order });
const closing = async () => (await waiting()).send({ type: 'CANCEL_PAYMENT' });

describe('a code to pay with', () => {
  it('is opened for the price the data says, in fen', async () => {
    const street = await new Street(fine).exchange(
      'gather',
      gathered({ fines: { open: [{ no: 'A1', fen: 20_000 }] } }),
    );
    await street.answer('fine', 'A1').send({ type: 'CONFIRM', step: 'check' }).exchange('submit', accepted);
    expect(street.view).toMatchObject({ kind: 'paying', stage: 'opening', order: null });
    expect(street.call('openOrder').input).toMatchObject({
      step: 'pay',
      department: 'police',
      amountFen: 20_000,
      record: { cases: { police: { caseNo: 'TEST-1' } } },
    });
  });

  it('is waited for until it is paid, and the item goes on', async () => {
    const street = await waiting();
    expect(street.view).toMatchObject({ stage: 'waiting', order, extended: false });
    await street.exchange('awaitPayment', paid);
    expect(street.outcome).toMatchObject({
      kind: 'done',
      slip: 'receipt',
      record: { order, paidAt: paid.at },
    });
  });

  it('does not apply where nothing is owed', async () => {
    const street = await new Street(fine).exchange('gather', gathered({ fines: { open: [] } }));
    expect(street.send({ type: 'CONTINUE', step: 'none' }).outcome).toMatchObject({
      kind: 'done',
      slip: null,
    });
    expect(street.calls.openOrder).toEqual([]);
  });

  it.each(['0', '-1', '1.5', '"20"', 'fines.sum'])(
    'is never opened for what is no price: %s',
    async (amountFen) => {
      const street = await opening(itemWith({ steps: [confirm(), submit(), pay('pay', { amountFen })] }));
      expect(street.outcome).toEqual({ kind: 'failed', fault: 'internal' });
      expect(street.calls.openOrder).toEqual([]);
    },
  );

  it('leaves the case unpaid when no order could be opened', async () => {
    const street = await (await opening()).exchange('openOrder', { kind: 'failed', fault: 'timeout' });
    expect(street.view).toEqual({
      kind: 'problem',
      fault: 'timeout',
      during: 'pay',
      retryable: true,
      passes: null,
    });
    street.send({ type: 'BACK' }, { type: 'LEAVE' });
    expect(street.at).toBe('ended left');
  });

  it('is asked for once more, and paid then, when the citizen tries again', async () => {
    const street = await (await opening()).exchange('openOrder', { kind: 'failed', fault: 'timeout' });
    street.send({ type: 'RETRY' });
    expect(street.at).toBe('paying opening');
    await street.exchange('openOrder', { kind: 'open', order });
    expect(street.at).toBe('paying waiting');
  });

  it('is not asked for again where that would be refused again', async () => {
    const street = await (await opening()).exchange('openOrder', { kind: 'failed', fault: 'closed' });
    street.send({ type: 'RETRY' });
    expect(street.at).toBe('problem pay');
    expect(street.calls.openOrder).toHaveLength(1);
  });
});

describe('the deadline', () => {
  it('closes the order after two minutes, and stops waiting', async () => {
    const street = (await waiting()).wait(119_999);
    expect(street.at).toBe('paying waiting');
    street.wait(1);
    expect(street.at).toBe('paying closing');
    expect(street.call('awaitPayment').signal.aborted).toBe(true);
    expect(street.call('closeOrder').input).toEqual({ order });
  });

  it('comes one minute later when the citizen asks, and only once', async () => {
    const street = (await waiting()).wait(60_000).send({ type: 'EXTEND_PAYMENT' });
    expect(street.view).toMatchObject({ extended: true });
    street.send({ type: 'EXTEND_PAYMENT' }).wait(60_000).send({ type: 'EXTEND_PAYMENT' }).wait(59_999);
    expect(street.at).toBe('paying waiting');
    expect(street.calls.awaitPayment).toHaveLength(1);
    expect(street.wait(1).at).toBe('paying closing');
  });

  it('is forgotten once the payment is there', async () => {
    const street = await waiting();
    await street.exchange('awaitPayment', paid);
    expect(street.wait(300_000).outcome).toMatchObject({ kind: 'done' });
  });
});

describe('closing an order', () => {
  it('says “not charged” only when the exchange says it is closed', async () => {
    const street = await (await closing()).exchange('closeOrder', { kind: 'closed' });
    expect(street.outcome).toMatchObject({ kind: 'not-charged', record: { order, paidAt: null } });
  });

  it('believes the payment when the citizen was faster', async () => {
    const street = await (await closing()).exchange('closeOrder', paid);
    expect(street.outcome).toMatchObject({ kind: 'done', record: { paidAt: paid.at } });
  });

  it('takes an order the exchange closed by itself as not charged', async () => {
    const street = await (await waiting()).exchange('awaitPayment', { kind: 'closed' });
    expect(street.outcome).toMatchObject({ kind: 'not-charged' });
  });

  it('hears a payment that comes in the same moment as the cancelling', async () => {
    const street = await waiting();
    const wait = street.call('awaitPayment');
    street.send({ type: 'CANCEL_PAYMENT' });
    wait.answer(paid as never);
    await street.exchange('closeOrder', paid);
    expect(street.outcome).toMatchObject({ kind: 'done', record: { paidAt: paid.at } });
  });
});

describe('what nobody knows', () => {
  it('is a screen of its own that waits for the citizen, and ends with a slip', async () => {
    const street = await (await closing()).exchange('closeOrder', { kind: 'unknown' });
    expect(street.view).toMatchObject({ stage: 'unknown', order });
    expect(street.wait(3_600_000).at).toBe('paying unknown');
    street.send({ type: 'CONTINUE', step: 'pay' });
    expect(street.outcome).toMatchObject({
      kind: 'payment-unknown',
      slip: 'payment-unknown',
      record: { order },
    });
  });

  it('is what a silent close is taken for', async () => {
    expect((await closing()).wait(150_000).at).toBe('paying unknown');
  });

  it('is what a silent opening is taken for', async () => {
    expect((await opening()).wait(150_000).view).toMatchObject({ stage: 'unknown', order: null });
  });

  it('is what a bug of ours is taken for, at every stage', async () => {
    expect((await (await opening()).crash('openOrder')).at).toBe('paying unknown');
    expect((await (await closing()).crash('closeOrder')).at).toBe('paying unknown');
    expect((await (await waiting()).crash('awaitPayment')).at).toBe('paying closing');
  });
});

describe('a bug that shows only after its call was given up', () => {
  it('changes nothing', async () => {
    const street = await waiting();
    const wait = street.call('awaitPayment');
    street.send({ type: 'CANCEL_PAYMENT' });
    wait.crash();
    await street.exchange('closeOrder', { kind: 'closed' });
    expect(street.outcome).toMatchObject({ kind: 'not-charged' });
  });
});

describe('leaving while paying', () => {
  it('closes the order first', async () => {
    const street = (await waiting()).send({ type: 'LEAVE' });
    expect(street.at).toBe('paying closing');
    await street.exchange('closeOrder', { kind: 'closed' });
    expect(street.at).toBe('ended not-charged');
  });

  it.each(['LEAVE', 'CANCEL_PAYMENT'] as const)(
    'is remembered while the order is being opened: %s',
    async (type) => {
      const street = await (await opening()).send({ type }).exchange('openOrder', { kind: 'open', order });
      expect(street.at).toBe('paying closing');
      expect(street.calls.awaitPayment).toEqual([]);
    },
  );

  it('ends at once when no order could be opened, and says that nothing was charged', async () => {
    const street = await (await opening())
      .send({ type: 'LEAVE' })
      .exchange('openOrder', { kind: 'failed', fault: 'closed' });
    expect(street.at).toBe('ended not-charged');
  });

  it('ends with the receipt when the payment came through after all, whatever would have followed', async () => {
    const street = await opening(
      itemWith({ steps: [confirm(), submit(), pay(), show('result'), receipt()] }),
    );
    await street.exchange('openOrder', { kind: 'open', order });
    await street.send({ type: 'LEAVE' }).exchange('closeOrder', paid);
    expect(street.outcome).toMatchObject({ kind: 'done', slip: 'receipt' });
  });

  it('between the case and its payment opens no order and charges nothing', async () => {
    const steps = [confirm(), submit(), show('price'), pay(), receipt()];
    const street = (await opening(itemWith({ steps }))).send({ type: 'LEAVE' });
    expect(street.outcome).toMatchObject({ kind: 'not-charged', record: { order: null } });

    const early = new Street(itemWith({ steps })).send({ type: 'CONFIRM', step: 'check' }, { type: 'LEAVE' });
    await early.exchange('submit', accepted);
    expect(early.outcome).toMatchObject({ kind: 'not-charged' });
    expect(early.calls.openOrder).toEqual([]);
  });
});
