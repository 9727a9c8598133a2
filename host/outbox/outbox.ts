import type { Text } from '../../flows/language/text.ts';
import type {
  CloseOrderOutcome,
  IssueOutcome,
  OpenOrderOutcome,
  PaidOutcome,
  PaymentOrder,
  SubmitOutcome,
} from '../../flows/machine/contract.ts';
import type { Clock } from '../clock.ts';
import type { CodeName } from '../codes/codes.ts';
import type { Application, Exchange, Rating, SealRequest } from '../exchange/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalResult } from '../journal/journal-fault.ts';
import type { WorkEntry } from './work-entry.ts';
import type { WorkStore } from './work-store.ts';

/**
 * What must reach the exchange exactly once, whatever fails on the way. Each piece is in the journal before
 * it is sent, goes on in the background when nobody waits any more, and after a restart.
 */
export type Outbox = {
  /**
   * Keeps the application sealed, sends it, and answers within the deadline: `pending` when that passes or
   * the signal fires; it then goes on by itself. `not-submitted` leaves nothing behind: the citizen decides.
   * `later` are further parts of the same confirmation, on disk in the same commit: each is sent when it is submitted, or
   * when nobody can do that any more.
   */
  readonly submit: (
    request: SubmitRequest,
    wait: Wait,
    later?: readonly SubmitRequest[],
  ) => Promise<SubmitOutcome>;
  readonly openOrder: (request: OpenOrder, wait: Wait) => Promise<OpenOrderOutcome>;
  /** Resolves when the order is final; rejects with the signal's reason when that fires, like `fetch`. */
  readonly awaitPayment: (order: PaymentOrder, signal: AbortSignal) => Promise<PaidOutcome>;
  /** query → close → query. After `unknown` it goes on in the background until final. */
  readonly closeOrder: (order: PaymentOrder) => Promise<CloseOrderOutcome>;
  /**
   * Has a draft sealed while the citizen stands here; the sealed file is kept under the visit's key until it is
   * printed. After the deadline or the signal it asks no more: a document is not made behind anybody's back.
   */
  readonly issue: (request: IssueRequest, wait: Wait) => Promise<IssueOutcome>;
  /** Bytes of a sealed document that is not printed yet; null when they are gone. */
  readonly sealedPages: (visit: string, key: string) => Uint8Array | null;
  /** It lies in the tray: its bytes are destroyed. */
  readonly discardPages: (visit: string, key: string) => JournalResult<void>;
  /** Kept and sent when the line allows; nobody waits for it. */
  readonly rate: (request: RatingRequest) => JournalResult<void>;
  /** The citizen is gone and their paper is dealt with: ends open orders, destroys the key once nothing needs it. */
  readonly settle: (visit: string) => JournalResult<void>;
  /** At start, before the first visit: goes on with what an earlier run left open. */
  readonly resume: () => void;
  readonly state: (visit: string) => readonly WorkEntry[];
  /** Everything not yet final, of whatever visit: for the hall. */
  readonly open: () => readonly WorkEntry[];
  readonly subscribe: (listener: (entry: WorkEntry) => void) => () => void;
  /** Stops timers and calls; what is open stays in the journal. */
  readonly close: () => void;
};

export type Wait = { readonly deadlineMs: number; readonly signal?: AbortSignal };
export type SubmitRequest = {
  readonly visit: string;
  readonly step: string;
  readonly department: string;
  readonly userId: string;
  /** Its `key` is the idempotency key; a repeat sends these very values. */
  readonly application: Application;
};
export type IssueRequest = {
  readonly visit: string;
  readonly department: string;
  readonly userId: string;
  readonly request: SealRequest;
};
export type OpenOrder = {
  readonly visit: string;
  readonly step: string;
  readonly key: string;
  readonly userId: string;
  readonly caseNo: string;
  readonly amountFen: number;
  readonly subject: Text;
};
export type RatingRequest = {
  readonly visit: string;
  readonly department: string;
  readonly userId: string;
} & Rating;

export type OutboxOptions = {
  readonly journal: Journal;
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly newQueryId: () => string;
  /** Tells operators and developers what happened, by code and ids. */
  readonly report: (report: OutboxReport) => void;
};
export type OutboxReport = { readonly code: CodeName; readonly visit: string; readonly key: string };

/** What each kind of work is done with. */
export type WorkTools = OutboxOptions & {
  readonly store: WorkStore;
  /** Fires when the outbox is closed. */
  readonly closing: AbortSignal;
};
