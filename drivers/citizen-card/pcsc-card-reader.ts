import { createAnnouncer } from '../device/announcer.ts';
import type { RecordedFrame, SelfTest } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { createDeviceWorker } from '../device/device-worker.ts';
import { hexOf, struckOut } from '../device/frame-recorder.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import type { CardMedia, Clock, DeviceFault, Result } from '../status.ts';
import type { CardTransport, CardTransportFault } from './card-transport.ts';
import {
  type CitizenCard,
  type CitizenCardFault,
  type CitizenCardReader,
  type CitizenCardReaderEvent,
  type CitizenCardReaderStatus,
  chipPowers,
} from './citizen-card-reader.ts';
import type { CardPresence } from './pcsc-messages.ts';
import { readCitizenCard } from './read-citizen-card.ts';

export type PcscCardReaderOptions = {
  readonly transport: CardTransport;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Cuts the reader's power, where a cabinet board can. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

const lookEveryMs = 5000;
const lookMs = 2000;
/** Powering a card up takes up to a second, and longer where a reader tries several voltages. */
const connectMs = 4000;
const apduMs = 2000;
const powerDownMs = 1000;
const readDeadlineMs = 10_000;
const selfTestDeadlineMs = 5000;
/** A card that could not be read for want of calm is announced again after so long. */
const reannounceMs = 3000;
const framesKept = 32;

const cardMedia: readonly [CardMedia, ...CardMedia[]] = [
  'unknown',
  'present',
  'notPresent',
  'jammed',
  'entering',
  'latched',
];

/**
 * The driver of a PC/SC reader for social-security cards. Cards announce themselves; all the worker asks by itself
 * is now and then whether pcscd still answers for its reader.
 */
export function createCitizenCardReader(options: PcscCardReaderOptions): CitizenCardReader {
  const { transport, clock, powerCycle } = options;
  const log = options.log ?? silentLog;
  const frames: RecordedFrame[] = [];
  let presence: CardPresence = 'absent';
  let reannounce: unknown;

  const worker = createDeviceWorker({
    machine: createDeviceMachine(
      {
        media: { words: ['unknown', 'present', 'notPresent', 'jammed', 'entering', 'latched'] },
        chipPower: { words: chipPowers },
      },
      { hasPowerHook: powerCycle !== undefined },
    ),
    clock,
    log,
    lookEveryMs,
    line: {
      isOpen: transport.isOpen,
      subscribe: (listener) =>
        transport.subscribe((event) => {
          if (event.kind !== 'card') listener(event);
        }),
      reopen: transport.reopen,
    },
    hands: {
      look: (signal) => healthOf(transport.look({ deadlineMs: lookMs, signal })),
      reset: async (signal) => {
        await transport.disconnect({ deadlineMs: powerDownMs, signal });
      },
      ...(powerCycle && { powerCycle }),
    },
  });

  const status = (): CitizenCardReaderStatus => ({
    ...worker.status(),
    media: worker.word('media', cardMedia),
    chipPower: worker.word('chipPower', chipPowers),
  });
  const announcer = createAnnouncer<CitizenCardReaderStatus, CitizenCardReaderEvent>(status);
  worker.onChange(announcer.announceStatus);

  const cardIs = (now: CardPresence): void => {
    const before = presence;
    presence = now;
    clock.clearTimeout(reannounce);
    worker.setWord('media', now === 'absent' ? 'notPresent' : 'present');
    worker.setWord('chipPower', chipPowerOf(now));
    if (now !== 'absent') announcer.announce({ kind: 'card-found' });
    else if (before !== 'absent') announcer.announce({ kind: 'card-removed' });
  };

  const unsubscribe = transport.subscribe((event) => {
    switch (event.kind) {
      case 'card':
        return cardIs(event.card);
      case 'opened':
        return log('port-opened', event.path);
      case 'lost':
        presence = 'absent';
        clock.clearTimeout(reannounce);
        return log('port-lost', event.reason);
    }
  });

  const keep = (direction: RecordedFrame['direction'], hex: string): void => {
    frames.push({ at: clock.now(), direction, hex });
    if (frames.length > framesKept) frames.shift();
  };

  /** Commands are the same for everybody; of a response only the status word is nobody's own. */
  const transmit = async (
    command: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, CardTransportFault>> => {
    keep('sent', hexOf(command));
    const answered = await transport.transmit(command, { deadlineMs: apduMs, signal });
    if (!answered.ok) return answered;
    const { length } = answered.value;
    keep('received', struckOut(Math.max(0, length - 2)) + hexOf(answered.value.subarray(-2)));
    // Every card ends with a status word. Some readers give back nothing when theirs is pulled in mid-command.
    return length === 0 ? { ok: false, error: { kind: 'card-moved' } } : answered;
  };

  const readNow = async (signal: AbortSignal): Promise<Result<CitizenCard, CitizenCardFault>> => {
    if (presence === 'absent') return { ok: false, error: { kind: 'no-card' } };
    if (presence === 'mute') return { ok: false, error: { kind: 'mute-card' } };
    const connected = await transport.connect({ deadlineMs: connectMs, signal });
    if (!connected.ok) return connected;
    worker.setWord('chipPower', 'online');
    const read = await readCitizenCard((command) => transmit(command, signal));
    await transport.disconnect({ deadlineMs: powerDownMs });
    return read;
  };

  const readAndTell = async (signal: AbortSignal): Promise<Result<CitizenCard, CitizenCardFault>> => {
    const read = await readNow(signal);
    // Some cards turn out to be mute only when they are powered up to be read.
    if (!read.ok && read.error.kind === 'mute-card' && presence === 'present') presence = 'mute';
    worker.setWord('chipPower', chipPowerOf(presence));
    if (read.ok) worker.noteHealth({ kind: 'well' });
    else {
      // Silence and nonsense may be the card's: whether the reader is well, the next look tells.
      if (read.error.kind === 'hardware') worker.noteFault(read.error);
      if (isWorthAnotherTry(read.error)) announceAgain();
      worker.wake();
    }
    return read;
  };

  const announceAgain = (): void => {
    clock.clearTimeout(reannounce);
    reannounce = clock.setTimeout(() => {
      if (presence === 'present') announcer.announce({ kind: 'card-found' });
    }, reannounceMs);
  };

  const selfTestNow = async (signal: AbortSignal): Promise<Result<SelfTest, DeviceFault>> => {
    const looked = await healthOf(transport.look({ deadlineMs: lookMs, signal }));
    if (!looked.ok) {
      worker.noteFault(looked.error);
      return looked;
    }
    worker.noteHealth(looked.value);
    return {
      ok: true,
      value: {
        checks: [
          { name: 'connection', verdict: 'passed', detail: worker.connectedAs() ?? '' },
          { name: 'card', verdict: presence === 'mute' ? 'warning' : 'passed', detail: presence },
        ],
      },
    };
  };

  const unchanged = <Fault>(fault: Fault): Fault => fault;

  return {
    status,
    subscribe: announcer.subscribe,
    read: (operation = {}) =>
      worker.ask<CitizenCard, CitizenCardFault>(
        operation,
        readDeadlineMs,
        { expired: unchanged, dropped: unchanged },
        readAndTell,
      ),
    selfTest: (operation = {}) =>
      worker.ask<SelfTest, DeviceFault>(
        operation,
        selfTestDeadlineMs,
        { expired: unchanged, dropped: unchanged },
        selfTestNow,
      ),
    report: () => worker.report({}, [...frames]),
    restart: worker.restart,
    close: async () => {
      clock.clearTimeout(reannounce);
      unsubscribe();
      worker.close();
      announcer.close();
      await transport.close();
    },
  };
}

function chipPowerOf(presence: CardPresence): CitizenCardReaderStatus['chipPower'] {
  switch (presence) {
    case 'absent':
      return 'noCard';
    case 'present':
      return 'poweredOff';
    case 'mute':
      return 'hardwareError';
  }
}

/** Faults that laying the same card down more calmly may cure. */
function isWorthAnotherTry(fault: CitizenCardFault): boolean {
  switch (fault.kind) {
    case 'card-moved':
    case 'timeout':
    case 'protocol':
    case 'aborted':
      return true;
    case 'no-card':
    case 'mute-card':
    case 'wrong-card':
    case 'card-blocked':
    case 'disconnected':
    case 'hardware':
      return false;
  }
}

/** A reader answers for itself or it does not; what may lie on it is not asked. */
async function healthOf(
  looking: Promise<Result<void, CardTransportFault>>,
): Promise<Result<Health, DeviceFault>> {
  const looked = await looking;
  if (looked.ok) return { ok: true, value: { kind: 'well' } };
  const { error } = looked;
  // PC/SC may speak of a card even when asked for the reader: then the reader has answered.
  if (error.kind === 'card-moved' || error.kind === 'mute-card') return { ok: true, value: { kind: 'well' } };
  return { ok: false, error };
}
