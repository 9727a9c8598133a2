import type { ItemDefinition } from '../language/definition.ts';

/** How sure the machine is of who stands there: a level of the whole visit, raised when an item first needs it. */
export type Assurance = ItemDefinition['assurance'];

/** The ways to raise it beyond the card. Both are always offered; each is enough. */
export const proofWays = ['face', 'password'] as const;
export type ProofWay = (typeof proofWays)[number];

/**
 * `card+face` and `card+password` are two names of one height: an item says how sure it must be, never by which
 * means, so that a face is never the only way. Which of the two it names decides what is offered first.
 */
const height: Readonly<Record<Assurance, number>> = {
  none: 0,
  card: 1,
  'card+face': 2,
  'card+password': 2,
};

export function satisfies(reached: Assurance, needed: Assurance): boolean {
  return height[reached] >= height[needed];
}

export function raisedBy(way: ProofWay): Assurance {
  return way === 'face' ? 'card+face' : 'card+password';
}

/** Which way an item of this level puts first. */
export function firstWayOf(needed: Assurance): ProofWay {
  return needed === 'card+password' ? 'password' : 'face';
}

/** Faces compared in one visit, whatever came of it; after that the password is left. */
export const FACE_TRIES = 3;
