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
 * Makes a finder of the `port` of the configuration.
 *
 * A path (`/dev/once/id-card`, a udev symlink, a pty) is taken as it stands. `usb:1a86:7523` or
 * `usb:1a86:7523:SERIAL` is looked up each time, because a USB adapter put back into another socket
 * comes up under another `/dev/ttyUSBn`. When several adapters fit, none is taken: a guess would let the
 * printer's bytes run into the card reader.
 */
export function createPortFinder(port: string, listPorts: ListPorts = () => SerialPort.list()): FindPath {
  const usb = usbPort.exec(port);
  if (usb === null) return async () => port;
  const [, vendorId = '', productId = '', serialNumber] = usb;
  return async () => {
    const fitting = (await listPorts()).filter(
      (listed) =>
        listed.vendorId?.toLowerCase() === vendorId.toLowerCase() &&
        listed.productId?.toLowerCase() === productId.toLowerCase() &&
        (serialNumber === undefined || listed.serialNumber === serialNumber),
    );
    const [only, ...others] = fitting;
    return only !== undefined && others.length === 0 ? only.path : null;
  };
}
