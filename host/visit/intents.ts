import type { Answer } from '../../flows/machine/contract.ts';
import type { SessionEvent } from '../../flows/session/contract.ts';
import type { Intent } from '../contract/intent.ts';
import type { Screen, ScreenKind } from '../contract/screen.ts';

/** What the host adds to an intent before the session hears it: ids and dates are never the renderer's. */
export type IntentContext = {
  readonly newVisit: () => string;
  readonly today: () => string;
  readonly now: () => string;
  /** What the running item offers to take over as the answer, in the clear; null when it offers nothing. */
  readonly offered: () => Answer | null;
};

/**
 * Which intents a screen admits beyond those of the dock. An intent its screen does not offer is ignored:
 * the renderer is a stranger's window, and a late tap must never meet the next screen.
 */
const offered: Readonly<Record<ScreenKind, readonly Intent['kind'][]>> = {
  attract: ['browse'],
  reading: [],
  'card-problem': [],
  'card-lifted': [],
  home: ['open-item', 'cover', 'remind', 'dismiss-reminder', 'find'],
  find: ['open-item', 'find'],
  item: ['start-item'],
  prove: ['prove'],
  'face-consent': ['prove', 'consent'],
  face: ['prove'],
  password: ['prove', 'password'],
  'proof-problem': ['prove', 'retry'],
  working: [],
  show: ['continue'],
  choose: ['answer', 'draft'],
  ask: ['answer', 'draft', 'take-offered'],
  book: ['answer', 'draft'],
  sign: ['sign'],
  scan: ['scan', 'keep-page', 'discard-pages', 'bring-later', 'continue'],
  check: ['confirm', 'edit'],
  pay: ['cancel-payment', 'extend-payment'],
  'payment-unknown': ['continue'],
  'not-charged': ['continue', 'retry'],
  refusal: ['continue', 'open-item'],
  problem: ['continue', 'retry'],
  'none-accepted': ['continue', 'retry'],
  'take-card': [],
  printing: [],
  'take-paper': [],
  'print-problem': ['retry', 'continue'],
  done: ['rate', 'another-item', 'finish'],
  'idle-warning': ['stay'],
  covered: ['cover'],
  clearing: [],
  'out-of-service': [],
};

const always: readonly Intent['kind'][] = ['touch', 'language', 'help'];

/** Does this screen, with this dock, offer what was asked? */
export function isOffered(
  intent: Intent,
  screen: Screen,
  dockIsLive: (button: 'back' | 'home' | 'exit') => boolean,
): boolean {
  if (always.includes(intent.kind)) return true;
  if (intent.kind === 'back' || intent.kind === 'home' || intent.kind === 'exit')
    return dockIsLive(intent.kind);
  if (!offered[screen.kind].includes(intent.kind)) return false;
  if (intent.kind === 'start-item') return screen.kind === 'item' && screen.start !== 'unavailable';
  if (intent.kind === 'prove') return 'ways' in screen && screen.ways[intent.way].kind === 'live';
  if (intent.kind === 'retry' && screen.kind === 'proof-problem')
    return screen.ways[screen.way].kind === 'live';
  if (intent.kind === 'password') return screen.kind === 'password' && screen.stage === 'typing';
  // The one intent that names another step than the screen's own: the answer to go back to.
  if (intent.kind === 'edit')
    return screen.kind === 'check' && screen.rows.some(({ edit }) => edit === intent.step);
  return !('step' in intent) || !('step' in screen) || intent.step === screen.step;
}

/** The session events an intent stands for; drafts, and where one looks for an item, are the visit's own business and give none. */
export function eventsOf(intent: Intent, screen: Screen, context: IntentContext): readonly SessionEvent[] {
  switch (intent.kind) {
    case 'touch':
    case 'stay':
    case 'draft':
    case 'remind':
    case 'dismiss-reminder':
    case 'find':
    case 'help':
      return [];
    case 'browse':
      return [{ type: 'BROWSE', visit: context.newVisit() }];
    case 'open-item':
      return [{ type: 'OPEN_ITEM', item: intent.item }];
    case 'start-item':
      return [{ type: 'START_ITEM', today: context.today() }];
    case 'prove':
      return [{ type: 'PROVE', way: intent.way }];
    case 'consent':
      return [{ type: 'CONSENT' }];
    case 'password':
      return [{ type: 'PASSWORD', digits: intent.digits }];
    case 'back':
      return [{ type: 'BACK' }];
    case 'home':
      return [{ type: 'HOME' }];
    case 'exit':
      return [{ type: 'EXIT' }];
    case 'retry':
      return [{ type: 'RETRY' }];
    case 'continue':
      if (screen.kind === 'problem')
        return screen.without && intent.step === screen.without.step
          ? [{ type: 'ITEM', event: { type: 'CONTINUE', step: screen.without.step } }]
          : [{ type: 'HOME' }];
      return screen.kind === 'show' || screen.kind === 'scan' || screen.kind === 'payment-unknown'
        ? [{ type: 'ITEM', event: { type: 'CONTINUE', step: screen.step } }]
        : [{ type: 'CONTINUE' }];
    case 'answer':
      return [{ type: 'ITEM', event: { type: 'ANSWER', step: intent.step, value: intent.value } }];
    case 'take-offered': {
      const value = context.offered();
      return value === null ? [] : [{ type: 'ITEM', event: { type: 'ANSWER', step: intent.step, value } }];
    }
    case 'sign':
      return [
        {
          type: 'ITEM',
          event: {
            type: 'SIGN',
            step: intent.step,
            signature: { strokes: intent.strokes, at: context.now() },
          },
        },
      ];
    case 'scan':
      return [{ type: 'ITEM', event: { type: 'SCAN', step: intent.step } }];
    case 'keep-page':
      return [{ type: 'ITEM', event: { type: 'KEEP_PAGE', step: intent.step } }];
    case 'discard-pages':
      return [{ type: 'ITEM', event: { type: 'DISCARD_PAGES', step: intent.step } }];
    case 'bring-later':
      return [{ type: 'ITEM', event: { type: 'BRING_LATER', step: intent.step } }];
    case 'confirm':
      return [{ type: 'ITEM', event: { type: 'CONFIRM', step: intent.step } }];
    case 'edit':
      return [{ type: 'ITEM', event: { type: 'EDIT', step: intent.step } }];
    case 'cancel-payment':
      return [{ type: 'ITEM', event: { type: 'CANCEL_PAYMENT' } }];
    case 'extend-payment':
      return [{ type: 'ITEM', event: { type: 'EXTEND_PAYMENT' } }];
    case 'rate':
      return [{ type: 'RATE', level: intent.level }];
    case 'another-item':
      return [{ type: 'ANOTHER_ITEM' }];
    case 'finish':
      return [{ type: 'FINISH' }];
    case 'cover':
      return [{ type: 'COVER', covered: intent.covered }];
    case 'language':
      return [{ type: 'LANGUAGE', language: intent.language }];
    default:
      return intent satisfies never;
  }
}
