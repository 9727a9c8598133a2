import type { ItemDefinition } from '../language/definition.ts';
import { isJoint } from '../language/joint.ts';
import { hasRuleAfter, lookUpsAfter } from '../language/known-after.ts';
import type { Step } from '../language/steps.ts';
import type { Transition } from './config.ts';

/** Where one can go from each step: the edges between the states of an item. */
export type Route = {
  /** To the next step, or out of the item when there is none. */
  readonly onward: Transition;
  /** LEAVE while the citizen is at the step. */
  readonly leave: readonly Transition[];
  /** Passing the step's gate after the citizen asked to leave while the machine was busy. */
  readonly leaving: readonly Transition[];
  /** BACK. Empty where nothing lies behind. */
  readonly back: readonly Transition[];
  /** Whether a check page lies ahead, from which the step can be opened again. */
  readonly isChecked: boolean;
  /** Steps the check page may send the citizen back to. */
  readonly editable: readonly string[];
  /** What follows a payment that is known not to have been made. */
  readonly unpaid: Transition;
  /** What goes wrong with one part of a joint item ends that part only: the others, and their paper, are owed. */
  readonly isJoint: boolean;
};

const BARRIERS: ReadonlySet<Step['verb']> = new Set(['submit', 'pay', 'issue']);
const EDITABLE: ReadonlySet<Step['verb']> = new Set(['choose', 'ask', 'sign', 'scan', 'book']);

export const gateOf = (step: Pick<Step, 'id'>): string => `#item.gate:${step.id}`;
export const stateOf = (step: Pick<Step, 'id'>): string => `#item.at:${step.id}`;
export const FINAL = {
  done: '#item.done',
  refused: '#item.refused',
  rejected: '#item.rejected',
  noneAccepted: '#item.none-accepted',
  pending: '#item.pending',
  paymentUnknown: '#item.payment-unknown',
  notCharged: '#item.not-charged',
  failed: '#item.failed',
  left: '#item.left',
} as const;

export const LEFT: Transition = {
  target: FINAL.left,
  actions: [{ type: 'end', params: { kind: 'left' } }],
};
/** A thrown actor or an undecidable condition is a bug of ours, never the citizen's mistake. */
export const FAILED: Transition = {
  target: FINAL.failed,
  actions: [{ type: 'end', params: { kind: 'failed', fault: 'internal' } }],
};
export const NOT_CHARGED: Transition = {
  target: FINAL.notCharged,
  actions: [{ type: 'end', params: { kind: 'not-charged' } }],
};
export const NONE_ACCEPTED: Transition = {
  target: FINAL.noneAccepted,
  actions: [{ type: 'end', params: { kind: 'none-accepted' } }],
};
const REMEMBER_LEAVING = { type: 'remember', params: { wish: 'leave' } } as const;
export const done = (slip: 'receipt' | null): Transition => ({
  target: FINAL.done,
  actions: [{ type: 'end', params: { kind: 'done', slip } }],
});

/** Transition first, then what else is to be done on it. */
export const along = (
  transition: Transition,
  ...actions: NonNullable<Transition['actions']>
): Transition => ({
  ...transition,
  actions: [...actions, ...(transition.actions ?? [])],
});

/** CONTINUE at a step of a joint item that cannot be done now: the rest goes on without it. */
export const goingOn = (
  step: Pick<Step, 'id'>,
  { isJoint: goesOn }: Route,
  onward: Transition,
): Readonly<Record<string, readonly Transition[]>> =>
  goesOn ? { CONTINUE: [{ guard: { type: 'isAbout', params: { step: step.id } }, ...onward }] } : {};

export const conditionOf = (step: Pick<Step, 'when'>): { readonly when?: string } =>
  step.when === undefined ? {} : { when: step.when };

