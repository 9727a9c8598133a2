import { describe, expect, it } from 'vitest';
import { firstNames } from './first-names.ts';

describe('a list of names in a narrow place', () => {
  it('is whole where it fits', () => {
    expect(firstNames(['公安局', '民政局'], 9)).toEqual(['公安局', '民政局']);
  });

  it('ends in dots where it does not', () => {
    expect(firstNames(['公安局', '民政局', '税务局'], 10)).toEqual(['公安局', '民政局', '…']);
    expect(firstNames(['Public Security Bureau'], 10)).toEqual(['…']);
  });
});
