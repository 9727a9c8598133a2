/** The PC/SC reader for social-security cards as the street panel sees it. */
export type CitizenCardReaderState = {
  /** The reader's name as pcscd lists it while `plugged`. */
  readonly reader: string;
  readonly plugged: boolean;
  /** Id of the citizen whose card lies on the reader. */
  readonly card: string | null;
  readonly fault: CitizenCardFault;
};

/**
 * How the card that lies there, or the next one, differs from a well-behaved contact card (T=0). The first four can
 * be read, each in its own way; the others cannot.
 */
export const CITIZEN_CARD_FAULTS = [
  'none',
  /** The ATR and protocol (T=1) of a contactless card. */
  'contactless',
  /** Announces every answer with 61xx instead of giving it. */
  'announcesAnswers',
  /** Knows its records by number only (P2 = 04). */
  'numberedRecords',
  'slow',
  /** No answer to reset: upside down. */
  'mute',
  /** A bank card. */
  'wrongCard',
  /** Switched off by its issuer. */
  'blocked',
  'corruptRecord',
  /** Pulled in the middle of the reading, and laid back. */
  'pulledMidRead',
  /** Answers every command with bytes that mean nothing. */
  'babbles',
] as const;
export type CitizenCardFault = (typeof CITIZEN_CARD_FAULTS)[number];
