import type { Intent } from '../../host/contract/intent.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { moveAt, type Script, STROKES, typedAnswer } from '../script.ts';

/** What somebody with a script does about a screen. */
export type Act =
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'lay-card' }
  | { readonly kind: 'lift-card' }
  | { readonly kind: 'type-password' }
  /** Before the camera, and agree to one picture. */
  | { readonly kind: 'look' }
  /** With the telephone, by the code on the screen. */
  | { readonly kind: 'pay'; readonly qr: string }
  /** The machine is at work. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'done' }
  /** A screen the script does not lead to. */
  | { readonly kind: 'lost'; readonly why: string };

const WAIT: Act = { kind: 'wait' };
const intent = (what: Intent): Act => ({ kind: 'intent', intent: what });
const lost = (why: string): Act => ({ kind: 'lost', why });

/** Pure: the same screen is always met in the same way. */
export function nextAct({ screen }: Frame, script: Script): Act {
  switch (screen.kind) {
    case 'attract':
      return { kind: 'lay-card' };
    case 'home':
      return screen.greeting === null ? WAIT : intent({ kind: 'find', where: { page: 'all' } });
    case 'find': {
      const tile = screen.tiles.find(({ id }) => id === script.item);
      if (tile === undefined) return lost('the item is not on offer');
      if (tile.unavailable !== null) return lost(tile.unavailable['zh-CN']);
      return intent({ kind: 'open-item', item: script.item });
    }
    case 'item':
      return screen.start === 'agree'
        ? intent({ kind: 'start-item' })
        : lost(screen.unavailable?.['zh-CN'] ?? screen.start);
    case 'prove':
      // The camera may not have been found yet.
      return screen.ways[script.proof].kind === 'live' ? intent({ kind: 'prove', way: script.proof }) : WAIT;
    case 'face-consent':
      return { kind: 'look' };
    case 'password':
      if (screen.error !== null) return lost(screen.error['zh-CN']);
      return screen.stage === 'typing' ? { kind: 'type-password' } : WAIT;
    case 'show':
      return intent({ kind: 'continue', step: screen.step });
    case 'choose': {
      const move = moveAt(script, screen.step);
      if (move?.verb !== 'choose') return unexpected(screen.step);
      const isOffered = screen.options.some(({ value }) => value === move.value);
      return isOffered
        ? intent({ kind: 'answer', step: screen.step, value: move.value })
        : lost(`${move.value} is not among the options`);
    }
    case 'ask': {
      const move = moveAt(script, screen.step);
      if (screen.error !== null) return lost(screen.error['zh-CN']);
      if (move?.verb !== 'ask') return unexpected(screen.step);
      if (move.typed !== null)
        return intent({ kind: 'answer', step: screen.step, value: typedAnswer(screen.input, move.typed) });
      return screen.offered === null
        ? lost('nothing is offered to take over')
        : intent({ kind: 'take-offered', step: screen.step });
    }
    case 'book': {
      const free = screen.slots.find(({ left }) => left > 0);
      return free === undefined
        ? lost('no time is free')
        : intent({ kind: 'answer', step: screen.step, value: `${free.date}/${free.part}` });
    }
    case 'sign':
      return intent({ kind: 'sign', step: screen.step, strokes: STROKES.map((stroke) => [...stroke]) });
    case 'scan':
      if (screen.finding !== null) return lost(screen.finding.title['zh-CN']);
      if (screen.stage === 'scanning') return WAIT;
      if (screen.stage === 'reviewing') return intent({ kind: 'keep-page', step: screen.step });
      return screen.canFinish
        ? intent({ kind: 'continue', step: screen.step })
        : intent({ kind: 'scan', step: screen.step });
    case 'check':
      return intent({ kind: 'confirm', step: screen.step });
    case 'pay':
      return screen.qr === null ? WAIT : { kind: 'pay', qr: screen.qr };
    case 'take-card':
      return { kind: 'lift-card' };
    case 'idle-warning':
      return intent({ kind: 'stay' });
    case 'done':
      return { kind: 'done' };
    case 'reading':
    case 'face':
    case 'working':
    case 'printing':
    case 'take-paper':
    case 'clearing':
    case 'covered':
    case 'card-lifted':
      return WAIT;
    case 'refusal':
      return lost(`refused: ${screen.title['zh-CN']} ${screen.rule['zh-CN']}`);
    case 'problem':
    case 'card-problem':
    case 'proof-problem':
      return lost(`${screen.code}: ${screen.title['zh-CN']} ${screen.text['zh-CN']}`);
    case 'print-problem':
    case 'out-of-service':
      return lost(`${screen.title['zh-CN']} ${screen.text['zh-CN']}`);
    case 'none-accepted':
      return lost(
        `${screen.title['zh-CN']} ${screen.parts.map(({ note }) => note?.['zh-CN'] ?? '').join(' ')}`,
      );
    case 'not-charged':
    case 'payment-unknown':
      return lost(screen.kind);
    default:
      return screen satisfies never;
  }
}

const unexpected = (step: string): Act => lost(`the script knows no answer at ${step}`);

/** Two frames of one screen: seconds that tick and what was typed do not make another. */
export function screenKey({ screen, item }: Frame): string {
  const parts = [
    screen.kind,
    item?.id ?? '',
    'step' in screen ? screen.step : '',
    'stage' in screen ? screen.stage : '',
    'pages' in screen ? screen.pages.length : '',
    'error' in screen && screen.error !== null ? screen.error['zh-CN'] : '',
    'greeting' in screen && screen.greeting !== null ? 'known' : '',
    'qr' in screen ? (screen.qr ?? '') : '',
    screen.kind === 'prove' ? `${screen.ways.face.kind} ${screen.ways.password.kind}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
