import { assign } from 'xstate';
import type { FaceOutcome, PasswordOutcome, SessionContext } from './contract.ts';
import type { SessionSetup } from './session-setup.ts';

const START = '#session.flow.serving.running';

/**
 * Between an item's page and its first step, where the item must be surer of the citizen than the card makes it:
 * by a look into the camera or by the social-card password, as the citizen likes. What was proven holds for the
 * rest of the visit.
 */
export function proving(builder: SessionSetup) {
  const anew = builder.assign({ proofProblem: null });
  const choice = {
    PROVE: [
      { guard: 'mayTryFace', target: 'consent', actions: anew },
      { guard: 'mayTryPassword', target: 'typing', actions: anew },
    ],
  } as const;

  return builder.createStateConfig({
    initial: 'choosing',
    entry: assign({ proofProblem: null }),
    on: { HOME: 'home' },
    states: {
      choosing: { on: { ...choice, BACK: '#session.flow.serving.itemPage' } },

      /** Separate consent, whenever the camera is chosen: what is taken, who sees it, when it is gone. */
      consent: {
        on: { ...choice, BACK: 'choosing', CONSENT: { target: 'looking', actions: 'tellFaceAgreed' } },
      },

      /** The one state in which the camera is on. The actor ends by its own deadlines. */
      looking: {
        invoke: {
          src: 'proveFace',
          onDone: [
            {
              guard: ({ event }) => event.output.kind === 'match',
              target: START,
              actions: { type: 'raiseAssurance', params: { way: 'face' } },
            },
            {
              target: 'failed',
              actions: assign(({ context, event }) => afterFace(event.output, context.faceTries)),
            },
          ],
          onError: {
            target: 'failed',
            actions: assign({
              proofProblem: { way: 'face', outcome: { kind: 'failed', fault: 'internal' } },
            }),
          },
        },
        always: { guard: 'isLookedAway', target: 'choosing' },
        on: { ...choice, BACK: 'choosing' },
      },

      typing: {
        on: { ...choice, BACK: 'choosing', PASSWORD: { target: 'checking', actions: anew } },
      },

      checking: {
        invoke: {
          src: 'provePassword',
          input: ({ event }) => {
            if (event.type !== 'PASSWORD') throw new Error('a password is checked when it was typed');
            return { digits: event.digits };
          },
          onDone: [
            {
              guard: ({ event }) => event.output.kind === 'match',
              target: START,
              actions: { type: 'raiseAssurance', params: { way: 'password' } },
            },
            {
              guard: ({ event }) => event.output.kind === 'no-match',
              target: 'typing',
              actions: assign(({ event }) => afterPassword(event.output)),
            },
            { target: 'failed', actions: assign(({ event }) => afterPassword(event.output)) },
          ],
          onError: {
            target: 'failed',
            actions: assign({
              proofProblem: { way: 'password', outcome: { kind: 'failed', fault: 'internal' } },
            }),
          },
        },
      },

      /** Told why, with what can be done next; the same way again only where another try may help. */
      failed: {
        on: {
          ...choice,
          BACK: 'choosing',
          RETRY: [
            { guard: 'mayLookAgain', target: 'looking', actions: anew },
            { guard: 'mayTypeAgain', target: 'typing', actions: anew },
          ],
        },
      },
    },
  });
}

/** A camera or a line that failed is no try of the citizen's. */
function afterFace(outcome: FaceOutcome, tries: number): Partial<SessionContext> {
  if (outcome.kind === 'match') return {};
  const isTry = outcome.kind !== 'no-camera' && outcome.kind !== 'failed';
  return { proofProblem: { way: 'face', outcome }, faceTries: tries + (isTry ? 1 : 0) };
}

function afterPassword(outcome: PasswordOutcome): Partial<SessionContext> {
  if (outcome.kind === 'match') return {};
  const isClosed = outcome.kind === 'locked' || outcome.kind === 'not-set';
  return { proofProblem: { way: 'password', outcome }, ...(isClosed ? { passwordClosed: outcome } : {}) };
}
