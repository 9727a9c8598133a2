import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';

/**
 * One opened port: what a transport needs of it. It is node-serialport's *binding*, not its stream: the
 * stream keeps what is written while the port is closed and sends it after the reopen, so a command of
 * a minute ago would reach a device that has just come back.
 */
export type OpenedPort = {
  /** Resolves with at least one byte; rejects when the port is closed or its device has gone. */
  readonly read: (buffer: Buffer, offset: number, length: number) => Promise<{ bytesRead: number }>;
  readonly write: (bytes: Buffer) => Promise<void>;
  /** Drops what the kernel holds in both directions. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type OpenPort = (path: string, baudRate: number) => Promise<OpenedPort>;

/** Opens a real port: 8 data bits, no parity, 1 stop bit, locked against a second opener. */
export const openSerialPort: OpenPort = async (path, baudRate) => {
  const port = await SerialPort.binding.open({ path, baudRate });
  try {
    // Some readers draw their power from DTR/RTS; a pty has no modem lines and refuses.
    await port.set({ dtr: true, rts: true, brk: false, cts: false });
  } catch {
    return port;
  }
  return port;
};

/**
 * Says which device node a path leads to now, or null when it leads nowhere. The same path may come to
 * mean another node when a cable is pulled and put back faster than anybody looks.
 */
export async function identifyNode(path: string): Promise<string | null> {
  try {
    const node = await stat(path);
    return `${node.dev}:${node.ino}:${node.rdev}`;
  } catch {
    return null;
  }
}
