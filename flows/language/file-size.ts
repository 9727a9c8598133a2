/** Longest file: the parser needs seconds for a megabyte, and no item needs a tenth of this. */
export const MAX_BYTES = 100_000;
