import type { Hall } from '../store/store.ts';
import { type Machine, partsOf } from './machine.ts';

/**
 * Whether an item can be done there now, by the machine's last heartbeat and the list of its release; null while that
 * list is not known in full.
 */
export function offersItem(machine: Machine, item: string): boolean | null {
  const heartbeat = machine.heartbeat?.d;
  if (!heartbeat) return null;
  const parts = partsOf(machine, 'flw').filter(({ d }) => d.release === heartbeat.release);
  const items = parts.flatMap(({ d }) => d.items.map((each) => each.item)).sort();
  // The heartbeat has a figure an item, in the order of their ids.
  if (items.length !== heartbeat.svc.length) return null;
  return heartbeat.svc[items.indexOf(item)] === '1';
}

/** Whether anything can be done there now. */
export const offersAny = ({ heartbeat }: Machine): boolean => heartbeat?.d.svc.includes('1') ?? false;

type Place = Pick<Hall, 'id' | 'location'>;

const EARTH_M = 6_371_000;

/** Metres as the crow flies, to the next hundred; 0 within a hall, null where it is not known. */
export function distanceM(one: Place, other: Place): number | null {
  if (one.id === other.id) return 0;
  if (!one.location || !other.location) return null;
  const [lat1, lat2] = [radians(one.location.lat), radians(other.location.lat)];
  const halfLon = radians(other.location.lon - one.location.lon) / 2;
  const a = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(halfLon) ** 2;
  return Math.round((2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(a)))) / 100) * 100;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The nearest first, then those of which nobody knows how far they are, by hall and name. */
export const byDistance = (
  one: { readonly kiosk: string; readonly hall: string; readonly distanceM: number | null },
  other: typeof one,
): number =>
  (one.distanceM ?? Number.POSITIVE_INFINITY) - (other.distanceM ?? Number.POSITIVE_INFINITY) ||
  (`${one.hall} ${one.kiosk}` < `${other.hall} ${other.kiosk}` ? -1 : 1);
