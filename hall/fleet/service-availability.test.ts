import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reaches } from './ladder.ts';
import { isOpen, type Opening, openMinutesOf } from './opening.ts';
import {
  offerMinutes,
  type ServiceMinutes,
  serviceMinutes,
  sumOf,
  weightedAvailability,
} from './service-availability.ts';

/** Tuesday, 09:00 in Shanghai. */
const T = Date.parse('2026-11-24T01:00:00.000Z');
const min = (minutes: number) => T + minutes * 60_000;
const releases = new Map([
  ['r-1', ['a', 'b']],
  ['r-2', ['b', 'c', 'd']],
]);
type Input = Parameters<typeof offerMinutes>[0];
const offer = (at: number, release: string, svc: string) => ({ at, offered: 0, assigned: 0, release, svc });
const base: Input = {
  from: T,
  to: min(60),
  openMinutes: openMinutesOf('always'),
  maintenance: [],
  reach: [{ at: T - 1, reach: 'online' }],
  offer: [offer(T - 1, 'r-1', '11')],
};
const minutesOf = (input: Input) => serviceMinutes(offerMinutes(input, releases), releases);
const brief = (input: Input) =>
  minutesOf(input).map(({ item, measured, offered, unknown }) =>
    [item, measured, offered, unknown].join(' '),
  );

describe('minutes an item', () => {
  test('follow what is withdrawn and brought back', () => {
    const withdrawn = [...base.offer, offer(min(10), 'r-1', '10'), offer(min(40), 'r-1', '11')];
    expect(brief({ ...base, offer: withdrawn })).toEqual(['a 60 60 0', 'b 60 30 0']);
  });

  test('are measured of what the release of the time has', () => {
    const updated = [...base.offer, offer(min(20), 'r-2', '110')];
    expect(brief({ ...base, offer: updated })).toEqual(['a 20 20 0', 'b 60 60 0', 'c 40 40 0', 'd 40 0 0']);
  });

  test('in which the machine was not heard of are unknown, of the items it had', () => {
    const lost = [...base.reach, { at: min(50), reach: 'lost' }] as const;
    expect(brief({ ...base, reach: lost })).toEqual(['a 60 50 10', 'b 60 50 10']);
  });

  test('that were only counted are unknown, of the items the machine said it has as soon as it did', () => {
    const counted = [{ at: T - 1, offered: 2, assigned: 2 }, offer(min(15), 'r-1', '11')];
    expect(brief({ ...base, offer: counted })).toEqual(['a 60 45 15', 'b 60 45 15']);
    expect(brief({ ...base, offer: counted.slice(0, 1) })).toEqual([]);
  });

  test('are unknown where the figures do not fit the list, or there is none', () => {
    const odd = [...base.offer, offer(min(30), 'r-1', '111'), offer(min(40), 'r-404', '11')];
    expect(brief({ ...base, offer: odd })).toEqual(['a 60 30 30', 'b 60 30 30']);
  });
});

describe('weighted availability', () => {
  const minutes = (item: string, measured: number, offered: number): ServiceMinutes => ({
    ...{ item, measured, offered },
    unknown: 0,
  });
  const [much, little] = [minutes('much', 100, 90), minutes('little', 100, 0)];

  test('weighs an item by how many come for it', () => {
    const visits = new Map([
      ['much', 9],
      ['little', 1],
      ['gone', 90],
    ]);
    expect(weightedAvailability([much, little], visits)).toBeCloseTo(0.81);
  });

  test('weighs all the same where nobody came, and is nothing of nothing', () => {
    expect(weightedAvailability([much, little], new Map([['gone', 90]]))).toBeCloseTo(0.45);
    expect(weightedAvailability([], new Map())).toBeNull();
  });
});

const opening: Opening = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:10', to: '09:50' }];
const times = fc.integer({ min: -20 * 60_000, max: 70 * 60_000 }).map((ms) => T + ms);
const inOrder = <C extends { readonly at: number }>(change: fc.Arbitrary<C>) =>
  fc
    .uniqueArray(change, { maxLength: 8, selector: ({ at }) => at })
    .map((all) => all.sort((one, other) => one.at - other.at));
const told = fc.constantFrom(
  ...['11', '10', '00'].map((svc) => ({ release: 'r-1', svc })),
  ...['111', '010', '11'].map((svc) => ({ release: 'r-2', svc })),
);
const machine = fc.record({
  from: fc.constant(T),
  to: fc.integer({ min: 0, max: 60 }).map(min),
  openMinutes: fc.constant(openMinutesOf(opening)),
  maintenance: fc.array(
    fc.tuple(times, times).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
    { maxLength: 2 },
  ),
  reach: inOrder(fc.record({ at: times, reach: fc.constantFrom(...reaches) })),
  offer: inOrder(
    fc.record({ at: times, told }).map(({ at, told: { release, svc } }) => offer(at, release, svc)),
  ),
});

/** Every minute by itself. */
function oneByOne({ from, to, maintenance, reach, offer: offers }: Input): readonly ServiceMinutes[] {
  const sums: ServiceMinutes[] = [];
  for (let at = from; at < to; at += 60_000) {
    const is = reach.findLast((each) => each.at <= at)?.reach ?? 'never';
    const isMaintained = maintenance.some((each) => each.from <= at && at < each.to);
    if (is === 'never' || isMaintained || !isOpen(opening, at)) continue;
    const held = offers.findLast((each) => each.at <= at);
    const items = releases.get((held ?? offers[0])?.release ?? '') ?? [];
    const isKnown = (is === 'online' || is === 'suspect') && held?.svc?.length === items.length;
    for (const [index, item] of items.entries()) {
      const offered = isKnown && held?.svc?.[index] === '1' ? 1 : 0;
      sums.push({ item, measured: 1, offered, unknown: isKnown ? 0 : 1 });
    }
  }
  return sumOf(sums);
}

test('minutes by stretches are those that are found one by one, of one machine and of several', () => {
  fc.assert(
    fc.property(machine, machine, (one, other) => {
      expect(minutesOf(one)).toEqual(oneByOne(one));
      const offers = [one, other].flatMap((each) => offerMinutes(each, releases));
      expect(serviceMinutes(offers, releases)).toEqual(sumOf([one, other].flatMap(oneByOne)));
    }),
    { numRuns: 1000 },
  );
});
