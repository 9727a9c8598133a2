import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../control/button-panel.ts';
import type { IdentityDocument } from '../../population/citizen.ts';
import { createCable } from '../cable.ts';
import { realClock } from '../clock.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { READER_FAULTS, type ReaderState } from './contract.ts';
import type { ReaderEvent, ReaderOrder } from './messages.ts';

const cardSchema = z.strictObject({ citizen: z.string().min(1).max(64) });
const faultSchema = z.strictObject({ preset: z.enum(READER_FAULTS), times: z.int().min(1).optional() });

/** From lifting one card to laying the next. Readers are polled every 200 to 300 ms. */
const HAND_MS = 800;

/** The ID card reader on its serial port: a card may lie on it, and much may be wrong with it. */
export function createIdCardStation(place: StationPlace): Station<ReaderState> {
  const state = createStationState<ReaderState>(
    { path: join(place.directory, 'id-card'), plugged: false, card: null, fault: 'none' },
    place.changed,
  );
  let document: IdentityDocument | null = null;
  let faultTimes: number | null = null;
  let liftedAt = Number.NEGATIVE_INFINITY;

  const cable = createCable(() => reader, state);
  const reader = place.startDevice<ReaderOrder, ReaderEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--think', place.pace === 'fast' ? '0' : 'real'],
    onEvent: () => {
      faultTimes = null;
      state.set({ fault: 'none' });
    },
    restore: () => [
      { kind: 'card', card: document },
      { kind: 'fault', fault: state.get().fault, times: faultTimes },
      ...cable.restore(),
    ],
  });

  const layCard = async (citizen: string) => {
    const person = place.population.find(citizen);
    if (person === undefined) return new Refusal(404, `no citizen ${citizen}`);
    // No hand swaps cards between two looks of a reader; a program would, and the reader would see one card.
    const waitMs = liftedAt + HAND_MS - realClock.now();
    if (waitMs > 0) await new Promise<void>((resolve) => realClock.after(waitMs, resolve));
    await putCard(citizen, person.document);
    return undefined;
  };
  const liftCard = async () => {
    liftedAt = realClock.now();
    await putCard(null, null);
  };
  const putCard = async (citizen: string | null, card: IdentityDocument | null) => {
    document = card;
    await reader.order({ kind: 'card', card });
    state.set({ card: citizen });
  };

  return {
    path: 'readers/id-card',
    state: state.get,
    buttons: (panel) => {
      panel.put('card', cardSchema, ({ citizen }) => layCard(citizen));
      panel.delete('card', liftCard);
      panel.put('fault', faultSchema, async ({ preset, times = null }) => {
        faultTimes = times;
        await reader.order({ kind: 'fault', fault: preset, times });
        state.set({ fault: preset });
      });
      cable.buttons(panel);
    },
    open: () => cable.plug(),
    config: () => ({ class: 'id-card', driver: 'sdt-serial', port: state.get().path }),
    pid: reader.pid,
    close: reader.close,
  };
}
