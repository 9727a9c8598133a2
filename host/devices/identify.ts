import type { CitizenCard, CitizenCardFault } from '../../drivers/citizen-card/citizen-card-reader.ts';
import type { IdCard, IdCardFault } from '../../drivers/id-card/id-card-reader.ts';
import type { CardFault, ReadCardOutcome } from '../../flows/session/contract.ts';
import type { Person } from '../../flows/session/person.ts';

/** The person a card speaks of, or why it cannot be taken today. `today` is a civil date, YYYY-MM-DD. */
export function identify(card: IdCard, today: string): ReadCardOutcome {
  return isExpired(card, today) ? expired : { kind: 'read', person: personOf(card) };
}

/**
 * The same for a social-security card. It names the holder's resident number, but no address: a social-security card
 * says who somebody is, not where they live.
 */
export function identifyByCitizenCard(card: CitizenCard, today: string): ReadCardOutcome {
  if (isExpired(card, today)) return expired;
  const { number, name, birthDate, validTo } = card;
  const sex = sexOf(card.sex);
  return {
    kind: 'read',
    person: { document: 'social-security-card', number, name, sex, birthDate, address: '', validTo },
  };
}

const expired = { kind: 'fault', fault: 'card.expired' } as const;
/** Good through its last day; null is 长期. */
const isExpired = ({ validTo }: Pick<IdCard, 'validTo'>, today: string): boolean =>
  validTo !== null && validTo < today;

function personOf(card: IdCard): Person {
  const common = {
    document: card.type,
    number: card.number,
    sex: sexOf(card.sex),
    birthDate: card.birthDate,
    validTo: card.validTo,
  };
  switch (card.type) {
    case 'resident':
    case 'hmt-residence-permit':
      return { ...common, name: card.name, address: card.address };
    case 'foreigner-2017':
    case 'foreigner-2023':
      return { ...common, name: card.chineseName || card.englishName, address: '' };
    default:
      return card satisfies never;
  }
}

function sexOf(code: IdCard['sex']): Person['sex'] {
  if (code === '1') return 'male';
  return code === '2' ? 'female' : 'unknown';
}

/** The classes a citizen can act on: lay it again, another card, call somebody. */
export function cardFaultOf(fault: IdCardFault): CardFault {
  switch (fault.kind) {
    case 'no-card':
    case 'card-moved':
    case 'timeout':
    case 'aborted':
      return 'card.moved';
    case 'protocol':
      return 'card.unreadable';
    case 'card-not-verified':
      return 'card.not-verified';
    case 'unknown-card':
      return 'card.unknown-type';
    case 'disconnected':
      return 'reader.offline';
    case 'hardware':
      return 'reader.broken';
    default:
      return fault satisfies never;
  }
}

/** A mute card lies upside down or is dirty: it is laid again, like one that could not be read. */
export function citizenCardFaultOf(fault: CitizenCardFault): CardFault {
  switch (fault.kind) {
    case 'no-card':
    case 'card-moved':
    case 'timeout':
    case 'aborted':
      return 'card.moved';
    case 'protocol':
    case 'mute-card':
      return 'card.unreadable';
    case 'card-blocked':
      return 'card.not-verified';
    case 'wrong-card':
      return 'card.unknown-type';
    case 'disconnected':
      return 'reader.offline';
    case 'hardware':
      return 'reader.broken';
    default:
      return fault satisfies never;
  }
}
