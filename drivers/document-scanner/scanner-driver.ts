import { createAnnouncer } from '../device/announcer.ts';
import type { RecordedFrame, SelfTestCheck } from '../device/device.ts';
import { createDeviceMachine } from '../device/device-machine.ts';
import { createDeviceWorker } from '../device/device-worker.ts';
import { hexOf } from '../device/frame-recorder.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type {
  DocumentScanner,
  DocumentScannerEvent,
  DocumentScannerStatus,
  Scan,
  ScanFault,
  ScannedPage,
  ScanOptions,
  ScanRequest,
} from './document-scanner.ts';
import type { JudgePage } from './judge-page.ts';
import type { NoteFrame, ScannerBackend, ScannerLook, ScanTrouble } from './scanner-backend.ts';
import { openScannerLine } from './scanner-line.ts';

export type ScannerDriverOptions = {
  /** SANE or eSCL; `note` is where it tells what goes over its line. */
  readonly connect: (note: NoteFrame) => ScannerBackend;
  readonly judge: JudgePage;
  readonly clock: Clock;
  readonly log?: DeviceLog;
};

const scanMs = 120_000;
const selfTestMs = 30_000;
const framesKept = 32;
const shownCharacters = 120;

const mediaWords = ['unknown', 'present', 'notPresent', 'jammed'] as const;
const feederWords = ['unknown', 'empty', 'notEmpty', 'inoperative'] as const;
const coverWords = ['unknown', 'closed', 'open'] as const;

