import { type DeviceLog, silentLog } from '../device-log.ts';
import { createOperationQueue } from '../operation-queue.ts';
import { createPause } from '../pause.ts';
import type { Clock, DeviceState, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import { cutOffRest, enableStatusBack, encodeReceipt, type ReceiptEncoding } from './escpos-encode.ts';
import { blockingFault, type ProcessIdSupport, runEscposJob } from './escpos-job.ts';
import { createEscposLink } from './escpos-link.ts';
import { conditionOfStatusBack, deviceStateOf, type PrinterCondition } from './escpos-status.ts';
import type {
  PrintFault,
  PrintReport,
  Receipt,
  ReceiptPrinter,
  ReceiptPrinterEvent,
  ReceiptPrinterStatus,
} from './receipt-printer.ts';

export type EscposPrinterOptions = ReceiptEncoding & {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Speed of the line, to know when what was handed over has left it. */
  readonly baudRate: number;
  readonly log?: DeviceLog;
  /** Opens the port anew: tried now and then while the printer is silent. */
  readonly reopen?: () => void;
};

const pollMs = 1000;
const printDeadlineMs = 30_000;
const silencesAllowed = 2;
const reopenEvery = 4;
const longestBackoffMs = 8000;

/**
 * The driver of an ESC/POS receipt printer: one worker that looks at the printer each second, listens to
 * what it reports by itself, and prints one receipt at a time.
 */
export function createEscposPrinter(options: EscposPrinterOptions): ReceiptPrinter {
  const { transport, clock } = options;
  const log = options.log ?? silentLog;
  const link = createEscposLink(transport, clock, options.baudRate);
  const pause = createPause(clock);
  const queue = createOperationQueue(clock, pause.wake);
  const listeners = new Set<(event: ReceiptPrinterEvent) => void>();

  let status: ReceiptPrinterStatus = statusOf('starting', null);
  let support: ProcessIdSupport = 'unknown';
  let jobs = 0;
  let silences = 0;
  let isGreeted = false;
  /** An interrupted receipt hangs in the paper path, uncut. */
  let isRestHanging = false;
  let isClosed = false;

  const setStatus = (next: ReceiptPrinterStatus): void => {
    const isSame =
      next.device === status.device && next.paper === status.paper && next.isCoverOpen === status.isCoverOpen;
    if (isSame) return;
    status = next;
    for (const listener of [...listeners]) listener({ kind: 'status', status });
  };

  const noteCondition = (condition: PrinterCondition): void => {
    const device = deviceStateOf(condition);
    if (silences > 0) log('device-answers', `after ${silences} silent rounds`);
    if (condition.defect !== null && device !== status.device) log('device-defect', condition.defect);
    silences = 0;
    setStatus(statusOf(device, condition));
  };

  const noteSilence = (): number => {
    silences += 1;
    if (silences >= silencesAllowed && status.device !== 'offline') {
      log('device-silent', `${silences} questions without an answer`);
      setStatus(statusOf('offline', null));
    }
    if (status.device !== 'offline') return pollMs;
    isGreeted = false;
    if (silences % reopenEvery === 0) options.reopen?.();
    return Math.min(pollMs * 2 ** (silences - silencesAllowed), longestBackoffMs);
  };

  /** Looks at an idle printer, and puts in order what an interrupted receipt has left. */
  const poll = async (): Promise<number> => {
    const condition = await link.look();
    if (!condition.ok) return condition.error.kind === 'timeout' ? noteSilence() : pollMs;
    noteCondition(condition.value);
    if (!isGreeted) {
      link.order(enableStatusBack);
      isGreeted = true;
    }
    if (isRestHanging && blockingFault(condition.value) === null) {
      isRestHanging = !(await link.send([...cutOffRest, enableStatusBack])).ok;
    }
    return pollMs;
  };

  const step = async (): Promise<number> => {
    const operation = queue.next();
    if (operation !== null) {
      await operation();
      return pollMs;
    }
    return transport.state().kind === 'open' ? poll() : Number.POSITIVE_INFINITY;
  };

  const work = async (): Promise<void> => {
    while (!isClosed) await pause.rest(await step());
  };

  /** What a caller is told whose operation ends before the worker has ended it. */
  let progressOfRunning: PrintFault['printed'] = 'nothing';

  const printNow = async (
    receipt: Receipt,
    signal: AbortSignal,
  ): Promise<Result<PrintReport, PrintFault>> => {
    jobs += 1;
    const pieces = encodeReceipt(receipt, options);
    const outcome = await runEscposJob(
      {
        link,
        clock,
        pieces: isRestHanging ? [...cutOffRest, ...pieces] : pieces,
        processId: processIdOf(jobs),
        support,
        onCondition: noteCondition,
        onProgress: (progress) => {
          progressOfRunning = progress;
        },
      },
      signal,
    );
    support = outcome.support;
    if (outcome.result.ok) isRestHanging = false;
    else {
      isRestHanging ||= outcome.result.error.printed !== 'nothing';
    }
    return outcome.result;
  };

  const unsubscribeLink = link.subscribe((answer) => {
    if (answer.kind === 'status-back') noteCondition(conditionOfStatusBack(answer.block));
    else if (answer.kind === 'offline-response') pause.wake();
  });

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind === 'opened') {
      silences = 0;
      isGreeted = false;
      // It may be another printer that was plugged in.
      support = 'unknown';
      setStatus(statusOf('starting', null));
      pause.wake();
    } else if (event.kind === 'lost') {
      queue.dropAll();
      setStatus(statusOf('powerOff', null));
    }
  });

  void work();

  return {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    print: async (receipt, operation = {}) => {
      const nothingDone: PrintFault = { kind: 'disconnected', printed: 'nothing' };
      if (transport.state().kind !== 'open' || isClosed) return { ok: false, error: nothingDone };
      let isRunning = false;
      const result = await queue.ask<PrintReport, PrintFault>(
        operation,
        printDeadlineMs,
        {
          expired: (fault) => ({ ...fault, printed: isRunning ? progressOfRunning : 'nothing' }),
          dropped: nothingDone,
        },
        (signal) => {
          isRunning = true;
          progressOfRunning = 'nothing';
          return printNow(receipt, signal);
        },
      );
      if (!result.ok) log('print-fault', `${result.error.kind}, printed: ${result.error.printed}`);
      return result;
    },
    close: async () => {
      isClosed = true;
      queue.dropAll();
      unsubscribe();
      unsubscribeLink();
      link.close();
      pause.wake();
      listeners.clear();
      await transport.close();
    },
  };
}

/** Without a presenter nobody knows whether paper waits at the mouth: `media` stays unknown. */
function statusOf(device: DeviceState, condition: PrinterCondition | null): ReceiptPrinterStatus {
  return {
    device,
    media: 'unknown',
    paper: condition?.paper ?? 'unknown',
    isCoverOpen: condition?.isCoverOpen ?? false,
  };
}

/** Another id for each receipt, so that a late answer confirms none but its own. */
function processIdOf(job: number): string {
  return `R${(job % 36 ** 3).toString(36).toUpperCase().padStart(3, '0')}`;
}
