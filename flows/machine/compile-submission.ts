import type { StepOf } from '../language/steps.ts';
import type { StateConfig } from './config.ts';
import { along, FAILED, FINAL, LEFT, type Route } from './route.ts';

/**
 * Sending a case. The machine never decides on its own that it arrived or did not: `accepted`, `rejected`
 * and `not-submitted` are the exchange's words, anything else is `pending` and the outbox goes on with the
 * same key. LEAVE in between is remembered until the answer is there. There is no BACK from a failed
 * attempt either: the key is bound to this content, and other content under it is refused.
 */
export function submissionState(step: StepOf<'submit'>, route: Route): StateConfig {
  const id = `at:${step.id}`;
  const pending = { target: FINAL.pending, actions: [{ type: 'end', params: { kind: 'pending' } }] } as const;
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
              guard: { type: 'answered', params: { kind: 'accepted' } },
              ...along(route.onward, { type: 'keepCase', params: { department: step.department } }),
            },
            {
              guard: { type: 'answered', params: { kind: 'rejected' } },
              target: FINAL.rejected,
              actions: [{ type: 'end', params: { kind: 'rejected' } }],
            },
            { guard: { type: 'answered', params: { kind: 'pending' } }, ...pending },
            { guard: { type: 'answered', params: { kind: 'not-submitted', unwanted: true } }, ...LEFT },
            { target: `#item.${id}.problem`, actions: [{ type: 'noteFault', params: {} }] },
          ],
          onError: [FAILED],
        },
        after: { exchangeWatchdog: [pending] },
      },
      problem: {
        meta: { shows: 'problem', during: 'submit' },
        on: {
          RETRY: [{ guard: { type: 'isRetryable' }, target: `#item.${id}.sending` }],
          LEAVE: route.leave,
        },
      },
    },
  };
}
