import type { StepOf } from '../language/steps.ts';
import type { StateConfig, Transition } from './config.ts';
import type { SubmitOutcome } from './contract.ts';
import { along, type Route } from './route.ts';

/**
 * Sending one part of a joint item. However it comes out it is kept and told, and the next part is sent: only where it is
 * proven not to have arrived and trying again may help is the citizen asked, who tries again or goes on without it. LEAVE
 * stops nothing either: every part was confirmed.
 */
export function partState(step: StepOf<'submit'>, route: Route): StateConfig {
  const id = `#item.at:${step.id}`;
  return {
    initial: 'sending',
    states: {
      sending: {
        meta: { shows: 'submitting', step: step.id },
        on: { LEAVE: [{ actions: [{ type: 'remember', params: { wish: 'leave' } }] }] },
        invoke: {
          id: `submit:${step.id}`,
          src: 'submit',
          input: { step: step.id, department: step.department },
          onDone: [
            {
              guard: { type: 'mayTryAgain' },
              target: `${id}.problem`,
              actions: [{ type: 'noteFault', params: {} }],
            },
            keeping(step, route),
          ],
          onError: [keeping(step, route, { kind: 'not-submitted', fault: 'internal' })],
        },
        after: { exchangeWatchdog: [keeping(step, route, { kind: 'pending' })] },
      },
      problem: {
        meta: { shows: 'problem', during: 'submit', step: step.id },
        on: {
          RETRY: [{ target: `${id}.sending` }],
          CONTINUE: [{ guard: { type: 'isAbout', params: { step: step.id } }, ...keeping(step, route) }],
          LEAVE: [along(keeping(step, route), { type: 'remember', params: { wish: 'leave' } })],
        },
      },
    },
  };
}

/** A part nobody can say of whether it is on the way is not sent, and told so. */
export const undecidedPart = (step: StepOf<'submit'>, route: Route): readonly Transition[] =>
  step.when === undefined
    ? []
    : [
        {
          guard: { type: 'isUndetermined', params: { condition: step.when } },
          ...keeping(step, route, { kind: 'not-submitted', fault: 'internal' }),
        },
      ];

function keeping(step: StepOf<'submit'>, route: Route, outcome?: SubmitOutcome): Transition {
  const part = { step: step.id, department: step.department };
  return along(route.onward, {
    type: 'keepPart',
    params: outcome === undefined ? part : { ...part, outcome },
  });
}
