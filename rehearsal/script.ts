import type { Verb } from '../flows/language/steps.ts';
import type { Answer } from '../flows/machine/contract.ts';
import type { ProofWay } from '../flows/session/assurance.ts';

/** How one citizen brings one item to its end: who they are, and what they do at each step on their way. */
export type Script = {
  readonly item: string;
  /** Id of the citizen in the population. */
  readonly citizen: string;
  /** How they prove who they are, where the card is not enough. */
  readonly proof: ProofWay;
  readonly moves: readonly Move[];
};

/** What is done at one step, in the order in which the steps come. Steps of the machine itself are not among them. */
export type Move =
  | { readonly step: string; readonly verb: 'choose'; readonly value: string }
  /** `typed` as it is typed, an amount in yuan; null: what the register knows is taken over. */
  | { readonly step: string; readonly verb: 'ask'; readonly typed: string | null }
  /** The first time that is free; which one that is, only the office knows. */
  | { readonly step: string; readonly verb: 'book' }
  | { readonly step: string; readonly verb: Exclude<Verb, 'choose' | 'ask' | 'book'> };

export const moveAt = (script: Script, step: string): Move | null =>
  script.moves.find((move) => move.step === step) ?? null;

/** Two strokes in the middle of the pad, in millimetres. */
export const STROKES = [
  [
    { x: 20, y: 20 },
    { x: 60, y: 20 },
    { x: 90, y: 24 },
  ],
  [
    { x: 50, y: 10 },
    { x: 50, y: 40 },
  ],
] as const;

/** What a typed answer is to a machine that is asked directly: text as typed, a number as the page sends it. */
export const typedAnswer = (type: 'text' | 'number' | 'amount' | 'date' | 'phone', typed: string): Answer =>
  type === 'number' ? Number(typed) : typed;
