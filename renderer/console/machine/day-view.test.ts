import { describe, expect, it } from 'vitest';
import { DAY_MS, dayView } from './day-view.ts';

const to = Date.parse('2026-11-24T02:00:00Z');
const hour = (n: number) => to - DAY_MS + n * 3_600_000;
const nothing = { standings: [], messages: [] };
const usage = (from: string, visits: number) => ({
  at: to,
  ty: 'use',
  d: { from, to: from, visits, withoutItem: 0, items: [] },
});

describe('the day of a machine', () => {
  it('of which nothing is told is not known, and not well', () => {
    expect(dayView(nothing, [], to).spans).toEqual([{ from: to - DAY_MS, to, tone: 'stale' }]);
  });

  it('is well, partly withdrawn, out of service, and out of reach, each from its moment', () => {
    const { spans } = dayView(
      {
        ...nothing,
        standings: [
          { at: hour(20), kind: 'reach', reach: 'unreachable' },
          { at: hour(2), kind: 'reach', reach: 'online' },
          { at: hour(2), kind: 'offer', offered: 10, assigned: 10 },
          { at: hour(6), kind: 'offer', offered: 4, assigned: 10 },
          { at: hour(8), kind: 'offer', offered: 0, assigned: 10 },
        ],
      },
      [],
      to,
    );
    expect(spans).toEqual([
      { from: hour(0), to: hour(2), tone: 'stale' },
      { from: hour(2), to: hour(6), tone: 'ok' },
      { from: hour(6), to: hour(8), tone: 'warn' },
      { from: hour(8), to: hour(20), tone: 'down' },
      { from: hour(20), to: hour(24), tone: 'lost' },
    ]);
  });

  it('shows maintenance within it only', () => {
    const window = {
      id: 'a',
      kiosk: 'TL-003',
      hall: 'h',
      from: hour(-5),
      to: hour(3),
      reason: '',
      by: 'zhou',
    };
    expect(dayView(nothing, [window], to).spans.at(-1)).toEqual({ from: hour(0), to: hour(3), tone: 'mnt' });
  });

  it('counts visits by quarters of an hour', () => {
    const messages = [
      usage('2026-11-23T09:10:00.000Z', 2),
      usage('2026-11-23T09:05:00.000Z', 3),
      usage('2026-11-23T09:15:00.000Z', 1),
    ].map((each) => ({ ...each, ty: 'use' as const }));
    const quarters = dayView({ standings: [], messages }, [], to).quarters;
    expect(quarters.map(({ visits }) => visits)).toEqual([5, 1]);
  });
});
