import { describe, expect, test } from 'vitest';
import { availability, isDoubtful } from './availability.ts';
import { isOpen, type Opening, openMinutesOf } from './opening.ts';

/** Tuesday, 09:00 in Shanghai. */
const T = Date.parse('2026-11-24T01:00:00.000Z');
const min = (minutes: number) => T + minutes * 60_000;
const base = {
  from: T,
  to: min(60),
  openMinutes: openMinutesOf('always'),
  maintenance: [],
  reach: [{ at: T - 1, reach: 'online' }],
  offer: [{ at: T - 1, offered: 10, assigned: 10 }],
  served: [],
} as const;

describe('minutes', () => {
  test('of a machine that could do all are all', () => {
    expect(availability(base)).toEqual({ measured: 60, reach: 60, any: 60, all: 60, unknown: 0, proven: 0 });
  });

  test('before it was first heard of are not measured: it was not there to be down', () => {
    const reach = [{ at: min(40), reach: 'online' }] as const;
    expect(availability({ ...base, reach })).toMatchObject({ measured: 20, reach: 20, unknown: 0 });
  });

  test('with something withdrawn count for some, not for all', () => {
    const offer = [
      ...base.offer,
      { at: min(30), offered: 7, assigned: 10 },
      { at: min(50), offered: 0, assigned: 10 },
    ];
    expect(availability({ ...base, offer })).toMatchObject({ reach: 60, any: 50, all: 30 });
  });

  test('nobody knows about are down, until it is shown that somebody was served', () => {
    const reach = [
      ...base.reach,
      { at: min(20), reach: 'unreachable' },
      { at: min(40), reach: 'online' },
    ] as const;
    expect(availability({ ...base, reach })).toMatchObject({ reach: 40, any: 40, unknown: 20, proven: 0 });
    const served = [{ from: min(25), to: min(30) }];
    expect(availability({ ...base, reach, served })).toMatchObject({ any: 45, unknown: 15, proven: 5 });
  });

  test('outside opening hours and in maintenance are not measured', () => {
    const opening = [{ days: [2], from: '09:30', to: '17:00' }];
    const maintenance = [{ from: min(50), to: min(60) }];
    const openMinutes = openMinutesOf(opening);
    expect(availability({ ...base, openMinutes, maintenance }).measured).toBe(20);
  });

  test('need no word of who was served where nothing is in doubt', () => {
    const reach = [...base.reach, { at: min(20), reach: 'lost' }] as const;
    expect(isDoubtful(base)).toBe(false);
    expect(isDoubtful({ ...base, reach })).toBe(true);
    expect(isDoubtful({ ...base, reach, openMinutes: () => 0 })).toBe(false);
    expect(isDoubtful({ ...base, offer: [] })).toBe(true);
  });

  test('come out the same when they are reckoned hour by hour', () => {
    const offer = [...base.offer, { at: min(30), offered: 0, assigned: 10 }];
    const halves = [
      availability({ ...base, offer, to: min(30) }),
      availability({ ...base, offer, from: min(30) }),
    ];
    expect(halves.reduce((sum, { any }) => sum + any, 0)).toBe(availability({ ...base, offer }).any);
  });
});

test.each([
  ['2026-11-24T00:59:59.999Z', false],
  ['2026-11-24T01:00:00.000Z', true],
  ['2026-11-24T08:59:59.999Z', true],
  ['2026-11-24T09:00:00.000Z', false],
  // Saturday 23:00 UTC is Sunday morning in Shanghai.
  ['2026-11-28T23:30:00.000Z', false],
])('hours are those of Shanghai: at %s open is %s', (at, open) => {
  const opening = [{ days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '17:00' }];
  expect(isOpen(opening, Date.parse(at))).toBe(open);
});

test('open minutes are those that are found open one by one, whatever the week', () => {
  const opening: Opening = [
    { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30' },
    { days: [5, 6], from: '17:00', to: '24:00' },
  ];
  const openMinutes = openMinutesOf(opening);
  const first = T / 60_000;
  for (const [from, to] of [
    [0, 60],
    [-1000, 30_000],
    [777, 777],
    [5000, 5001],
  ] as const) {
    let counted = 0;
    for (let minute = first + from; minute < first + to; minute += 1)
      if (isOpen(opening, minute * 60_000)) counted += 1;
    expect(openMinutes(first + from, first + to)).toBe(counted);
  }
});
