import type { DeviceLog } from '../device-log.ts';
import type { Clock } from '../status.ts';
import type { CitizenCardReader } from './citizen-card-reader.ts';
import { createCitizenCardReader } from './pcsc-card-reader.ts';
import { startPcscChild } from './pcsc-child.ts';
import { createPcscTransport } from './pcsc-transport.ts';

export type OpenCitizenCardReaderOptions = {
  /** The reader's name as pcscd lists it; `*` stands for any characters, and one reader must fit. */
  readonly reader: string;
  /** pcscd's socket, where it is not the system's. */
  readonly socket?: string;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Cuts the reader's power, where a cabinet board can. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

/** A PC/SC reader, found now or as soon as pcscd lists it. */
export function openCitizenCardReader(options: OpenCitizenCardReaderOptions): CitizenCardReader {
  const { reader, socket, clock, log, powerCycle } = options;
  const transport = createPcscTransport({ reader, clock, start: startPcscChild(socket) });
  return createCitizenCardReader({
    ...{ transport, clock },
    ...(log && { log }),
    ...(powerCycle && { powerCycle }),
  });
}
