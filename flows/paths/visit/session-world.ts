import type {
  FaceOutcome,
  PasswordOutcome,
  PrintDocumentOutcome,
  PrintOutcome,
  ReadCardOutcome,
  SessionContext,
  SessionEvent,
} from '../../session/contract.ts';
import type { Person } from '../../session/person.ts';

/** The world outside a visit: what people do at the machine, and how the session's actors can answer. */
type Answer = { readonly output: unknown; readonly says: string };
const answer = <Output>(says: string, output: Output): Answer => ({ says, output });

const somebody = (number: string): Person => ({
  document: 'resident',
  name: '测试人',
  number,
  sex: 'unknown',
  birthDate: '1990-01-01',
  address: '测试路1号',
  validTo: null,
});
const SHE = somebody('1');
const HE = somebody('2');

/** Every class of answer of one of the session's actors. One nobody told of stops the proof. */
export function answersOf(actor: string, { person }: SessionContext): readonly Answer[] {
  switch (actor) {
    case 'readCard':
      return [
        answer<ReadCardOutcome>('a card', { kind: 'read', person: SHE }),
        /** Laid on while somebody is being served. */
        ...(person === null ? [] : [answer<ReadCardOutcome>('another card', { kind: 'read', person: HE })]),
        answer<ReadCardOutcome>('a fault', { kind: 'fault', fault: 'card.unreadable' }),
      ];
    case 'proveFace':
      return [
        answer<FaceOutcome>('match', { kind: 'match' }),
        answer<FaceOutcome>('no match', { kind: 'no-match' }),
        answer<FaceOutcome>('no camera', { kind: 'no-camera' }),
      ];
    case 'provePassword':
      return [
        answer<PasswordOutcome>('match', { kind: 'match' }),
        answer<PasswordOutcome>('no match', { kind: 'no-match', triesLeft: 1 }),
        answer<PasswordOutcome>('locked', { kind: 'locked', until: '2026-11-25T00:00:00Z' }),
        answer<PasswordOutcome>('the exchange fails', { kind: 'failed', fault: 'unreachable' }),
      ];
    case 'printDocument':
      return [
        answer<PrintDocumentOutcome>('printed', { kind: 'printed' }),
        answer<PrintDocumentOutcome>('failed, may be out', failedDocument(true, true)),
        answer<PrintDocumentOutcome>('failed for good', failedDocument(false, false)),
      ];
    case 'print':
      return [
        answer<PrintOutcome>('presented', { kind: 'printed', hasTakenSensor: true }),
        answer<PrintOutcome>('printed', { kind: 'printed', hasTakenSensor: false }),
        answer<PrintOutcome>('nobody took it', { kind: 'left' }),
        answer<PrintOutcome>('failed', { kind: 'failed', code: 'paper.out', retryable: true }),
        answer<PrintOutcome>('failed for good', { kind: 'failed', code: 'internal', retryable: false }),
      ];
    case 'clear':
      return [answer('all is destroyed', undefined)];
    default:
      throw new Error(`nothing is known of what ${actor} can answer`);
  }
}

const failedDocument = (retryable: boolean, mayBeOut: boolean): PrintDocumentOutcome => ({
  kind: 'failed',
  code: 'internal',
  retryable,
  mayBeOut,
});

/** The events people and devices cause, by type; empty for what the machine only says to itself. */
export function spoken(
  type: string,
  { visit, item, today }: { readonly visit: string; readonly item: string; readonly today: string },
): readonly SessionEvent[] {
  switch (type) {
    case 'CARD_FOUND':
    case 'CODE_SHOWN':
    case 'BROWSE':
      return [{ type, visit }];
    case 'OPEN_ITEM':
      return [{ type, item }];
    case 'START_ITEM':
      return [{ type, today }];
    case 'PROVE':
      return [
        { type, way: 'face' },
        { type, way: 'password' },
      ];
    case 'PASSWORD':
      return [{ type, digits: '000000' }];
    case 'RATE':
      return [{ type, level: 5 }];
    case 'CARD_REMOVED':
    case 'READER_LOST':
    case 'PAPER_TAKEN':
    case 'CONSENT':
    case 'BACK':
    case 'HOME':
    case 'EXIT':
    case 'RETRY':
    case 'CONTINUE':
    case 'ANOTHER_ITEM':
    case 'FINISH':
    case 'TOUCH':
      return [{ type }];
    /** How the screen looks decides nothing; what is done inside the item is the item's own graph. */
    case 'LANGUAGE':
    case 'COVER':
    case 'ITEM':
    /** Raised by the machine itself. */
    case 'NOBODY_THERE':
    case 'OTHER_CARD':
    case 'STIR':
      return [];
    default:
      throw new Error(`nobody knows who says ${type}`);
  }
}
