import type { ActorLogic, AnyEventObject, PromiseActorLogic, Snapshot } from 'xstate';
import type { DataUse, ItemDefinition } from '../language/definition.ts';
import type { Step } from '../language/steps.ts';
import type { Text } from '../language/text.ts';
import type { Person } from '../session/person.ts';

/**
 * What a compiled item asks of its host, what it listens to, and how it ends. The machine is pure: every
 * actor here is supplied by the host and answers with a value, never by throwing. A throw is a bug and
 * ends the item with `failed: internal`; while paying it counts as `unknown`, because money may have moved.
 * An actor that is no longer needed is aborted: what it began is the outbox's to finish.
 */

/** Why the exchange gave no usable answer. Ends in words for the citizen through the host's code table. */
export type ExchangeFault =
  | 'unreachable'
  | 'timeout'
  | 'denied'
  | 'closed'
  | 'nonsense'
  | 'provider-error'
  | 'internal';

/** A record of one data set: the asked fields, or null where the person has none. `verify` sets give `{exists}`. */
export type DataRecord = Readonly<Record<string, unknown>> | null;

/** `key` is null for the record of who stands there. */
export type RecordToRead = { readonly use: DataUse; readonly key: string | null };
export type GatherInput = {
  readonly person: Person;
  readonly item: ItemDefinition;
  readonly reads: readonly RecordToRead[];
};
export type GatherOutcome =
  /** Keyed by the alias (`as`) the item gives each data set, as its expressions read them. */
  | { readonly kind: 'ok'; readonly data: Readonly<Record<string, DataRecord>> }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault; readonly set: string };

export type Slot = { readonly date: string; readonly part: 'am' | 'pm'; readonly left: number };
export type SlotsInput = { readonly office: string; readonly from: string; readonly days: number };
export type SlotsOutcome =
  | { readonly kind: 'ok'; readonly slots: readonly Slot[] }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault };

/** What the exchange said of a case. `state` in its words: 收件 received, 受理 accepted, 办结 closed. */
export type CaseReceipt = {
  readonly caseNo: string;
  /** Six digits a citizen needs to look the case up on the web. */
  readonly password: string;
  readonly state: 'received' | 'accepted' | 'closed' | 'awaiting-payment';
  readonly at: string;
  /** Civil date by which an answer is promised, for 承诺件. */
  readonly promisedBy: string | null;
};
export type SubmitInput = {
  readonly step: string;
  readonly department: string;
  readonly item: ItemDefinition;
  readonly record: ItemRecord;
};
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly receipt: CaseReceipt }
  /** The department refuses this application, with its reason. */
  | { readonly kind: 'rejected'; readonly reason: Text }
  /** Proven not to have arrived; the citizen may try again. */
  | { readonly kind: 'not-submitted'; readonly fault: ExchangeFault }
  /** Journalled and sent, but no answer in time: the outbox goes on with the same key. */
  | { readonly kind: 'pending' };

/** What became of one department's part of a joint item. */
export type Part = {
  readonly step: string;
  readonly department: string;
  readonly outcome: SubmitOutcome;
};

export type PaymentOrder = {
  readonly orderNo: string;
  readonly amountFen: number;
  /** Text of the QR code; holds no personal data. */
  readonly qr: string;
};
export type OpenOrderInput = {
  readonly step: string;
  readonly department: string;
  readonly item: ItemDefinition;
  readonly record: ItemRecord;
  readonly amountFen: number;
  readonly subject: Text;
};
export type OpenOrderOutcome =
  | { readonly kind: 'open'; readonly order: PaymentOrder }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault };
/** Resolves when the order is final; the machine's own deadline ends the wait otherwise. */
export type PaidOutcome = { readonly kind: 'paid'; readonly at: string } | { readonly kind: 'closed' };
/** query → close → query: only `closed` lets a screen say “not charged”. */
export type CloseOrderOutcome = PaidOutcome | { readonly kind: 'unknown' };

/** A document its department has sealed. Its pages stay sealed on this machine until they are printed. */
export type IssuedDocument = {
  /** What it is asked for by, at the desk and on its verification page. */
  readonly number: string;
  readonly title: Text;
  /** Idempotency key it was sealed under: names its pages in the journal. */
  readonly key: string;
  /** Last civil day it may be relied on; null where no end is written. */
  readonly validTo: string | null;
};
export type IssueInput = {
  readonly step: string;
  readonly item: ItemDefinition;
  readonly record: ItemRecord;
};
export type IssueOutcome =
  | { readonly kind: 'issued'; readonly document: IssuedDocument }
  /** The department does not put its seal to this, with its reason. */
  | { readonly kind: 'rejected'; readonly reason: Text }
  /** Proven not to be sealed; the citizen may try again. */
  | { readonly kind: 'not-issued'; readonly fault: ExchangeFault }
  /** Nobody can say in time; if it was sealed it lies at its department under the case. */
  | { readonly kind: 'pending' };

