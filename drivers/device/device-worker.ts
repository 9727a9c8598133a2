import { createActor } from 'xstate';
import type { DeadlineFault } from '../deadline.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import { createOperationQueue } from '../operation-queue.ts';
import { createPause } from '../pause.ts';
import type { Clock, DeviceFault, OperationOptions, Result } from '../status.ts';
import type { DeviceReport, DeviceStatus, Recovery, Rung } from './device.ts';
import {
  type DeviceEvent,
  type DeviceMachine,
  type DeviceSnapshot,
  deviceStateOf,
  type Health,
  ladderOrderOf,
  wordIn,
} from './device-machine.ts';

/** How a device is reached, as far as its worker needs to know: there, or not. */
export type DeviceLine = {
  readonly isOpen: () => boolean;
  readonly subscribe: (listener: (event: LineEvent) => void) => () => void;
  /** Closes and opens it anew: the third rung of the ladder. */
  readonly reopen: () => void;
};
export type LineEvent =
  | { readonly kind: 'opened'; readonly path: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** What only the class knows how to do. Each ends by its own deadline, and never throws. */
export type DeviceHands = {
  /** Asks the device how it is. The class keeps what else it learns (a card, the paper) for itself. */
  readonly look: (signal: AbortSignal) => Promise<Result<Health, DeviceFault>>;
  /** The protocol's own reset. */
  readonly reset: (signal: AbortSignal) => Promise<void>;
  /** Cuts the device's power and gives it back, where a cabinet board can. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

export type DeviceWorkerOptions = {
  readonly machine: DeviceMachine;
  readonly clock: Clock;
  readonly line: DeviceLine;
  readonly hands: DeviceHands;
  readonly log?: DeviceLog;
  /** Between two looks at a device that is well. */
  readonly lookEveryMs: number;
};

/** The one who talks to a device: one thing at a time, and the ladder when it does not answer. */
export type DeviceWorker = {
  readonly status: () => DeviceStatus;
  /** The class's word in a region of its machine: one of `words`, the list the region was made of. */
  readonly word: <Word extends string>(region: string, words: readonly [Word, ...Word[]]) => Word;
  readonly setWord: (region: string, word: string) => void;
  /** Told after every change of status or word. */
  readonly onChange: (listener: () => void) => () => void;
  /** The device said how it is, asked or not. */
  readonly noteHealth: (health: Health) => void;
  /** A question or an operation failed; tells what that says about the device. */
  readonly noteFault: (fault: DeviceFault) => void;
  /** Queues an operation. While the line is closed, or the device out of service, it is refused at once. */
  readonly ask: <T, E>(
    options: OperationOptions,
    defaultMs: number,
    failures: OperationFailures<E>,
    work: (signal: AbortSignal) => Promise<Result<T, E>>,
  ) => Promise<Result<T, E>>;
  /** Looks now instead of when the rest is over. */
  readonly wake: () => void;
  readonly connectedAs: () => string | null;
  /** The technician's report, with what only the class knows: who the device says it is, and its last frames. */
  readonly report: (identity: DeviceReport['identity'], frames: DeviceReport['frames']) => DeviceReport;
  readonly restart: () => void;
  readonly close: () => void;
};

export type OperationFailures<E> = {
  readonly expired: (fault: DeadlineFault) => E;
  readonly dropped: (fault: DeviceFault) => E;
};

/** The failures of an operation whose faults are those of any device. */
export const anyDeviceFailures: OperationFailures<DeviceFault> = {
  expired: (fault) => fault,
  dropped: (fault) => fault,
};

/** A device nobody can help is still looked at: the hall may have switched it on again. */
const outOfServiceLookMs = 10_000;
const recoveriesKept = 20;

export function createDeviceWorker(options: DeviceWorkerOptions): DeviceWorker {
  const { clock, line, hands } = options;
  const log = options.log ?? silentLog;
  const pause = createPause(clock);
  const queue = createOperationQueue(clock, pause.wake);
  const listeners = new Set<() => void>();
  const life = createActor(options.machine, { clock });
  const recoveries: Recovery[] = [];
  let path: string | null = null;
  let underWay: AbortController | null = null;
  let isClosed = false;
  let before: DeviceSnapshot = life.getSnapshot();

  const status = (): DeviceStatus => {
    const now = life.getSnapshot();
    return { device: deviceStateOf(now), isOutOfService: ladderOrderOf(now).kind === 'outOfService' };
  };

  const remember = (step: Recovery['step']): void => {
    recoveries.push({ at: clock.now(), step, cause: life.getSnapshot().context.cause });
    if (recoveries.length > recoveriesKept) recoveries.shift();
  };

  /** Tells the log what a technician wants to read there, and the history how a climb ended. */
  const observe = (was: DeviceSnapshot, is: DeviceSnapshot): void => {
    const { cause } = is.context;
    const device = deviceStateOf(is);
    if (device !== deviceStateOf(was)) {
      if (device === 'offline') log('device-silent', cause);
      if (device === 'hardwareError') log('device-defect', cause);
      if (device === 'online' && isFailing(was)) log('device-answers', cause);
    }
    const ladder = wordIn(is, 'ladder');
    if (ladder === wordIn(was, 'ladder')) return;
    if (ladder === 'outOfService') {
      remember('outOfService');
      log('out-of-service', cause);
    } else if (ladder === 'atRest' && !isFailing(is)) remember('recovered');
  };

  life.subscribe((now) => {
    const was = before;
    before = now;
    observe(was, now);
    const order = ladderOrderOf(now).kind;
    if (order !== ladderOrderOf(was).kind) {
      // Whatever still holds the line when a rung's turn has come will not let go of it by itself.
      if (order === 'act') underWay?.abort();
      pause.wake();
    }
    for (const listener of [...listeners]) listener();
  });
  life.start();

  /** What a hand still says after the driver was closed is said to nobody. */
  const tell = (event: DeviceEvent): void => {
    if (!isClosed && !isNoNews(life.getSnapshot(), event)) life.send(event);
  };

  const noteFault = (fault: DeviceFault): void => {
    const event = eventOf(fault);
    if (event !== null) tell(event);
  };

  /** Ends with the work, or when it is taken the line away from: one hanging hand must not stop the worker. */
  const during = async (work: (signal: AbortSignal) => Promise<void> | void): Promise<void> => {
    const controller = new AbortController();
    underWay = controller;
    const takenAway = new Promise<void>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([work(controller.signal), takenAway]);
    if (underWay === controller) underWay = null;
  };

  const look = (): Promise<void> =>
    during(async (signal) => {
      const looked = await hands.look(signal);
      if (signal.aborted || isClosed || !line.isOpen()) return;
      if (looked.ok) tell({ type: 'ANSWERED', health: looked.value });
      else noteFault(looked.error);
    });

  const act = async (rung: Rung): Promise<void> => {
    remember(rung);
    log('recovery', rung);
    if (rung === 'reset') await during(hands.reset);
    else if (rung === 'reopen') line.reopen();
    else if (rung === 'powerCycle' && hands.powerCycle) await during(hands.powerCycle);
    tell({ type: 'RUNG_DONE' });
  };

  const step = async (): Promise<number> => {
    const order = ladderOrderOf(life.getSnapshot());
    if (order.kind === 'act') {
      await act(order.rung);
      return 0;
    }
    if (!line.isOpen()) return Number.POSITIVE_INFINITY;
    const operation = queue.next();
    if (operation !== null) {
      tell({ type: 'OPERATION_BEGUN' });
      await during(operation);
      tell({ type: 'OPERATION_OVER' });
      return options.lookEveryMs;
    }
    if (order.kind === 'wait') return Number.POSITIVE_INFINITY;
    await look();
    return order.kind === 'outOfService' ? outOfServiceLookMs : options.lookEveryMs;
  };

  const work = async (): Promise<void> => {
    while (!isClosed) {
      pause.settle();
      await pause.rest(await step());
    }
  };

  const unsubscribe = line.subscribe((event) => {
    if (event.kind === 'opened') {
      path = event.path;
      tell({ type: 'OPENED' });
      pause.wake();
      return;
    }
    path = null;
    queue.dropAll();
    tell({ type: 'LOST', reason: event.reason });
  });
  if (line.isOpen()) tell({ type: 'OPENED' });

  // The first step waits for the class to have put its hands on: createX() returns before anything is asked.
  queueMicrotask(() => void work());

  return {
    status,
    word: (region, words) => {
      const now = wordIn(life.getSnapshot(), region);
      return words.find((word) => word === now) ?? words[0];
    },
    setWord: (region, word) => tell({ type: 'WORD', region, word }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    noteHealth: (health) => tell({ type: 'ANSWERED', health }),
    noteFault,
    ask: async (operation, defaultMs, failures, run) => {
      if (isClosed || !line.isOpen()) return { ok: false, error: failures.dropped({ kind: 'disconnected' }) };
      if (status().isOutOfService) return { ok: false, error: failures.dropped(outOfServiceFault) };
      const dropped = failures.dropped({ kind: 'disconnected' });
      return queue.ask(operation, defaultMs, { expired: failures.expired, dropped }, run);
    },
    wake: pause.wake,
    connectedAs: () => path,
    report: (identity, frames) => ({
      status: status(),
      connectedAs: path,
      identity,
      recoveries: [...recoveries],
      frames,
    }),
    restart: () => tell({ type: 'RESTART' }),
    close: () => {
      isClosed = true;
      unsubscribe();
      queue.dropAll();
      underWay?.abort();
      listeners.clear();
      life.send({ type: 'CLOSE' });
      life.stop();
      pause.wake();
    },
  };
}

/** What an operation is told that is asked of a device out of service. */
export const outOfServiceFault = { kind: 'hardware', code: 'out-of-service' } as const satisfies DeviceFault;

/** What a fault says about the device; a pulled cable says it by itself, and a caller's abort says nothing. */
function eventOf(fault: DeviceFault): DeviceEvent | null {
  switch (fault.kind) {
    case 'timeout':
      return { type: 'SILENT' };
    case 'protocol':
      return { type: 'DISTURBED', detail: fault.detail };
    case 'hardware':
      return { type: 'ANSWERED', health: { kind: 'defect', code: fault.code } };
    case 'disconnected':
    case 'aborted':
      return null;
  }
}

/** A device that is well says so five times a second for months: what changes nothing need not run the machine. */
function isNoNews(now: DeviceSnapshot, event: DeviceEvent): boolean {
  if (event.type === 'WORD') return wordIn(now, event.region) === event.word;
  if (event.type !== 'ANSWERED' || event.health.kind !== 'well') return false;
  const { silences, disturbances } = now.context;
  const isWell = ['online', 'deviceBusy'].includes(deviceStateOf(now));
  return isWell && silences === 0 && disturbances === 0;
}

function isFailing(snapshot: DeviceSnapshot): boolean {
  return ['offline', 'hardwareError'].includes(deviceStateOf(snapshot));
}