/** The driver of a document scanner: the life of a device, over whichever protocol it speaks. */
export function createDocumentScanner(options: ScannerDriverOptions): DocumentScanner {
  const { clock } = options;
  const log = options.log ?? silentLog;
  const frames: RecordedFrame[] = [];
  const backend = options.connect((direction, text) => {
    frames.push({ at: clock.now(), direction, hex: hexOf(Buffer.from(text.slice(0, shownCharacters))) });
    if (frames.length > framesKept) frames.shift();
  });
  const line = openScannerLine(backend.find, clock);
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  const worker = createDeviceWorker({
    machine: createDeviceMachine({
      media: { words: mediaWords },
      feeder: { words: feederWords },
      cover: { words: coverWords },
    }),
    clock,
    log,
    line,
    lookEveryMs: backend.lookEveryMs,
    hands: {
      look: async (signal) => {
        const looked = await backend.look(signal);
        if (!looked.ok) {
          if (looked.error.kind === 'disconnected') line.lose('gone');
          return looked;
        }
        setWords(looked.value);
        return { ok: true, value: looked.value.health };
      },
      reset: backend.reset,
    },
  });

  const setWords = ({ media, feeder, cover }: Pick<ScannerLook, 'media' | 'feeder' | 'cover'>): void => {
    worker.setWord('media', media);
    worker.setWord('feeder', feeder);
    worker.setWord('cover', cover);
  };

  const status = (): DocumentScannerStatus => ({
    ...worker.status(),
    media: worker.word('media', mediaWords),
    feeder: worker.word('feeder', feederWords),
    isCoverOpen: worker.word('cover', coverWords) === 'open',
  });
  const announcer = createAnnouncer<DocumentScannerStatus, DocumentScannerEvent>(status);
  worker.onChange(announcer.announceStatus);
  line.subscribe((event) =>
    event.kind === 'opened' ? log('port-opened', event.path) : log('port-lost', event.reason),
  );

  /** What a scan that came to nothing says about the scanner. */
  const noteTrouble = (trouble: ScanTrouble): void => {
    switch (trouble.kind) {
      case 'jammed':
        worker.setWord('media', 'jammed');
        worker.noteHealth({ kind: 'blocked', code: 'jam' });
        break;
      case 'cover-open':
        worker.setWord('cover', 'open');
        worker.noteHealth({ kind: 'blocked', code: 'cover-open' });
        break;
      case 'no-document':
        worker.setWord('feeder', 'empty');
        break;
      case 'half-page':
        worker.noteFault({ kind: 'protocol', detail: 'half a page' });
        break;
      case 'disconnected':
        line.lose('gone');
        break;
      case 'timeout':
      case 'protocol':
      case 'hardware':
        worker.noteFault(trouble);
        break;
      case 'busy':
      case 'cancelled':
      case 'aborted':
      case 'unsupported':
        break;
    }
  };

  const scanNow = async (
    request: ScanRequest,
    pages: ScannedPage[],
    onProgress: NonNullable<ScanOptions['onProgress']>,
    asked: AbortSignal,
  ): Promise<Result<Scan, ScanFault>> => {
    const signal = AbortSignal.any([asked, closing.signal]);
    const scanned = await backend.scan(request, {
      signal,
      onProgress: (fraction) => {
        if (!signal.aborted) onProgress({ page: pages.length + 1, fraction });
      },
      onPage: async (raw) => {
        const judged = await options.judge(raw, signal);
        if (judged.ok) {
          pages.push(judged.value);
          return { ok: true, value: undefined };
        }
        const { error } = judged;
        if (error.kind !== 'unreadable') return { ok: false, error };
        return { ok: false, error: { kind: 'protocol', detail: error.detail } };
      },
    });
    return scanned.ok
      ? { ok: true, value: { pages } }
      : { ok: false, error: { ...scanned.error, pages: [...pages] } };
  };

  /** A closed driver leaves no scan behind. */
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return work;
  };

  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing.abort();
    worker.close();
    announcer.close();
    await line.close();
    await Promise.allSettled(underWay);
  };

  return {
    status,
    subscribe: announcer.subscribe,
    scan: async (request, scanOptions = {}) => {
      const pages: ScannedPage[] = [];
      let isRunning = false;
      const withPages = (fault: DeviceFault): ScanFault => ({ ...fault, pages: [...pages] });
      const result = await worker.ask<Scan, ScanFault>(
        scanOptions,
        scanMs,
        { expired: withPages, dropped: withPages },
        (signal) => {
          isRunning = true;
          return tracked(scanNow(request, pages, scanOptions.onProgress ?? (() => undefined), signal));
        },
      );
      if (!result.ok && isRunning) {
        log('scan-fault', `${result.error.kind}, whole pages: ${result.error.pages.length}`);
        noteTrouble(result.error);
      }
      return result;
    },
    selfTest: (testOptions = {}) =>
      worker.ask(
        testOptions,
        selfTestMs,
        { expired: (fault): DeviceFault => fault, dropped: (fault) => fault },
        async (signal) => {
          const looked = await backend.look(signal);
          const judged = await options.judge(testChart, signal);
          return { ok: true, value: { checks: [checkOfLook(looked), checkOfJudge(judged)] } };
        },
      ),
    report: () => worker.report(line.found()?.identity ?? {}, [...frames]),
    restart: worker.restart,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function checkOfLook(looked: Awaited<ReturnType<ScannerBackend['look']>>): SelfTestCheck {
  const name = 'connection';
  if (!looked.ok) return { name, verdict: 'failed', detail: looked.error.kind };
  const { health } = looked.value;
  return health.kind === 'well'
    ? { name, verdict: 'passed', detail: 'answers' }
    : { name, verdict: health.kind === 'defect' ? 'failed' : 'warning', detail: health.code };
}

function checkOfJudge(judged: Awaited<ReturnType<JudgePage>>): SelfTestCheck {
  const name = 'page-inspection';
  return judged.ok
    ? { name, verdict: 'passed', detail: judged.value.quality.verdict }
    : { name, verdict: 'failed', detail: judged.error.kind };
}

/** A blank scrap of paper, to see that pages can be decoded on this machine. */
const testChart = {
  encoding: 'pnm',
  bytes: Buffer.concat([Buffer.from('P5\n64 64\n255\n'), Buffer.alloc(64 * 64, 235)]),
  dpi: 300,
  leastHeightPx: null,
} as const;
