import type { Text } from '../language/text.ts';
import type { ExchangeFault, ItemView, ScanFault, SubmitOutcome } from './contract.ts';

/**
 * The compiled machine as data: an XState v5 configuration in which every guard, action, delay and actor
 * is a name with parameters and every condition CEL text. It survives JSON, so it can be hashed, drawn and
 * proven by readers that run none of it.
 */
export type ItemConfig = {
  readonly id: 'item';
  readonly initial: string;
  readonly states: Readonly<Record<string, StateConfig>>;
};

export type StateConfig = {
  readonly type?: 'final';
  readonly initial?: string;
  readonly states?: Readonly<Record<string, StateConfig>>;
  readonly meta?: StateMeta;
  readonly entry?: readonly ActionRef[];
  readonly invoke?: Invocation;
  readonly on?: Readonly<Record<string, readonly Transition[]>>;
  readonly after?: Readonly<Partial<Record<DelayName, readonly Transition[]>>>;
  readonly always?: readonly Transition[];
};

export type Transition = {
  readonly target?: string;
  readonly guard?: GuardRef;
  readonly actions?: readonly ActionRef[];
};

/** `input` is what the actor is told besides the record of the visit. */
export type Invocation = {
  readonly id: string;
  readonly onDone: readonly Transition[];
  readonly onError: readonly Transition[];
} & ActorCall;

export type ActorCall =
  /** Without `sets`: all records that need no key. */
  | { readonly src: 'gather'; readonly input: { readonly sets?: readonly string[] } }
  | { readonly src: 'slots'; readonly input: { readonly office: string; readonly days: number } }
  | { readonly src: 'submit'; readonly input: { readonly step: string; readonly department: string } }
  | { readonly src: 'openOrder'; readonly input: OpenOrderCall }
  | { readonly src: 'awaitPayment' | 'closeOrder'; readonly input: Record<string, never> }
  | { readonly src: 'issue' | 'scan'; readonly input: { readonly step: string } };

export type OpenOrderCall = {
  readonly step: string;
  readonly department: string;
  /** CEL. */
  readonly amountFen: string;
  readonly subject: Text;
};

export type DelayName = 'exchangeWatchdog' | 'scanWatchdog' | 'paymentDeadline' | 'paymentExtension';

/** What a state shows; states without it are passed through at once. */
export type StateMeta =
  | { readonly shows: 'gathering' }
  /** `step`: the part of a joint item a CONTINUE goes on without. */
  | {
      readonly shows: 'problem';
      readonly during: 'gather' | 'slots' | 'submit' | 'pay' | 'issue';
      readonly step?: string;
    }
  | { readonly shows: 'step' | 'booking' | 'submitting' | 'issuing'; readonly step: string }
  | {
      readonly shows: 'scanning';
      readonly step: string;
      readonly stage: Extract<ItemView, { kind: 'scanning' }>['stage'];
    }
  | {
      readonly shows: 'paying';
      readonly step: string;
      readonly stage: Extract<ItemView, { kind: 'paying' }>['stage'];
    };

/** A step that may be conditional. */
export type StepRef = { readonly step: string; readonly when?: string };

