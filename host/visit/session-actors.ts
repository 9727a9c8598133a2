import { fromPromise } from 'xstate';
import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { PrintInput, PrintOutcome, ReadCardOutcome } from '../../flows/session/contract.ts';
import type { CardDesk } from '../devices/card-desk.ts';
import { printCodeOf } from '../devices/print-code.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { createPrintDocumentActor } from './print-document-actor.ts';

export type SessionActorOptions = {
  readonly cards: Pick<CardDesk, 'read'>;
  readonly printer: Pick<ReceiptPrinter, 'print' | 'status'> | null;
  /** Lays the slip out: pure, from definition and record. */
  readonly layOut: (input: PrintInput) => Receipt;
  /** A definition this program cannot lay out is a defect: told to who mends it; the citizen is told of a machine fault. */
  readonly report: (error: unknown) => void;
  /** On disk when it returns. */
  readonly record: (event: AuditEvent) => void;
  readonly printDocument: ReturnType<typeof createPrintDocumentActor>;
  /** The visit is over: what must not outlive it is destroyed. */
  readonly settle: (visit: string) => void;
};

/** What the session invokes: reading a card, printing a slip, forgetting a visit. */
export function createSessionActors(options: SessionActorOptions) {
  const { cards, printer } = options;
  return {
    readCard: fromPromise<ReadCardOutcome>(({ signal }) => cards.read(signal)),

    printDocument: options.printDocument,

    print: fromPromise<PrintOutcome, PrintInput>(async ({ input, signal }) => {
      const { slip } = input.outcome;
      if (!printer || slip === null) return { kind: 'failed', code: 'printer.offline', retryable: false };
      const receipt = laidOut(input, options);
      if (receipt === null) {
        options.record({ kind: 'slip-failed', slip, code: 'internal', printed: 'nothing' });
        return { kind: 'failed', code: 'internal', retryable: false };
      }
      const result = await printer.print(receipt, { signal });
      if (result.ok) {
        options.record({ kind: 'slip-printed', slip, confirmed: result.value.confirmed });
        return { kind: 'printed', hasTakenSensor: printer.status().media === 'present' };
      }
      const { code, retryable } = printCodeOf(result.error);
      options.record({ kind: 'slip-failed', slip, code, printed: result.error.printed });
      return { kind: 'failed', code, retryable };
    }),

    clear: fromPromise<void, { visit: string | null }>(async ({ input }) => {
      if (input.visit) options.settle(input.visit);
    }),
  };
}

function laidOut(input: PrintInput, { layOut, report }: SessionActorOptions): Receipt | null {
  try {
    return layOut(input);
  } catch (error) {
    report(error);
    return null;
  }
}
