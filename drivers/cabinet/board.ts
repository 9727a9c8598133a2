import { startDeadline } from '../deadline.ts';
import { createAnnouncer } from '../device/announcer.ts';
import type { SelfTest, SelfTestCheck } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { anyDeviceFailures, createDeviceWorker } from '../device/device-worker.ts';
import { hexOf, lineOf, recordFrames } from '../device/frame-recorder.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, OperationOptions, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { createBoardLink } from './board-link.ts';
import {
  type BoardIdentity,
  type BoardState,
  boardRequests,
  lightBytes,
  protocolVersion,
  readIdentity,
  readState,
  reportTypes,
} from './board-message.ts';
import {
  type Cabinet,
  type CabinetStatus,
  type LightSlot,
  type Lights,
  lightSlots,
  type PowerSlot,
  unknownPower,
} from './cabinet.ts';

export type CabinetBoardOptions = {
  readonly transport: Transport;
  readonly reopen: () => void;
  readonly clock: Clock;
  readonly log?: DeviceLog;
};

const lookEveryMs = 2000;
/** Lights go dark when the kiosk has been gone for so long: five looks missed. */
const watchdogSeconds = 10;
const setLightsDeadlineMs = 3000;
const selfTestDeadlineMs = 5000;
/** Long enough for the capacitors of a printer. */
const powerOffMs = 3000;
const powerCycleDeadlineMs = 10_000;
/** A light is measured this long after it was told. */
const lightSettlesMs = 300;

/** The driver of the cabinet board: keeps its lights as they were wished, and hears of doors, people and power. */
export function createCabinetBoard(options: CabinetBoardOptions): Cabinet {
  const { clock, log = silentLog } = options;
  const transport = recordFrames(options.transport, clock, {
    sent: hexOf,
    received: hexOf,
    reset: () => undefined,
  });
  const link = createBoardLink(transport, clock, log);

  let wished: Lights = {};
  let wishedAt = Number.NEGATIVE_INFINITY;
  let identity: BoardIdentity | null = null;
  let state: BoardState | null = null;
  let stuckLights: readonly LightSlot[] = [];
  /** It knows our watchdog and our lights; not since it started anew. */
  let isGreeted = false;
  const stateListeners = new Set<() => void>();

  const worker = createDeviceWorker({
    machine: createDeviceMachine(),
    clock,
    line: lineOf(transport, options.reopen),
    hands: {
      look: (signal) => look(signal),
      reset: async (signal) => {
        isGreeted = false;
        await link.ask(boardRequests.reset(), signal);
      },
    },
    log,
    lookEveryMs,
  });

  const statusNow = (): CabinetStatus => {
    const { device, isOutOfService } = worker.status();
    const known = isAnswering(device) ? state : null;
    return {
      device,
      isOutOfService,
      cabinetDoor: known === null ? 'unknown' : known.isDoorOpen ? 'open' : 'closed',
      tamperSensor: known === null ? 'unknown' : known.isTampered ? 'on' : 'off',
      proximitySensor: known === null ? 'unknown' : known.isPersonNear ? 'present' : 'notPresent',
      power: known?.power ?? unknownPower,
      stuckLights: known === null ? [] : stuckLights,
    };
  };
  const announcer = createAnnouncer<CabinetStatus, never>(statusNow);
  worker.onChange(announcer.announceStatus);

  const noteState = (next: BoardState): void => {
    state = next;
    if (clock.now() - wishedAt >= lightSettlesMs && isGreeted) stuckLights = lightsOtherThan(wished, next);
    for (const listener of [...stateListeners]) listener();
    announcer.announceStatus();
  };

  const askState = async (signal: AbortSignal): Promise<Result<BoardState, DeviceFault>> => {
    const answer = await link.ask(boardRequests.getState(), signal);
    if (!answer.ok) return answer;
    const block = readState(answer.value);
    if (block === null) return { ok: false, error: { kind: 'protocol', detail: 'a state that is none' } };
    noteState(block);
    return { ok: true, value: block };
  };

  const askIdentity = async (signal: AbortSignal): Promise<Result<BoardIdentity, DeviceFault>> => {
    const answer = await link.ask(boardRequests.identify(), signal);
    if (!answer.ok) return answer;
    identity = readIdentity(answer.value);
    if (identity === null)
      return { ok: false, error: { kind: 'protocol', detail: 'an identity that is none' } };
    return { ok: true, value: identity };
  };

  const shine = async (signal: AbortSignal): Promise<Result<void, DeviceFault>> => {
    wishedAt = clock.now();
    const answer = await link.ask(boardRequests.setLights(wished), signal);
    return answer.ok ? { ok: true, value: undefined } : answer;
  };

  /** What a board must be told that has just come: until then it is asked nothing else. */
  const greet = async (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const who = await askIdentity(signal);
    if (!who.ok) return who;
    if (who.value.protocol !== protocolVersion)
      return { ok: true, value: { kind: 'defect', code: `protocol-version-${who.value.protocol}` } };
    const watched = await link.ask(boardRequests.setWatchdog(watchdogSeconds), signal);
    if (!watched.ok) return watched;
    const shone = await shine(signal);
    if (!shone.ok) return shone;
    isGreeted = true;
    return { ok: true, value: { kind: 'well' } };
  };

  const look = async (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    if (!isGreeted) {
      const greeted = await greet(signal);
      if (!greeted.ok || greeted.value.kind !== 'well') return greeted;
    }
    const now = await askState(signal);
    if (!now.ok) return now;
    if (now.value.isWatchdogOut) {
      const shone = await shine(signal);
      if (!shone.ok) return shone;
    }
    return { ok: true, value: healthOf(now.value) };
  };

  link.onReport(({ type, payload }) => {
    if (type === reportTypes.started) {
      isGreeted = false;
      worker.wake();
      return;
    }
    const block = type === reportTypes.state ? readState(payload) : null;
    if (block === null) return log('frame-rejected', `report ${type}`);
    noteState(block);
    worker.noteHealth(healthOf(block));
  });

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind === 'bytes') return;
    isGreeted = false;
    state = null;
    stuckLights = [];
    for (const listener of [...stateListeners]) listener();
  });

  /** Waits until the board says that the output has power, the deadline comes, or the board is gone. */
  const untilPowered = (
    slot: PowerSlot,
    operation: OperationOptions & { readonly deadlineMs: number },
  ): Promise<Result<void, DeviceFault>> =>
    new Promise((resolve) => {
      const deadline = startDeadline(clock, operation, operation.deadlineMs);
      const finish = (result: Result<void, DeviceFault>): void => {
        deadline.end();
        stateListeners.delete(judge);
        deadline.signal.removeEventListener('abort', judge);
        resolve(result);
      };
      const judge = (): void => {
        if (state?.powered.has(slot)) finish({ ok: true, value: undefined });
        else if (deadline.signal.aborted) finish({ ok: false, error: deadline.fault() });
        else if (transport.state().kind !== 'open') finish({ ok: false, error: { kind: 'disconnected' } });
      };
      stateListeners.add(judge);
      deadline.signal.addEventListener('abort', judge);
      judge();
    });

  const selfTestNow = async (signal: AbortSignal): Promise<Result<SelfTest, DeviceFault>> => {
    const who = await askIdentity(signal);
    if (!who.ok) return who;
    const now = await askState(signal);
    if (!now.ok) return now;
    return { ok: true, value: { checks: checksOf(who.value, now.value, stuckLights) } };
  };

  return {
    status: statusNow,
    subscribe: announcer.subscribe,
    setLights: (lights, operation = {}) => {
      wished = lights;
      return worker.ask(operation, setLightsDeadlineMs, anyDeviceFailures, shine);
    },
    powerCycle: async (slot, operation = {}) => {
      const until = clock.now() + (operation.deadlineMs ?? powerCycleDeadlineMs);
      const cut = await worker.ask(operation, setLightsDeadlineMs, anyDeviceFailures, async (signal) => {
        const taken = await link.ask(boardRequests.powerCycle(slot, powerOffMs), signal);
        return taken.ok ? askState(signal) : taken;
      });
      return cut.ok ? untilPowered(slot, { ...operation, deadlineMs: until - clock.now() }) : cut;
    },
    selfTest: (operation = {}) => worker.ask(operation, selfTestDeadlineMs, anyDeviceFailures, selfTestNow),
    report: () =>
      worker.report(
        identity === null ? {} : { ...identity, protocol: String(identity.protocol) },
        transport.frames(),
      ),
    restart: worker.restart,
    close: async () => {
      worker.close();
      unsubscribe();
      link.close();
      announcer.close();
      await transport.close();
      // Whoever still waits for an output hears that the line is closed.
      for (const listener of [...stateListeners]) listener();
    },
  };
}

