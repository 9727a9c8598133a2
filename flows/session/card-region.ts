import { raise, stateIn } from 'xstate';
import type { SessionSetup } from './session-setup.ts';

/** Does the citizen's card lie on the reader? Lifted early it pauses the visit; it must come back as the same card. */
export function cardRegion(builder: SessionSetup) {
  return builder.createStateConfig({
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
        always: [
          { guard: stateIn({ flow: 'clearing' }), target: 'away' },
          /** The card is to be taken: it was. */
          { guard: stateIn({ flow: { serving: 'ending' } }), target: 'away' },
          { guard: stateIn({ flow: 'leaving' }), target: 'away' },
        ],
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
  });
}
