import { describe, expect, it } from 'vitest';
import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { hallMarks, mapView, planOf } from './map-view.ts';

const east = { 'zh-CN': '一楼东侧', en: 'Ground floor, east' };
const west = { 'zh-CN': '一楼西侧', en: 'Ground floor, west' };
const machine = (kiosk: string, changes: Partial<FleetMachine> = {}): FleetMachine => ({
  kiosk,
  hall: 'h-1',
  place: east,
  state: 'normal',
  reach: 'online',
  heardAt: 0,
  offered: 1,
  assigned: 1,
  busy: false,
  version: null,
  release: null,
  alarms: 0,
  worst: null,
  ...changes,
});
const hall = (id: string, location?: { lat: number; lon: number }): FleetAnswer['halls'][number] => ({
  id,
  name: { 'zh-CN': `${id}大厅`, en: id },
  opening: 'always',
  ...(location ? { location } : {}),
});

const machines = [
  machine('TL-001'),
  machine('TL-002', { state: 'degraded' }),
  machine('TL-003', { hall: 'h-2', reach: 'suspect' }),
  machine('TL-004', { hall: 'h-3' }),
];
const fleet: FleetAnswer = {
  at: 0,
  halls: [hall('h-1', { lat: 29.8, lon: 119.69 }), hall('h-2', { lat: 29.93, lon: 119.44 }), hall('h-3')],
  machines,
};

describe('halls on the map', () => {
  const marks = hallMarks(fleet, machines);

  it('say how many of their machines stand how, and the worst of it', () => {
    expect(marks.map(({ id, counts, worst }) => [id, counts, worst])).toEqual([
      [
        'h-1',
        [
          ['normal', 1],
          ['degraded', 1],
        ],
        'degraded',
      ],
      ['h-2', [['stale', 1]], 'stale'],
      ['h-3', [['normal', 1]], 'normal'],
    ]);
  });

  it('stand on the map only where their coordinates are known', () => {
    const { picture, labels } = mapView(marks, { width: 800, height: 500 }, ({ id }) => id);
    expect([...picture.points.keys()]).toEqual(['h-1', 'h-2']);
    expect([...labels.keys()].toSorted()).toEqual(['h-1', 'h-2']);
  });

  it('are there for the machines that are looked for only', () => {
    expect(hallMarks(fleet, machines.slice(0, 1)).map(({ id, counts }) => [id, counts])).toEqual([
      ['h-1', [['normal', 1]]],
    ]);
  });
});

describe('the plan of a hall', () => {
  it('has an area for each place that was written down', () => {
    const plan = planOf([machine('TL-001'), machine('TL-002', { place: west }), machine('TL-003')]);
    expect(plan.map(({ place, machines: mine }) => [place, mine.map(({ kiosk }) => kiosk)])).toEqual([
      [east, ['TL-001', 'TL-003']],
      [west, ['TL-002']],
    ]);
  });
});
