import type { Text } from '../../flows/language/text.ts';
import type {
  CaseReceipt,
  DataRecord,
  ExchangeFault,
  PageVerdict,
  PaymentOrder,
  Signature,
  Slot,
} from '../../flows/machine/contract.ts';
import type { Person } from '../../flows/session/person.ts';
import type { IdType } from './id-type.ts';

/**
 * The data exchange as a kiosk sees it: every operation has a deadline, can be aborted, and answers with a
 * value. Nothing of what is sent or answered is logged or put into a fault.
 */
export type Exchange = {
  readonly readRecord: (query: RecordQuery, call: Call) => Promise<RecordAnswer>;
  readonly submitCase: (department: string, application: Application, call: Call) => Promise<SubmitAnswer>;
  /** Asks by key what became of a submission whose answer was lost. */
  readonly findCase: (department: string, key: string, call: Call) => Promise<FindAnswer>;
  /** Has a draft sealed for a case of this department. The same key is one document. */
  readonly sealDocument: (department: string, request: SealRequest, call: Call) => Promise<SealAnswer>;
  /** Asks by key what became of a request to seal whose answer was lost. */
  readonly findSealed: (department: string, key: string, call: Call) => Promise<FindSealedAnswer>;
  readonly freeSlots: (department: string, query: SlotQuery, call: Call) => Promise<SlotsAnswer>;
  readonly openOrder: (request: OrderRequest, call: Call) => Promise<OpenOrderAnswer>;
  readonly queryOrder: (order: OrderReference, call: Call) => Promise<OrderAnswer>;
  readonly closeOrder: (orderNo: string, call: Call) => Promise<OrderAnswer>;
  readonly rate: (department: string, rating: Rating, call: Call) => Promise<RateAnswer>;
  /** Asks which reminders hold for a person who has agreed to it. */
  readonly remind: (person: RecordQuery['person'], call: Call) => Promise<RemindAnswer>;
  /** Puts a reminder away; the exchange knows which of them come again. */
  readonly dismissReminder: (
    person: RecordQuery['person'],
    reminder: string,
    call: Call,
  ) => Promise<DismissAnswer>;
  /** Compares one picture with the portrait the police hold. The same `queryId` is one comparison. */
  readonly comparePortrait: (check: PortraitCheck, call: Call) => Promise<PortraitAnswer>;
  /** Checks a social-card password. The exchange counts wrong ones and locks; the same `queryId` counts once. */
  readonly verifyPassword: (check: PasswordCheck, call: Call) => Promise<PasswordAnswer>;
  /** Asks whose code a telephone shows. A code is good once; the same `queryId` is one use of it. */
  readonly resolveCode: (code: string, call: Call) => Promise<CodeAnswer>;
};

/** Who asks and how long. `queryId` stays the same when the same query is repeated. */
export type Call = {
  readonly queryId: string;
  /** Keyed daily pseudonym of the person, `CN` + 16 hex; never a number from a card. */
  readonly userId: string;
  readonly caseNo?: string;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
};

/** No usable answer. `effect` says whether the exchange may have acted on the request all the same. */
export type Failure = {
  readonly kind: 'failed';
  readonly fault: ExchangeFault;
  readonly effect:
    | 'none'
    /** It was answered, but not by whom or how it should have been. */
    | 'unknown'
    /** The connection was cut or our deadline passed: the request may even arrive later. */
    | 'under-way';
  /** Machine's words for the log: an X-Road type, a socket code, a status. */
  readonly code: string;
};

export type RecordQuery = {
  readonly department: string;
  readonly set: string;
  readonly purpose: { readonly item: string; readonly material: string; readonly consent: boolean };
  readonly person: Pick<Person, 'document' | 'number' | 'name'>;
  readonly fields: readonly string[];
  readonly mode: 'read' | 'verify';
  /** Whose record it is, where it is not the person's own. */
  readonly key?: string;
};
export type RecordAnswer = { readonly kind: 'ok'; readonly record: DataRecord } | Failure;

/** One case a department, as it is journalled and as it is sent: repeats send these very values. */
export type Application = {
  readonly key: string;
  readonly item: { readonly id: string; readonly version: number; readonly hash: string };
  readonly applicant: {
    readonly idType: string;
    readonly idNo: string;
    readonly name: string;
    readonly phone?: string;
  };
  /** The part of a joint item this is; absent in an item of one department. */
  readonly joint?: JointPart;
  /** Whom the applicant acts for: a child under age, or a business. */
  readonly represented?: Represented;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly derived: Readonly<Record<string, unknown>>;
  readonly signature?: Signature;
  readonly attachments?: readonly Attachment[];
  readonly slot?: { readonly office: string; readonly date: string; readonly part: 'am' | 'pm' };
  readonly feeFen?: number;
  readonly kiosk: string;
  readonly submittedAt: string;
};
/** Which part of how many, and what this department is asked to do; the others are none of its business. */
export type JointPart = {
  readonly part: number;
  readonly of: number;
  readonly title: Text;
  readonly matters: readonly Text[];
};
export type Represented =
  | { readonly kind: 'child'; readonly idType: IdType; readonly idNo: string }
  | { readonly kind: 'company'; readonly idType: 'unified-social-credit-code'; readonly idNo: string };
