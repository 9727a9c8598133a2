import { assign, enqueueActions, fromPromise, or, raise, sendTo, setup, stateIn } from 'xstate';
import type { CompiledItem, ItemMachine, ItemOutcome } from '../machine/contract.ts';
import type {
  PrintInput,
  PrintOutcome,
  ReadCardOutcome,
  SessionContext,
  SessionEvent,
  SessionItems,
  SessionNews,
  SessionTimers,
  SlipOutcome,
} from './contract.ts';
import type { RunItemInput } from './item-logic.ts';

/** Long enough to read what went wrong before the same card is tried again. */
const CARD_PROBLEM_MIN_MS = 2_500;
const CARD_PROBLEM_MAX_MS = 30_000;
/** A card lifted early pauses the visit; this long it waits to be laid back. */
export const CARD_LIFTED_MS = 60_000;

const nobody: Omit<SessionContext, 'language'> = {
  visit: null,
  person: null,
  covered: false,
  item: null,
  today: null,
  itemBusy: false,
  exitAfterItem: false,
  cardFault: null,
  outcome: null,
  print: null,
  rating: null,
};

/**
 * One citizen's visit from the standby screen back to it:
 * attract → browse ⇄ identify → item → take card → print → take paper → done → attract.
 *
 * Three regions run side by side: `flow` is where the citizen is, `card` whether their card lies on the
 * reader, `attention` whether anybody is still there. The machine is pure; the host supplies the actors.
 */
