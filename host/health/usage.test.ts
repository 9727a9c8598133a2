import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../journal/audit-event.ts';
import { createUsageTally } from './usage.ts';

const hash = 'a'.repeat(64);
const FROM = '2026-11-24T02:00:00.000Z';
const TO = '2026-11-24T02:05:00.000Z';
const started = (item = 'medins.remote-filing'): AuditEvent => ({
  kind: 'item-started',
  item,
  version: 3,
  hash,
});
const ended = (outcome: string, item = 'medins.remote-filing'): AuditEvent => ({
  kind: 'item-ended',
  item,
  outcome,
});
const rated = (level: number, department = 'medins'): AuditEvent => ({
  kind: 'rating-kept',
  key: `v/rating/${department}`,
  caseNo: 'M-1',
  level,
});

/** A tally that has heard these, a second apart; a string is a step that is seen. */
function tallyOf(...story: readonly (AuditEvent | string)[]) {
  const tally = createUsageTally();
  for (const [at, each] of story.entries())
    if (typeof each === 'string') tally.seen(each);
    else tally.audited(each, at * 1000);
  return tally;
}

describe('visits are counted', () => {
  it('by item, version and outcome, with how long they took', () => {
    const visit = [
      { kind: 'visit-started' },
      started(),
      ended('done'),
      { kind: 'visit-ended', how: 'cleared' },
    ] as const;
    expect(tallyOf(...visit, ...visit).take(FROM, TO)).toEqual([
      {
        from: FROM,
        to: TO,
        visits: 2,
        withoutItem: 0,
        items: [
          {
            item: 'medins.remote-filing',
            version: 3,
            outcome: 'done',
            step: null,
            n: 2,
            seconds: 2,
            ratings: [0, 0, 0, 0, 0],
          },
        ],
      },
    ]);
  });

  it('with the step they were left at, and only then with a step', () => {
    const rows = tallyOf(started(), 'city', 'phone', ended('left'), started(), 'check', ended('done')).take(
      FROM,
      TO,
    );
    expect(rows[0]?.items.map(({ outcome, step }) => [outcome, step])).toEqual([
      ['left', 'phone'],
      ['done', null],
    ]);
  });

  it('as without an item when somebody only looked', () => {
    const [usage] = tallyOf({ kind: 'visit-started' }, { kind: 'visit-ended', how: 'cleared' }).take(
      FROM,
      TO,
    );
    expect(usage).toMatchObject({ visits: 1, withoutItem: 1, items: [] });
  });

  it('with one opinion each, however many departments hear it, also when it comes after the count was told', () => {
    const tally = tallyOf({ kind: 'visit-started' }, started(), ended('done'));
    tally.take(FROM, TO);
    tally.audited(rated(5), 0);
    tally.audited(rated(5, 'civil'), 0);
    expect(tally.take(FROM, TO)[0]?.items).toMatchObject([{ n: 0, ratings: [0, 0, 0, 0, 1] }]);
  });

  it('once: what was told is not told again, and where nothing happened nothing is told', () => {
    const tally = tallyOf(started(), ended('done'));
    expect(tally.take(FROM, TO)).toHaveLength(1);
    expect(tally.take(FROM, TO)).toEqual([]);
  });

  it('in as many messages as it takes, the visits in the first', () => {
    const story = Array.from({ length: 20 }, (_, n) => [
      started(`medins.item-${n}`),
      ended('done', `medins.item-${n}`),
    ]);
    const messages = tallyOf({ kind: 'visit-started' }, ...story.flat(), {
      kind: 'visit-ended',
      how: 'cleared',
    }).take(FROM, TO);
    expect(messages.map(({ visits, items }) => [visits, items.length])).toEqual([
      [1, 8],
      [0, 8],
      [0, 4],
    ]);
  });
});
