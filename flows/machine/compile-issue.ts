import type { StepOf } from '../language/steps.ts';
import type { StateConfig } from './config.ts';
import { along, FINAL, goingOn, type Route } from './route.ts';

/**
 * Having a document sealed. The case is there already, so nothing that goes wrong here undoes it: what is not
 * sealed, or not known to be, goes on to the receipt, which says that the document is missing and where to get it.
 * LEAVE in between is remembered until the answer is there.
 */
export function issueState(step: StepOf<'issue'>, route: Route): StateConfig {
  const id = `at:${step.id}`;
  return {
    initial: 'sealing',
    states: {
      sealing: {
        meta: { shows: 'issuing', step: step.id },
        on: { LEAVE: [{ actions: [{ type: 'remember', params: { wish: 'leave' } }] }] },
        invoke: {
          id: `issue:${step.id}`,
          src: 'issue',
          input: { step: step.id },
          onDone: [
            {
              guard: { type: 'answered', params: { kind: 'issued' } },
              ...along(route.onward, { type: 'keepDocument' }),
            },
            {
              guard: { type: 'answered', params: { kind: 'rejected' } },
              ...(route.isJoint ? route.onward : REJECTED),
            },
            { guard: { type: 'answered', params: { kind: 'pending' } }, ...route.onward },
            { guard: { type: 'answered', params: { kind: 'not-issued', unwanted: true } }, ...route.onward },
            { target: `#item.${id}.problem`, actions: [{ type: 'noteFault', params: {} }] },
          ],
          onError: [route.onward],
        },
        after: { exchangeWatchdog: [route.onward] },
      },
      problem: {
        meta: { shows: 'problem', during: 'issue', ...(route.isJoint ? { step: step.id } : {}) },
        on: {
          RETRY: [{ guard: { type: 'isRetryable' }, target: `#item.${id}.sealing` }],
          LEAVE: route.leave,
          ...goingOn(step, route, route.onward),
        },
      },
    },
  };
}

const REJECTED = {
  target: FINAL.rejected,
  actions: [{ type: 'end', params: { kind: 'rejected' } }],
} as const;
