import type { ItemDefinition } from '../../flows/language/definition.ts';
import type { Script } from '../../rehearsal/script.ts';

/** What stands on the screen's keyboard; Chinese needs a word of its small list, and capitals are not there. */
const ON_KEYBOARD = /^[a-z0-9 \-/()#.,+:;&@]+$/;
const NEAR_DAYS = 600;

/** Whether a finger can type all of a script: days not so far off that somebody would leaf for minutes. */
export const isTouchable = (definition: ItemDefinition, { moves }: Script, today: string): boolean =>
  moves.every((move) => {
    if (move.verb !== 'ask' || move.typed === null) return true;
    const step = definition.steps.find(({ id }) => id === move.step);
    if (step?.verb !== 'ask') return false;
    if (step.type === 'date')
      return Math.abs(Date.parse(move.typed) - Date.parse(today)) < NEAR_DAYS * 86_400_000;
    return step.type !== 'text' || ON_KEYBOARD.test(move.typed);
  });
