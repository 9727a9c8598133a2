import { describe, expect, it } from 'vitest';
import {
  age,
  civilDay,
  clockTime,
  countdown,
  dayBefore,
  dayWords,
  masked,
  nextMorning,
  percent,
  shortMoment,
  span,
} from './format.ts';
import { consoleWords } from './words/console-words.ts';

const zh = consoleWords('zh-CN');
const en = consoleWords('en');
const at = Date.parse('2026-11-24T02:16:32Z');

describe('a span of time', () => {
  it.each([
    [0, '0秒', '0 s'],
    [59_999, '59秒', '59 s'],
    [60_000, '1分', '1 min'],
    [1_112_000, '18分32秒', '18 min 32 s'],
    [5_760_000, '1时36分', '1 h 36 min'],
    [266_400_000, '3天2时', '3 d 2 h'],
    [-5, '0秒', '0 s'],
  ])('of %i ms has two units at most', (ms, chinese, english) => {
    expect(span(ms, zh)).toBe(chinese);
    expect(span(ms, en)).toBe(english);
  });

  it('since a moment is its age', () => {
    expect(age(at - 2000, at, zh)).toBe('2秒前');
    expect(age(at - 10, at, zh)).toBe('刚刚');
  });
});

describe('a moment', () => {
  it('is told by the clock of the halls', () => {
    expect(clockTime(at)).toBe('10:16:32');
    expect(civilDay(Date.parse('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
    expect(dayBefore(at, 29)).toBe('2026-10-26');
  });

  it('of another day says its day', () => {
    expect(shortMoment(at, at)).toBe('10:16');
    expect(shortMoment(at, at + 86_400_000)).toBe('11-24 10:16');
  });

  it.each(['2026-11-23T16:00:00Z', '2026-11-24T15:59:59Z'])(
    'of %s is before nine of the next day',
    (moment) => {
      expect(new Date(nextMorning(Date.parse(moment))).toISOString()).toBe('2026-11-25T01:00:00.000Z');
    },
  );
});

describe('a share', () => {
  it('is never rounded up to all', () => expect(percent(99_999, 100_000)).toBe('99.99'));
  it('of nothing is not known', () => expect(percent(0, 0)).toBeNull());
});

it('names of staff are masked', () => {
  expect(['zhou', 'wu', 'wang.qiang'].map(masked)).toEqual(['z＊＊u', 'w＊', 'w＊＊＊g']);
});

describe('what is left', () => {
  it.each([
    [0, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [25 * 60_000 + 36_000, '25:36'],
    [3 * 3_600_000 + 60_000, '3:01:00'],
    [-5, '0:00'],
  ])('%d ms is %s', (ms, words) => {
    expect(countdown(ms)).toBe(words);
  });
});

describe('a day', () => {
  const now = Date.parse('2026-11-24T10:16:32+08:00');
  it.each([
    ['2026-11-02T00:00:00+08:00', 'zh-CN', '11月2日'],
    ['2026-11-01T16:00:00Z', 'en', '2 November'],
    ['2025-12-30T12:00:00+08:00', 'zh-CN', '2025年12月30日'],
    ['2025-12-30T12:00:00+08:00', 'en', '30 December 2025'],
  ] as const)('%s is in %s %s', (at, language, words) => {
    expect(dayWords(Date.parse(at), now, language)).toBe(words);
  });
});
