import { describe, expect, it } from 'vitest';
import { countdown, isFinal, isWorthTelling, phaseOf, RENEW_MS, WARN_MS } from './idle.ts';

const END = 1_000_000_000;

describe('a session', () => {
  it('is fine until two minutes before its end, then warned of, then over', () => {
    expect(phaseOf(END, END - WARN_MS - 1)).toBe('fine');
    expect(phaseOf(END, END - WARN_MS)).toBe('ending');
    expect(phaseOf(END, END - 1)).toBe('ending');
    expect(phaseOf(END, END)).toBe('over');
  });

  it('is told of at most once a minute that somebody is there, but at once when it nears its end', () => {
    expect(isWorthTelling('fine', END, END + RENEW_MS - 1)).toBe(false);
    expect(isWorthTelling('fine', END, END + RENEW_MS)).toBe(true);
    expect(isWorthTelling('ending', END, END + 1000)).toBe(true);
    expect(isWorthTelling('over', END, END + RENEW_MS)).toBe(false);
  });

  it('that nothing prolongs any more is known by how short it still is just after somebody was there', () => {
    expect(isFinal(END, END - WARN_MS)).toBe(true);
    expect(isFinal(END, END - WARN_MS - 1)).toBe(false);
  });

  it.each([
    [120_000, '2:00'],
    [65_000, '1:05'],
    [64_001, '1:05'],
    [1, '0:01'],
    [0, '0:00'],
    [-5000, '0:00'],
  ])('counts %i ms down as %s', (left, shown) => {
    expect(countdown(END, END - left)).toBe(shown);
  });
});
