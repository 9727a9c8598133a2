import type { Step, UseStep, WrittenStep } from './definition.ts';
import type { Fragment, Fragments } from './fragment.ts';
import { oneOf } from './one-of.ts';
import type { FlowProblem, Path, YamlSource } from './problem.ts';

/** A step as it runs, and where it is written. */
export type ExpandedStep = { readonly step: Step; readonly source: YamlSource; readonly index: number };
export type Expansion =
  | { readonly ok: true; readonly steps: readonly ExpandedStep[] }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

/** No citizen stands through more; fragments that double each other ten times are a bomb. */
export const MAX_STEPS = 100;

type Place = {
  readonly source: YamlSource;
  /** Names of the fragments that lead here, outermost first. */
  readonly within: readonly string[];
};

/** Puts the steps of fragments in the place of the steps that use them. Pure; problems point into the file at fault. */
export function expandSteps(
  written: readonly WrittenStep[],
  source: YamlSource,
  fragments: Fragments,
): Expansion {
  const problems: FlowProblem[] = [];
  const steps: ExpandedStep[] = [];

  const walk = (list: readonly WrittenStep[], place: Place, fill: (step: Step) => Step): void => {
    for (const [index, step] of list.entries()) {
      if (problems.length > 0) return;
      if (step.verb === 'use') enter(step, index, place, fill);
      else if (steps.length < MAX_STEPS) steps.push({ step: fill(step), source: place.source, index });
      else problems.push(place.source.problem(['steps', index], TOO_MANY, 'ask for less, or make two items'));
    }
  };

  const enter = (use: UseStep, index: number, { source: at, within }: Place, fill: (step: Step) => Step) => {
    const say = (path: Path, message: string, fix: string): void => {
      problems.push(at.problem(['steps', index, ...path], message, fix));
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
      const inner = filled(use, fragment.inputs);
      walk(fragment.steps, { source: fragment.source, within: [...within, name] }, (step) =>
        fill(inner(step)),
      );
    }
  };

  walk(written, { source, within: [] }, (step) => step);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, steps };
}

const TOO_MANY = `the item has more than ${MAX_STEPS} steps`;

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
const INPUT = /\$([a-z][a-zA-Z0-9]*)/g;

function filled(use: UseStep, inputs: Fragment['inputs']): (step: Step) => Step {
  const inText = (text: string): string =>
    text.replace(INPUT, (written, name: string) =>
      Object.hasOwn(inputs, name) ? (use.with[name] ?? written) : written,
    );
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, within(each)]));
  };
  return (step) => {
    // Texts stay texts: the shape the schema has seen is kept.
    const filledIn = within(step) as Step;
    if (use.when === undefined) return filledIn;
    return {
      ...filledIn,
      when: filledIn.when === undefined ? use.when : `(${use.when}) && (${filledIn.when})`,
    };
  };
}