/** What was measured of a page, gravest first found: `good`, or what to tell the person. Words of drivers/document-scanner. */
export type PageVerdict = 'good' | 'too-dark' | 'blank' | 'cut-off' | 'skewed' | 'blurred' | 'faint';
/** One scanned page. Its picture stays with the host, under this id, until it is sent or the visit ends. */
export type ScannedPage = {
  readonly id: string;
  /** SHA-256 of the picture, hex. */
  readonly sha256: string;
  readonly verdict: PageVerdict;
};
/** Why there is no page, in the words of the scanner's driver where it has one. */
export type ScanFault =
  | 'no-document'
  | 'jammed'
  | 'cover-open'
  | 'busy'
  | 'half-page'
  | 'too-large'
  | 'timeout'
  | 'offline'
  | 'scanner-fault';
/** `kept`: pages of this item that are still wanted; pictures of all others are forgotten. */
export type ScanInput = { readonly step: string; readonly kept: readonly string[] };
export type ScanOutcome =
  | { readonly kind: 'scanned'; readonly page: ScannedPage }
  | { readonly kind: 'not-scanned'; readonly why: ScanFault };

/** Actors a compiled item invokes, by the name it invokes them with. */
export type ItemActors = {
  gather: PromiseActorLogic<GatherOutcome, GatherInput>;
  slots: PromiseActorLogic<SlotsOutcome, SlotsInput>;
  submit: PromiseActorLogic<SubmitOutcome, SubmitInput>;
  openOrder: PromiseActorLogic<OpenOrderOutcome, OpenOrderInput>;
  awaitPayment: PromiseActorLogic<PaidOutcome, { readonly order: PaymentOrder }>;
  closeOrder: PromiseActorLogic<CloseOrderOutcome, { readonly order: PaymentOrder }>;
  issue: PromiseActorLogic<IssueOutcome, IssueInput>;
  scan: PromiseActorLogic<ScanOutcome, ScanInput>;
};

export type Answer = string | number | boolean;
/** A list is there to be gone through; its entries are those of a record. */
export type DerivedValue = Answer | readonly unknown[];
/** Pen strokes in millimetres on the pad, in drawing order. */
export type Signature = {
  readonly strokes: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly at: string;
};

/** All an item knows of one visit. Personal: never logged, sealed when journalled. */
export type ItemRecord = {
  readonly person: Person;
  /** Civil date in Asia/Shanghai at the start of the item, YYYY-MM-DD. */
  readonly today: string;
  /** By alias (`as`), as the item's expressions read it. */
  readonly data: Readonly<Record<string, DataRecord>>;
  /** Only what could be computed from what is known so far. */
  readonly derived: Readonly<Record<string, DerivedValue>>;
  /** By step id; only of steps that are on the way now. A booked slot reads `YYYY-MM-DD/am`. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** By step id. */
  readonly signatures: Readonly<Record<string, Signature>>;
  /** Pages the citizen kept, in order, by step id. */
  readonly pages: Readonly<Record<string, readonly ScannedPage[]>>;
  /** By department: a joint item has one case each, and a payment belongs to its department's case. */
  readonly cases: Readonly<Record<string, CaseReceipt>>;
  /** Of a joint item: what became of each part so far, in the order they were sent. Empty in others. */
  readonly parts: readonly Part[];
  readonly order: PaymentOrder | null;
  readonly paidAt: string | null;
  /** The sealed document of this item, once its department has answered. */
  readonly issued: IssuedDocument | null;
};

export type ItemInput = { readonly person: Person; readonly today: string };

/** What a citizen can do inside an item. `step` guards against a late tap meeting the next screen. */
export type ItemEvent =
  | { readonly type: 'CONTINUE'; readonly step: string }
  | { readonly type: 'ANSWER'; readonly step: string; readonly value: Answer }
  | { readonly type: 'SIGN'; readonly step: string; readonly signature: Signature }
  | { readonly type: 'SCAN'; readonly step: string }
  /** The page just scanned is kept as it is. */
  | { readonly type: 'KEEP_PAGE'; readonly step: string }
  /** All pages of this paper are scanned anew. */
  | { readonly type: 'DISCARD_PAGES'; readonly step: string }
  /** 容缺受理: the citizen does not have the paper here. */
  | { readonly type: 'BRING_LATER'; readonly step: string }
  | { readonly type: 'CONFIRM'; readonly step: string }
  /** From the confirm step back to one answer; the answer returns to the confirm step. */
  | { readonly type: 'EDIT'; readonly step: string }
  | { readonly type: 'BACK' }
  | { readonly type: 'RETRY' }
  /** The citizen does not want to pay now: query → close → query. */
  | { readonly type: 'CANCEL_PAYMENT' }
  | { readonly type: 'EXTEND_PAYMENT' }
  | { readonly type: 'LEAVE' };

/** How an item ended, and what is to be printed about it. The session goes on from here. */
export type ItemOutcome =
  | { readonly kind: 'done'; readonly record: ItemRecord; readonly slip: 'receipt' | null }
  | { readonly kind: 'refused'; readonly record: ItemRecord; readonly rule: number }
  | { readonly kind: 'rejected'; readonly record: ItemRecord; readonly reason: Text }
  /** No part of a joint item was taken: each refused, or not sent. */
  | { readonly kind: 'none-accepted'; readonly record: ItemRecord }
  | { readonly kind: 'pending'; readonly record: ItemRecord; readonly slip: 'pending' }
  | { readonly kind: 'payment-unknown'; readonly record: ItemRecord; readonly slip: 'payment-unknown' }
  | { readonly kind: 'not-charged'; readonly record: ItemRecord }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault }
  | { readonly kind: 'left' };

