import { createAnnouncer } from '../device/announcer.ts';
import type { SelfTest } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { anyDeviceFailures, createDeviceWorker } from '../device/device-worker.ts';
import { lineOf, recordFrames } from '../device/frame-recorder.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import { type CardMedia, type Clock, cardMedia, type DeviceFault, type Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { type CardPresence, onCardFound, onReadFailed } from './card-presence.ts';
import type { IdCardEvent, IdCardFault, IdCardReader, IdCardReaderStatus } from './id-card-reader.ts';
import { findCard, readAppendedAddresses, readCard } from './sdt-card.ts';
import { createSdtLink } from './sdt-link.ts';
import { askSamId, probeCard, resetSam, runSelfTest } from './sdt-module.ts';
import { createSdtRedactor } from './sdt-redactor.ts';

export type SdtReaderOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Opens the port anew: a rung of the reset ladder. */
  readonly reopen?: () => void;
  /** Cuts the reader's power and gives it back, where a cabinet board can: the last rung. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

/** Between two questions, whether for a card to come or for the one read to go. */
const pollMs = 300;
/** A card found so long ago is asked for again before it is read. */
const foundHoldsMs = 1000;
const readDeadlineMs = 10_000;
const samIdDeadlineMs = 5000;

/**
 * The driver of a resident ID card reader: polls for cards, reads them, notices when a read card is lifted, and
 * comes back by itself after silence, defects and pulled cables.
 */
