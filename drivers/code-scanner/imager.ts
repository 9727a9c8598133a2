import { createAnnouncer } from '../device/announcer.ts';
import type { SelfTestCheck } from '../device/device.ts';
import { createDeviceMachine } from '../device/device-machine.ts';
import { anyDeviceFailures, createDeviceWorker, type DeviceHands } from '../device/device-worker.ts';
import { lineOf, type Redactor, recordFrames } from '../device/frame-recorder.ts';
import type { DeviceLog } from '../device-log.ts';
import type { Clock, DeviceFault, OperationOptions, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import type { CodeScanner, CodeScannerStatus, ScanFault, ScannedCode } from './code-scanner.ts';
import { honeywell, type ImagerCommandSet, readRevision } from './imager-commands.ts';
import { createImagerLink, type MenuAnswer } from './imager-link.ts';
import type { ImagerWire } from './imager-wire.ts';

export type ImagerOptions = {
  readonly transport: Transport;
  readonly reopen: () => void;
  readonly wire: ImagerWire;
  readonly redactor: Redactor;
  readonly commands: ImagerCommandSet;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Cuts its power and gives it back, where a cabinet board can. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

const lookEveryMs = 5000;
const answerMs = 1000;
const attemptsAtStart = 3;
const scanDeadlineMs = 60_000;
const selfTestDeadlineMs = 5000;
/** An armed imager gives up by itself after 30 s as delivered; it is armed again before. */
const rearmMs = 20_000;

/** The driver of a 2D imager: it looks when somebody was asked to show a code, and hears of nothing else. */
export function createImager(options: ImagerOptions): CodeScanner {
  const { clock, commands } = options;
  const transport = recordFrames(options.transport, clock, options.redactor);
  const link = createImagerLink(transport, clock, options.wire);
  let identity: Readonly<Record<string, string>> | null = null;
  let isArmed = false;

  const ask = async (
    question: Uint8Array,
    tag: string,
    signal: AbortSignal,
  ): Promise<Result<MenuAnswer, DeviceFault>> => {
    const answer = await link.ask(question, { answerMs, signal });
    if (!answer.ok || answer.value.text.toUpperCase().includes(tag)) return answer;
    return { ok: false, error: { kind: 'protocol', detail: `an answer to something else than ${tag}` } };
  };

  const learnIdentity = async (signal: AbortSignal): Promise<void> => {
    const answer = await ask(honeywell.askRevision, 'REVINF', signal);
    // One that has no such command answers ENQ, is nobody in particular, and is none the worse for it.
    if (answer.ok) identity = readRevision(answer.value.text);
  };

  /** One that has just got its power is deaf for a second or two; a look at it takes that long. */
  const askAwaking = async (signal: AbortSignal): Promise<Result<MenuAnswer, DeviceFault>> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(honeywell.askTriggerMode, 'TRGMOD', signal);
      const isWaking = !answer.ok && answer.error.kind === 'timeout' && worker.status().device === 'starting';
      if (!isWaking || attempt === attemptsAtStart) return answer;
    }
  };

  const hands: DeviceHands = {
    look: async (signal) => {
      if (commands === 'none') return { ok: true, value: { kind: 'well' } };
      const answer = await askAwaking(signal);
      if (!answer.ok) return answer;
      if (identity === null) await learnIdentity(signal);
      return { ok: true, value: { kind: 'well' } };
    },
    reset: async (signal) => {
      if (commands === 'honeywell') await link.ask(honeywell.reset, { answerMs, signal });
    },
    ...(options.powerCycle && { powerCycle: options.powerCycle }),
  };

  const worker = createDeviceWorker({
    machine: createDeviceMachine({}, { hasPowerHook: options.powerCycle !== undefined }),
    clock,
    line: lineOf(transport, options.reopen),
    hands,
    ...(options.log && { log: options.log }),
    lookEveryMs,
  });

  const status = (): CodeScannerStatus => {
    const { device, isOutOfService } = worker.status();
    return { device, isOutOfService, scanner: scannerWord(device, isArmed || commands === 'none') };
  };
  const announcer = createAnnouncer<CodeScannerStatus, never>(status);
  worker.onChange(announcer.announceStatus);

  const unsubscribe = transport.subscribe((event) => {
    // It may be another imager that was plugged in.
    if (event.kind === 'opened') identity = null;
  });

  const setArmed = (armed: boolean): void => {
    isArmed = armed;
    announcer.announceStatus();
  };

  /** Keeps the imager looking; answers how to stop it. */
  const arm = (): (() => Promise<void>) => {
    if (commands === 'none') return async () => undefined;
    let timer: unknown;
    const trigger = (): void => {
      timer = clock.setTimeout(trigger, rearmMs);
      void link.tell(honeywell.triggerOn);
    };
    trigger();
    return async () => {
      clock.clearTimeout(timer);
      await link.tell(honeywell.triggerOff);
    };
  };

  /** An order to look is not answered: one that is silent must be found out before, or nobody ever would. */
  const isThere = async (signal: AbortSignal): Promise<Result<unknown, DeviceFault>> =>
    commands === 'none' ? { ok: true, value: null } : ask(honeywell.askTriggerMode, 'TRGMOD', signal);

  const scanNow = async (signal: AbortSignal): Promise<Result<ScannedCode, ScanFault>> => {
    const there = await isThere(signal);
    if (!there.ok) {
      worker.noteFault(there.error);
      return there;
    }
    const coming = link.nextCode(signal);
    const disarm = arm();
    setArmed(true);
    const code = await coming;
    await disarm();
    setArmed(false);
    if (!code.ok && code.error.kind === 'protocol') worker.noteFault(code.error);
    return code;
  };

  const selfTestNow = async (signal: AbortSignal): Promise<Result<readonly SelfTestCheck[], DeviceFault>> => {
    if (commands === 'none') {
      const detail = 'the line is open; this imager answers no questions';
      return { ok: true, value: [{ name: 'connection', verdict: 'warning', detail }] };
    }
    const answer = await ask(honeywell.askTriggerMode, 'TRGMOD', signal);
    if (!answer.ok) return answer;
    await learnIdentity(signal);
    return { ok: true, value: [{ name: 'connection', verdict: 'passed', detail: answer.value.status }] };
  };

  return {
    status,
    subscribe: announcer.subscribe,
    scan: (operation: OperationOptions = {}) =>
      worker.ask<ScannedCode, ScanFault>(operation, scanDeadlineMs, anyDeviceFailures, scanNow),
    selfTest: async (operation = {}) => {
      const tested = await worker.ask(operation, selfTestDeadlineMs, anyDeviceFailures, selfTestNow);
      return tested.ok ? { ok: true, value: { checks: tested.value } } : tested;
    },
    report: () => worker.report(identity ?? {}, transport.frames()),
    restart: worker.restart,
    close: async () => {
      worker.close();
      unsubscribe();
      link.close();
      announcer.close();
      await transport.close();
    },
  };
}

function scannerWord(device: CodeScannerStatus['device'], isLooking: boolean): CodeScannerStatus['scanner'] {
  switch (device) {
    case 'online':
    case 'deviceBusy':
      return isLooking ? 'on' : 'off';
    case 'hardwareError':
      return 'inoperative';
    default:
      return 'unknown';
  }
}
