import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { Devices } from '../devices/devices.ts';
import { unavailability } from '../visit/availability.ts';

/** Which items this machine can finish now: `1` or `0` for each, in the order of their ids. */
export function servable(items: ReadonlyMap<string, CompiledItem>, devices: Devices): string {
  const paper = {
    printer: devices.printer?.status() ?? null,
    documentPrinter: devices.documentPrinter?.status() ?? null,
    scanner: devices.scanner?.status() ?? null,
  };
  return [...items]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => (unavailability(item.needs, paper, null) === null ? '1' : '0'))
    .join('');
}
