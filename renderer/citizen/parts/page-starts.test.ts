import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_LINES, pageStarts } from './page-starts.ts';

const lines = (count: number, height = 44): readonly number[] => Array.from({ length: count }, () => height);
const room = { roomPx: 1000, pagedRoomPx: 900 };

describe('the pages of a list', () => {
  it('are one, without buttons, as long as all of it fits', () => {
    expect(pageStarts([], room)).toEqual([0]);
    expect(pageStarts(lines(20), room)).toEqual([0]);
  });
  it('hold twenty lines at most, however small they are', () => {
    expect(pageStarts(lines(41, 10), room)).toEqual([0, 20, 40]);
  });
  it('hold fewer where lines are higher, and leave room for the buttons', () => {
    expect(pageStarts(lines(7, 150), room)).toEqual([0, 6]);
    expect(pageStarts([300, 300, 300, 300, 300], room)).toEqual([0, 3]);
  });
  it('hold every line once and fit, unless one line alone is too high', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_200 }), { maxLength: 200 }), (heights) => {
        const starts = pageStarts(heights, room);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
        for (const [page, start] of starts.entries()) {
          const shown = heights.slice(start, starts[page + 1]);
          expect(shown.length).toBeLessThanOrEqual(MOST_LINES);
          if (shown.length > 1)
            expect(shown.reduce((sum, height) => sum + height, 0)).toBeLessThanOrEqual(
              starts.length === 1 ? room.roomPx : room.pagedRoomPx,
            );
        }
      }),
    );
  });
});
