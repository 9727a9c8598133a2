import type { Language } from '../language/text.ts';
import type {
  CompiledItem,
  ExchangeFault,
  IssuedDocument,
  ItemEvent,
  ItemOutcome,
  ItemRecord,
} from '../machine/contract.ts';
import type { Assurance, ProofWay } from './assurance.ts';
import type { Person } from './person.ts';

/**
 * What the session machine asks of its host, what it listens to, and what it tells. Time, ids and devices
 * come from outside: an event that begins something carries the visit id and the civil date.
 */
export type SessionEvent =
  | { readonly type: 'CARD_FOUND'; readonly visit: string }
  | { readonly type: 'CARD_REMOVED' }
  /** A code was shown in place of a card: nothing lies on the reader, and nothing has to be taken back. */
  | { readonly type: 'CODE_SHOWN'; readonly visit: string }
  /** The reader is gone: nobody can say whether a card lies on it. */
  | { readonly type: 'READER_LOST' }
  | { readonly type: 'PAPER_TAKEN' }
  | { readonly type: 'BROWSE'; readonly visit: string }
  | { readonly type: 'OPEN_ITEM'; readonly item: string }
  | { readonly type: 'START_ITEM'; readonly today: string }
  | { readonly type: 'ITEM'; readonly event: ItemEvent }
  /** How the citizen wants to prove who they are. */
  | { readonly type: 'PROVE'; readonly way: ProofWay }
  /** A picture may be taken and compared, this once. */
  | { readonly type: 'CONSENT' }
  /** Secret: goes on to the exchange and is kept nowhere. */
  | { readonly type: 'PASSWORD'; readonly digits: string }
  | { readonly type: 'BACK' }
  | { readonly type: 'HOME' }
  | { readonly type: 'EXIT' }
  | { readonly type: 'RETRY' }
  | { readonly type: 'CONTINUE' }
  | { readonly type: 'ANOTHER_ITEM' }
  | { readonly type: 'FINISH' }
  /** Somebody is there: any touch, any key. */
  | { readonly type: 'TOUCH' }
  | { readonly type: 'COVER'; readonly covered: boolean }
  | { readonly type: 'LANGUAGE'; readonly language: Language }
  | { readonly type: 'RATE'; readonly level: RatingLevel }
  /** Raised by the machine itself. */
  | { readonly type: 'NOBODY_THERE' }
  | { readonly type: 'OTHER_CARD' }
  | { readonly type: 'STIR' };

/** 好差评, GB/T 39734-2020: 5 非常满意 … 1 非常不满意. */
export type RatingLevel = 1 | 2 | 3 | 4 | 5;

/** Why a card could not be taken, in the words of the host's code table. */
export type CardFault =
  | 'card.moved'
  | 'card.unreadable'
  | 'card.not-verified'
  | 'card.unknown-type'
  | 'card.expired'
  | 'reader.offline'
  | 'reader.broken'
  /** A code on a telephone, shown in place of a card. */
  | 'code.expired'
  | 'code.used'
  | 'code.unknown'
  | 'code.unresolved'
  | 'internal';
export type ReadCardOutcome =
  | { readonly kind: 'read'; readonly person: Person }
  | { readonly kind: 'fault'; readonly fault: CardFault };

/** What became of one look into the camera. Only the first four were compared by the exchange. */
export type FaceOutcome =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'no-face' }
  | { readonly kind: 'several-faces' }
  /** No picture was good enough to be sent before the time was over. */
  | { readonly kind: 'no-good-picture' }
  /** The camera is not there, not permitted, or stopped. */
  | { readonly kind: 'no-camera' }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault };

/** The exchange counts wrong passwords and locks: it knows of the tries at other machines too. */
export type PasswordOutcome =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match'; readonly triesLeft: number }
  /** Until this instant (ISO). */
  | { readonly kind: 'locked'; readonly until: string }
  /** This person has no social-card password, or none that was ever set. */
  | { readonly kind: 'not-set' }
  | { readonly kind: 'failed'; readonly fault: ExchangeFault };

