import { describe, expect, it } from 'vitest';
import type { Progress } from './contract.ts';
import { confirm, filing, fine, itemWith, pay, receipt, submit } from './testing/items.ts';
import { accepted, gathered, order, pen, Street } from './testing/street.ts';

function progressOf({ view }: Street): Progress {
  if (!('progress' in view)) throw new Error(`no progress at ${view.kind}`);
  return view.progress;
}
const started = () => new Street(filing).exchange('gather', gathered({ insured: {} }));

describe('where the citizen stands', () => {
  it('names the phases this item has, in order', async () => {
    expect(progressOf(await started()).phases).toEqual(['look', 'questions', 'sign', 'check']);
  });

  it('counts the screens of a phase along the way known now', async () => {
    const street = (await started()).send({ type: 'CONTINUE', step: 'record' });
    expect(progressOf(street)).toMatchObject({ phase: 'questions', position: 1, of: 3 });
    street.answer('kind', 'other');
    expect(progressOf(street)).toMatchObject({ position: 2, of: 4 });
    street.send({ type: 'BACK' }).answer('kind', 'home');
    expect(progressOf(street)).toMatchObject({ position: 2, of: 3 });
  });

  it('promises the whole time at first and always at least one minute', async () => {
    const street = await started();
    expect(progressOf(street).minutesLeft).toBe(6);
    street.send({ type: 'CONTINUE', step: 'record' }).answer('kind', 'home').answer('from', '2026-11-25');
    expect(progressOf(street).minutesLeft).toBe(3);
    street.answer('phone', '13800000000').send({ type: 'SIGN', step: 'pledge', signature: pen });
    expect(progressOf(street)).toMatchObject({ phase: 'check', position: 1, of: 1, minutesLeft: 1 });
  });

  it('stays in the check phase while the case is sent, with no way back', () => {
    const street = new Street(itemWith({ steps: [confirm(), submit(), receipt()] }));
    street.send({ type: 'CONFIRM', step: 'check' });
    expect(progressOf(street)).toMatchObject({ phase: 'check', position: 1, of: 1, canGoBack: false });
  });

  it('ends in the payment', async () => {
    const street = new Street(itemWith({ steps: [confirm(), submit(), pay(), receipt()] }));
    await street.send({ type: 'CONFIRM', step: 'check' }).exchange('submit', accepted);
    await street.exchange('openOrder', { kind: 'open', order });
    expect(progressOf(street)).toMatchObject({ phases: ['check', 'pay'], phase: 'pay', canGoBack: false });
  });

  it('counts no payment where nothing is owed', async () => {
    const street = await new Street(fine).exchange('gather', gathered({ fines: { open: [] } }));
    expect(progressOf(street).phases).toEqual(['look']);
  });
});
