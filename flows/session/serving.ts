import { and, assign, enqueueActions, sendTo } from 'xstate';
import type { CompiledItem, ItemOutcome } from '../machine/contract.ts';
import type { PrintDocumentInput, PrintInput, SessionItems } from './contract.ts';
import type { RunItemInput } from './item-logic.ts';
import { openItem } from './open-item.ts';
import { proving } from './proving.ts';
import { documentOf, type SessionSetup, slipOf } from './session-setup.ts';

const NOTHING_ENDED = { outcome: null, documentPrint: null, print: null, rating: null };

/** An identified citizen, from their home page through one item after another to the goodbye. */
export function serving(builder: SessionSetup, items: SessionItems) {
  const beginning = builder.assign({
    today: ({ event, context }) => (event.type === 'START_ITEM' ? event.today : context.today),
    exitAfterItem: false,
  });
  return builder.createStateConfig({
    initial: 'arriving',
    on: {
      OTHER_CARD: 'clearing',
      NOBODY_THERE: 'leaving',
      EXIT: 'leaving',
    },
    states: {
      arriving: {
        always: [{ guard: 'hasItem', target: 'itemPage' }, { target: 'home' }],
      },
      home: {
        entry: assign({ item: null, ...NOTHING_ENDED }),
        on: { OPEN_ITEM: openItem(builder, items, 'itemPage') },
      },
      itemPage: {
        entry: assign(NOTHING_ENDED),
        on: {
          BACK: 'home',
          HOME: 'home',
          START_ITEM: [
            { guard: and(['canStart', 'needsProof']), target: 'proving', actions: beginning },
            { guard: 'canStart', target: 'running', actions: beginning },
          ],
        },
      },
      proving: proving(builder),
      running: {
        entry: 'tellItemStarted',
        exit: assign({ itemBusy: false }),
        invoke: {
          id: 'item',
          src: 'item',
          input: ({ context }): RunItemInput => {
            if (!context.person || !context.item || !context.today)
              throw new Error('an item runs for a person, on a day');
            return { item: context.item, person: context.person, today: context.today };
          },
          onSnapshot: {
            actions: enqueueActions(({ context, event, enqueue }) => {
              const item = context.item ? items.get(context.item) : undefined;
              if (!item) return;
              const busy = isMachineWork(item.view(event.snapshot));
              if (context.itemBusy && !busy) enqueue.raise({ type: 'STIR' });
              enqueue.assign({ itemBusy: busy });
            }),
          },
          onDone: {
            target: 'ended',
            actions: [assign({ outcome: ({ event }) => event.output as ItemOutcome }), 'tellItemEnded'],
          },
          onError: {
            target: 'ended',
            actions: [assign({ outcome: { kind: 'failed', fault: 'internal' } }), 'tellItemEnded'],
          },
        },
        on: {
          ITEM: { actions: sendTo('item', ({ event }) => event.event) },
          BACK: { actions: sendTo('item', { type: 'BACK' }) },
          RETRY: { actions: sendTo('item', { type: 'RETRY' }) },
          HOME: { actions: 'leaveItem' },
          /** The item decides when it can be left: never between sending and knowing. */
          EXIT: { actions: ['leaveItem', assign({ exitAfterItem: true })] },
          NOBODY_THERE: { actions: ['leaveItem', assign({ exitAfterItem: true })] },
          /** Nobody reads on over somebody else's shoulder, whatever is under way; what was sent is the outbox's. */
          OTHER_CARD: {
            target: '#session.flow.clearing',
            actions: [assign({ outcome: { kind: 'left' } }), 'tellItemEnded'],
          },
        },
      },
      ended: {
        always: [
          { guard: ({ context }) => context.outcome?.kind === 'done', target: 'ending' },
          { guard: 'hasSlip', target: 'ending' },
          { guard: 'exitAsked', target: '#session.flow.leaving' },
          { guard: ({ context }) => context.outcome?.kind === 'left', target: 'home' },
          { target: 'explained' },
        ],
      },
      /** Refused, rejected, not charged, failed: told with the reason and the next step. */
      explained: {
        on: {
          HOME: 'home',
          BACK: 'home',
          CONTINUE: 'home',
          RETRY: 'itemPage',
          OPEN_ITEM: openItem(builder, items, 'itemPage'),
        },
      },
      /** Give back before the goal: card, then print, then paper, then goodbye. */
      ending: {
        initial: 'takeCard',
        /** The paper is owed first, and each state has its own deadline; another's card is to be taken like any. */
        on: { OTHER_CARD: {}, NOBODY_THERE: {}, EXIT: {} },
        states: {
          takeCard: {
            on: {
              CARD_REMOVED: { target: 'cardBack', actions: 'tellCardTaken' },
              READER_LOST: 'cardBack',
            },
            always: { guard: 'isCardAway', target: 'cardBack' },
            after: { cardLeft: { target: '#session.flow.clearing', actions: 'tellCardLeft' } },
          },
          cardBack: {
            always: [{ guard: 'hasDocument', target: 'printingDocument' }, { target: 'documentOver' }],
          },
          printingDocument: {
            invoke: {
              src: 'printDocument',
              input: ({ context }): PrintDocumentInput => {
                const document = documentOf(context.outcome);
                if (!document) throw new Error('no document to print');
                return { document };
              },
              onDone: [
                {
                  guard: ({ event }) => event.output.kind === 'failed',
                  target: 'documentProblem',
                  actions: assign({ documentPrint: ({ event }) => event.output }),
                },
                {
                  target: 'documentOver',
                  actions: assign({ documentPrint: ({ event }) => event.output }),
                },
              ],
              onError: {
                target: 'documentProblem',
                actions: assign({
                  documentPrint: { kind: 'failed', code: 'internal', retryable: false, mayBeOut: true },
                }),
              },
            },
          },
          /** Only the citizen can see the tray: printing again is theirs to ask for, never ours to try. */
          documentProblem: {
            on: {
              RETRY: 'printingDocument',
              CONTINUE: 'documentOver',
              FINISH: 'documentOver',
              EXIT: 'documentOver',
            },
            after: { done: 'documentOver' },
          },
          documentOver: { always: [{ guard: 'hasSlip', target: 'printing' }, { target: 'done' }] },
          printing: {
            invoke: {
              src: 'print',
              input: ({ context }): PrintInput => {
                const outcome = slipOf(context.outcome);
                if (!outcome || !context.item) throw new Error('nothing to print');
                return { item: context.item, outcome, language: context.language };
              },
              onDone: [
                {
                  guard: ({ event }) => event.output.kind === 'failed',
                  target: 'printProblem',
                  actions: assign({ print: ({ event }) => event.output }),
                },
                {
                  guard: ({ event }) => event.output.kind === 'printed' && event.output.hasTakenSensor,
                  target: 'takePaper',
                  actions: assign({ print: ({ event }) => event.output }),
                },
                { target: 'done', actions: assign({ print: ({ event }) => event.output }) },
              ],
              onError: {
                target: 'printProblem',
                actions: assign({ print: { kind: 'failed', code: 'internal', retryable: false } }),
              },
            },
          },
          printProblem: {
            on: { RETRY: 'printing', CONTINUE: 'done', FINISH: 'done', EXIT: 'done' },
            after: { done: 'done' },
          },
          takePaper: {
            on: { PAPER_TAKEN: 'done' },
            after: {
              paperLeft: {
                target: 'done',
                actions: [assign({ print: { kind: 'left' } }), 'tellPaperLeft'],
              },
            },
          },
          done: {
            on: {
              RATE: { actions: 'rate' },
              ANOTHER_ITEM: '#session.flow.serving.home',
              HOME: '#session.flow.serving.home',
              FINISH: '#session.flow.leaving',
              EXIT: '#session.flow.leaving',
            },
            after: { done: '#session.flow.leaving' },
          },
        },
      },
    },
  });
}

/** Gathering, submitting, opening or closing an order: nobody is expected to touch anything. */
export function isMachineWork(view: ReturnType<CompiledItem['view']>): boolean {
  switch (view.kind) {
    case 'gathering':
    case 'submitting':
    case 'issuing':
      return true;
    case 'booking':
      return view.slots === null;
    case 'scanning':
      return view.stage === 'scanning';
    /** Paying happens on the citizen's phone; the code has its own deadline. */
    case 'paying':
      return view.stage !== 'unknown';
    default:
      return false;
  }
}
