import { createHash } from 'node:crypto';
import { addDays } from './civil-date.ts';

/**
 * Numbers must be unique and lead back to their owner without making the whole population first. So the
 * sequence carries the citizen's index modulo the sequences, and the day of the year the rest: 490 sequences
 * of each sex, 365 days. Sequences below 20 are left to the named citizens.
 */
const SEQUENCES = 490;
const FIRST_SEQUENCE = 10;
const DAYS = 365;
/** Prime to 365, so neighbours are not born on neighbouring days; 37 × 148 = 1 modulo 365. */
const STEP = 37;
const STEP_INVERSE = 148;

export const CAPACITY = SEQUENCES * DAYS;

type Sex = 'male' | 'female';

const offset = (seed: string, order: number): number =>
  (createHash('sha256').update(seed).digest().readUInt16BE(0) + order * 101) % DAYS;

/** Sequence number and month and day (MM-DD) of a generated citizen. */
export const birthdayOf = (seed: string, index: number, sex: Sex): { sequence: number; monthDay: string } => {
  const order = index % SEQUENCES;
  const turn = Math.floor(index / SEQUENCES);
  const day = (turn * STEP + offset(seed, order)) % DAYS;
  return {
    sequence: 2 * (FIRST_SEQUENCE + order) + (sex === 'male' ? 1 : 0),
    monthDay: addDays('2001-01-01', day).slice(5),
  };
};

/** The only index that can have this birthday and sequence, or undefined. */
export const indexOf = (seed: string, birthDate: string, sequence: number): number | undefined => {
  const order = Math.floor(sequence / 2) - FIRST_SEQUENCE;
  if (order < 0 || order >= SEQUENCES) return undefined;
  const inCommonYear = Date.parse(`2001-${birthDate.slice(5)}T00:00:00Z`);
  if (Number.isNaN(inCommonYear)) return undefined;
  const day = Math.round((inCommonYear - Date.UTC(2001, 0, 1)) / 86_400_000);
  const turn = ((((day - offset(seed, order)) % DAYS) + DAYS) * STEP_INVERSE) % DAYS;
  return turn * SEQUENCES + order;
};
