import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { Devices } from '../devices/devices.ts';
import { unavailability } from '../visit/availability.ts';
import type { HallWishes } from '../visit/hall-wishes.ts';

/** Which items can be begun and finished here now: `1` or `0` for each, in the order of their ids. */
export function servable(
  items: ReadonlyMap<string, CompiledItem>,
  devices: Devices,
  { outSince, stopped }: HallWishes,
): string {
  const machine = {
    stopped,
    printer: devices.printer?.status() ?? null,
    documentPrinter: devices.documentPrinter?.status() ?? null,
    scanner: devices.scanner?.status() ?? null,
  };
  return [...items]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => (outSince === null && unavailability(item, machine) === null ? '1' : '0'))
    .join('');
}
