import type { StepOf } from '../language/steps.ts';
import type { StateConfig, Transition } from './config.ts';
import { along, backOf, FAILED, type Route, stateOf } from './route.ts';

/** Steps at which the citizen acts. They have no time-out of their own: the session's idle timer covers them. */
export type QuestionStep = StepOf<'show' | 'choose' | 'ask' | 'sign' | 'confirm'>;

export function questionState(step: QuestionStep, route: Route): StateConfig {
  return {
    meta: { shows: 'step', step: step.id },
    entry: [{ type: 'clearError' }, ...(step.verb === 'confirm' ? [{ type: 'endEdit' } as const] : [])],
    on: { ...answering(step, route), BACK: backOf(step, route), LEAVE: route.leave },
  };
}

function answering(step: QuestionStep, route: Route): Readonly<Record<string, readonly Transition[]>> {
  const about = { type: 'isAbout', params: { step: step.id } } as const;
  switch (step.verb) {
    case 'show':
      return { CONTINUE: [{ guard: about, ...route.onward }] };
    case 'choose':
    case 'ask':
      return { ANSWER: answerOf(step, route) };
    case 'sign':
      return {
        SIGN: [
          {
            guard: { type: 'accepts', params: { step: step.id } },
            ...along(route.onward, { type: 'keepSignature', params: { step: step.id } }),
          },
          { guard: about, actions: [{ type: 'sayProblem', params: { step: step.id } }] },
        ],
      };
    case 'confirm':
      return {
        CONFIRM: [{ guard: about, ...route.onward }],
        EDIT: route.editable.map((edited) => ({
          guard: { type: 'edits', params: { step: edited } },
          target: stateOf({ id: edited }),
          actions: [{ type: 'beginEdit', params: { step: edited } }],
        })),
      };
  }
}

function answerOf(step: StepOf<'choose' | 'ask' | 'book'>, route: Route): readonly Transition[] {
  return [
    {
      guard: { type: 'accepts', params: { step: step.id } },
      ...along(route.onward, { type: 'keepAnswer', params: { step: step.id } }),
    },
    {
      guard: { type: 'isAbout', params: { step: step.id } },
      actions: [{ type: 'sayProblem', params: { step: step.id } }],
    },
  ];
}

/**
 * Slots are asked for each time the step is entered: minutes may have passed, and others book meanwhile.
 * Nothing is reserved before the case is submitted, which is where a slot can still turn out to be taken.
 */
export function bookingState(step: StepOf<'book'>, route: Route): StateConfig {
  const id = `at:${step.id}`;
  const shown = { shows: 'booking', step: step.id } as const;
  return {
    initial: 'loading',
    entry: [{ type: 'clearError' }, { type: 'forgetSlots' }],
    on: { BACK: backOf(step, route), LEAVE: route.leave },
    states: {
      loading: {
        meta: shown,
        invoke: {
          id: `slots:${step.id}`,
          src: 'slots',
          input: { office: step.office, days: step.days },
          onDone: [
            {
              guard: { type: 'answered', params: { kind: 'ok' } },
              target: `#item.${id}.choosing`,
              actions: [{ type: 'keepSlots' }],
            },
            { target: `#item.${id}.problem`, actions: [{ type: 'noteFault', params: {} }] },
          ],
          onError: [FAILED],
        },
        after: {
          exchangeWatchdog: [
            { target: `#item.${id}.problem`, actions: [{ type: 'noteFault', params: { fault: 'timeout' } }] },
          ],
        },
      },
      choosing: { meta: shown, on: { ANSWER: answerOf(step, route) } },
      problem: {
        meta: { shows: 'problem', during: 'slots' },
        on: { RETRY: [{ guard: { type: 'isRetryable' }, target: `#item.${id}.loading` }] },
      },
    },
  };
}
