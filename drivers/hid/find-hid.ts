import type { ListedHid } from './hid-access.ts';

/** Which HID device is meant: by its numbers, never by the `/dev/hidrawN` it happened to get. */
export type HidIdentity = {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  /** The collection that is wanted of a device that has several; null for any. */
  readonly usagePage: number | null;
};

const usbPort = /^usb:([0-9a-f]{4}):([0-9a-f]{4})(?::(.+))?$/i;

/** Reads `usb:VVVV:PPPP[:SERIAL]`; null when it is none. */
export function parseHidPort(port: string, usagePage: number | null = null): HidIdentity | null {
  const found = usbPort.exec(port);
  if (found === null) return null;
  const [, vendor = '', product = '', serialNumber = null] = found;
  return {
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    serialNumber,
    usagePage,
  };
}

/** The path of the one device that fits; null when none fits, or several: a guess would be luck. */
export function findHid(listed: readonly ListedHid[], wanted: HidIdentity): string | null {
  const fitting = listed.filter(
    (candidate) =>
      candidate.vendorId === wanted.vendorId &&
      candidate.productId === wanted.productId &&
      (wanted.serialNumber === null || candidate.serialNumber === wanted.serialNumber) &&
      (wanted.usagePage === null || candidate.usagePage === wanted.usagePage),
  );
  // Two collections of one interface are listed apart and share their path.
  const [only, ...others] = new Set(fitting.flatMap(({ path }) => (path === undefined ? [] : [path])));
  return only !== undefined && others.length === 0 ? only : null;
}
