import { z } from 'zod';
import { nothing, Refusal } from '../../control/button-panel.ts';
import { type SocialSecurityCard, socialSecurityCardOf } from '../../population/social-security-card.ts';
import { realClock } from '../clock.ts';
import type { MissingDevice } from '../contract.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { createChip } from './chip.ts';
import { CITIZEN_CARD_FAULTS, type CitizenCardReaderState } from './contract.ts';
import { createPcscd, missingPackage } from './pcscd.ts';
import { layCard, type VpcdCard } from './vpcd-card.ts';

const cardSchema = z.strictObject({ citizen: z.string().min(1).max(64) });
const faultSchema = z.strictObject({ preset: z.enum(CITIZEN_CARD_FAULTS) });

/** From lifting one card to laying the next; pcscd looks every 400 ms. */
const HAND_MS = 1000;

/**
 * A PC/SC reader for social-security cards: a real pcscd with the virtual reader of the vsmartcard project, and a
 * card of our own in it. Where this machine lacks pcscd, it says so, and the kiosk has no such reader.
 */
export function createCitizenCardStation(
  place: StationPlace,
): Station<CitizenCardReaderState | MissingDevice> {
  const missing = missingPackage();
  return missing === null ? createReader(place) : createAbsence(missing);
}

function createReader(place: StationPlace): Station<CitizenCardReaderState> {
  const name = `Citizen Card ${place.kiosk}`;
  const pcscd = createPcscd(name);
  const state = createStationState<CitizenCardReaderState>(
    { reader: `${name} 00 00`, plugged: false, card: null, fault: 'none' },
    place.changed,
  );
  let document: SocialSecurityCard | null = null;
  let card: VpcdCard | null = null;
  let liftedAt = Number.NEGATIVE_INFINITY;

  const put = (): void => {
    card?.lift();
    card =
      document === null
        ? null
        : layCard(createChip(document, state.get().fault), {
            ...{ port: pcscd.port, clock: realClock, pace: place.pace },
            onPulled: () => state.set({ fault: 'none' }),
          });
  };
  const handIsBack = (): Promise<void> =>
    new Promise((resolve) => realClock.after(Math.max(0, liftedAt + HAND_MS - realClock.now()), resolve));
  const lift = (): void => {
    if (card !== null) liftedAt = realClock.now();
    card?.lift();
    card = null;
  };

  const lay = async (citizen: string) => {
    const laid = socialSecurityCardOf(place.population, citizen);
    if (laid === undefined) {
      const isKnown = place.population.find(citizen) !== undefined;
      return new Refusal(404, isKnown ? `${citizen} has no social-security card` : `no citizen ${citizen}`);
    }
    lift();
    await handIsBack();
    document = laid;
    put();
    state.set({ card: citizen });
    return undefined;
  };
  const plug = async (isPlugged: boolean): Promise<void> => {
    await pcscd.start(isPlugged);
    state.set({ plugged: isPlugged });
  };

  return {
    path: 'readers/citizen-card',
    state: state.get,
    buttons: (panel) => {
      panel.put('card', cardSchema, ({ citizen }) => lay(citizen));
      panel.delete('card', () => {
        lift();
        document = null;
        state.set({ card: null });
      });
      // The card on the reader becomes another one: it is lifted, changed, and laid back.
      panel.put('fault', faultSchema, async ({ preset }) => {
        lift();
        state.set({ fault: preset });
        if (document === null) return;
        await handIsBack();
        put();
      });
      panel.put('plug', nothing, () => plug(true));
      panel.put('unplug', nothing, () => plug(false));
    },
    open: () => plug(true),
    config: () => ({
      ...{ class: 'citizen-card', driver: 'pcsc' },
      ...{ reader: state.get().reader, socket: pcscd.socket },
    }),
    pid: pcscd.pid,
    close: async () => {
      lift();
      await pcscd.close();
    },
  };
}

function createAbsence(missing: string): Station<MissingDevice> {
  return {
    path: 'readers/citizen-card',
    state: () => ({ missing }),
    buttons: () => {},
    open: async () => {},
    config: () => null,
    pid: () => undefined,
    close: async () => {},
  };
}
