import type { Desired } from '../../wire/down.ts';
import type { Text } from '../fleet/machine.ts';

/** How one machine shall be from now on, and who wants it so. */
export type Wish = {
  readonly kiosk: string;
  /** Every change of any wish or stop has one of its own, and a later change a greater one. */
  readonly revision: number;
  readonly inService: boolean;
  /** On the standby screen. */
  readonly message: Text | null;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};

/** An item nobody may begin, at any machine. */
export type Stop = {
  readonly item: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};

/** All that is stopped everywhere; one document, so that stopping is one write however many machines there are. */
export type Stops = { readonly revision: number; readonly items: readonly Stop[] };

/** What is wanted of one machine. */
export type Wishes = {
  /** Null: nobody ever wanted anything of this one alone. */
  readonly own: Wish | null;
  readonly stops: Stops;
  /** Of all wishes of all machines, and of the stops. */
  readonly newest: number;
};

/** What `desired` of the wire has room for beside the longest message: so many items, with ids so long together. */
const MAX_STOPS = 20;
const MAX_CHARACTERS = 1200;

export const fitsOnTheWire = (stops: readonly Pick<Stop, 'item'>[]): boolean =>
  stops.length <= MAX_STOPS && stops.reduce((sum, { item }) => sum + item.length, 0) <= MAX_CHARACTERS;

/**
 * The document a machine is told, without its signature; null while nobody wants anything. Its version is the newer
 * revision of the two it is made of.
 */
export function desiredOf({ own, stops }: Pick<Wishes, 'own' | 'stops'>): Omit<Desired, 'sig'> | null {
  const version = Math.max(own?.revision ?? 0, stops.revision);
  if (version === 0) return null;
  return {
    version,
    inService: own?.inService ?? true,
    stopped: stops.items.map(({ item }) => item).sort(),
    message: own?.message ?? null,
    release: null,
  };
}
