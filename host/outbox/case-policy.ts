import type { Text } from '../../flows/language/text.ts';
import type { CaseReceipt, ExchangeFault } from '../../flows/machine/contract.ts';
import type { Failure } from '../exchange/exchange.ts';
import { retryDelayMs } from './retry-schedule.ts';

/** What a department answers to a change it makes once a key: a case, a sealed document (`Made`). */
export type ChangeAnswer<Made> =
  | { readonly kind: 'accepted'; readonly receipt: Made }
  | { readonly kind: 'rejected'; readonly reason: Text }
  | { readonly kind: 'slot-taken' }
  | { readonly kind: 'key-reused' }
  | Failure;
export type LookupAnswer<Made> =
  | { readonly kind: 'found'; readonly receipt: Made }
  | { readonly kind: 'not-found' }
  | Failure;

/**
 * What to do next about one submission. Pure; the rule behind it: a change is never repeated blindly. Ask
 * by key first, then repeat with the same key.
 */
export type CaseSituation = {
  /** `waiting`: the citizen still looks at the screen. `pending`: told “saved, not confirmed”, so we go on until it is. */
  readonly citizen: 'waiting' | 'pending';
  /** Asked or sent without a clear answer, so far. */
  readonly tries: number;
  /** Some attempt had no clear answer: only the key tells whether a case exists. */
  readonly isUnclear: boolean;
  /** A request of ours may still be on its way there: “not found” now proves nothing. */
  readonly mayArriveLate: boolean;
  readonly fault: ExchangeFault;
};

export type CaseEvent<Made = CaseReceipt> =
  | { readonly kind: 'kept' }
  /** Found open in the journal after a start: nobody knows how far it got. */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'submitted'; readonly answer: ChangeAnswer<Made> }
  | { readonly kind: 'found'; readonly answer: LookupAnswer<Made> };

export type CaseResult<Made = CaseReceipt> =
  | { readonly kind: 'accepted'; readonly receipt: Made }
  | { readonly kind: 'rejected'; readonly reason: Text }
  | { readonly kind: 'slot-taken' }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'not-submitted'; readonly fault: ExchangeFault };
export type CaseAction<Made = CaseReceipt> =
  | { readonly kind: 'submit'; readonly afterMs: number }
  | { readonly kind: 'find'; readonly afterMs: number }
  | { readonly kind: 'finish'; readonly result: CaseResult<Made> };

export type CaseStep<Made = CaseReceipt> = {
  readonly situation: CaseSituation;
  readonly action: CaseAction<Made>;
};

export const newCase: CaseSituation = {
  citizen: 'waiting',
  tries: 0,
  isUnclear: false,
  mayArriveLate: false,
  fault: 'internal',
};

export const nextCaseStep = <Made = CaseReceipt>(
  situation: CaseSituation,
  event: CaseEvent<Made>,
): CaseStep<Made> => {
  switch (event.kind) {
    case 'kept':
      return { situation, action: { kind: 'submit', afterMs: 0 } };
    case 'resumed':
      return {
        situation: { ...situation, isUnclear: true, mayArriveLate: true },
        action: { kind: 'find', afterMs: 0 },
      };
    case 'submitted':
      return afterSubmit(situation, event.answer);
    case 'found':
      return afterFind(situation, event.answer);
  }
};

const afterSubmit = <Made>(situation: CaseSituation, answer: ChangeAnswer<Made>): CaseStep<Made> => {
  if (answer.kind !== 'failed') return { situation, action: { kind: 'finish', result: answer } };
  const { fault, effect } = answer;
  if (effect === 'none' && !situation.isUnclear && situation.citizen === 'waiting') {
    return { situation, action: { kind: 'finish', result: { kind: 'not-submitted', fault } } };
  }
  const next: CaseSituation = {
    ...situation,
    fault,
    isUnclear: situation.isUnclear || effect !== 'none',
    mayArriveLate: situation.mayArriveLate || effect === 'under-way',
  };
  // The first question follows at once: most lost answers are found, and somebody is standing there.
  if (!situation.isUnclear && next.isUnclear)
    return { situation: next, action: { kind: 'find', afterMs: 0 } };
  return later(next, 'find');
};

const afterFind = <Made>(situation: CaseSituation, answer: LookupAnswer<Made>): CaseStep<Made> => {
  switch (answer.kind) {
    case 'found':
      return { situation, action: { kind: 'finish', result: { kind: 'accepted', receipt: answer.receipt } } };
    case 'not-found':
      if (situation.citizen === 'waiting' && !situation.mayArriveLate) {
        return {
          situation,
          action: { kind: 'finish', result: { kind: 'not-submitted', fault: situation.fault } },
        };
      }
      return later(situation, 'submit');
    case 'failed':
      return later({ ...situation, fault: answer.fault }, 'find');
  }
};

const later = (situation: CaseSituation, kind: 'find' | 'submit'): CaseStep<never> => ({
  situation: { ...situation, tries: situation.tries + 1 },
  action: { kind, afterMs: retryDelayMs(situation.tries) },
});
