import type { Intent } from '../../host/contract/intent.ts';
import type { Screen } from '../../host/contract/screen.ts';
import { STROKES, typedAnswer } from '../script.ts';

/** What a line an author has typed means on a screen. */
export type Reading =
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'pay' }
  /** Nothing this screen could be answered with: what it can. */
  | { readonly kind: 'unclear'; readonly say: string };

const intent = (what: Intent): Reading => ({ kind: 'intent', intent: what });
const unclear = (say: string): Reading => ({ kind: 'unclear', say });

/** What can be typed on a screen; null where nothing is to be typed. */
export function promptOf(screen: Screen): string | null {
  switch (screen.kind) {
    case 'item':
      return screen.start === 'agree' ? 'Enter agrees and starts' : null;
    case 'show':
      return 'Enter goes on';
    case 'choose':
    case 'book':
      return 'a number';
    case 'ask':
      return screen.offered === null ? screen.input : `${screen.input}; Enter takes ${screen.offered}`;
    case 'sign':
      return 'Enter signs';
    case 'scan':
      return screen.stage === 'scanning' ? null : scanPrompt(screen);
    case 'check':
      return 'Enter confirms; the name in brackets changes an answer';
    case 'pay':
      return screen.qr === null ? null : 'Enter pays; cancel';
    default:
      return null;
  }
}

const scanPrompt = (screen: Extract<Screen, { kind: 'scan' }>): string =>
  screen.stage === 'reviewing'
    ? 'Enter keeps the page; again'
    : [
        screen.canScan ? 'Enter scans' : '',
        screen.canFinish ? 'done' : '',
        screen.later === null ? '' : 'later',
      ]
        .filter((word) => word !== '')
        .join('; ');

/** `back` and `leave` are understood everywhere, whatever else a screen wants. */
export function readLine(screen: Screen, line: string): Reading {
  const word = line.trim();
  if (word === 'back') return intent({ kind: 'back' });
  if (word === 'leave') return intent({ kind: 'exit' });
  switch (screen.kind) {
    case 'item':
      return intent({ kind: 'start-item' });
    case 'show':
      return intent({ kind: 'continue', step: screen.step });
    case 'choose': {
      const option = screen.options[Number(word) - 1];
      return option === undefined
        ? unclear(`a number from 1 to ${screen.options.length}`)
        : intent({ kind: 'answer', step: screen.step, value: option.value });
    }
    case 'book': {
      const slot = screen.slots[Number(word) - 1];
      return slot === undefined
        ? unclear(`a number from 1 to ${screen.slots.length}`)
        : intent({ kind: 'answer', step: screen.step, value: `${slot.date}/${slot.part}` });
    }
    case 'ask':
      if (word === '' && screen.offered !== null) return intent({ kind: 'take-offered', step: screen.step });
      return word === ''
        ? unclear('an answer')
        : intent({ kind: 'answer', step: screen.step, value: typedNumber(screen.input, word) });
    case 'sign':
      return intent({ kind: 'sign', step: screen.step, strokes: STROKES.map((stroke) => [...stroke]) });
    case 'scan':
      return intent(scanIntent(screen, word));
    case 'check':
      return word === ''
        ? intent({ kind: 'confirm', step: screen.step })
        : intent({ kind: 'edit', step: word });
    case 'pay':
      return word === 'cancel' ? intent({ kind: 'cancel-payment' }) : { kind: 'pay' };
    default:
      return unclear('nothing is asked here');
  }
}

/** What is no number goes as it was typed, so that the item itself says what is wrong with it. */
function typedNumber(input: Extract<Screen, { kind: 'ask' }>['input'], word: string) {
  const answer = typedAnswer(input, word);
  return typeof answer === 'number' && Number.isNaN(answer) ? word : answer;
}

function scanIntent({ step, stage }: Extract<Screen, { kind: 'scan' }>, word: string): Intent {
  if (word === 'later') return { kind: 'bring-later', step };
  if (word === 'done') return { kind: 'continue', step };
  if (stage === 'reviewing') return { kind: word === 'again' ? 'scan' : 'keep-page', step };
  return { kind: 'scan', step };
}
