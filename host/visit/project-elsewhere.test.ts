import { describe, expect, test } from 'vitest';
import type { NearestAnswer, OfficeQueue } from '../../wire/elsewhere.ts';
import type { Machine } from '../contract/screen.ts';
import type { Elsewhere } from './elsewhere-desk.ts';
import { counterElsewhere, machinesElsewhere, queueElsewhere, subjectOf } from './project-elsewhere.ts';
import { say } from './words.ts';

const ITEM = 'medins.remote-filing';
const neighbour = { id: 'TL-013', where: say('就在左边', 'to your left') };
const machine: Machine = {
  id: 'TL-003',
  hall: say('桐庐', 'Tonglu'),
  panel: { pxPerMm: 3.64, orientation: 'portrait' },
  help: {
    phone: '12345',
    desk: say('台', 'desk'),
    hours: say('时', 'hours'),
    place: say('亭', 'bay'),
    neighbour,
  },
};
const now = new Date('2026-11-24T06:06:00Z');
const given = (known: Elsewhere) => ({ elsewhere: () => known, machine, now });
const told = (answer: Partial<NearestAnswer>) =>
  given({ kind: 'told', answer: { item: ITEM, machines: [], office: null, ...answer } });
const at = (kiosk: string, distanceM: number | null) => ({
  kiosk,
  hall: 'h',
  hallName: say('桐君街道服务中心', 'Tongjun centre'),
  place: say('门厅', 'lobby'),
  distanceM,
});
const queue = (queue: OfficeQueue) =>
  queueElsewhere(told({ office: { name: say('医保窗口', 'Medical counter'), queue } }), ITEM);

describe('machines that can do it now', () => {
  test('are named with place and way, the nearest two', () => {
    const machines = [at('TL-004', 0), at('TL-021', 1100), at('HZ-001', 70_200)];
    expect(machinesElsewhere(told({ machines }), ITEM)).toEqual([
      { id: 'TL-004', where: say('本大厅，门厅', 'In this hall, lobby') },
      {
        id: 'TL-021',
        where: say(
          '桐君街道服务中心，门厅，约1.1公里，步行约24分钟',
          'Tongjun centre, lobby, about 1.1 km, 24 min on foot',
        ),
      },
    ]);
  });

  test.each([
    [700, '桐君街道服务中心，门厅，约700米，步行约16分钟'],
    [70_200, '桐君街道服务中心，门厅，约70.2公里'],
    [null, '桐君街道服务中心，门厅'],
  ])('%s metres away are walked to, too far to walk, or somewhere', (metres, where) => {
    const [only] = machinesElsewhere(told({ machines: [at('TL-021', metres)] }), ITEM);
    expect(only?.where['zh-CN']).toBe(where);
  });

  test('are those of the configuration where the hall does not say, none while it is asked or knows of none', () => {
    expect(machinesElsewhere(given({ kind: 'unknown' }), ITEM)).toEqual([neighbour]);
    expect(machinesElsewhere(given({ kind: 'asking' }), ITEM)).toEqual([]);
    expect(machinesElsewhere(told({}), ITEM)).toEqual([]);
  });
});

describe('the queue of an office', () => {
  const at = Date.parse('2026-11-24T06:05:00Z');

  test('is told with its age', () => {
    expect(queue({ state: 'open', waiting: 12, minutes: 25, at })).toEqual(
      say('现在前面约12人，约25分钟（14:05）', 'about 12 waiting, about 25 min (as of 14:05)'),
    );
    expect(queue({ state: 'open', waiting: 0, minutes: 0, at })?.['zh-CN']).toBe('现在不用排队（14:05）');
  });

  test.each([
    ['2026-11-24T07:00:00Z', '现在没开门，今天15:00开', 'closed, opens today at 15:00'],
    ['2026-11-25T01:00:00Z', '现在没开门，明天09:00开', 'closed, opens tomorrow at 09:00'],
    ['2026-11-30T01:00:00Z', '现在没开门，11月30日09:00开', 'closed, opens on 2026-11-30 at 09:00'],
  ])('is closed until %s', (opensAt, chinese, english) => {
    expect(queue({ state: 'closed', opensAt: Date.parse(opensAt) })).toEqual(say(chinese, english));
  });

  test('is not told where nobody knows it', () => {
    expect(queue({ state: 'unknown' })).toBeNull();
    expect(queueElsewhere(told({}), ITEM)).toBeNull();
    expect(queueElsewhere(given({ kind: 'unknown' }), ITEM)).toBeNull();
  });

  test('has the counter’s name before it where the screen does not name it', () => {
    const input = told({
      office: { name: say('医保', 'Medical'), queue: { state: 'open', waiting: 3, minutes: 6, at } },
    });
    const window = { place: say('医保窗口', 'Medical counter'), hours: say('工作日', 'working days') };
    expect(counterElsewhere(input, { id: ITEM, window })?.['zh-CN']).toBe(
      '医保窗口：现在前面约3人，约6分钟（14:05）',
    );
  });
});

test('a screen that sends nobody anywhere asks nothing', () => {
  expect(subjectOf({ kind: 'clearing' }, ITEM)).toBeUndefined();
  expect(subjectOf({ kind: 'not-charged', subject: say('罚款', 'Fine') }, ITEM)).toBeUndefined();
  const out = { title: say('停', 'out'), text: say('停', 'out'), since: '', elsewhere: [] };
  expect(subjectOf({ kind: 'out-of-service', ...out }, null)).toBeNull();
});
