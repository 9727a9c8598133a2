import type { StepOf } from '../language/steps.ts';
import type { StateConfig } from './config.ts';
import { along, FAILED, FINAL, goingOn, LEFT, type Route } from './route.ts';

/**
 * Paying by code: opening → waiting → closing, and out as paid, closed or unknown.
 *
 * - One order at most: what could not be opened may be tried again, always under the same key.
 * - Deadline and cancelling both go through closing (query → close → query): only `closed` lets a screen
 *   say “not charged”, and `paid` wins wherever it is heard.
 * - What nobody knows is a screen of its own that waits for the citizen; the outbox settles the order.
 * - LEAVE is never lost: it closes the order first.
 */
export function paymentState(step: StepOf<'pay'>, route: Route): StateConfig {
  const id = `#item.at:${step.id}`;
  const shown = (stage: 'opening' | 'waiting' | 'closing' | 'unknown') =>
    ({ shows: 'paying', step: step.id, stage }) as const;
  const paid = {
    guard: { type: 'answered', params: { kind: 'paid' } },
    ...along(route.onward, { type: 'keepPayment' }),
  } as const;
  const closed = { guard: { type: 'answered', params: { kind: 'closed' } }, ...route.unpaid } as const;
  const unknown = { target: `${id}.unknown` };
  const closing = { target: `${id}.closing` };
  const remember = (wish: 'leave' | 'cancel') => ({ type: 'remember', params: { wish } }) as const;

  return {
    initial: 'pricing',
    states: {
      pricing: {
        always: [
          { guard: { type: 'isPriced', params: { amountFen: step.amountFen } }, target: `${id}.opening` },
          route.isJoint ? route.unpaid : FAILED,
        ],
      },
      opening: {
        meta: shown('opening'),
        on: {
          CANCEL_PAYMENT: [{ actions: [remember('cancel')] }],
          LEAVE: [{ actions: [remember('leave')] }],
        },
        invoke: {
          id: `openOrder:${step.id}`,
          src: 'openOrder',
          input: {
            step: step.id,
            department: step.department,
            amountFen: step.amountFen,
            subject: step.subject,
          },
          onDone: [
            {
              guard: { type: 'answered', params: { kind: 'open', unwanted: true } },
              ...closing,
              actions: [{ type: 'keepOrder' }],
            },
            {
              guard: { type: 'answered', params: { kind: 'open' } },
              target: `${id}.waiting`,
              actions: [{ type: 'keepOrder' }],
            },
            // Nobody waits for a code any more, but a case stands there unpaid: whoever goes is told.
            { guard: { type: 'answered', params: { kind: 'failed', unwanted: true } }, ...route.unpaid },
            { target: `${id}.problem`, actions: [{ type: 'noteFault', params: {} }] },
          ],
          onError: [unknown],
        },
        after: { exchangeWatchdog: [unknown] },
      },
      waiting: {
        initial: 'first',
        on: {
          CANCEL_PAYMENT: [closing],
          LEAVE: [{ ...closing, actions: [remember('leave')] }],
        },
        invoke: {
          id: `awaitPayment:${step.id}`,
          src: 'awaitPayment',
          input: {},
          onDone: [paid, closed],
          onError: [closing],
        },
        states: {
          /** The extension is asked for within the first term and added after it, so that no second is lost. */
          first: {
            meta: shown('waiting'),
            on: { EXTEND_PAYMENT: [{ actions: [{ type: 'extend' }] }] },
            after: {
              paymentDeadline: [
                { guard: { type: 'isExtended' }, target: `${id}.waiting.extension` },
                closing,
              ],
            },
          },
          extension: { meta: shown('waiting'), after: { paymentExtension: [closing] } },
        },
      },
      closing: {
        meta: shown('closing'),
        on: { LEAVE: [{ actions: [remember('leave')] }] },
        invoke: {
          id: `closeOrder:${step.id}`,
          src: 'closeOrder',
          input: {},
          onDone: [paid, closed, unknown],
          onError: [unknown],
        },
        after: { exchangeWatchdog: [unknown] },
      },
      unknown: {
        meta: shown('unknown'),
        on: {
          CONTINUE: [{ guard: { type: 'isAbout', params: { step: step.id } }, ...PAYMENT_UNKNOWN }],
          LEAVE: [PAYMENT_UNKNOWN],
        },
      },
      /** No code was ever shown, so nobody can have paid; the case waits unpaid at its department. */
      problem: {
        meta: { shows: 'problem', during: 'pay', ...(route.isJoint ? { step: step.id } : {}) },
        on: {
          RETRY: [{ guard: { type: 'isRetryable' }, target: `${id}.opening` }],
          LEAVE: [route.isJoint ? along(route.unpaid, remember('leave')) : LEFT],
          ...goingOn(step, route, route.unpaid),
        },
      },
    },
  };
}

const PAYMENT_UNKNOWN = {
  target: FINAL.paymentUnknown,
  actions: [{ type: 'end', params: { kind: 'payment-unknown' } }],
} as const;
