import type { Clock, Result } from '../status.ts';
import type { Presenter } from './custom-presenter.ts';
import type { EscposPiece } from './escpos-commands.ts';
import type { EscposLink } from './escpos-link.ts';
import type { PrinterCondition } from './escpos-status.ts';
import type { RetractFault, RetractReport } from './receipt-printer.ts';

export type MouthClearing = {
  readonly link: EscposLink;
  readonly clock: Clock;
  readonly presenter: Presenter;
  readonly onCondition: (condition: PrinterCondition) => void;
  /** What now leaves the mouth goes into the bin. */
  readonly onRetracting: () => void;
};

/** A receipt is drawn back through the whole presenter. */
const movingMs = 5000;
const lookEveryMs = 200;

/** Takes back what waits in the mouth, and waits until it has gone. */
export async function retractPaper(
  clearing: MouthClearing,
  signal: AbortSignal,
): Promise<Result<RetractReport, RetractFault>> {
  const mouth = await lookAtMouth(clearing, signal);
  if (!mouth.ok) return mouth;
  if (mouth.value !== 'present') return { ok: true, value: 'no-media' };
  clearing.onRetracting();
  return moveAway(clearing, clearing.presenter.retract, signal);
}

/**
 * Empties the mouth for the next paper: into the bin, and where that is not possible, out of the machine. Two
 * people's papers must never come out together.
 */
export async function clearMouth(
  clearing: MouthClearing,
  signal: AbortSignal,
): Promise<Result<RetractReport, RetractFault>> {
  const retracted = await retractPaper(clearing, signal);
  if (retracted.ok || retracted.error.kind !== 'not-retracted') return retracted;
  return moveAway(clearing, clearing.presenter.eject, signal);
}

async function moveAway(
  clearing: MouthClearing,
  order: EscposPiece,
  signal: AbortSignal,
): Promise<Result<RetractReport, RetractFault>> {
  const { link, clock } = clearing;
  const sent = await link.send([order], signal);
  if (!sent.ok) return sent;
  const orderedAt = clock.now();
  let last: Result<RetractReport, RetractFault> = { ok: false, error: { kind: 'not-retracted' } };
  while (clock.now() - orderedAt < movingMs) {
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, lookEveryMs));
    const mouth = await lookAtMouth(clearing, signal);
    if (mouth.ok && mouth.value !== 'present') return { ok: true, value: 'retracted' };
    // One answer that stays out while the motors run says nothing yet: it is asked again.
    if (!mouth.ok && mouth.error.kind !== 'timeout') return mouth;
    last = mouth.ok ? { ok: false, error: { kind: 'not-retracted' } } : mouth;
  }
  return last;
}

async function lookAtMouth(
  { link, onCondition }: MouthClearing,
  signal: AbortSignal,
): Promise<Result<'present' | 'notPresent', RetractFault>> {
  if (signal.aborted) return { ok: false, error: { kind: 'aborted' } };
  const condition = await link.look(signal);
  if (!condition.ok) return condition;
  onCondition(condition.value);
  const { mouth } = condition.value;
  if (mouth === 'jammed') return { ok: false, error: { kind: 'jammed' } };
  return { ok: true, value: mouth === 'present' ? 'present' : 'notPresent' };
}
