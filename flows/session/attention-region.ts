import { raise } from 'xstate';
import type { SessionSetup } from './session-setup.ts';

/** Is anybody still there? Asked only where the citizen acts, never while the machine works. */
export function attentionRegion(builder: SessionSetup) {
  return builder.createStateConfig({
    initial: 'here',
    states: {
      here: {
        on: {
          TOUCH: { target: 'here', reenter: true },
          CARD_FOUND: { target: 'here', reenter: true },
          CODE_SHOWN: { target: 'here', reenter: true },
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
        on: { TOUCH: 'here', CARD_REMOVED: 'here', CODE_SHOWN: 'here', EXIT: 'here' },
        after: { idleCountdown: { target: 'here', actions: raise({ type: 'NOBODY_THERE' }) } },
      },
    },
  });
}