/** The item machine as the session sees it, whatever item it is. */
export type ItemMachine = ActorLogic<Snapshot<ItemOutcome>, ItemEvent | AnyEventObject, ItemInput>;

/** What an item is doing at this moment, read off a snapshot: the only way the host looks into one. */
export type ItemView =
  | { readonly kind: 'gathering' }
  | {
      readonly kind: 'problem';
      readonly fault: ExchangeFault;
      readonly during: 'gather' | 'slots' | 'submit' | 'pay' | 'issue';
      readonly retryable: boolean;
      /** The part of a joint item a CONTINUE goes on without; null where the item cannot go on. */
      readonly passes: string | null;
    }
  | {
      readonly kind: 'step';
      readonly step: Exclude<Step, { verb: 'submit' | 'pay' | 'issue' | 'receipt' | 'book' | 'scan' }>;
      readonly progress: Progress;
      /** What to say beside the field: the last answer was not taken. */
      readonly error: Text | null;
      /** A value from shared data that would be a valid answer as it is. */
      readonly offered: Answer | null;
      /** What can be chosen now, in order; empty unless the verb is `choose`. */
      readonly options: readonly Choice[];
      /** Steps an EDIT may name; empty unless the verb is `confirm`. */
      readonly editable: readonly string[];
    }
  | {
      readonly kind: 'booking';
      readonly step: Extract<Step, { verb: 'book' }>;
      readonly slots: readonly Slot[] | null;
      readonly progress: Progress;
      readonly error: Text | null;
    }
  | {
      readonly kind: 'scanning';
      readonly step: Extract<Step, { verb: 'scan' }>;
      readonly stage: 'laying' | 'scanning' | 'reviewing';
      /** Pages kept so far. */
      readonly pages: readonly ScannedPage[];
      /** The page to look at; null unless reviewing. */
      readonly page: ScannedPage | null;
      /** Why the last try gave no page. */
      readonly fault: ScanFault | null;
      readonly canScan: boolean;
      readonly canKeep: boolean;
      readonly progress: Progress;
    }
  | {
      readonly kind: 'submitting';
      readonly step: string;
      /** Submit steps on the way, in order: one, or the parts of a joint item. */
      readonly parts: readonly string[];
      readonly progress: Progress;
    }
  | {
      readonly kind: 'paying';
      readonly step: Extract<Step, { verb: 'pay' }>;
      readonly stage: 'opening' | 'waiting' | 'closing' | 'unknown';
      readonly order: PaymentOrder | null;
      /** The citizen has had the one extension: 120 s are now 180 s. */
      readonly extended: boolean;
      readonly progress: Progress;
    }
  | {
      readonly kind: 'issuing';
      readonly step: Extract<Step, { verb: 'issue' }>;
      readonly progress: Progress;
    }
  | { readonly kind: 'ended'; readonly outcome: ItemOutcome };

/** One option of a choose step. Its texts may insert values of `entry`, the list entry it was made from. */
export type Choice = {
  readonly value: string;
  readonly label: Text;
  readonly hint: Text | null;
  readonly entry: unknown;
};

/** Where in the item the citizen stands. */
export type Progress = {
  /** Phases this item really has, in order; questions, signature, check, payment, sealing. */
  readonly phases: readonly Phase[];
  readonly phase: Phase;
  /** 1-based position inside the phase, and how many there are on the way now known. */
  readonly position: number;
  readonly of: number;
  /** Whole minutes still needed, at least 1. */
  readonly minutesLeft: number;
  readonly canGoBack: boolean;
  /** True when this screen was reached from the check page and returns to it. */
  readonly returnsToCheck: boolean;
};
export type Phase = 'look' | 'questions' | 'scan' | 'sign' | 'check' | 'pay' | 'issue';

export type ItemNeeds = {
  readonly devices: readonly ('id-card' | 'receipt-printer' | 'document-printer' | 'document-scanner')[];
  readonly dataSets: readonly string[];
  readonly assurance: ItemDefinition['assurance'];
};

/** An item ready to run. */
export type CompiledItem = {
  readonly definition: ItemDefinition;
  /** SHA-256 (hex) of the definition's canonical JSON: what a visit pins. */
  readonly hash: string;
  readonly needs: ItemNeeds;
  /** i18next resources, one bundle a language, for the namespace `item:<id>`. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The XState v5 configuration, an `ItemConfig`: names of guards, actions and actors, CEL as text; JSON-serialisable. */
  readonly config: unknown;
  /** Joins the configuration with the host's actors. */
  readonly provide: (actors: ItemActors) => ItemMachine;
  readonly view: (snapshot: Snapshot<ItemOutcome>) => ItemView;
  readonly recordOf: (snapshot: Snapshot<ItemOutcome>) => ItemRecord;
};
