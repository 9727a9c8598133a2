import { describe, expect, it } from 'vitest';
import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { byHall, commonPrefix, type Filter, matching, tally, upTo } from './filter.ts';

const machine = (kiosk: string, changes: Partial<FleetMachine> = {}): FleetMachine => ({
  kiosk,
  hall: 'tonglu-1',
  place: { 'zh-CN': '一楼东侧', en: 'Ground floor, east' },
  state: 'normal',
  reach: 'online',
  heardAt: 1,
  offered: 10,
  assigned: 10,
  busy: false,
  version: '0.1.0',
  release: null,
  alarms: 0,
  worst: null,
  ...changes,
});
const fleet: FleetAnswer = {
  at: 1,
  halls: [
    { id: 'tonglu-1', name: { 'zh-CN': '桐庐县政务服务中心', en: 'Tonglu hall' }, opening: 'always' },
    { id: 'tonglu-2', name: { 'zh-CN': '分水镇便民服务中心', en: 'Fenshui hall' }, opening: 'always' },
  ],
  machines: [
    machine('TL-10', { hall: 'tonglu-2' }),
    machine('TL-9', { state: 'degraded' }),
    machine('TL-8', { reach: 'suspect' }),
  ],
};
const everything: Filter = { query: '', scope: null, look: null };
const found = (filter: Partial<Filter>) =>
  matching(fleet, { ...everything, ...filter }).map(({ kiosk }) => kiosk);

describe('a search finds machines', () => {
  it('in the order of their numbers', () => expect(found({})).toEqual(['TL-8', 'TL-9', 'TL-10']));
  it('by number', () => expect(found({ query: 'tl-1' })).toEqual(['TL-10']));
  it('by hall, in both languages', () => {
    expect(found({ query: '分水' })).toEqual(['TL-10']);
    expect(found({ query: 'fenshui' })).toEqual(['TL-10']);
  });
  it('by place', () => expect(found({ query: 'ground floor' })).toHaveLength(3));
  it('by state: one that is late is not among the normal', () => {
    expect(found({ look: 'normal' })).toEqual(['TL-10']);
    expect(found({ look: 'stale' })).toEqual(['TL-8']);
  });
  it('within one hall only', () => expect(found({ scope: 'tonglu-2' })).toEqual(['TL-10']));
});

it('machines stand in their halls, and one whose hall nobody wrote down is still shown', () => {
  const groups = byHall(fleet, [...fleet.machines, machine('TL-11', { hall: 'zz' })]);
  expect(groups.map(({ hall, machines }) => [hall.id, machines.length])).toEqual([
    ['tonglu-1', 2],
    ['tonglu-2', 1],
    ['zz', 1],
  ]);
});

it('a hall is drawn whole or not at all, and none once there are enough machines', () => {
  const groups = [2, 1, 3].map((n) => ({ machines: Array(n).fill('a machine') }));
  expect(upTo(groups, 1, ({ machines }) => machines.length)).toHaveLength(1);
  expect(upTo(groups, 3, ({ machines }) => machines.length)).toHaveLength(2);
  expect(upTo(groups, 4, ({ machines }) => machines.length)).toHaveLength(3);
});

it('states are counted, and what there is none of is left out', () => {
  expect(tally(fleet.machines)).toEqual([
    ['normal', 1],
    ['degraded', 1],
    ['stale', 1],
  ]);
  expect(tally([])).toEqual([['normal', 0]]);
});

it('what numbers have in common is said once', () => {
  expect(commonPrefix(fleet.machines)).toBe('TL-');
  expect(commonPrefix([machine('TL-1'), machine('FY-1')])).toBe('');
});
