import { inspect } from '../../flows/cel/cel.ts';
import type { ItemDefinition } from '../../flows/language/definition.ts';
import { isKeyed } from '../../flows/language/known-after.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import { type AnswerContext, checkAnswer } from '../../flows/machine/answers.ts';
import type { Choice, ItemRecord, ItemView } from '../../flows/machine/contract.ts';
import type { Evaluate } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import { type Move, typedAnswer } from '../script.ts';
import { typedWords, yuanOf } from './typed-words.ts';

export type CandidateWorld = {
  readonly evaluate: Evaluate;
  /** What the citizen could type off the papers of their home, nearest first. */
  readonly words: () => readonly string[];
  /** How much a set holds under a key; 0 for nothing. */
  readonly fullness: (set: string, key: string) => number;
  /** Numbers of other people: for a spouse to be, a helper, whoever an item asks for. */
  readonly strangers: () => readonly string[];
};

/** How many answers to one typed question are worth trying. */
const TYPED = 4;
const KEYS = 12;

/** What can be done at the step a view stands at, likeliest first; never empty unless nothing would be taken. */
export function candidatesAt(
  definition: ItemDefinition,
  view: Extract<ItemView, { kind: 'step' | 'booking' | 'scanning' }>,
  record: ItemRecord,
  world: CandidateWorld,
): readonly Move[] {
  const { step } = view;
  switch (step.verb) {
    case 'choose':
      return (view.kind === 'step' ? view.options : [])
        .toSorted(unsureLast(step))
        .map(({ value }) => ({ step: step.id, verb: 'choose', value }));
    case 'ask': {
      const offered = view.kind === 'step' && view.offered !== null;
      const typed = typedAt(definition, step, record, world).map((word): Move => typing(step.id, word));
      return offered ? [{ step: step.id, verb: 'ask', typed: null }, ...typed] : typed;
    }
    case 'book':
      return [{ step: step.id, verb: 'book' }];
    case 'show':
    case 'sign':
    case 'scan':
    case 'confirm':
      return [{ step: step.id, verb: step.verb }];
  }
}

const typing = (step: string, typed: string): Move => ({ step, verb: 'ask', typed });

/** 我不确定 is an honest answer, and seldom the one that leads on. */
const unsureLast =
  ({ unsure }: StepOf<'choose'>) =>
  (one: Choice, other: Choice): number =>
    Number(one.value === unsure?.value) - Number(other.value === unsure?.value);

function typedAt(
  definition: ItemDefinition,
  step: StepOf<'ask'>,
  record: ItemRecord,
  world: CandidateWorld,
): readonly string[] {
  const context: AnswerContext = { scope: scopeOf(record), evaluate: world.evaluate, slots: null };
  const isTaken = (typed: string) => checkAnswer(step, typedAnswer(step.type, typed), context).kind === 'ok';
  const made = typedWords(step, context.scope, world.evaluate).filter(isTaken);
  const sets = keyedBy(definition, step.id);
  if (sets.length === 0 && step.check === undefined && step.type !== 'text')
    return unique([...compared(definition, step, isTaken), ...made]).slice(0, TYPED);
  if (sets.length > 0) {
    const words = [...world.words(), ...world.strangers()].filter(isTaken);
    const found = words.map((word) => ({
      word,
      fullness: Math.min(...sets.map((set) => world.fullness(set, word))),
    }));
    const known = found
      .filter(({ fullness }) => fullness > 0)
      .toSorted((one, other) => other.fullness - one.fullness)
      .map(({ word }) => word);
    // Whom a register knows, and whom it does not: a name may have to be one nobody bears yet.
    return unique(known.flatMap((word, index) => [word, ...made.slice(index, index + 1)]).concat(made)).slice(
      0,
      KEYS,
    );
  }
  if (step.check === undefined)
    return unique([...compared(definition, step, isTaken), ...made]).slice(0, TYPED);
  const others = [...world.words(), ...world.strangers()].filter(
    (word) => word !== record.person.number && isTaken(word),
  );
  return unique([...others, ...made]).slice(0, KEYS);
}

/** Data sets whose key is what is answered at this step. */
function keyedBy(definition: ItemDefinition, step: string): readonly string[] {
  return definition.data
    .filter(isKeyed)
    .filter(({ key }) => pathsIn(definition, key).has(`answers.${step}`))
    .map(({ set }) => set);
}

/** What an expression reads, through derived values: `answers.child`, `licence`. */
export function pathsIn(definition: ItemDefinition, expression: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (cel: string): void => {
    for (const { path } of inspect(cel).references) {
      const [first = '', second = ''] = path;
      const name = first === 'answers' || first === 'derived' ? `${first}.${second}` : first;
      if (found.has(name)) continue;
      found.add(name);
      const inside =
        first === 'derived'
          ? definition.derived.find(({ id }) => id === second)?.value
          : definition.data.find(({ as }) => as === first)?.key;
      if (inside !== undefined) walk(inside);
    }
  };
  walk(expression);
  return found;
}

/** Numbers and texts the item's rules compare this answer with: the bounds that decide something. */
function compared(
  definition: ItemDefinition,
  step: StepOf<'ask'>,
  isTaken: (typed: string) => boolean,
): readonly string[] {
  const rules = definition.eligibility.map(({ require }) => require);
  return rules
    .filter((rule) => pathsIn(definition, rule).has(`answers.${step.id}`))
    .flatMap((rule) => rule.match(/\d+/g) ?? [])
    .map((digits) => (step.type === 'amount' ? yuanOf(Number(digits)) : digits))
    .filter(isTaken);
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
