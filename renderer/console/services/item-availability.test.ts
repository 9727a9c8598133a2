import { describe, expect, it } from 'vitest';
import { availabilityOf, instantsOf } from './item-availability.ts';

describe('the availability of an item', () => {
  const answer = {
    items: [
      { item: 'police.fine', measured: 2000, offered: 1999, unknown: 1 },
      { item: 'tax.report', measured: 0, offered: 0, unknown: 0 },
    ],
  };
  it.each([
    // Never rounded up: it was not there all the time.
    ['police.fine', '99.9%'],
    ['tax.report', null],
    ['civil.other', null],
  ])('of %s is %s', (item, share) => {
    expect(availabilityOf(answer, item)).toBe(share);
  });

  it('is not known before the hall has answered', () => {
    expect(availabilityOf(null, 'police.fine')).toBeNull();
  });

  it('is of civil days, until now', () => {
    const now = Date.parse('2026-11-24T02:00:00Z');
    expect(instantsOf('2026-11-24', now)).toEqual([Date.parse('2026-11-23T16:00:00Z'), now]);
  });
});
