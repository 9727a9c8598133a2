import type { DeviceState } from '../../drivers/status.ts';
import type { ReadCardOutcome } from '../../flows/session/contract.ts';
import type { CardsTaken } from '../contract/screen.ts';

/** A reader of any kind, as far as a visit needs to know it. */
export type CardPlace = {
  readonly takes: 'identity-card' | 'citizen-card';
  readonly device: () => DeviceState;
  readonly subscribe: (listener: (event: CardPlaceEvent) => void) => () => void;
  /** Reads the card that lies there, and says whose it is. */
  readonly read: (signal: AbortSignal) => Promise<ReadCardOutcome>;
};
export type CardPlaceEvent = { readonly kind: 'status' | 'card-found' | 'card-removed' };

/** Where a citizen lays their card, whatever card it is: to a visit all readers of a machine are one. */
export type CardDesk = {
  /** What the readers that work now can read; `none` where none does. */
  readonly takes: () => CardsTaken;
  readonly subscribe: (listener: (event: CardDeskEvent) => void) => () => void;
  /** Reads the card that was found. */
  readonly read: (signal: AbortSignal) => Promise<ReadCardOutcome>;
};

/** `card-lost`: its reader is gone, and nobody can say whether the card still lies there. */
export type CardDeskEvent = { readonly kind: 'status' | 'card-found' | 'card-removed' | 'card-lost' };

const working: ReadonlySet<DeviceState> = new Set(['online', 'deviceBusy', 'starting']);

/**
 * Joins readers into one desk, on which one card counts at a time: the one laid first. A second one is not news
 * until the first is gone, since it would end or pause the visit of the first. A card that could not be read counts
 * as gone as soon as another is laid: somebody may leave a bank card lying and take their ID card out.
 */
export function createCardDesk(places: readonly CardPlace[]): CardDesk {
  const listeners = new Set<(event: CardDeskEvent) => void>();
  const occupied = new Set<CardPlace>();
  let counting: { readonly place: CardPlace; readonly isRefused: boolean } | null = null;

  const emit = (kind: CardDeskEvent['kind']): void => {
    for (const listener of [...listeners]) listener({ kind });
  };

  const lie = (place: CardPlace): void => {
    occupied.add(place);
    if (counting !== null && counting.place !== place) {
      if (!counting.isRefused) return;
      counting = null;
      emit('card-removed');
    }
    counting = { place, isRefused: false };
    emit('card-found');
  };

  const leave = (place: CardPlace, how: 'card-removed' | 'card-lost'): void => {
    occupied.delete(place);
    if (counting?.place !== place) return;
    counting = null;
    emit(how);
    const [next] = occupied;
    if (next !== undefined) lie(next);
  };

  const hear = (place: CardPlace, { kind }: CardPlaceEvent): void => {
    if (kind === 'card-found') lie(place);
    else if (kind === 'card-removed') leave(place, 'card-removed');
    else {
      if (!working.has(place.device())) leave(place, 'card-lost');
      emit('status');
    }
  };

  for (const place of places) place.subscribe((event) => hear(place, event));

  const takes = (): CardsTaken => {
    const kinds = new Set(places.filter(({ device }) => working.has(device())).map((place) => place.takes));
    const [only] = kinds;
    if (only === undefined) return 'none';
    return kinds.size === 1 ? only : 'either';
  };

  return {
    takes,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: async (signal) => {
      const reading = counting;
      if (reading === null)
        return { kind: 'fault', fault: takes() === 'none' ? 'reader.offline' : 'card.moved' };
      const outcome = await reading.place.read(signal);
      if (counting === reading && outcome.kind === 'fault') counting = { ...reading, isRefused: true };
      return outcome;
    },
  };
}
