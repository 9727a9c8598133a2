/**
 * What the street panel and the tests see of the exchange, in the shape docs/sandbox-control.md promises.
 * Types only. The ledger is the truth behind the counter: what is not in it did not happen.
 */
export type Ledger = {
  readonly cases: readonly LedgerCase[];
  readonly orders: readonly LedgerOrder[];
  readonly queries: readonly LedgerQuery[];
  readonly ratings: readonly LedgerRating[];
  readonly licences: readonly LedgerLicence[];
  readonly checks: readonly LedgerCheck[];
};

export type CaseState = 'received' | 'accepted' | 'closed' | 'awaiting-payment';

export type LedgerCase = {
  readonly caseNo: string;
  /** The kiosk's idempotency key, `visit/step/department`. */
  readonly key: string;
  readonly department: string;
  readonly item: { readonly id: string; readonly version: number; readonly hash: string };
  readonly applicant: {
    readonly idType: string;
    readonly idNo: string;
    readonly name: string;
    readonly phone?: string | null | undefined;
  };
  /** Which part of a joint item (一件事) this department has; null in an item of its own. */
  readonly joint: JointPart | null;
  /** Whom the applicant acts for; null where it is for themselves. */
  readonly represented: Represented | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly derived: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
  /** Scanned pages that came with it; the pictures themselves are not kept here. */
  readonly attachments: readonly { readonly step: string; readonly page: number; readonly sha256: string }[];
  readonly slot: Slot | null;
  readonly feeFen: number | null;
  readonly kiosk: string;
  readonly state: CaseState;
  /** Instant, UTC. */
  readonly at: string;
  /** Civil date. */
  readonly promisedBy: string;
  /** How often the same submission arrived; more than 1 means a kiosk repeated itself, and was answered the same. */
  readonly arrivals: number;
};

export type JointPart = {
  readonly part: number;
  readonly of: number;
  readonly title: Words;
  /** What the case is made of, where that is more than the title says. */
  readonly matters: readonly Words[];
};
type Words = { readonly 'zh-CN': string; readonly en: string };

export type Represented = {
  readonly kind: 'child' | 'company';
  readonly idType: string;
  readonly idNo: string;
};

export type Slot = { readonly office: string; readonly date: string; readonly part: DayPart };
export type DayPart = 'am' | 'pm';

export type OrderState = 'waiting' | 'paid' | 'closed';

export type LedgerOrder = {
  readonly orderNo: string;
  readonly key: string;
  readonly caseNo: string;
  readonly amountFen: number;
  readonly subject: { readonly 'zh-CN': string; readonly en: string };
  readonly qr: string;
  readonly state: OrderState;
  /** Instant of the last change of state, UTC. */
  readonly at: string;
  /** Payments the wallet refused; an order survives them. */
  readonly declined: number;
};

/** The audit of look-ups: who asked for what under which item, never whose data it was. */
export type LedgerQuery = {
  readonly at: string;
  /** X-Road-Id: the same when a query is repeated. */
  readonly queryId: string;
  readonly requestId: string;
  readonly requestHash: string;
  readonly kiosk: string;
  /** Pseudonym of the person at the machine, as sent. */
  readonly userId: string | null;
  readonly department: string;
  readonly dataset: string;
  readonly item: string;
  readonly mode: string;
  readonly asks: readonly string[];
  readonly outcome: 'ok' | 'empty' | 'denied';
};

/** Somebody was asked to prove who they are: how and with what result; no picture, no password, no name. */
export type LedgerCheck = {
  readonly at: string;
  readonly queryId: string;
  readonly requestId: string;
  readonly requestHash: string;
  readonly kiosk: string;
  readonly userId: string | null;
  readonly department: string;
  readonly item: string;
  readonly way: 'face' | 'password';
  readonly outcome: 'match' | 'no-match' | 'no-face' | 'several-faces' | 'locked' | 'not-set';
};

export type LedgerRating = {
  readonly key: string;
  readonly caseNo: string;
  readonly department: string;
  readonly level: number;
  readonly at: string;
};

/** A document a department has put its seal to (电子证照). */
export type LedgerLicence = {
  readonly number: string;
  /** The kiosk's idempotency key, `visit/step/department`. */
  readonly key: string;
  readonly caseNo: string;
  readonly department: string;
  readonly item: string;
  readonly title: { readonly 'zh-CN': string; readonly en: string };
  /** Whose seal it bears. */
  readonly organisation: string;
  readonly holder: { readonly name: string; readonly idNo: string };
  /** Civil dates. */
  readonly issuedOn: string;
  readonly validTo: string | null;
  readonly kiosk: string;
  /** Hex, of the draft as it came and of the sealed file. */
  readonly draftSha256: string;
  readonly sha256: string;
  /** Instant of sealing, UTC. */
  readonly at: string;
  /** How often the same request arrived. */
  readonly arrivals: number;
};

/** How long one waits at an office, as its ticket machine knows it. */
export type Queue =
  | {
      readonly state: 'open';
      /** Tickets drawn and not called. */
      readonly waiting: number;
      /** Counters that call. */
      readonly counters: number;
      /** Until somebody who draws a ticket now is called. */
      readonly minutes: number;
    }
  /** The instant it opens next, UTC. */
  | { readonly state: 'closed'; readonly opensAt: string }
  /** Its ticket machine does not answer. */
  | { readonly state: 'unknown' };

/** `GET /exchange/offices`: one office a row, as `govsvc/office-queue/read` answers it. */
export type OfficeQueue = {
  readonly office: string;
  readonly name: Words;
  /** Ids of what is done there. */
  readonly items: readonly string[];
  /** Instant, UTC: it was so then. */
  readonly at: string;
} & Queue;

export const EXCHANGE_FAULTS = [
  'none',
  'down',
  'cut',
  'garbage',
  'wrongShape',
  'accessDenied',
  'maintenance',
  'providerError',
  'rejects',
  'timeoutAfterEffect',
  'timeoutBeforeEffect',
  'slow',
] as const;
export type ExchangeFault = (typeof EXCHANGE_FAULTS)[number];

/** `camel` up to X-Road 7.7, `snake` from 7.8.0 on. */
export type ErrorSpelling = 'camel' | 'snake';

/** `GET /exchange`, and the answer to every button of the exchange. `service` null means every service. */
export type ExchangeState = {
  readonly url: string;
  /** Public verification page of sealed documents; a token follows it. */
  readonly verifyPage: string;
  readonly spelling: ErrorSpelling;
  readonly latencies: readonly { readonly service: string | null; readonly ms: number }[];
  readonly faults: readonly {
    readonly service: string | null;
    readonly preset: ExchangeFault;
    /** Calls left to fail; null for ever. */
    readonly times: number | null;
  }[];
};
