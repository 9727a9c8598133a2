import { describe, expect, it } from 'vitest';
import type { Slot } from './contract.ts';
import { booking } from './testing/items.ts';
import { Street } from './testing/street.ts';

const slots: readonly Slot[] = [
  { date: '2026-11-25', part: 'am', left: 2 },
  { date: '2026-11-25', part: 'pm', left: 0 },
];
const loading = () => new Street(booking).answer('people', '2');
const choosing = () => loading().exchange('slots', { kind: 'ok', slots });

describe('booking a slot', () => {
  it('asks the office for the days from tomorrow', () => {
    const street = loading();
    expect(street.view).toMatchObject({ kind: 'booking', slots: null });
    expect(street.call('slots').input).toEqual({ office: 'north-hall', from: '2026-11-25', days: 14 });
  });

  it('keeps the chosen day and half', async () => {
    const street = await choosing();
    expect(street.view).toMatchObject({ kind: 'booking', slots, error: null });
    street.answer('slot', '2026-11-25/am');
    expect(street.record.answers).toEqual({ people: 2, slot: '2026-11-25/am' });
  });

  it.each(['2026-11-25/pm', '2026-11-26/am', 'tomorrow'])(
    'does not take what is not free: %s',
    async (slot) => {
      const street = (await choosing()).answer('slot', slot);
      expect(street.view).toMatchObject({ kind: 'booking', error: { en: expect.any(String) } });
    },
  );

  it('asks again when the step is entered again: others book meanwhile', async () => {
    const street = (await choosing()).send({ type: 'BACK' }).answer('people', '3');
    expect(street.view).toMatchObject({ slots: null });
    expect(street.calls.slots).toHaveLength(2);
  });

  it('says when the slots do not come, and tries again or goes back', async () => {
    const street = await loading().exchange('slots', { kind: 'failed', fault: 'timeout' });
    expect(street.view).toEqual({
      kind: 'problem',
      fault: 'timeout',
      during: 'slots',
      retryable: true,
      passes: null,
    });
    await street.send({ type: 'RETRY' }).exchange('slots', { kind: 'ok', slots });
    expect(street.at).toBe('booking slot');
    expect(street.send({ type: 'BACK' }).at).toBe('step people');
  });

  it('gives up when the host never answers, and ends when it has a bug', async () => {
    expect(loading().wait(150_000).view).toMatchObject({ fault: 'timeout', during: 'slots' });
    expect((await loading().crash('slots')).outcome).toEqual({ kind: 'failed', fault: 'internal' });
  });

  it('keeps the slot when another answer is changed on the check page', async () => {
    const street = (await choosing()).answer('slot', '2026-11-25/am');
    street.send({ type: 'EDIT', step: 'people' }).answer('people', '3');
    expect(street.at).toBe('step check');
    street.send({ type: 'EDIT', step: 'slot' }, { type: 'BACK' });
    expect(street.at).toBe('step check');
    expect(street.record.answers).toEqual({ people: 3, slot: '2026-11-25/am' });
  });
});
