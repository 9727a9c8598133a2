import { type OpenedPort, openSerialPort } from '../../drivers/serial/serial-port.ts';
import { plugPty } from '../../sandbox/devices/pty.ts';

/** One reply of a device, timed where its bytes came by; milliseconds since the epoch. */
export type TimedReply = {
  /** When the first byte began on the line. */
  readonly beganAt: number;
  /** When the last byte was here. */
  readonly endedAt: number;
};

export type ReplyTap = {
  /** Resolves with the next reply of `replyBytes` bytes, as soon as its last byte came by. */
  readonly nextReply: () => Promise<TimedReply>;
  readonly close: () => Promise<void>;
};

export type ReplyTapOptions = {
  /** The device's own port. */
  readonly devicePath: string;
  /** Where the kiosk shall find the device instead. */
  readonly kioskPath: string;
  readonly baudRate: number;
  /** Replies of another length are handed on and not looked at. */
  readonly replyBytes: number;
  /** Milliseconds since the epoch, finer than one. */
  readonly now: () => number;
};

/** 8N1: a start bit, eight data bits, a stop bit. */
const BITS_PER_BYTE = 10;
const READ_BYTES = 4096;

/** How long so many bytes take on a line; no device is faster. */
export function wireMs(bytes: number, baudRate: number): number {
  return (bytes * BITS_PER_BYTE * 1000) / baudRate;
}

/**
 * Sits in the cable between a device and the kiosk, hands every byte on at once, and notes when it came by.
 * Being in the way costs about a millisecond, which counts against the kiosk.
 *
 * A line hands bytes on in chunks, and a chunk of 57 was 4.9 ms on the wire before it is seen. So a reply is
 * said to have begun as long before its first chunk as that chunk takes on the line: otherwise the wait for
 * the first chunk would be left out of the measure.
 */
export async function tapReplies(options: ReplyTapOptions): Promise<ReplyTap> {
  const { baudRate, now } = options;
  let bytes = 0;
  let beganAt = 0;
  let tell: (reply: TimedReply) => void = () => {};

  const device = await openSerialPort(options.devicePath, baudRate);
  const cable = await plugPty(options.kioskPath, {
    // The module speaks only when spoken to: what comes after a command is the reply to it.
    onData: (command) => {
      bytes = 0;
      void device.write(Buffer.from(command));
    },
  });
  const handedOn = handOn(device, (chunk) => {
    cable.write(chunk);
    const at = now();
    if (bytes === 0) beganAt = at - wireMs(chunk.length, baudRate);
    bytes += chunk.length;
    if (bytes === options.replyBytes) tell({ beganAt, endedAt: at });
  });

  return {
    nextReply: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
    close: async () => {
      await cable.unplug();
      await device.close();
      await handedOn;
    },
  };
}

/** Ends when the port is closed or its device is gone. */
async function handOn(device: OpenedPort, take: (chunk: Uint8Array) => void): Promise<void> {
  const buffer = Buffer.alloc(READ_BYTES);
  try {
    for (;;) {
      const { bytesRead } = await device.read(buffer, 0, buffer.length);
      take(Uint8Array.from(buffer.subarray(0, bytesRead)));
    }
  } catch {
    // A read that waits is told of the close in no other way.
  }
}
