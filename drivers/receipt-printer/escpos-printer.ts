import { createAnnouncer } from '../device/announcer.ts';
import type { SelfTest, SelfTestCheck } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { anyDeviceFailures, createDeviceWorker } from '../device/device-worker.ts';
import { lineOf, recordFrames } from '../device/frame-recorder.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import {
  type Clock,
  type DeviceFault,
  type PaperSupply,
  type PrinterMedia,
  paperSupply,
  printerMedia,
  type Result,
} from '../status.ts';
import type { Transport } from '../transport.ts';
import type { Presenter } from './custom-presenter.ts';
import { type DrawRow, encodeWithPictures } from './encode-with-pictures.ts';
import { clearAndRecover, enableStatusBack, slot } from './escpos-commands.ts';
import type { ReceiptEncoding } from './escpos-encode.ts';
import { blockingFault, type ProcessIdSupport, runEscposJob } from './escpos-job.ts';
import { createEscposLink } from './escpos-link.ts';
import { escposRedactor } from './escpos-redactor.ts';
import { clearMouth, type MouthClearing, retractPaper } from './escpos-retract.ts';
import { conditionOfStatusBack, deviceStateOf, healthOf, type PrinterCondition } from './escpos-status.ts';
import { isLeftTooLong, mediaOf, noPaper, onMouthSeen, type PresentedPaper } from './presented-paper.ts';
import type {
  PrintFault,
  PrintReport,
  Receipt,
  ReceiptPrinter,
  ReceiptPrinterEvent,
  ReceiptPrinterStatus,
  RetractFault,
  RetractReport,
} from './receipt-printer.ts';

export type EscposPrinterOptions = Omit<ReceiptEncoding, 'pictureOf'> & {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Speed of the line, to know when what was handed over has left it; `Infinity` for a network. */
  readonly baudRate: number;
  /** Draws rows that the printer's font cannot show. */
  readonly drawRow?: DrawRow;
  /** Holds the paper until it is taken; without one it hangs from a slot. */
  readonly presenter?: Presenter | undefined;
  readonly log?: DeviceLog;
  /** Opens the port anew: a rung of the reset ladder. */
  readonly reopen?: () => void;
  /** Cuts the printer's power and gives it back, where a cabinet board can: the last rung. */
  readonly powerCycle?: (signal: AbortSignal) => Promise<void>;
};

const lookEveryMs = 1000;
const printDeadlineMs = 30_000;
const retractDeadlineMs = 15_000;
const selfTestDeadlineMs = 5000;

/**
 * The driver of an ESC/POS receipt printer: looks at it each second, listens to what it reports by itself, prints
 * one receipt at a time, and follows presented paper until somebody or the printer has taken it.
 */
