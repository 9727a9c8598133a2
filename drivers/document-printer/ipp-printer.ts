import { type Deadline, startDeadline } from '../deadline.ts';
import { createAnnouncer } from '../device/announcer.ts';
import type { SelfTest } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { createDeviceWorker, type OperationFailures } from '../device/device-worker.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import {
  type Clock,
  type DeviceFault,
  type OperationOptions,
  paperSupply,
  printerMedia,
  type Result,
  tonerSupply,
} from '../status.ts';
import {
  type DocumentPrinter,
  type DocumentPrinterEvent,
  type DocumentPrinterStatus,
  type DocumentPrintFault,
  type PrintedDocument,
  type PrinterIdentity,
  type PrintOptions,
  printerBlocks,
} from './document-printer.ts';
import { createIppClient, type IppFault, type PrinterAnswer } from './ipp-client.ts';
import type { IppTransport } from './ipp-http.ts';
import { cancelMs, runIppJob } from './ipp-job.ts';
import { createIppLine } from './ipp-line.ts';
import { recordIpp } from './ipp-recorder.ts';
import type { BareFault } from './job-verdict.ts';
import { canDeviceAnswer, checksOf, identityOf } from './printer-checks.ts';
import { conditionOf, type PrinterCondition } from './printer-condition.ts';

