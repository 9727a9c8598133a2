import type { Cabinet, Light, Lights } from '../../drivers/cabinet/cabinet.ts';
import type { Frame, Screen } from '../contract/screen.ts';

const invites: Light = { flashRate: 'slow', color: 'green' };
/** Here, now: the next thing to do is done at this slot. */
const calls: Light = { flashRate: 'medium', color: 'green' };
const isAtWork: Light = { flashRate: 'continuous', color: 'green' };
const reminds: Light = { flashRate: 'quick', color: 'yellow' };

/**
 * The lights that go with a screen: beside the slot hands are wanted at, and at no other. Whatever is not named is
 * dark, so a screen that needs no hands makes all of them dark, and so does clearing.
 */
export function lightsFor(screen: Screen): Lights {
  switch (screen.kind) {
    case 'attract':
      return { cardReader: invites, cardReader2: invites, scanner: invites };
    case 'home':
      return screen.greeting === null ? { cardReader: invites, cardReader2: invites, scanner: invites } : {};
    case 'item':
      return screen.start === 'need-card' ? { cardReader: calls, cardReader2: calls, scanner: calls } : {};
    case 'reading':
      return { cardReader: isAtWork, cardReader2: isAtWork };
    case 'card-problem':
      if (screen.action === 'help') return {};
      if (screen.action === 'show-again') return { scanner: calls };
      return { cardReader: calls, cardReader2: calls, scanner: calls };
    case 'card-lifted':
    case 'take-card':
      return { cardReader: reminds, cardReader2: reminds };
    case 'face':
      return { camera: isAtWork };
    case 'printing':
      return screen.paper === 'document' ? { documentPrinter: isAtWork } : { receiptPrinter: isAtWork };
    case 'take-paper':
      return { receiptPrinter: reminds };
    default:
      return {};
  }
}

/** Keeps the lights as the screen wants them, whether or not a window draws it. */
export function shineWithScreen(
  cabinet: Pick<Cabinet, 'setLights'>,
  screens: {
    readonly frame: () => Frame;
    readonly subscribe: (listener: (frame: Frame) => void) => () => void;
  },
): () => void {
  let shining = '';
  const follow = ({ screen }: Frame): void => {
    const lights = lightsFor(screen);
    const wished = JSON.stringify(lights);
    if (wished === shining) return;
    shining = wished;
    // A board that is away is told when it is back: nothing to wait for here.
    void cabinet.setLights(lights);
  };
  follow(screens.frame());
  return screens.subscribe(follow);
}
