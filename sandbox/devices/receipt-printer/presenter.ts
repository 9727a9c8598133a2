import type { Clock } from '../clock.ts';
import type { MouthState, PrinterFault } from './contract.ts';

/**
 * The motor behind the slot of a kiosk printer: it pushes the cut strip out, holds its end until somebody pulls it, and
 * can draw it back into a bin. Orders are GS e n of the Custom family.
 */
export type PresenterSimulator = {
  readonly state: () => MouthState;
  /** Pushes the strip out; done when the presenter has come to rest, jammed or not. */
  readonly present: (onRest: () => void) => void;
  readonly retract: (onRest: () => void) => void;
  readonly eject: (onRest: () => void) => void;
  /** A hand pulls the strip out, or clears a jam. */
  readonly take: () => void;
};

export type PresenterOptions = {
  readonly clock: Clock;
  /** `jamAtPresenter` and `retractFull` are this part's. */
  readonly fault: () => PrinterFault;
  /** How long its motor runs; 0 when nobody wants to wait. */
  readonly movingMs: number;
  readonly onChange: (
    state: MouthState,
    how: 'presented' | 'taken' | 'retracted' | 'ejected' | 'jammed',
  ) => void;
};

export function createPresenterSimulator(options: PresenterOptions): PresenterSimulator {
  const { clock, fault, movingMs } = options;
  let state: MouthState = 'empty';

  const become = (next: MouthState, how: Parameters<PresenterOptions['onChange']>[1]) => {
    state = next;
    options.onChange(next, how);
  };
  const move = (onRest: () => void, act: () => void) => {
    clock.after(movingMs, () => {
      act();
      onRest();
    });
  };

  return {
    state: () => state,
    present: (onRest) =>
      move(onRest, () => {
        if (fault() === 'jamAtPresenter') become('jammed', 'jammed');
        else if (state === 'empty') become('paper', 'presented');
      }),
    retract: (onRest) =>
      move(onRest, () => {
        // A full bin takes nothing, and the strip stays where it is.
        if (state === 'paper' && fault() !== 'retractFull') become('empty', 'retracted');
      }),
    eject: (onRest) =>
      move(onRest, () => {
        if (state === 'paper') become('empty', 'ejected');
      }),
    take: () => {
      if (state !== 'empty') become('empty', 'taken');
    },
  };
}
