import type { Language } from '../language/text.ts';
import type { CompiledItem, ItemEvent, ItemOutcome, ItemRecord } from '../machine/contract.ts';
import type { Person } from './person.ts';

/**
 * What the session machine asks of its host, what it listens to, and what it tells. Time, ids and devices
 * come from outside: an event that begins something carries the visit id and the civil date.
 */
export type SessionEvent =
  | { readonly type: 'CARD_FOUND'; readonly visit: string }
  | { readonly type: 'CARD_REMOVED' }
  /** The reader is gone: nobody can say whether a card lies on it. */
  | { readonly type: 'READER_LOST' }
  | { readonly type: 'PAPER_TAKEN' }
  | { readonly type: 'BROWSE'; readonly visit: string }
  | { readonly type: 'OPEN_ITEM'; readonly item: string }
  | { readonly type: 'START_ITEM'; readonly today: string }
  | { readonly type: 'ITEM'; readonly event: ItemEvent }
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
  | 'internal';
export type ReadCardOutcome =
  | { readonly kind: 'read'; readonly person: Person }
  | { readonly kind: 'fault'; readonly fault: CardFault };

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
  | { readonly kind: 'failed'; readonly code: string; readonly retryable: boolean };

export type SessionContext = {
  readonly visit: string | null;
  readonly language: Language;
  readonly person: Person | null;
  readonly covered: boolean;
  readonly item: string | null;
  readonly today: string | null;
  readonly itemBusy: boolean;
  /** The citizen asked to leave while an item was running: go there once the item has ended. */
  readonly exitAfterItem: boolean;
  readonly cardFault: CardFault | null;
  readonly outcome: ItemOutcome | null;
  readonly print: PrintOutcome | null;
  readonly rating: RatingLevel | null;
};

/** What happened, for the journal: no personal data in it. */
export type SessionNews =
  | { readonly type: 'visit-started'; readonly visit: string }
  | { readonly type: 'identified'; readonly visit: string; readonly document: Person['document'] }
  | { readonly type: 'card-refused'; readonly visit: string; readonly fault: CardFault }
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