/** Why the last try did not raise the level. */
export type ProofProblem =
  | { readonly way: 'face'; readonly outcome: Exclude<FaceOutcome, { kind: 'match' }> }
  | { readonly way: 'password'; readonly outcome: Exclude<PasswordOutcome, { kind: 'match' }> };

/** The slip that follows an item: what was printed, or how far it got. */
export type SlipOutcome = Extract<ItemOutcome, { slip: unknown }>;
export type PrintInput = {
  readonly item: string;
  readonly outcome: SlipOutcome;
  readonly language: Language;
};
export type PrintOutcome =
  /** `hasTakenSensor` false: this printer cannot see whether the paper was taken. */
  | { readonly kind: 'printed'; readonly hasTakenSensor: boolean }
  /** It was presented, and nobody took it in time. */
  | { readonly kind: 'left' }
  | { readonly kind: 'failed'; readonly code: string; readonly retryable: boolean };

/** A sealed document on its way to the tray. Printed again it is the same document with the same number. */
export type PrintDocumentInput = { readonly document: IssuedDocument };
export type PrintDocumentOutcome =
  | { readonly kind: 'printed' }
  /** `mayBeOut`: some or all of it may lie in the tray. */
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly retryable: boolean;
      readonly mayBeOut: boolean;
    };

export type SessionContext = {
  readonly visit: string | null;
  readonly language: Language;
  readonly person: Person | null;
  readonly covered: boolean;
  readonly item: string | null;
  readonly today: string | null;
  readonly assurance: Assurance;
  readonly faceTries: number;
  readonly proofProblem: ProofProblem | null;
  /** The exchange will take no password of this person's now: said once, not asked again in this visit. */
  readonly passwordClosed: Extract<PasswordOutcome, { kind: 'locked' | 'not-set' }> | null;
  readonly itemBusy: boolean;
  /** The citizen asked to leave while an item was running: go there once the item has ended. */
  readonly exitAfterItem: boolean;
  readonly cardFault: CardFault | null;
  readonly outcome: ItemOutcome | null;
  readonly documentPrint: PrintDocumentOutcome | null;
  readonly print: PrintOutcome | null;
  readonly rating: RatingLevel | null;
};

/** What happened, for the journal: no personal data in it. */
export type SessionNews =
  | { readonly type: 'visit-started'; readonly visit: string }
  | { readonly type: 'identified'; readonly visit: string; readonly document: Person['document'] }
  | { readonly type: 'card-refused'; readonly visit: string; readonly fault: CardFault }
  /** The citizen agreed to one picture being taken and compared. */
  | { readonly type: 'face-agreed'; readonly visit: string; readonly item: string }
  | { readonly type: 'assurance-raised'; readonly visit: string; readonly level: Assurance }
  | { readonly type: 'item-started'; readonly visit: string; readonly item: string; readonly hash: string }
  | {
      readonly type: 'item-ended';
      readonly visit: string;
      readonly item: string;
      readonly outcome: ItemOutcome['kind'];
    }
  | { readonly type: 'card-taken'; readonly visit: string }
  | { readonly type: 'card-left'; readonly visit: string }
  | { readonly type: 'paper-left'; readonly visit: string }
  | {
      readonly type: 'rated';
      readonly visit: string;
      readonly level: RatingLevel;
      readonly record: ItemRecord | null;
    }
  | { readonly type: 'visit-ended'; readonly visit: string };

export type SessionTimers = {
  readonly browseIdleMs: number;
  readonly identifiedIdleMs: number;
  readonly idleCountdownMs: number;
  readonly cardLeftMs: number;
  readonly paperLeftMs: number;
  readonly doneMs: number;
};

export type SessionItems = ReadonlyMap<string, CompiledItem>;