/** Where the rules are judged that are decidable after a step; −1 is before the first. */
export const screeningOf = ({ steps }: ItemDefinition, index: number): string =>
  index === -1 ? '#item.screening' : `#item.screening:${steps[index]?.id ?? ''}`;
/** Where records are read whose keys are known after a step; −1 is before the first. */
export const lookState = ({ steps }: ItemDefinition, index: number): string =>
  `look:${steps[index]?.id ?? 'start'}`;

/** To the step behind this one, or out of the item when there is none; −1 is before the first. */
export function nextOf({ steps }: ItemDefinition, index: number): Transition {
  const next = steps[index + 1];
  return next ? { target: gateOf(next) } : done(null);
}

function onwardOf(definition: ItemDefinition, index: number): Transition {
  if (lookUpsAfter(definition, index).length > 0) return { target: `#item.${lookState(definition, index)}` };
  return hasRuleAfter(definition, index)
    ? { target: screeningOf(definition, index) }
    : nextOf(definition, index);
}

export function routeOf(definition: ItemDefinition, index: number): Route {
  const { steps } = definition;
  const before = steps.slice(0, index);
  /** What was sent cannot be taken back by going back: a step behind a submission is out of reach. */
  const reachable = before.slice(before.findLastIndex((step) => BARRIERS.has(step.verb)) + 1);
  const sent = before.some((step) => step.verb === 'submit');
  const due = before.some((step) => step.verb === 'pay')
    ? undefined
    : steps.slice(index).find((step) => step.verb === 'pay');
  const settled = done(steps.some((step) => step.verb === 'receipt') ? 'receipt' : null);
  const onward = onwardOf(definition, index);
  const here = {
    onward,
    back: backThrough(reachable),
    isChecked: steps.slice(index).some((step) => step.verb === 'confirm'),
    editable: reachable.filter((step) => EDITABLE.has(step.verb)).map((step) => step.id),
  };
  if (isJoint(definition))
    return {
      ...here,
      /** Going once something was sent passes over what is left to do here, down to the paper. */
      leave: sent ? [along(onward, REMEMBER_LEAVING)] : [LEFT],
      leaving: sent ? [{ guard: { type: 'isLeaving' }, ...onward }] : [],
      unpaid: along(onward, { type: 'dropOrder' }),
      isJoint: true,
    };
  return {
    ...here,
    /** Once a case is there, leaving does not undo it: its paper is owed, or its payment was never begun. */
    leave: !sent
      ? [LEFT]
      : [
          ...(due ? [{ guard: { type: 'owes', params: conditionOf(due) }, ...NOT_CHARGED } as const] : []),
          { guard: { type: 'hasCase' }, ...settled },
          LEFT,
        ],
    leaving: !sent
      ? []
      : [
          ...(due
            ? [{ guard: { type: 'isLeavingOwing', params: conditionOf(due) }, ...NOT_CHARGED } as const]
            : []),
          { guard: { type: 'isLeaving' }, ...settled },
        ],
    unpaid: NOT_CHARGED,
    isJoint: false,
  };
}

/** From a step opened on the check page BACK means “leave it as it was”: onward, to the check page. */
export function backOf(step: Step, route: Route): readonly Transition[] {
  return !route.isChecked || step.verb === 'show' || step.verb === 'confirm'
    ? route.back
    : [{ guard: { type: 'isEditing', params: { step: step.id } }, ...route.onward }, ...route.back];
}

/** To the nearest step behind that is on the way: nothing behind an unconditional one can be reached. */
function backThrough(steps: readonly Step[]): readonly Transition[] {
  const nearestFirst = steps.toReversed();
  const certain = nearestFirst.findIndex((step) => step.when === undefined);
  const candidates = certain === -1 ? nearestFirst : nearestFirst.slice(0, certain + 1);
  return candidates.map((step) =>
    step.when === undefined
      ? { target: stateOf(step) }
      : { guard: { type: 'applies', params: { when: step.when } }, target: stateOf(step) },
  );
}
