/** Most lines of a list that are read at a time, standing. */
export const MOST_LINES = 20;

/**
 * Where the pages of a list begin, so that each holds the lines that fit: heights in px, in order. `roomPx` is what
 * one page has to itself, `pagedRoomPx` what is left of it beside the buttons that turn pages. A line that is higher
 * than the room has a page of its own.
 */
export function pageStarts(
  heightsPx: readonly number[],
  { roomPx, pagedRoomPx }: { readonly roomPx: number; readonly pagedRoomPx: number },
): readonly number[] {
  const whole = heightsPx.reduce((sum, height) => sum + height, 0);
  if (heightsPx.length <= MOST_LINES && whole <= roomPx) return [0];
  const starts = [0];
  let start = 0;
  let used = 0;
  for (const [index, height] of heightsPx.entries()) {
    const isFull = index - start >= MOST_LINES || used + height > pagedRoomPx;
    if (isFull && index > start) {
      starts.push(index);
      start = index;
      used = 0;
    }
    used += height;
  }
  return starts;
}
