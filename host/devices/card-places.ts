import type { CitizenCardReader } from '../../drivers/citizen-card/citizen-card-reader.ts';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import type { CardPlace } from './card-desk.ts';
import { cardFaultOf, citizenCardFaultOf, identify, identifyByCitizenCard } from './identify.ts';

/** @param today the civil date at the time of reading, YYYY-MM-DD */
export function idCardPlace(reader: IdCardReader, today: () => string): CardPlace {
  return {
    takes: 'identity-card',
    device: () => reader.status().device,
    subscribe: reader.subscribe,
    read: async (signal) => {
      const result = await reader.read({ signal });
      return result.ok
        ? identify(result.value, today())
        : { kind: 'fault', fault: cardFaultOf(result.error) };
    },
  };
}

/** @param today the civil date at the time of reading, YYYY-MM-DD */
export function citizenCardPlace(reader: CitizenCardReader, today: () => string): CardPlace {
  return {
    takes: 'citizen-card',
    device: () => reader.status().device,
    subscribe: reader.subscribe,
    read: async (signal) => {
      const result = await reader.read({ signal });
      return result.ok
        ? identifyByCitizenCard(result.value, today())
        : { kind: 'fault', fault: citizenCardFaultOf(result.error) };
    },
  };
}
