import { describe, expect, it } from 'vitest';
import type { UsageAnswer } from '../../../hall/api/contract.ts';
import { funnelOf, itemsUsed, tableOf, versionsOf } from './funnel-view.ts';

type Row = UsageAnswer['rows'][number];
const row = (outcome: Row['outcome'], n: number, changes: Partial<Row> = {}): Row => ({
  date: '2026-11-24',
  item: 'medins.remote-filing',
  version: 3,
  outcome,
  step: null,
  n,
  seconds: n * 60,
  ratings: [0, 0, 0, 0, n],
  ...changes,
});
const rows = [
  row('done', 60),
  row('done', 10, { date: '2026-11-23' }),
  row('left', 12, { step: 'scan' }),
  row('left', 6, { step: 'city' }),
  row('left', 5),
  row('refused', 8),
  row('failed', 7),
];

describe('the funnel of an item', () => {
  const funnel = funnelOf(rows, ['city', 'scan', 'sign']);

  it('loses people in the order of the steps, and then to what has no step', () => {
    expect(funnel.rows).toEqual([
      { at: { kind: 'start' }, came: 108, past: 108 },
      { at: { kind: 'step', step: 'city' }, came: 108, past: 102 },
      { at: { kind: 'step', step: 'scan' }, came: 102, past: 90 },
      { at: { kind: 'other-steps' }, came: 90, past: 85 },
      { at: { kind: 'ineligible' }, came: 85, past: 77 },
      { at: { kind: 'machine' }, came: 77, past: 70 },
      { at: { kind: 'finish' }, came: 70, past: 70 },
    ]);
  });

  it('says which step to mend first, and what the machine is to blame for', () => {
    expect(funnel).toMatchObject({ worst: { step: 'scan', left: 12 }, byMachine: 7, meanSeconds: 60 });
  });

  it('of nothing is empty, and has no worst step', () => {
    expect(funnelOf([], [])).toMatchObject({ begun: 0, done: 0, worst: null, meanSeconds: null });
  });

  it('puts a step that the catalogue does not know last', () => {
    const strange = funnelOf([row('left', 5, { step: 'zzz' }), row('left', 5, { step: 'scan' })], ['scan']);
    expect(strange.rows.map(({ at }) => ('step' in at ? at.step : at.kind))).toEqual([
      'start',
      'scan',
      'zzz',
      'finish',
    ]);
  });
});

it('items stand by how often they were begun', () => {
  const other = row('done', 500, { item: 'hrss.pension', version: 1 });
  expect(itemsUsed([...rows, other])).toEqual([
    { item: 'hrss.pension', begun: 500, done: 500 },
    { item: 'medins.remote-filing', begun: 108, done: 70 },
  ]);
});

it('versions of an item stand newest first', () => {
  expect(versionsOf([...rows, row('done', 5, { version: 12 })], 'medins.remote-filing')).toEqual([12, 3]);
});

it('the table adds up days, and keeps opinions', () => {
  expect(tableOf(rows)[0]).toEqual({
    outcome: 'done',
    step: null,
    n: 70,
    seconds: 4200,
    ratings: [0, 0, 0, 0, 70],
  });
});
