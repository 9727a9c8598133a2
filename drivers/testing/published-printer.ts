import type { Clock } from '../status.ts';
import type { ScriptedTransport } from './scripted-transport.ts';

/** How the printer is, in the bytes published for it: answers to DLE EOT 1 to 4. */
export type PrinterMood = readonly [one: string, two: string, three: string, four: string];

export const moods = {
  well: ['12', '12', '12', '12'],
  nearEnd: ['12', '12', '12', '1E'],
  paperOut: ['1A', '32', '12', '7E'],
  coverOpen: ['1A', '16', '12', '12'],
  cutterJammed: ['1A', '52', '1A', '12'],
  broken: ['1A', '52', '32', '12'],
  headHot: ['12', '12', '52', '12'],
} as const satisfies Record<string, PrinterMood>;

/** A printer that knows the published commands by their bytes, and nothing of the driver's code. */
export type PublishedPrinter = {
  mood: PrinterMood;
  isSilent: boolean;
  hasProcessId: boolean;
  /** How long printing takes after the data came. */
  printMs: number;
  /** Called when a receipt's cut has come, before anything is confirmed. */
  onCut: () => void;
  /** Everything that was to be printed, real-time requests left out. */
  readonly printed: () => string;
  readonly orders: () => readonly string[];
};

const realTime = /^1004(0[1-4])$/;
const realTimeOrder = /^1005(0[0-9])$/;

export function createPublishedPrinter(transport: ScriptedTransport, clock: Clock): PublishedPrinter {
  let printed = '';
  const orders: string[] = [];
  const later = (ms: number, act: () => void): void => void clock.setTimeout(act, ms);
  const say = (hex: string): void => {
    if (!printer.isSilent && transport.state().kind === 'open') transport.deliver(hex);
  };
  const isWell = (): boolean => printer.mood[0] === '12';

  const printer: PublishedPrinter = {
    mood: moods.well,
    isSilent: false,
    hasProcessId: true,
    printMs: 800,
    onCut: () => undefined,
    printed: () => printed,
    orders: () => orders,
  };

  transport.onWrite((hex) => {
    const asked = realTime.exec(hex)?.[1];
    if (asked !== undefined) {
      later(2, () => say(printer.mood[Number(asked) - 1] ?? '00'));
      return;
    }
    if (realTimeOrder.test(hex)) {
      orders.push(hex);
      return;
    }
    printed += hex;
    if (hex.includes('1D564203')) printer.onCut();
    const id = /1D284806003030([0-9A-F]{8})/.exec(hex)?.[1];
    // Queued questions are not executed by a printer that stands still.
    if (id !== undefined && printer.hasProcessId) {
      later(printer.printMs, () => isWell() && say(`3722${id}00`));
    }
    if (hex.includes('1D7201')) later(10, () => isWell() && say('00'));
  });
  return printer;
}
