import type { ItemDefinition } from '../language/definition.ts';
import type { Answer, ItemInput, ItemRecord, ScannedPage, Signature } from './contract.ts';
import { type Evaluate, truthOf } from './evaluate.ts';
import { scopeOf } from './scope.ts';

/** All a citizen has given, also at steps that are no longer on the way: going back brings it back. */
export type Given = {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly signatures: Readonly<Record<string, Signature>>;
  readonly pages: Readonly<Record<string, readonly ScannedPage[]>>;
};

export const NOTHING_GIVEN: Given = { answers: {}, signatures: {}, pages: {} };

export function emptyRecord({ person, today }: ItemInput): ItemRecord {
  return {
    person,
    today,
    data: {},
    derived: {},
    answers: {},
    signatures: {},
    pages: {},
    cases: {},
    order: null,
    paidAt: null,
    issued: null,
  };
}

/**
 * The record as it stands with what was given: answers and signatures of steps that are on the way now,
 * and every derived value that can be computed from them. Steps are taken in order, so that the condition
 * of a step sees the answers before it and an answer nobody is asked for any more decides nothing.
 */
export function settle(
  definition: ItemDefinition,
  evaluate: Evaluate,
  record: ItemRecord,
  given: Given,
): ItemRecord {
  let settled = withDerived(definition, evaluate, {
    ...record,
    answers: {},
    signatures: {},
    pages: {},
  });
  for (const { id, when } of definition.steps) {
    const answer = given.answers[id];
    const signature = given.signatures[id];
    const pages = given.pages[id];
    if (answer === undefined && signature === undefined) continue;
    if (truthOf(evaluate, when, scopeOf(settled)) !== 'yes') continue;
    settled = withDerived(definition, evaluate, {
      ...settled,
      answers: answer === undefined ? settled.answers : { ...settled.answers, [id]: answer },
      signatures: signature === undefined ? settled.signatures : { ...settled.signatures, [id]: signature },
      pages: pages === undefined ? settled.pages : { ...settled.pages, [id]: pages },
    });
  }
  return settled;
}

/** In the order they are written: a derived value may use the ones before it. */
function withDerived(definition: ItemDefinition, evaluate: Evaluate, record: ItemRecord): ItemRecord {
  const derived: Record<string, Answer> = {};
  for (const { id, value } of definition.derived) {
    const result = evaluate(value, scopeOf({ ...record, derived }), 'scalar');
    if (result.kind === 'value' && isAnswer(result.value)) derived[id] = result.value;
  }
  return { ...record, derived };
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