export function createSessionMachine(items: SessionItems, timers: SessionTimers) {
  const builder = setup({
    types: {
      context: {} as SessionContext,
      events: {} as SessionEvent,
      emitted: {} as SessionNews,
      children: {} as { item: 'item' },
    },
    actors: {
      readCard: fromPromise<ReadCardOutcome>(unprovided),
      print: fromPromise<PrintOutcome, PrintInput>(unprovided),
      /** Destroys all that is known of this visit; the standby screen shows only when it has. */
      clear: fromPromise<void, { visit: string | null }>(unprovided),
      item: {} as ItemMachine,
    },
    delays: {
      idle: ({ context }) => (context.person ? timers.identifiedIdleMs : timers.browseIdleMs),
      idleCountdown: timers.idleCountdownMs,
      cardLeft: timers.cardLeftMs,
      paperLeft: timers.paperLeftMs,
      done: timers.doneMs,
      cardLifted: CARD_LIFTED_MS,
      cardProblemMin: CARD_PROBLEM_MIN_MS,
      cardProblemMax: CARD_PROBLEM_MAX_MS,
    },
    guards: {
      isServing: stateIn({ flow: 'serving' }),
      /** Where the citizen acts: a lifted card pauses here, and silence is asked about. */
      isCitizensTurn: or([
        stateIn({ flow: { serving: 'home' } }),
        stateIn({ flow: { serving: 'itemPage' } }),
        stateIn({ flow: { serving: 'running' } }),
        stateIn({ flow: { serving: 'explained' } }),
      ]),
      isBrowsing: stateIn({ flow: 'browsing' }),
      isCardAway: stateIn({ card: 'away' }),
      canStart: ({ context }) => context.item !== null && items.has(context.item),
      hasItem: ({ context }) => context.item !== null,
      exitAsked: ({ context }) => context.exitAfterItem,
      hasSlip: ({ context }) => slipOf(context.outcome) !== null,
      /** A busy machine has its own deadline; nobody is expected to touch anything. */
      isBusy: ({ context }) => context.itemBusy,
    },
    actions: {
      forget: assign(nobody),
      tellVisitEnded: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'visit-ended', visit: context.visit });
      }),
      tellCardTaken: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'card-taken', visit: context.visit });
      }),
      tellCardLeft: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'card-left', visit: context.visit });
      }),
      tellPaperLeft: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'paper-left', visit: context.visit });
      }),
      tellItemStarted: enqueueActions(({ context, enqueue }) => {
        const item = context.item ? items.get(context.item) : undefined;
        if (context.visit && item)
          enqueue.emit({
            type: 'item-started',
            visit: context.visit,
            item: item.definition.id,
            hash: item.hash,
          });
      }),
      tellItemEnded: enqueueActions(({ context, enqueue }) => {
        if (context.visit && context.item && context.outcome)
          enqueue.emit({
            type: 'item-ended',
            visit: context.visit,
            item: context.item,
            outcome: context.outcome.kind,
          });
      }),
      leaveItem: sendTo('item', { type: 'LEAVE' }),
      rate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'RATE' || context.rating !== null || !context.visit) return;
        enqueue.assign({ rating: event.level });
        enqueue.emit({
          type: 'rated',
          visit: context.visit,
          level: event.level,
          record: recordOf(context.outcome),
        });
      }),
    },
  });

  return builder.createMachine({
    id: 'session',
    context: { ...nobody, language: 'zh-CN' },
    type: 'parallel',
    on: {
      LANGUAGE: { actions: assign({ language: ({ event }) => event.language }) },
      COVER: { actions: assign({ covered: ({ event }) => event.covered }) },
    },
    states: {
      flow: {
        initial: 'attract',
        states: {
          attract: {
            entry: ['forget', assign({ language: 'zh-CN' })],
            on: {
              CARD_FOUND: { target: 'reading', actions: beginVisit('CARD_FOUND') },
              BROWSE: { target: 'browsing', actions: beginVisit('BROWSE') },
            },
          },

          browsing: {
            initial: 'home',
            on: {
              CARD_FOUND: 'reading',
              HOME: '.home',
              EXIT: 'clearing',
              NOBODY_THERE: 'clearing',
            },
            states: {
              home: {
                entry: assign({ item: null }),
                on: { OPEN_ITEM: openItem('itemPage'), BACK: '#session.flow.clearing' },
              },
              itemPage: { on: { BACK: 'home' } },
            },
          },

          reading: {
            invoke: {
              src: 'readCard',
              onDone: [
                {
                  guard: ({ event }) => event.output.kind === 'read',
                  target: 'serving',
                  actions: enqueueActions(({ context, event, enqueue }) => {
                    if (event.output.kind !== 'read') return;
                    enqueue.assign({ person: event.output.person, cardFault: null });
                    if (context.visit)
                      enqueue.emit({
                        type: 'identified',
                        visit: context.visit,
                        document: event.output.person.document,
                      });
                  }),
                },
                {
                  target: 'cardProblem',
                  actions: enqueueActions(({ context, event, enqueue }) => {
                    if (event.output.kind !== 'fault') return;
                    enqueue.assign({ cardFault: event.output.fault });
                    if (context.visit)
                      enqueue.emit({ type: 'card-refused', visit: context.visit, fault: event.output.fault });
                  }),
                },
              ],
              onError: { target: 'cardProblem', actions: assign({ cardFault: 'internal' }) },
            },
            on: { EXIT: 'clearing' },
          },

          cardProblem: {
            initial: 'fresh',
            on: { EXIT: 'clearing', HOME: 'browsing', BACK: 'browsing' },
            states: {
              /** A card that is still lying there answers at once: let the citizen read first. */
              fresh: { on: { CARD_REMOVED: 'waiting' }, after: { cardProblemMin: 'waiting' } },
              waiting: {
                on: { CARD_FOUND: '#session.flow.reading' },
                after: { cardProblemMax: '#session.flow.clearing' },
              },
            },
          },

          serving: {
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
                entry: assign({ item: null, outcome: null, print: null, rating: null }),
                on: { OPEN_ITEM: openItem('itemPage') },
              },
              itemPage: {
                entry: assign({ outcome: null, print: null, rating: null }),
                on: {
                  BACK: 'home',
                  HOME: 'home',
                  START_ITEM: {
                    guard: 'canStart',
                    target: 'running',
                    actions: [
                      assign({ today: ({ event }) => event.today, exitAfterItem: false }),
                      'tellItemStarted',
                    ],
                  },
                },
              },
              running: {
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
                    actions: [
                      assign({ outcome: ({ event }) => event.output as ItemOutcome }),
                      'tellItemEnded',
                    ],
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
                  OPEN_ITEM: openItem('itemPage'),
                },
              },
              /** Give back before the goal: card, then print, then paper, then goodbye. */
              ending: {
                initial: 'takeCard',
                states: {
                  takeCard: {
                    on: {
                      CARD_REMOVED: { target: 'cardBack', actions: 'tellCardTaken' },
                      READER_LOST: 'cardBack',
                      EXIT: {},
                    },
                    always: { guard: 'isCardAway', target: 'cardBack' },
                    after: { cardLeft: { target: '#session.flow.clearing', actions: 'tellCardLeft' } },
                  },
                  cardBack: { always: [{ guard: 'hasSlip', target: 'printing' }, { target: 'done' }] },
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
                          guard: ({ event }) =>
                            event.output.kind === 'printed' && event.output.hasTakenSensor,
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
                    on: { EXIT: {} },
                  },
                  printProblem: {
                    on: { RETRY: 'printing', CONTINUE: 'done', FINISH: 'done' },
                    after: { done: 'done' },
                  },
                  takePaper: {
                    on: { PAPER_TAKEN: 'done' },
                    after: { paperLeft: { target: 'done', actions: 'tellPaperLeft' } },
                  },
                  done: {
                    on: {
                      RATE: { actions: 'rate' },
                      ANOTHER_ITEM: '#session.flow.serving.home',
                      HOME: '#session.flow.serving.home',
                      FINISH: '#session.flow.leaving',
                    },
                    after: { done: '#session.flow.leaving' },
                  },
                },
              },
            },
          },

          /** Leaving without printing: the card first. */
          leaving: {
            always: { guard: 'isCardAway', target: 'clearing' },
            on: { CARD_REMOVED: { target: 'clearing', actions: 'tellCardTaken' }, READER_LOST: 'clearing' },
            after: { cardLeft: { target: 'clearing', actions: 'tellCardLeft' } },
          },

          clearing: {
            entry: 'tellVisitEnded',
            invoke: {
              src: 'clear',
              input: ({ context }) => ({ visit: context.visit }),
              onDone: 'attract',
              onError: 'attract',
            },
          },
        },
      },

      card: {
        initial: 'away',
        states: {
          away: {
            on: {
              CARD_FOUND: [{ guard: 'isServing', target: 'rereading' }, { target: 'present' }],
            },
          },
          present: {
            on: {
              CARD_REMOVED: [{ guard: 'isCitizensTurn', target: 'lifted' }, { target: 'away' }],
              READER_LOST: 'away',
            },
          },
          lifted: {
            on: { CARD_FOUND: 'rereading', READER_LOST: 'away', EXIT: 'away' },
            after: { cardLifted: { target: 'away', actions: raise({ type: 'NOBODY_THERE' }) } },
            always: { guard: stateIn({ flow: 'clearing' }), target: 'away' },
          },
          /** Laid back: it must be the same person's card. */
          rereading: {
            invoke: {
              src: 'readCard',
              onDone: [
                {
                  guard: ({ context, event }) =>
                    event.output.kind === 'read' && event.output.person.number === context.person?.number,
                  target: 'present',
                },
                {
                  guard: ({ event }) => event.output.kind === 'read',
                  target: 'present',
                  actions: raise({ type: 'OTHER_CARD' }),
                },
                { guard: stateIn({ flow: { serving: 'ending' } }), target: 'away' },
                { target: 'lifted' },
              ],
              onError: 'lifted',
            },
            on: { CARD_REMOVED: 'lifted', READER_LOST: 'away' },
          },
        },
      },

      attention: {
        initial: 'here',
        states: {
          here: {
            on: {
              TOUCH: { target: 'here', reenter: true },
              CARD_FOUND: { target: 'here', reenter: true },
              STIR: { target: 'here', reenter: true },
            },
            after: {
              idle: [
                { guard: 'isBusy', target: 'here', reenter: true },
                { guard: 'isBrowsing', target: 'warning' },
                { guard: 'isCitizensTurn', target: 'warning' },
                { target: 'here', reenter: true },
              ],
            },
          },
          /** Everything personal is covered; any touch is an answer. */
          warning: {
            on: { TOUCH: 'here', CARD_REMOVED: 'here', EXIT: 'here' },
            after: { idleCountdown: { target: 'here', actions: raise({ type: 'NOBODY_THERE' }) } },
          },
        },
      },
    },
  });

  function beginVisit(type: 'CARD_FOUND' | 'BROWSE') {
    return builder.createAction(
      enqueueActions(({ event, enqueue }) => {
        if (event.type !== type) return;
        enqueue.assign({ visit: event.visit });
        enqueue.emit({ type: 'visit-started', visit: event.visit });
      }),
    );
  }

  function openItem(target: string) {
    return {
      guard: ({ event }: { event: SessionEvent }) => event.type === 'OPEN_ITEM' && items.has(event.item),
      target,
      actions: builder.assign({ item: ({ event }) => (event.type === 'OPEN_ITEM' ? event.item : null) }),
    };
  }
}

export type SessionMachine = ReturnType<typeof createSessionMachine>;

/** Gathering, submitting, opening or closing an order: nobody is expected to touch anything. */
function isMachineWork(view: ReturnType<CompiledItem['view']>): boolean {
  switch (view.kind) {
    case 'gathering':
    case 'submitting':
      return true;
    case 'booking':
      return view.slots === null;
    /** Paying happens on the citizen's phone; the code has its own deadline. */
    case 'paying':
      return view.stage !== 'unknown';
    default:
      return false;
  }
}

function slipOf(outcome: ItemOutcome | null): SlipOutcome | null {
  return outcome && 'slip' in outcome && outcome.slip !== null ? outcome : null;
}

function recordOf(outcome: ItemOutcome | null) {
  return outcome && 'record' in outcome ? outcome.record : null;
}

async function unprovided(): Promise<never> {
  throw new Error('the host provides this actor');
}
