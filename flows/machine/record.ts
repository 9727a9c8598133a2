import type { ItemDefinition } from '../language/definition.ts';
import { isKeyed, type KeyedUse } from '../language/known-after.ts';
import type { Answer, DataRecord, ItemInput, ItemRecord, ScannedPage, Signature } from './contract.ts';
import { type Evaluate, truthOf } from './evaluate.ts';
import { scopeOf } from './scope.ts';

/** All a citizen has given and all that was found by it, also at steps that are no longer on the way: going back brings it back. */
export type Given = {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly signatures: Readonly<Record<string, Signature>>;
  readonly pages: Readonly<Record<string, readonly ScannedPage[]>>;
  /** Records found by a key, under the name of their data, with the key they were found by. */
  readonly found: Readonly<Record<string, { readonly key: string; readonly record: DataRecord }>>;
};

export const NOTHING_GIVEN: Given = { answers: {}, signatures: {}, pages: {}, found: {} };

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
    parts: [],
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
  const complete = (next: ItemRecord): ItemRecord => known(definition, evaluate, next, given);
  let settled = complete({
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
    settled = complete({
      ...settled,
      answers: answer === undefined ? settled.answers : { ...settled.answers, [id]: answer },
      signatures: signature === undefined ? settled.signatures : { ...settled.signatures, [id]: signature },
      pages: pages === undefined ? settled.pages : { ...settled.pages, [id]: pages },
    });
  }
  return settled;
}

/** Records by key may rest on derived values, and derived values on records by key. */
function known(definition: ItemDefinition, evaluate: Evaluate, record: ItemRecord, given: Given): ItemRecord {
  const keyed = definition.data.filter(isKeyed);
  const plain = withDerived(definition, evaluate, record);
  if (keyed.length === 0) return plain;
  let withRecords = plain;
  for (const use of keyed) {
    const found = given.found[use.as];
    const isItsOwn = found !== undefined && found.key === keyOf(use, withRecords, evaluate);
    const data = { ...withRecords.data, [use.as]: isItsOwn ? found.record : null };
    withRecords = { ...withRecords, data };
  }
  return withDerived(definition, evaluate, withRecords);
}

/** Whose record is asked for; null while nobody can say. */
export function keyOf(use: KeyedUse, record: ItemRecord, evaluate: Evaluate): string | null {
  const key = evaluate(use.key, scopeOf(record), 'string');
  return key.kind === 'value' && typeof key.value === 'string' && key.value !== '' ? key.value : null;
}

/** In the order they are written: a derived value may use the ones before it. */
function withDerived(definition: ItemDefinition, evaluate: Evaluate, record: ItemRecord): ItemRecord {
  let derived: ItemRecord['derived'] = {};
  for (const { id, value } of definition.derived) {
    const result = evaluate(value, scopeOf({ ...record, derived }), 'plain');
    if (result.kind === 'undetermined') continue;
    if (isAnswer(result.value) || Array.isArray(result.value)) derived = { ...derived, [id]: result.value };
  }
  return { ...record, derived };
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