export function createSdtReader(options: SdtReaderOptions): IdCardReader {
  const { clock, powerCycle, log = silentLog } = options;
  const transport = recordFrames(options.transport, clock, createSdtRedactor());
  const link = createSdtLink(transport, clock, log);

  /** The module has passed its self test since it came or was last in trouble. */
  let isAwake = false;
  let presence: CardPresence = { kind: 'none' };
  let samId: string | null = null;

  const worker = createDeviceWorker({
    machine: createDeviceMachine({ media: { words: cardMedia } }, { hasPowerHook: powerCycle !== undefined }),
    clock,
    line: lineOf(transport, options.reopen ?? (() => undefined)),
    hands: {
      look: (signal) => look(signal),
      reset: async (signal) => {
        forget();
        await resetSam(link, signal);
      },
      ...(powerCycle && { powerCycle }),
    },
    log,
    lookEveryMs: pollMs,
  });
  const statusNow = (): IdCardReaderStatus => ({
    ...worker.status(),
    media: worker.word<CardMedia>('media', cardMedia),
  });
  const announcer = createAnnouncer<IdCardReaderStatus, IdCardEvent>(statusNow);

  const forget = (): void => {
    isAwake = false;
    presence = { kind: 'none' };
    worker.setWord('media', 'unknown');
  };

  let lastDevice = worker.status().device;
  worker.onChange(() => {
    const { device } = worker.status();
    const isNews = device !== lastDevice;
    lastDevice = device;
    // Whoever was off, silent or broken must pass its self test again, and what lay on it is not known any more.
    if (isNews && device !== 'online' && device !== 'deviceBusy') forget();
    announcer.announceStatus();
  });

  const cardIsThere = (): void => {
    const found = onCardFound(presence, clock.now());
    presence = found.presence;
    worker.setWord('media', 'present');
    if (found.isNews) announcer.announce({ kind: 'card-found' });
  };

  const cardIsGone = (): void => {
    const wasThere = presence.kind !== 'none';
    presence = { kind: 'none' };
    worker.setWord('media', 'notPresent');
    if (wasThere) announcer.announce({ kind: 'card-removed' });
  };

  /** Asks the module for its self test; until it has passed one, nothing else is asked. */
  const wakeModule = async (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const tested = await runSelfTest(link, signal);
    if (!tested.ok) return tested;
    if (tested.value.kind !== 'well') return tested;
    isAwake = true;
    return findAndTell(2, signal);
  };

  const findAndTell = async (attempts: number, signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const found = await findCard(link, attempts, signal);
    if (found.ok) cardIsThere();
    else if (found.error.kind === 'no-card') cardIsGone();
    else return healthOf(found.error);
    return well;
  };

  /** The card that was read: `30 05` succeeds as long as it lies there. Two misses, since one may be a disturbance. */
  const probe = async (misses: number, signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const probed = await probeCard(link, signal);
    if (!probed.ok) return healthOf(probed.error);
    if (probed.value) presence = { kind: 'read', misses: 0 };
    else if (misses > 0) cardIsGone();
    else {
      presence = { kind: 'read', misses: 1 };
      worker.wake();
    }
    return well;
  };

  const look = (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    if (!isAwake) return wakeModule(signal);
    return presence.kind === 'read' ? probe(presence.misses, signal) : findAndTell(1, signal);
  };

  /** Wakes the module if it must be, then asks; notes what a failure says about the reader. */
  const awake =
    <T>(ask: (signal: AbortSignal) => Promise<Result<T, IdCardFault>>) =>
    async (signal: AbortSignal): Promise<Result<T, IdCardFault>> => {
      if (!isAwake) {
        const woken = await wakeModule(signal);
        if (!woken.ok) {
          worker.noteFault(woken.error);
          return woken;
        }
        if (woken.value.kind === 'defect')
          return { ok: false, error: { kind: 'hardware', code: woken.value.code } };
      }
      const result = await ask(signal);
      const health = result.ok ? well : healthOf(result.error);
      if (health.ok) worker.noteHealth(health.value);
      else worker.noteFault(health.error);
      return result;
    };

  const readNow = awake(async (signal) => {
    const isFresh = presence.kind === 'found' && clock.now() - presence.at < foundHoldsMs;
    const result = await readCard(link, isFresh, signal);
    if (result.ok) {
      presence = { kind: 'read', misses: 0 };
      worker.setWord('media', 'present');
    } else if (result.error.kind === 'no-card' && presence.kind !== 'read') cardIsGone();
    else presence = onReadFailed(presence, result.error, clock.now());
    return result;
  });

  const samIdNow = awake(async (signal) => {
    const asked = await askSamId(link, signal);
    if (asked.ok) samId = asked.value;
    return asked;
  });

  const selfTestNow = async (signal: AbortSignal): Promise<Result<SelfTest, DeviceFault>> => {
    const tested = await runSelfTest(link, signal);
    if (!tested.ok) return tested;
    const isWell = tested.value.kind === 'well';
    const asked = isWell ? await askSamId(link, signal) : null;
    if (asked?.ok) samId = asked.value;
    return {
      ok: true,
      value: {
        checks: [
          { name: 'connection', verdict: 'passed', detail: worker.connectedAs() ?? '' },
          {
            name: 'sam-self-test',
            verdict: isWell ? 'passed' : 'failed',
            detail: tested.value.kind === 'defect' ? tested.value.code : '',
          },
          { name: 'sam-id', verdict: asked?.ok ? 'passed' : 'failed', detail: samId ?? '' },
        ],
      },
    };
  };

  return {
    status: statusNow,
    subscribe: announcer.subscribe,
    read: (operation = {}) => worker.ask(operation, readDeadlineMs, anyDeviceFailures, readNow),
    readAppendedAddresses: (operation = {}) =>
      worker.ask(
        operation,
        readDeadlineMs,
        anyDeviceFailures,
        awake((signal) => readAppendedAddresses(link, signal)),
      ),
    samId: (operation = {}) => worker.ask(operation, samIdDeadlineMs, anyDeviceFailures, samIdNow),
    selfTest: (operation = {}) =>
      worker.ask<SelfTest, DeviceFault>(operation, samIdDeadlineMs, anyDeviceFailures, selfTestNow),
    report: () => worker.report(samId === null ? {} : { samId }, transport.frames()),
    restart: worker.restart,
    close: async () => {
      worker.close();
      link.close();
      announcer.close();
      await transport.close();
    },
  };
}
const well = { ok: true, value: { kind: 'well' } } as const;

/** What a failed question says about the reader: one that speaks of the card is well itself. */
function healthOf(fault: IdCardFault): Result<Health, DeviceFault> {
  switch (fault.kind) {
    case 'no-card':
    case 'card-moved':
    case 'card-not-verified':
    case 'unknown-card':
      return well;
    case 'hardware':
      return { ok: true, value: { kind: 'defect', code: fault.code } };
    case 'timeout':
    case 'protocol':
    case 'disconnected':
    case 'aborted':
      return { ok: false, error: fault };
  }
}
