import type { ItemDefinition } from './definition.ts';
import type { Fragment, Fragments } from './fragment.ts';
import { oneOf } from './one-of.ts';
import type { FlowProblem, Path, YamlSource } from './problem.ts';
import { moreStep, stepsOfCopy, sumsOf } from './repeat.ts';
import { both, inTexts } from './rewrite.ts';
import type { EachStep, Step, UseStep, WrittenStep } from './steps.ts';

/** Where something that was put into the item is written; `path` leads to it, or to what it was made from. */
export type Origin = { readonly source: YamlSource; readonly path: Path };
/** A step as it runs, and where it is written. */
export type ExpandedStep = { readonly step: Step; readonly origin: Origin };
/** Derived values that stand right behind the one they are made of; null: before all others. */
export type ExpandedSum = {
  readonly after: string | null;
  readonly derived: ItemDefinition['derived'][number];
  readonly origin: Origin;
};
export type Expansion =
  | { readonly ok: true; readonly steps: readonly ExpandedStep[]; readonly sums: readonly ExpandedSum[] }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

/** No citizen stands through more; fragments that double each other ten times are a bomb. */
export const MAX_STEPS = 100;

/** What holds for all steps of one list of steps. */
type Place = {
  readonly source: YamlSource;
  /** Leads to the list. */
  readonly path: Path;
  /** Names of the fragments that lead here, outermost first. */
  readonly within: readonly string[];
  /** Names of inputs in place of `$…`. */
  readonly fill: (text: string) => string;
  readonly when: string | undefined;
  /** The repetition whose copies these steps are. */
  readonly each: EachStep | null;
};

/**
 * Puts the steps of fragments in the place of the steps that use them, and of a repetition its copies. Pure; problems
 * point into the file at fault.
 */
export function expandSteps(
  written: readonly WrittenStep[],
  source: YamlSource,
  fragments: Fragments,
): Expansion {
  const problems: FlowProblem[] = [];
  const sums: ExpandedSum[] = [];
  let count = 0;

  const walk = (list: readonly WrittenStep[], place: Place): readonly ExpandedStep[] =>
    list.flatMap((step, index) => {
      if (problems.length > 0) return [];
      const path = [...place.path, index];
      switch (step.verb) {
        case 'use':
          return enter(step, path, place);
        case 'each':
          return repeat(step, path, place);
        default:
          return put(step, { source: place.source, path }, place);
      }
    });

  const put = (step: Step, origin: Origin, { fill, when, each }: Place): readonly ExpandedStep[] => {
    const say = (message: string, fix: string): readonly ExpandedStep[] => {
      problems.push(origin.source.problem(origin.path, message, fix));
      return [];
    };
    count += 1;
    if (count > MAX_STEPS) return say(TOO_MANY, 'ask for less, or make two items');
    if (each !== null && !REPEATABLE.has(step.verb))
      return say(`a ${step.verb} step is not repeated`, 'put it before or behind the each step');
    const filled = inTexts(step, fill);
    const condition = both(when, filled.when);
    return [{ step: condition === undefined ? filled : { ...filled, when: condition }, origin }];
  };

  const repeat = (each: EachStep, path: Path, place: Place): readonly ExpandedStep[] => {
    const { source } = place;
    if (place.each !== null) {
      problems.push(source.problem(path, 'a repetition within a repetition', 'make one list of both'));
      return [];
    }
    const inner = { ...place, path: [...path, 'steps'], fill: (text: string) => text, when: undefined, each };
    const once = walk(each.steps, inner);
    if (problems.length > 0) return [];
    const steps = once.map(({ step }) => step);
    const { fill } = place;
    for (const [index, derived] of sumsOf(each, steps).entries()) {
      const origin = { source, path: [...path, 'sums', Math.floor(index / each.max)] };
      const after = /^derived\.(\w+)$/.exec(fill(each.list))?.[1] ?? null;
      sums.push({ after, derived: inTexts(derived, fill), origin });
    }
    const more = put(moreStep(each), { source, path: [...path, 'more'] }, place);
    const copies = Array.from({ length: each.max }, (_, copy) =>
      stepsOfCopy(each, steps, copy).flatMap((step, index) => {
        const origin = once[index]?.origin;
        return problems.length > 0 || origin === undefined ? [] : put(step, origin, place);
      }),
    );
    return [...more, ...copies.flat()];
  };

  const enter = (use: UseStep, path: Path, place: Place): readonly ExpandedStep[] => {
    const { source: at, within } = place;
    const say = (rest: Path, message: string, fix: string): void => {
      problems.push(at.problem([...path, ...rest], message, fix));
    };
    const { fragment: name } = use;
    const fragment = fragments.get(name);
    if (within.includes(name))
      say(
        ['fragment'],
        `fragments go round in a circle: ${[...within, name].join(' → ')}`,
        'take one of these use steps out',
      );
    else if (fragment === undefined)
      say(['fragment'], `there is no fragment “${name}”`, oneOf(name, fragments.keys()));
    else if (fragment === null)
      say(['fragment'], `the fragment “${name}” cannot be read`, `correct fragments/${name}.yaml first`);
    else {
      sayInputs(use, fragment, say);
      return walk(fragment.steps, {
        source: fragment.source,
        path: ['steps'],
        within: [...within, name],
        fill: (text) => place.fill(withInputs(text, use, fragment.inputs)),
        when: both(place.when, use.when === undefined ? undefined : place.fill(use.when)),
        each: place.each,
      });
    }
    return [];
  };

  const steps = walk(written, {
    source,
    path: ['steps'],
    within: [],
    fill: (text) => text,
    when: undefined,
    each: null,
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, steps, sums };
}

const TOO_MANY = `the item has more than ${MAX_STEPS} steps`;
/** What is said, asked and looked at can be repeated; a check page, a signature, a case are of the whole item. */
const REPEATABLE: ReadonlySet<Step['verb']> = new Set(['show', 'choose', 'ask', 'scan']);

function sayInputs(
  use: UseStep,
  { inputs }: Fragment,
  say: (path: Path, message: string, fix: string) => void,
): void {
  for (const name of Object.keys(use.with).filter((given) => !Object.hasOwn(inputs, given)))
    say(['with', name], `“${name}” is no input of ${use.fragment}`, oneOf(name, Object.keys(inputs)));
  for (const [name, what] of Object.entries(inputs).filter(([wanted]) => !Object.hasOwn(use.with, wanted)))
    say([], `${use.fragment} needs to know ${name}: ${what}`, `write with: { ${name}: … }`);
}

/** `$name` is a name as expressions and texts know it, so one can stand for the other wherever it is read. */
const withInputs = (text: string, use: UseStep, inputs: Fragment['inputs']): string =>
  text.replace(/\$([a-z][a-zA-Z0-9]*)/g, (written, name: string) =>
    Object.hasOwn(inputs, name) ? (use.with[name] ?? written) : written,
  );
