import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock } from '../status.ts';
import type { Transport, TransportEvent, TransportState } from '../transport.ts';
import { findHid, parseHidPort } from './find-hid.ts';
import { type HidAccess, nodeHidAccess, type OpenedHid } from './hid-access.ts';

/** A transport whose `bytes` are whole input reports, one an event, and whose every write is one output report. */
export type HidTransport = Transport & {
  /** Closes and opens the device: what is left to try with one that has gone deaf. */
  readonly reopen: () => void;
};

export type HidTransportOptions = {
  /** `usb:VVVV:PPPP[:SERIAL]`, in hex as `lsusb` prints it. */
  readonly port: string;
  /** Only a collection of this usage page: a scanner may be a keyboard besides. */
  readonly usagePage?: number;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  readonly access?: HidAccess;
};

/** node-hid reports no hot plug. The list is looked at this often, for a device to come and for one to have gone. */
const lookMs = 2000;

/**
 * Keeps a HID device open: finds it by its numbers, loses it, and opens it again under whatever path it comes back.
 * A loss shows as a read error, as a failed write, or as a device that is no longer listed.
 *
 * @throws when `port` is no `usb:VVVV:PPPP[:SERIAL]`; the configuration's schema lets no other in
 */
export function openHidTransport(options: HidTransportOptions): HidTransport {
  const { clock } = options;
  const access = options.access ?? nodeHidAccess;
  const log = options.log ?? silentLog;
  const wanted = parseHidPort(options.port, options.usagePage ?? null);
  if (wanted === null) throw new Error(`not a HID port: ${options.port}`);

  const listeners = new Set<(event: TransportEvent) => void>();
  let state: TransportState = { kind: 'opening' };
  let device: OpenedHid | null = null;
  /** Every opened device and every look belongs to one round; what comes from an old one is dropped. */
  let round = 0;
  let hasToldAbsence = false;
  let timer: unknown;
  let closing: Promise<void> | null = null;

  const emit = (event: TransportEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const release = async (released: OpenedHid): Promise<void> => {
    try {
      await released.close();
    } catch {
      // The device has gone and its handle with it.
    }
  };

  const endRound = async (): Promise<void> => {
    round += 1;
    clock.clearTimeout(timer);
    const released = device;
    device = null;
    if (released !== null) await release(released);
  };

  const lookLater = (): void => {
    const ownRound = round;
    timer = clock.setTimeout(() => {
      if (ownRound === round) void look();
    }, lookMs);
  };

  const lose = async (ownRound: number, reason: string): Promise<void> => {
    if (ownRound !== round || closing !== null) return;
    const released = endRound();
    const nextRound = round;
    state = { kind: 'lost', retryInMs: lookMs };
    hasToldAbsence = true;
    log('port-lost', reason);
    emit({ kind: 'lost', reason });
    await released;
    if (nextRound === round && closing === null) lookLater();
  };

  const absent = (reason: string): void => {
    state = { kind: 'lost', retryInMs: lookMs };
    if (!hasToldAbsence) {
      hasToldAbsence = true;
      log('port-unavailable', `${options.port}: ${reason}`);
      emit({ kind: 'lost', reason });
    }
    lookLater();
  };

  const open = async (path: string, ownRound: number): Promise<void> => {
    const opened = await access.open(path, {
      onReport: (report) => {
        if (ownRound === round) emit({ kind: 'bytes', bytes: report });
      },
      onGone: (reason) => void lose(ownRound, reason),
    });
    if (ownRound !== round) return release(opened);
    device = opened;
    hasToldAbsence = false;
    state = { kind: 'open', path };
    log('port-opened', path);
    emit({ kind: 'opened', path });
    lookLater();
  };

  const look = async (): Promise<void> => {
    const ownRound = round;
    try {
      const path = findHid(await access.listDevices(), wanted);
      if (ownRound !== round) return;
      if (state.kind === 'open') {
        if (path === state.path) lookLater();
        else await lose(ownRound, path === null ? `${state.path} vanished` : `moved to ${path}`);
      } else if (path === null) absent('no such device is plugged in');
      else await open(path, ownRound);
    } catch (error) {
      if (ownRound !== round) return;
      if (state.kind === 'open') lookLater();
      else absent(reasonOf(error));
    }
  };

  const startOver = async (): Promise<void> => {
    if (closing !== null) return;
    const wasOpen = device !== null;
    const released = endRound();
    const ownRound = round;
    state = { kind: 'opening' };
    if (wasOpen) emit({ kind: 'lost', reason: 'reopened on request' });
    await released;
    if (ownRound === round && closing === null) await look();
  };

  void look();

  return {
    state: () => state,
    write: async (report) => {
      const ownRound = round;
      if (device === null) return { ok: false, error: { kind: 'disconnected' } };
      try {
        await device.write(report);
        return { ok: true, value: undefined };
      } catch (error) {
        void lose(ownRound, reasonOf(error));
        return { ok: false, error: { kind: 'disconnected' } };
      }
    },
    // hidraw queues whole reports and offers no way to drop them: protocols tell old ones by what they asked.
    discardInput: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closing ??= endRound().then(() => {
        state = { kind: 'closed' };
        listeners.clear();
      });
      return closing;
    },
    reopen: () => void startOver(),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
