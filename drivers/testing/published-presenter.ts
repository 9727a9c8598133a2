import type { Clock } from '../status.ts';
import type { ScriptedTransport } from './scripted-transport.ts';

/** A printer of the Custom family that knows the published commands by their bytes, and nothing of the driver's code. */
export type PublishedPresenter = {
  /** The four status bytes besides the paper in the mouth, which is bit 5 of the first. */
  mood: string;
  isSilent: boolean;
  /** From the order to present until paper shows in the mouth. */
  presentMs: number;
  /** Paper gets stuck instead of showing. */
  jamsAtMouth: boolean;
  canRetract: boolean;
  /** Somebody is so quick that nobody sees the paper. */
  isSnatched: boolean;
  readonly hasPaperInMouth: () => boolean;
  /** Left there by an earlier run, or put back by a child. */
  readonly putInMouth: () => void;
  readonly take: () => void;
  readonly printed: () => string;
  /** `present`, `retract`, `eject`, in order. */
  readonly moves: () => readonly string[];
};

export const presenterMoods = {
  well: '00000000',
  nearEnd: '04000000',
  virtualEnd: '40000000',
  paperOut: '01000000',
  headUp: '00010000',
  coverOpen: '00020000',
  jammed: '00004000',
  cutter: '00000001',
  headHot: '00000100',
} as const;

export function createPublishedPresenter(transport: ScriptedTransport, clock: Clock): PublishedPresenter {
  let printed = '';
  let isInMouth = false;
  const moves: string[] = [];
  const later = (ms: number, act: () => void): void => void clock.setTimeout(act, ms);
  const say = (hex: string): void => {
    if (!printer.isSilent && transport.state().kind === 'open') transport.deliver(hex);
  };
  const fullStatus = (): string => {
    const first = Number.parseInt(printer.mood.slice(0, 2), 16) | (isInMouth ? 0x20 : 0);
    return `100F${first.toString(16).padStart(2, '0').toUpperCase()}${printer.mood.slice(2)}`;
  };

  const printer: PublishedPresenter = {
    mood: presenterMoods.well,
    isSilent: false,
    presentMs: 900,
    jamsAtMouth: false,
    canRetract: true,
    isSnatched: false,
    hasPaperInMouth: () => isInMouth,
    putInMouth: () => {
      isInMouth = true;
    },
    take: () => {
      isInMouth = false;
    },
    printed: () => printed,
    moves: () => moves,
  };

  const present = (): void => {
    moves.push('present');
    later(printer.presentMs, () => {
      if (printer.jamsAtMouth) printer.mood = presenterMoods.jammed;
      else if (!printer.isSnatched) isInMouth = true;
    });
  };

  transport.onWrite((hex) => {
    if (hex === '100414') return later(2, () => say(fullStatus()));
    if (hex.startsWith('1005') || printer.isSilent) return;
    printed += hex;
    if (hex.includes('1B691D6503')) present();
    if (hex.endsWith('1D6502')) {
      moves.push('retract');
      if (printer.canRetract) later(1500, printer.take);
    }
    if (hex.endsWith('1D6505')) {
      moves.push('eject');
      later(300, printer.take);
    }
    if (hex.includes('1D7201')) later(10, () => printer.mood === presenterMoods.well && say('00'));
  });
  return printer;
}
