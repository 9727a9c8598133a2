/**
 * What of one boot of one kiosk the hall holds: the unbroken run from the start, and pieces beyond a hole. The end of
 * the run is what the kiosk is told (`ack`), so that it may forget up to there and no further.
 */
export type Run = {
  /** Everything up to this number is held, or settled otherwise. */
  readonly end: number;
  /** Pieces beyond a hole, first and last number, in order, never touching. */
  readonly ahead: readonly (readonly [from: number, to: number])[];
};

export const emptyRun: Run = { end: 0, ahead: [] };

/** A kiosk that sends every second number must not fill the hall's memory; what is dropped here is not acknowledged. */
const MAX_PIECES = 64;

/**
 * The run with the numbers `from … to` as well.
 * @param settled what the kiosk says it was acknowledged up to: a hall that lost its data goes on from there
 */
export function extend(run: Run, [from, to]: readonly [number, number], settled: number): Run {
  const pieces = [...run.ahead, [Math.min(from, to), to] as const].sort(([one], [other]) => one - other);
  let end = Math.max(run.end, settled);
  const ahead: [number, number][] = [];
  for (const [first, last] of pieces) {
    const before = ahead.at(-1);
    if (first <= end + 1) end = Math.max(end, last);
    else if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else ahead.push([first, last]);
  }
  return { end, ahead: ahead.slice(0, MAX_PIECES) };
}

/** Whether the number is held already. */
export const holds = (run: Run, seq: number): boolean =>
  seq <= run.end || run.ahead.some(([from, to]) => from <= seq && seq <= to);

/** The numbers that are missing between what is held, first and last each. */
export const holesOf = (run: Run): readonly (readonly [number, number])[] =>
  run.ahead.map(([from], index) => [(run.ahead[index - 1]?.[1] ?? run.end) + 1, from - 1] as const);

/** Order of what one kiosk said: by boot (UUIDv7 sorts by time), then by number. */
export type Position = { readonly boot: string; readonly seq: number };

/** The first boot (UUIDv7) a kiosk whose clock is right can have made at this moment, milliseconds since 1970. */
export const firstBootAt = (at: number): string =>
  `${hexOf(at).slice(0, 8)}-${hexOf(at).slice(8)}-7000-8000-000000000000`;

const hexOf = (at: number): string => Math.max(0, at).toString(16).padStart(12, '0');

export const isAfter = (one: Position, other: Position): boolean =>
  one.boot === other.boot ? one.seq > other.seq : one.boot > other.boot;
