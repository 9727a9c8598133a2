import { describe, expect, it } from 'vitest';
import {
  civilDate,
  clock,
  clockWithSeconds,
  dayLine,
  groupedPhone,
  lunarDay,
  lunarLine,
  minutesAndSeconds,
  monthName,
  shortDay,
  yuan,
} from './format.ts';

describe('the time of the hall', () => {
  it('is that of Shanghai, whatever zone the machine is in', () => {
    expect(clock(new Date('2026-11-24T01:41:00Z'))).toBe('09:41');
    expect(clock(new Date('2026-11-23T16:05:00Z'))).toBe('00:05');
    expect(clockWithSeconds('2026-11-24T01:48:16Z')).toBe('09:48:16');
  });
  it('shows nothing rather than nonsense for an instant that cannot be read', () => {
    expect(clockWithSeconds('soon')).toBe('');
  });
  it('names the day in both languages, past midnight in Shanghai', () => {
    const at = new Date('2026-11-23T16:30:00Z');
    expect(dayLine(at, 'zh-CN')).toBe('11月24日 星期二');
    expect(dayLine(at, 'en')).toBe('Tuesday 24 November');
  });
  it('says lunar days as people do', () => {
    expect([1, 10, 11, 19, 20, 21, 30].map(lunarDay)).toEqual([
      '初一',
      '初十',
      '十一',
      '十九',
      '二十',
      '廿一',
      '三十',
    ]);
    expect(lunarLine(new Date('2026-11-24T01:41:00Z'))).toBe('农历十月十六');
  });
});

describe('dates, money and numbers', () => {
  it('keeps a civil date the same day', () => {
    expect(civilDate('2026-10-12', 'zh-CN')).toBe('2026年10月12日');
    expect(civilDate('2026-01-01', 'en')).toBe('1 January 2026');
    expect(shortDay('2026-11-25', 'zh-CN')).toEqual({ day: '11月25日', weekday: '星期三' });
    expect(monthName(2026, 2, 'en')).toBe('February 2026');
  });
  it('writes fen as yuan', () => {
    expect(yuan(328_640)).toBe('3,286.40');
    expect(yuan(5)).toBe('0.05');
  });
  it('groups a phone number while it is typed', () => {
    expect(['1', '1380', '13805715678'].map(groupedPhone)).toEqual(['1', '138 0', '138 0571 5678']);
  });
  it('counts in minutes and seconds', () => {
    expect([0, 9, 65, 180].map(minutesAndSeconds)).toEqual(['0:00', '0:09', '1:05', '3:00']);
  });
});
