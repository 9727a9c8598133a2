import { inspect } from '../../flows/cel/cel.ts';
import type { ItemDefinition } from '../../flows/language/definition.ts';
import { isKeyed, knownAfter, lookUpsAfter, ruleJudgedAfter } from '../../flows/language/known-after.ts';
import type { Step, Verb } from '../../flows/language/steps.ts';
import type { DataRecord } from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { emptyRecord, type Given, keyOf, NOTHING_GIVEN, settle } from '../../flows/machine/record.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { Visitor } from './drive.ts';
import type { RecordOffice } from './record-office.ts';

export type Screened =
  /** By its place, the rule that turns them away before the first step. */
  | { readonly kind: 'refused'; readonly rule: number }
  /** How many of the things that can be told beforehand will not be as the item is for: a bill that is not due, an empty record. */
  | { readonly kind: 'may-begin'; readonly lacks: number };
export type Screening = (visitor: Visitor) => Screened;

const ACTS: ReadonlySet<Verb> = new Set(['confirm', 'submit', 'pay', 'issue', 'receipt']);

/**
 * Judges what is judged before the first step without running the item, cheapest first: rules about the person alone
 * need no record.
 */
export function createScreening(
  definition: ItemDefinition,
  evaluate: Evaluate,
  office: RecordOffice,
): Screening {
  const rules = definition.eligibility.flatMap(({ require }, place) =>
    ruleJudgedAfter(require, definition) === -1 ? [{ require, place }] : [],
  );
  const isAboutPerson = (require: string) =>
    inspect(require).references.every(({ path }) => path[0] === 'person' || path[0] === 'today');
  const [ofPerson, ofRecords] = [
    rules.filter(({ require }) => isAboutPerson(require)),
    rules.filter(({ require }) => !isAboutPerson(require)),
  ];
  const wishes = definition.steps.flatMap(wishesOf).filter(({ cel }) => knownAfter(cel, definition) === -1);
  const plain = definition.data.filter((use) => !isKeyed(use));
  const keyed = lookUpsAfter(definition, -1);

  return ({ id, person, today }) => {
    const read = (use: (typeof plain)[number], key: string | null): DataRecord => {
      const answer = office.read(definition, id, use, key);
      return answer.kind === 'ok' ? answer.record : null;
    };
    const empty = emptyRecord({ person, today });
    const broken = ofPerson.find(({ require }) => truthOf(evaluate, require, scopeOf(empty)) !== 'yes');
    if (broken !== undefined) return { kind: 'refused', rule: broken.place };
    if (ofRecords.length === 0 && wishes.length === 0) return { kind: 'may-begin', lacks: 0 };
    const data = Object.fromEntries(plain.map((use) => [use.as, read(use, null)]));
    let record = settle(definition, evaluate, { ...empty, data }, NOTHING_GIVEN);
    if (keyed.length > 0) {
      const found: Record<string, Given['found'][string]> = {};
      for (const use of keyed) {
        const key = keyOf(use, record, evaluate);
        if (key !== null) found[use.as] = { key, record: read(use, key) };
        record = settle(definition, evaluate, record, { ...NOTHING_GIVEN, found });
      }
    }
    const scope = scopeOf(record);
    const unmet = ofRecords.find(({ require }) => truthOf(evaluate, require, scope) !== 'yes');
    if (unmet !== undefined) return { kind: 'refused', rule: unmet.place };
    const lacks = wishes.filter(({ cel, wanted }) => truthOf(evaluate, cel, scope) !== wanted).length;
    return { kind: 'may-begin', lacks };
  };
}

type Wish = { readonly cel: string; readonly wanted: 'yes' | 'no' };

/**
 * What an item is for: that its acts are on the way, with the questions they hang on, and that what it always shows is
 * there.
 */
function wishesOf(step: Step, _index: number, steps: readonly Step[]): readonly Wish[] {
  const { when } = step;
  if (ACTS.has(step.verb) && when !== undefined) {
    const questions = inspect(when).references.flatMap(({ path: [first, id] }) =>
      first === 'answers' ? (steps.find((asked) => asked.id === id)?.when ?? []) : [],
    );
    return [when, ...questions].map((cel) => ({ cel, wanted: 'yes' }));
  }
  return step.verb === 'show' && when === undefined && step.empty !== undefined
    ? [{ cel: step.empty.when, wanted: 'no' }]
    : [];
}