/** An open door is somebody's business and no fault of the board; a broken seal may be fraud, and the hall decides. */
function healthOf(state: BoardState): Health {
  return state.isTampered ? { kind: 'fraud', isSuspected: true, code: 'tampered' } : { kind: 'well' };
}

function lightsOtherThan(wished: Lights, { lights, isWatchdogOut }: BoardState): readonly LightSlot[] {
  if (isWatchdogOut) return [];
  const told = lightBytes(wished);
  return lightSlots.filter((_, slot) => lights[slot] !== told[slot]);
}

function isAnswering(device: CabinetStatus['device']): boolean {
  return ['online', 'deviceBusy', 'potentialFraud'].includes(device);
}

function checksOf(
  who: BoardIdentity,
  { isDoorOpen, isTampered, power }: BoardState,
  stuck: readonly LightSlot[],
): readonly SelfTestCheck[] {
  const isBatteryBad = power.battery === 'failure' || power.battery === 'critical';
  return [
    { name: 'connection', verdict: 'passed', detail: `firmware ${who.firmware}` },
    {
      name: 'cabinet-door',
      verdict: isDoorOpen ? 'warning' : 'passed',
      detail: isDoorOpen ? 'open' : 'closed',
    },
    { name: 'tamper', verdict: isTampered ? 'failed' : 'passed', detail: isTampered ? 'on' : 'off' },
    { name: 'battery', verdict: isBatteryBad ? 'failed' : 'passed', detail: power.battery },
    { name: 'lights', verdict: stuck.length > 0 ? 'failed' : 'passed', detail: stuck.join(' ') },
  ];
}