export function createEscposPrinter(options: EscposPrinterOptions): ReceiptPrinter {
  const { clock, presenter, powerCycle, log = silentLog } = options;
  const path = presenter ?? slot;
  const transport = recordFrames(options.transport, clock, escposRedactor);
  const link = createEscposLink({
    transport,
    clock,
    baudRate: options.baudRate,
    hasPresenter: presenter !== undefined,
  });

  let condition: PrinterCondition | null = null;
  let paper: PresentedPaper = noPaper;
  /** Models with a presenter have no GS ( H. */
  const supportAtFirst = presenter ? 'no' : 'unknown';
  let support: ProcessIdSupport = supportAtFirst;
  let jobs = 0;
  let isGreeted = false;
  /** An interrupted receipt hangs in the paper path, uncut. */
  let isRestHanging = false;

  const worker = createDeviceWorker({
    machine: createDeviceMachine(
      { media: { words: printerMedia }, paper: { words: paperSupply } },
      { hasPowerHook: powerCycle !== undefined },
    ),
    clock,
    line: lineOf(transport, options.reopen ?? (() => undefined)),
    hands: {
      look: (signal) => look(signal),
      reset: async () => link.order(clearAndRecover),
      ...(powerCycle && { powerCycle }),
    },
    log,
    lookEveryMs,
  });
  const statusNow = (): ReceiptPrinterStatus => {
    const own = worker.status();
    return {
      ...own,
      device: deviceStateOf(own.device, condition),
      paper: worker.word<PaperSupply>('paper', paperSupply),
      media: worker.word<PrinterMedia>('media', printerMedia),
      isCoverOpen: condition?.isCoverOpen ?? false,
    };
  };
  const announcer = createAnnouncer<ReceiptPrinterStatus, ReceiptPrinterEvent>(statusNow);

  const setPaper = (next: PresentedPaper): void => {
    paper = next;
    worker.setWord('media', mediaOf(paper));
  };

  worker.onChange(() => {
    // What is silent or gone is not known any more, and may have been switched off and on.
    const isAnswering = !['offline', 'powerOff', 'noDevice', 'starting'].includes(worker.status().device);
    if (!isAnswering && condition !== null) {
      condition = null;
      isGreeted = false;
      worker.setWord('paper', 'unknown');
      setPaper(noPaper);
    }
    if (!isNoting) announcer.announceStatus();
  });

  const unsubscribe = transport.subscribe((event) => {
    // It may be another printer that was plugged in.
    if (event.kind === 'opened') support = supportAtFirst;
  });

  /** Its parts are noted one after the other and told together: nobody hears of a state between two. */
  let isNoting = false;
  const noteCondition = (next: PrinterCondition): void => {
    isNoting = true;
    worker.noteHealth(healthOf(next));
    condition = next;
    worker.setWord('paper', next.paper);
    const seen = onMouthSeen(paper, next.mouth, clock.now());
    setPaper(seen.paper);
    isNoting = false;
    announcer.announceStatus();
    if (seen.news !== null) announcer.announce({ kind: seen.news });
  };

  const unsubscribeLink = link.subscribe((answer) => {
    if (answer.kind === 'status-back') noteCondition(conditionOfStatusBack(answer.block));
    else if (answer.kind === 'offline-response') worker.wake();
  });

  /** What was ordered back, and then is not in the mouth any more, was not taken by a person. */
  const takingBack = async (
    clear: (clearing: MouthClearing, signal: AbortSignal) => Promise<Result<RetractReport, RetractFault>>,
    signal: AbortSignal,
  ): Promise<Result<RetractReport, RetractFault>> => {
    if (presenter === undefined) return { ok: false, error: { kind: 'no-presenter' } };
    const onRetracting = (): void => {
      if (paper.kind === 'waiting') setPaper({ ...paper, isBeingRetracted: true });
    };
    const result = await clear({ link, clock, presenter, onCondition: noteCondition, onRetracting }, signal);
    // Still there: it is waited for as long again.
    if (paper.kind === 'waiting') setPaper({ ...paper, since: clock.now(), isBeingRetracted: false });
    return result;
  };

  /** Looks at an idle printer, and puts in order what an interrupted receipt has left. */
  const look = async (signal: AbortSignal): Promise<Result<Health, DeviceFault>> => {
    const looked = await link.look(signal);
    if (!looked.ok) return looked;
    noteCondition(looked.value);
    if (!isGreeted && !presenter) link.order(enableStatusBack);
    isGreeted = true;
    if (isRestHanging && blockingFault(looked.value) === null) {
      const greeting = presenter ? [] : [enableStatusBack];
      isRestHanging = !(await link.send([...path.discard, ...greeting], signal)).ok;
    }
    if (isLeftTooLong(paper, clock.now())) await takingBack(retractPaper, signal);
    return { ok: true, value: healthOf(condition ?? looked.value) };
  };

  /** What a caller is told whose operation ends before the worker has ended it. */
  let progressOfRunning: PrintFault['printed'] = 'nothing';

  const printNow = async (
    receipt: Receipt,
    signal: AbortSignal,
  ): Promise<Result<PrintReport, PrintFault>> => {
    if (presenter !== undefined) {
      const cleared = await takingBack(clearMouth, signal);
      if (!cleared.ok && cleared.error.kind !== 'no-presenter')
        return { ok: false, error: { ...cleared.error, printed: 'nothing' } };
    }
    jobs += 1;
    const pieces = await encodeWithPictures(receipt, options, path);
    const outcome = await runEscposJob(
      {
        link,
        clock,
        pieces: isRestHanging ? [...path.discard, ...pieces] : pieces,
        hasPresenter: presenter !== undefined,
        processId: processIdOf(jobs),
        support,
        onCondition: noteCondition,
        onSilence: () => worker.noteFault({ kind: 'timeout', deadlineMs: lookEveryMs }),
        onProgress: (progress) => {
          progressOfRunning = progress;
        },
      },
      signal,
    );
    support = outcome.support;
    if (outcome.result.ok) isRestHanging = false;
    else isRestHanging ||= outcome.result.error.printed !== 'nothing';
    return outcome.result;
  };

  const selfTestNow = async (signal: AbortSignal): Promise<Result<SelfTest, DeviceFault>> => {
    const looked = await link.look(signal);
    if (!looked.ok) return looked;
    noteCondition(looked.value);
    const { paper: supply, isCoverOpen, defect, mouth } = looked.value;
    const check = (name: string, verdict: SelfTestCheck['verdict'], detail: string): SelfTestCheck => ({
      name,
      verdict,
      detail,
    });
    return {
      ok: true,
      value: {
        checks: [
          check('connection', 'passed', worker.connectedAs() ?? ''),
          check('paper', supply === 'out' ? 'failed' : supply === 'low' ? 'warning' : 'passed', supply),
          check('cover', isCoverOpen ? 'failed' : 'passed', isCoverOpen ? 'open' : 'closed'),
          check(
            'mechanism',
            defect === null ? 'passed' : defect === 'overheated' ? 'warning' : 'failed',
            defect ?? '',
          ),
          ...(presenter ? [check('presenter', mouth === 'jammed' ? 'failed' : 'passed', mouth)] : []),
        ],
      },
    };
  };

  return {
    status: statusNow,
    subscribe: announcer.subscribe,
    print: async (receipt, operation = {}) => {
      let isRunning = false;
      const result = await worker.ask<PrintReport, PrintFault>(
        operation,
        printDeadlineMs,
        {
          expired: (fault) => ({ ...fault, printed: isRunning ? progressOfRunning : 'nothing' }),
          dropped: (fault) => ({ ...fault, printed: 'nothing' }),
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
    retract: (operation = {}) =>
      worker.ask<RetractReport, RetractFault>(operation, retractDeadlineMs, anyDeviceFailures, (signal) =>
        takingBack(retractPaper, signal),
      ),
    selfTest: (operation = {}) =>
      worker.ask<SelfTest, DeviceFault>(operation, selfTestDeadlineMs, anyDeviceFailures, selfTestNow),
    report: () => worker.report({}, transport.frames()),
    restart: worker.restart,
    close: async () => {
      worker.close();
      unsubscribe();
      unsubscribeLink();
      link.close();
      announcer.close();
      await transport.close();
    },
  };
}

/** Another id for each receipt, so that a late answer confirms none but its own. */
function processIdOf(job: number): string {
  return `R${(job % 36 ** 3).toString(36).toUpperCase().padStart(3, '0')}`;
}
