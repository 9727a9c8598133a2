import { assign, enqueueActions } from 'xstate';
import { attentionRegion } from './attention-region.ts';
import { cardRegion } from './card-region.ts';
import type { SessionItems, SessionTimers } from './contract.ts';
import { openItem } from './open-item.ts';
import { serving } from './serving.ts';
import { nobody, type SessionSetup, sessionSetup } from './session-setup.ts';

/**
 * One citizen's visit from the standby screen back to it:
 * attract → browse ⇄ identify → item → take card → print → take paper → done → attract.
 *
 * Three regions run side by side: `flow` is where the citizen is, `card` whether their card lies on the
 * reader, `attention` whether anybody is still there. The machine is pure; the host supplies the actors.
 */
export function createSessionMachine(items: SessionItems, timers: SessionTimers) {
  const builder = sessionSetup(items, timers);
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
              CARD_FOUND: { target: 'reading', actions: beginVisit(builder, 'CARD_FOUND') },
              CODE_SHOWN: { target: 'reading', actions: beginVisit(builder, 'CODE_SHOWN') },
              BROWSE: { target: 'browsing', actions: beginVisit(builder, 'BROWSE') },
            },
          },

          browsing: {
            initial: 'home',
            on: {
              CARD_FOUND: 'reading',
              CODE_SHOWN: 'reading',
              HOME: '.home',
              EXIT: 'clearing',
              NOBODY_THERE: 'clearing',
            },
            states: {
              home: {
                entry: assign({ item: null }),
                on: { OPEN_ITEM: openItem(builder, items, 'itemPage'), BACK: '#session.flow.clearing' },
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
                    enqueue.assign({ person: event.output.person, assurance: 'card', cardFault: null });
                    // Somebody known has longer than somebody looking around, counted from now.
                    enqueue.raise({ type: 'STIR' });
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
                on: { CARD_FOUND: '#session.flow.reading', CODE_SHOWN: '#session.flow.reading' },
                after: { cardProblemMax: '#session.flow.clearing' },
              },
            },
          },

          serving: serving(builder, items),

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

      card: cardRegion(builder),

      attention: attentionRegion(builder),
    },
  });
}

export type SessionMachine = ReturnType<typeof createSessionMachine>;

function beginVisit(builder: SessionSetup, type: 'CARD_FOUND' | 'CODE_SHOWN' | 'BROWSE') {
  return builder.createAction(
    enqueueActions(({ event, enqueue }) => {
      if (event.type !== type) return;
      enqueue.assign({ visit: event.visit });
      enqueue.emit({ type: 'visit-started', visit: event.visit });
    }),
  );
}
