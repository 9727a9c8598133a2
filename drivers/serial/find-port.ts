import { glob } from 'node:fs/promises';
import { SerialPort } from 'serialport';

/** Where a configured port is at this moment; null when it is not there. */
export type FindPath = () => Promise<string | null>;

type ListedPort = {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
};
type ListPorts = () => Promise<readonly ListedPort[]>;

const usbPort = /^usb:([0-9a-f]{4}):([0-9a-f]{4})(?::(.+))?$/i;

/**
 * Makes a finder of the `port` of the configuration, which is one of
 *
 * - a path (`/dev/once/id-card`, a udev symlink, a pty), taken as it stands;
 * - a pattern (`/dev/serial/by-id/usb-1a86_*`), looked up each time;
 * - `usb:1a86:7523` or `usb:1a86:7523:SERIAL`, looked up each time, because a USB adapter put back into
 *   another socket comes up under another `/dev/ttyUSBn`.
 *
 * When several ports fit, none is taken: a guess would let the printer's bytes run into the card reader.
 */
export function createPortFinder(port: string, listPorts: ListPorts = () => SerialPort.list()): FindPath {
  const usb = usbPort.exec(port);
  if (usb !== null) {
    const [, vendorId = '', productId = '', serialNumber] = usb;
    return async () => onlyOne(fittingPaths(await listPorts(), vendorId, productId, serialNumber));
  }
  if (port.includes('*')) return async () => onlyOne(await matchingPaths(port));
  return async () => port;
}

function fittingPaths(
  listed: readonly ListedPort[],
  vendorId: string,
  productId: string,
  serialNumber: string | undefined,
): readonly string[] {
  return listed
    .filter(
      (candidate) =>
        candidate.vendorId?.toLowerCase() === vendorId.toLowerCase() &&
        candidate.productId?.toLowerCase() === productId.toLowerCase() &&
        (serialNumber === undefined || candidate.serialNumber === serialNumber),
    )
    .map(({ path }) => path);
}

async function matchingPaths(pattern: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const path of glob(pattern)) paths.push(path);
  return paths;
}

function onlyOne(paths: readonly string[]): string | null {
  const [only, ...others] = paths;
  return only !== undefined && others.length === 0 ? only : null;
}