export type GuardParams = {
  /** The tap was meant for this step, not for the screen before it. */
  readonly isAbout: { readonly step: string };
  /** … and its answer or signature holds. */
  readonly accepts: { readonly step: string };
  /** The rule is broken. */
  readonly breaks: { readonly require: string };
  /** Nobody can say whether it holds. */
  readonly isUndetermined: { readonly condition: string };
  /** The step is not on the way, or is passed over on the way back to the check page. */
  readonly skips: StepRef;
  /** The step is on the way. */
  readonly applies: { readonly when: string };
  /** Each was read for the key it has now, or has no key. */
  readonly hasRecords: { readonly sets: readonly string[] };
  readonly edits: { readonly step: string };
  readonly isEditing: { readonly step: string };
  /** The actor answered this; `unwanted`: after the citizen asked not to go on. */
  readonly answered: { readonly kind: string; readonly unwanted?: true };
  /** One more page may be scanned, and this one has not been tried too often. */
  readonly mayScan: { readonly step: string; readonly maxPages: number; readonly tries: number };
  readonly hasPages: { readonly step: string };
  /** Something is on the page that was just scanned. */
  readonly isReadable: { readonly step: string };
  /** … and no further page may follow it. */
  readonly isLastPage: { readonly step: string; readonly maxPages: number };
  readonly isRetryable: undefined;
  /** It is proven not to have arrived, trying again may help, and the citizen is there to say so. */
  readonly mayTryAgain: undefined;
  /** The citizen asked to leave while the machine was busy. */
  readonly isLeaving: undefined;
  /** … with a case whose payment still applies. */
  readonly isLeavingOwing: { readonly when?: string };
  readonly hasCase: undefined;
  /** The department has not taken its part of a joint item. */
  readonly lacksCase: { readonly department: string };
  /** … or it has, and waits for money that was not paid. */
  readonly isUnpaid: { readonly department: string };
  /** A department has its part of a joint item, or may have it. */
  readonly hasResult: undefined;
  readonly owes: { readonly when?: string };
  readonly isPriced: { readonly amountFen: string };
  readonly isExtended: undefined;
};

export type ActionParams = {
  readonly keepData: { readonly sets?: readonly string[] };
  readonly keepAnswer: { readonly step: string };
  readonly keepSignature: { readonly step: string };
  readonly keepSlots: undefined;
  readonly keepCase: { readonly department: string };
  /** Without an outcome: what the actor answered, or that the part was given up after the fault. */
  readonly keepPart: { readonly step: string; readonly department: string; readonly outcome?: SubmitOutcome };
  readonly keepOrder: undefined;
  /** It is known to be closed: nothing can be paid by it any more. */
  readonly dropOrder: undefined;
  readonly keepPayment: undefined;
  readonly keepDocument: undefined;
  readonly beginPage: undefined;
  readonly countTry: undefined;
  readonly lookAtPage: undefined;
  readonly keepPage: { readonly step: string };
  readonly discardPages: { readonly step: string };
  /** 容缺受理: the paper is brought later. */
  readonly putOff: { readonly step: string };
  /** Without a fault: the one the actor answered. */
  readonly noteScanFault: { readonly fault?: ScanFault };
  readonly sayProblem: { readonly step: string };
  readonly clearError: undefined;
  readonly forgetSlots: undefined;
  readonly beginEdit: { readonly step: string };
  readonly endEdit: undefined;
  /** Without a fault: the one the actor answered. */
  readonly noteFault: { readonly fault?: ExchangeFault };
  readonly remember: { readonly wish: 'leave' | 'cancel' };
  readonly extend: undefined;
  readonly end: Ending;
};

/** How an item ends; reasons, faults and the record are added when it does. */
export type Ending =
  | { readonly kind: 'done'; readonly slip: 'receipt' | null }
  | { readonly kind: 'refused'; readonly rule: number }
  | { readonly kind: 'rejected' | 'none-accepted' | 'pending' | 'payment-unknown' | 'not-charged' | 'left' }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault };

/** XState's `{type, params}` for each name above. */
type Ref<Params> = {
  readonly [Name in keyof Params]: Params[Name] extends undefined
    ? { readonly type: Name }
    : { readonly type: Name; readonly params: Params[Name] };
}[keyof Params];
export type GuardRef = Ref<GuardParams>;
export type ActionRef = Ref<ActionParams>;

/** Long enough for every ask and repeat the exchange's rules allow (55 s a call); only a hung actor meets it. */
export const EXCHANGE_WATCHDOG_MS = 150_000;
/** A scanner warms up, scans and sends within a minute; only a hung actor meets this. */
export const SCAN_WATCHDOG_MS = 120_000;
/** How often one page may be scanned: whoever has no good picture by then is better off at the window. */
export const SCAN_TRIES = 5;
/** How long a payment code is on the screen, and the one extension. */
export const PAYMENT_DEADLINE_MS = 120_000;
export const PAYMENT_EXTENSION_MS = 60_000;
