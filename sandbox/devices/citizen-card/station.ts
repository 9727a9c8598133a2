import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { nothing, Refusal } from '../../control/button-panel.ts';
import { type SocialSecurityCard, socialSecurityCardOf } from '../../population/social-security-card.ts';
import { realClock } from '../clock.ts';
import type { MissingDevice } from '../contract.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { CITIZEN_CARD_FAULTS, type CitizenCardFault, type CitizenCardReaderState } from './contract.ts';
import type { CitizenCardReaderEvent, CitizenCardReaderOrder } from './messages.ts';
import { LONGEST_SOCKET_PATH, missingPackage, socketIn } from './pcscd.ts';

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
  const name = `Citizen Card ${place.kiosk}`;
  const directory = shortEnough(join(place.directory, 'citizen-card'));
  const state = createStationState<CitizenCardReaderState>(
    { reader: `${name} 00 00`, plugged: false, card: null, fault: 'none' },
    place.changed,
  );
  let missing: MissingDevice | null = null;
  let document: SocialSecurityCard | null = null;
  let liftedAt = Number.NEGATIVE_INFINITY;

  const reader = place.startDevice<CitizenCardReaderOrder, CitizenCardReaderEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--directory', directory, '--reader', name, '--pace', place.pace],
    onEvent: () => state.set({ fault: 'none' }),
    restore: () => [
      { kind: 'card', card: document, fault: state.get().fault },
      ...(state.get().plugged ? [{ kind: 'plug' } as const] : []),
    ],
  });

  const put = async (card: SocialSecurityCard | null, fault: CitizenCardFault): Promise<void> => {
    // A card is never changed where it lies: pcscd has to see that nothing lay there in between.
    if (document !== null) {
      await reader.order({ kind: 'card', card: null, fault });
      liftedAt = realClock.now();
    }
    document = card;
    if (card === null) return;
    const waitMs = liftedAt + HAND_MS - realClock.now();
    if (waitMs > 0) await new Promise<void>((resolve) => realClock.after(waitMs, resolve));
    await reader.order({ kind: 'card', card, fault });
  };

  const lay = async (citizen: string) => {
    if (place.population.find(citizen) === undefined) return new Refusal(404, `no citizen ${citizen}`);
    const card = socialSecurityCardOf(place.population, citizen);
    if (card === undefined) return new Refusal(409, `${citizen} has no social-security card`);
    await put(card, state.get().fault);
    state.set({ card: citizen });
    return undefined;
  };
  const plug = async (isPlugged: boolean): Promise<void> => {
    await reader.order(isPlugged ? { kind: 'plug' } : { kind: 'unplug' });
    state.set({ plugged: isPlugged });
  };
  const unlessMissing =
    <Body>(press: (body: Body) => unknown) =>
    (body: Body) =>
      missing === null ? press(body) : new Refusal(409, `this machine lacks ${missing.missing}`);

  return {
    path: 'readers/citizen-card',
    state: () => missing ?? state.get(),
    buttons: (panel) => {
      panel.put(
        'card',
        cardSchema,
        unlessMissing(({ citizen }) => lay(citizen)),
      );
      panel.delete(
        'card',
        unlessMissing(async () => {
          await put(null, state.get().fault);
          state.set({ card: null });
        }),
      );
      panel.put(
        'fault',
        faultSchema,
        unlessMissing(async ({ preset }) => {
          await put(document, preset);
          state.set({ fault: preset });
        }),
      );
      panel.put(
        'plug',
        nothing,
        unlessMissing(() => plug(true)),
      );
      panel.put(
        'unplug',
        nothing,
        unlessMissing(() => plug(false)),
      );
    },
    open: async () => {
      const lacking = missingPackage();
      missing = lacking === null ? null : { missing: lacking };
      if (missing === null) await plug(true);
    },
    config: () =>
      missing !== null
        ? null
        : {
            ...{ class: 'citizen-card', driver: 'pcsc' },
            ...{ reader: state.get().reader, socket: socketIn(directory) },
          },
    pid: reader.pid,
    close: reader.close,
  };
}

/** Some people's home has a longer path than a socket may have. */
function shortEnough(directory: string): string {
  if (Buffer.byteLength(socketIn(directory)) <= LONGEST_SOCKET_PATH) return directory;
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  return join(tmpdir(), `once-${name}`);
}