/** One scanned page: `page` from 1 within its step, `content` base64, `sha256` of the bytes in hex. */
export type Attachment = {
  readonly step: string;
  readonly page: number;
  readonly verdict: PageVerdict;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly sha256: string;
  readonly content: string;
};
export type SubmitAnswer =
  | { readonly kind: 'accepted'; readonly receipt: CaseReceipt }
  | { readonly kind: 'rejected'; readonly reason: Text }
  | { readonly kind: 'slot-taken' }
  /** The key was used before with other content: a mistake of ours, never of the citizen's. */
  | { readonly kind: 'key-reused' }
  | Failure;
export type FindAnswer =
  | { readonly kind: 'found'; readonly receipt: CaseReceipt }
  | { readonly kind: 'not-found' }
  | Failure;

/** A draft to be sealed, as it is sent: repeats send these very values. */
export type SealRequest = {
  readonly key: string;
  readonly caseNo: string;
  readonly title: Text;
  /** Civil dates. */
  readonly issuedOn: string;
  readonly validTo: string | null;
  readonly document: PdfFile;
  /** Page from 1; centres of seal and code in millimetres from its upper left corner. */
  readonly place: {
    readonly page: number;
    readonly seal: { readonly xMm: number; readonly yMm: number };
    readonly code: { readonly xMm: number; readonly yMm: number };
  };
  readonly kiosk: string;
};
/** A PDF as it travels and as it is journalled: base64, and the SHA-256 of its bytes in hex. */
export type PdfFile = { readonly content: string; readonly sha256: string };
export type SealedDocument = { readonly number: string; readonly document: PdfFile };
export type SealAnswer =
  | { readonly kind: 'accepted'; readonly receipt: SealedDocument }
  | { readonly kind: 'rejected'; readonly reason: Text }
  | { readonly kind: 'key-reused' }
  | Failure;
export type FindSealedAnswer =
  | { readonly kind: 'found'; readonly receipt: SealedDocument }
  | { readonly kind: 'not-found' }
  | Failure;

export type SlotQuery = { readonly office: string; readonly from: string; readonly days: number };
export type SlotsAnswer = { readonly kind: 'ok'; readonly slots: readonly Slot[] } | Failure;

export type OrderRequest = {
  readonly key: string;
  readonly caseNo: string;
  readonly amountFen: number;
  readonly subject: Text;
};
export type OpenOrderAnswer =
  | { readonly kind: 'open'; readonly order: PaymentOrder; readonly state: OrderState }
  | Failure;
export type OrderReference = { readonly orderNo: string } | { readonly key: string };
export type OrderState = 'waiting' | 'paid' | 'closed';
export type OrderAnswer =
  | {
      readonly kind: 'order';
      readonly orderNo: string;
      readonly amountFen: number;
      readonly state: OrderState;
      readonly at: string | null;
    }
  | { readonly kind: 'not-found' }
  | Failure;

export type Rating = { readonly key: string; readonly caseNo: string; readonly level: 1 | 2 | 3 | 4 | 5 };
export type RateAnswer = { readonly kind: 'rated' } | Failure;

/** Ids of reminders of the release, each with the civil day it is about, where it is about one. */
export type RemindAnswer =
  | {
      readonly kind: 'ok';
      readonly reminders: readonly { readonly id: string; readonly due: string | null }[];
    }
  | Failure;

export type DismissAnswer = { readonly kind: 'dismissed' } | Failure;

type IdentityCheck = { readonly person: RecordQuery['person']; readonly item: string };
/** `jpeg` is the one picture, taken with the citizen's consent. */
export type PortraitCheck = IdentityCheck & { readonly jpeg: Uint8Array };
export type PortraitAnswer = { readonly kind: 'match' | 'no-match' | 'no-face' | 'several-faces' } | Failure;
export type PasswordCheck = IdentityCheck & { readonly password: string };
export type PasswordAnswer =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly until: string }
  | { readonly kind: 'not-set' }
  | Failure;

export type CodeAnswer =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'expired' }
  | { readonly kind: 'used' }
  /** Nobody issued it: another kind of code, or none. */
  | { readonly kind: 'unknown' }
  | Failure;
