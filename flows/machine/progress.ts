import type { ItemDefinition } from '../language/definition.ts';
import type { Step, Verb } from '../language/steps.ts';
import type { ItemContext } from './context.ts';
import type { Phase, Progress } from './contract.ts';
import { type Evaluate, truthOf } from './evaluate.ts';
import { scopeOf } from './scope.ts';

const PHASE: Readonly<Record<Verb, Phase | null>> = {
  show: 'look',
  choose: 'questions',
  ask: 'questions',
  book: 'questions',
  scan: 'scan',
  sign: 'sign',
  confirm: 'check',
  submit: 'check',
  pay: 'pay',
  issue: 'issue',
  receipt: null,
};

/**
 * Where the citizen stands, counted along the way as it is known now: a step whose condition cannot be
 * decided yet is not counted, so the number of screens may grow with an answer but never promises too much.
 */
export function progressOf(
  definition: ItemDefinition,
  evaluate: Evaluate,
  context: ItemContext,
  current: string,
  canGoBack: boolean,
): Progress {
  const scope = scopeOf(context.record);
  const way = definition.steps.filter(
    (step) => step.id === current || truthOf(evaluate, step.when, scope) === 'yes',
  );
  const phase = phaseAt(way, current);
  const screens = way.filter(isScreen);
  const inPhase = screens.filter((step) => PHASE[step.verb] === phase);
  /** Sending is no screen of its own: it stands where the check page stood. */
  const reached = way.slice(0, way.findIndex((step) => step.id === current) + 1).filter(isScreen);
  const left = screens.length - reached.length + 1;
  return {
    phases: [...new Set(way.flatMap((step) => PHASE[step.verb] ?? []))],
    phase,
    position: Math.max(1, reached.filter((step) => PHASE[step.verb] === phase).length),
    of: Math.max(1, inPhase.length),
    minutesLeft: Math.max(1, Math.ceil((definition.minutes * left) / Math.max(1, screens.length))),
    canGoBack,
    returnsToCheck: context.editing !== null,
  };
}

const isScreen = (step: Step): boolean => step.verb !== 'submit' && step.verb !== 'receipt';

function phaseAt(way: readonly Step[], current: string): Phase {
  const step = way.find(({ id }) => id === current);
  const phase = step ? PHASE[step.verb] : null;
  if (phase === null) throw new Error(`no screen at step ${current}`);
  return phase;
}