export type IppPrinterOptions = {
  readonly transport: IppTransport;
  readonly clock: Clock;
  /** The kiosk's id, the user of its jobs: what is left of them from an earlier life is cancelled. */
  readonly owner: string;
  /** Makes each job's name its own. */
  readonly newId: () => string;
  readonly log?: DeviceLog;
  /** Cuts the printer's power and gives it back, where a cabinet board can: the last rung of the ladder. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

const lookEveryMs = 3000;
const printDeadlineMs = 180_000;
const helpDeadlineMs = 60_000;
const questionMs = 6000;
/** RFC 8011 clause 5.1.3: names have at most 255 octets; ids are ASCII. */
const longestName = 200;

const blockWords = ['unknown', 'none', ...printerBlocks] as const;

/**
 * The driver of an IPP printer, or of a CUPS queue: looks at it every few seconds, prints one document at a time, and
 * sees to it that no job it gave up comes out later, into the hands of whoever stands there then.
 */
export function createIppPrinter(options: IppPrinterOptions): DocumentPrinter {
  const { clock, owner, newId, powerCycle, log = silentLog } = options;
  const line = createIppLine(options.transport, clock);
  const transport = recordIpp(options.transport, clock, line);
  const client = createIppClient({ transport, clock, owner });
  const closing = new AbortController();
  let answer: PrinterAnswer | null = null;
  /** Jobs of ours may be left on the printer: of an earlier life of this kiosk, or given up while it was off. */
  let mayHaveLeftovers = true;
  /** The print under way, or the last. */
  let printing: Promise<unknown> = Promise.resolve();

  const worker = createDeviceWorker({
    machine: createDeviceMachine(
      {
        paper: { words: paperSupply },
        toner: { words: tonerSupply },
        media: { words: printerMedia },
        block: { words: blockWords },
      },
      { hasPowerHook: powerCycle !== undefined },
    ),
    clock,
    line,
    hands: {
      look: (signal) => look(signal),
      reset: async (signal) => {
        mayHaveLeftovers = true;
        await cancelLeftovers(signal);
      },
      ...(powerCycle && { powerCycle }),
    },
    log,
    lookEveryMs,
  });

  const statusNow = (): DocumentPrinterStatus => {
    const block = worker.word('block', blockWords);
    return {
      ...worker.status(),
      paper: worker.word('paper', paperSupply),
      toner: worker.word('toner', tonerSupply),
      media: worker.word('media', printerMedia),
      block: block === 'unknown' || block === 'none' ? null : block,
    };
  };
  const announcer = createAnnouncer<DocumentPrinterStatus, DocumentPrinterEvent>(statusNow);
  worker.onChange(announcer.announceStatus);
  line.subscribe((event) => {
    if (event.kind === 'opened') mayHaveLeftovers = true;
  });

  const noteWords = ({ paper, toner, block }: PrinterCondition): void => {
    worker.setWord('paper', paper);
    worker.setWord('toner', toner);
    worker.setWord('media', paper === 'jammed' ? 'jammed' : 'unknown');
    worker.setWord('block', block ?? 'none');
  };

  const askPrinter = async (signal: AbortSignal): Promise<Result<PrinterCondition, DeviceFault>> => {
    const asked = await client.printer(signal);
    if (!asked.ok) return { ok: false, error: deviceFaultOf(asked.error) };
    answer = asked.value;
    const condition = conditionOf(asked.value);
    noteWords(condition);
    return { ok: true, value: condition };
  };

  const cancelLeftovers = async (signal: AbortSignal): Promise<void> => {
    if (!mayHaveLeftovers) return;
    const jobs = await client.ownJobs(signal);
    if (!jobs.ok) return;
    for (const { id } of jobs.value) await client.cancelJob(id, signal);
    // Asked again until none is left: a page between the rollers ends in its own time.
    mayHaveLeftovers = jobs.value.length > 0;
  };

  const look = async (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const condition = await askPrinter(signal);
    if (!condition.ok) return condition;
    await cancelLeftovers(signal);
    return condition.value.isUnreachable ? silent : { ok: true, value: condition.value.health };
  };

  /** A question outside the round: what its answer says of the printer is noted like any other. */
  const ask = async <T>(
    signal: AbortSignal,
    read: (answer: PrinterAnswer) => T,
  ): Promise<Result<T, DeviceFault>> => {
    const asked = await client.printer(signal);
    if (asked.ok) return { ok: true, value: read(asked.value) };
    const fault = deviceFaultOf(asked.error);
    worker.noteFault(fault);
    return { ok: false, error: fault };
  };

  const printNow = async (
    pdf: Uint8Array,
    request: PrintOptions,
    deadline: Deadline,
  ): Promise<Result<PrintedDocument, DocumentPrintFault>> => {
    const condition = await askPrinter(deadline.signal);
    if (!condition.ok) worker.noteFault(condition.error);
    const obstacle = condition.ok ? obstacleIn(condition.value) : condition.error;
    if (obstacle !== null) return { ok: false, error: { ...obstacle, printed: 'nothing' } };
    await cancelLeftovers(deadline.signal);
    const result = await runIppJob({
      client,
      clock,
      name: `${request.jobName.slice(0, longestName)}-${newId()}`,
      pdf,
      deadline,
      closing: closing.signal,
      helpDeadlineMs: request.helpDeadlineMs ?? helpDeadlineMs,
      canDeviceAnswer: canDeviceAnswer(answer),
      onCondition: (seen) => {
        noteWords(seen);
        // A defect in mid-job is for the next look: what the job itself comes to is known first.
        if (seen.health.kind !== 'defect') worker.noteHealth(seen.health);
      },
      onProgress: (progress) => announcer.announce({ kind: 'progress', ...progress }),
    });
    mayHaveLeftovers ||= !result.ok;
    return result;
  };

  const print = async (
    pdf: Uint8Array,
    operation: PrintOptions,
  ): Promise<Result<PrintedDocument, DocumentPrintFault>> => {
    const signal = AbortSignal.any([closing.signal, ...(operation.signal ? [operation.signal] : [])]);
    const deadline = startDeadline(clock, { ...operation, signal }, printDeadlineMs);
    // While it waits its turn, the caller's patience ends it at once; later the job must be cancelled first.
    const waiting = new AbortController();
    const giveUp = (): void => waiting.abort();
    if (deadline.signal.aborted) giveUp();
    else deadline.signal.addEventListener('abort', giveUp);
    const result = await worker.ask<PrintedDocument, DocumentPrintFault>(
      { signal: waiting.signal },
      (operation.deadlineMs ?? printDeadlineMs) + 2 * cancelMs,
      {
        expired: () => ({ ...deadline.fault(), printed: waiting.signal.aborted ? 'nothing' : 'unknown' }),
        dropped: (fault) => ({ ...fault, printed: 'nothing' }),
      },
      () => {
        deadline.signal.removeEventListener('abort', giveUp);
        const begun = printNow(pdf, operation, deadline);
        printing = begun;
        return begun;
      },
    );
    deadline.end();
    if (!result.ok) log('print-fault', `${result.error.kind}, printed: ${result.error.printed}`);
    return result;
  };

  return {
    status: statusNow,
    subscribe: announcer.subscribe,
    print,
    identify: (operation: OperationOptions = {}) =>
      worker.ask<PrinterIdentity, DeviceFault>(operation, questionMs, failures, (signal) =>
        ask(signal, identityOf),
      ),
    selfTest: (operation: OperationOptions = {}) =>
      worker.ask<SelfTest, DeviceFault>(operation, questionMs, failures, (signal) =>
        ask(signal, (asked) => ({ checks: checksOf(asked, transport.uri) })),
      ),
    report: () => worker.report(answer === null ? {} : identityOf(answer), transport.frames()),
    restart: worker.restart,
    close: async () => {
      closing.abort();
      worker.close();
      // Its job is being cancelled; whoever ends the process now would let it print on.
      await printing;
      line.close();
      announcer.close();
    },
  };
}

const failures: OperationFailures<DeviceFault> = {
  expired: (fault) => fault,
  dropped: (fault) => fault,
};

const silent = { ok: false, error: { kind: 'timeout', deadlineMs: lookEveryMs } } as const;

/** Why nothing is sent at all. */
function obstacleIn(condition: PrinterCondition): BareFault | null {
  if (condition.isUnreachable) return { kind: 'disconnected' };
  if (condition.health.kind === 'defect') return { kind: 'hardware', code: condition.health.code };
  return condition.block === null ? null : { kind: condition.block };
}

/** A printer that refuses to be asked (no such queue, no permission) is for a technician. */
function deviceFaultOf(fault: IppFault): DeviceFault {
  if (fault.kind === 'refused') return { kind: 'hardware', code: fault.status };
  const { mayHaveActed, ...rest } = fault;
  return rest;
}
