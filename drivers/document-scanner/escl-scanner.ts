import { startDeadline } from '../deadline.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import {
  conditionOf,
  createJobStep,
  explanationOf,
  jobPathOf,
  nextDocumentStep,
  retryAfterMsOf,
} from './escl-answers.ts';
import type { AskEscl, EsclAnswer, EsclHttpFault, EsclRequest } from './escl-http.ts';
import {
  type EsclCapabilities,
  type EsclPlan,
  type EsclStatus,
  mostXmlBytes,
  parseCapabilities,
  parseStatus,
  planEsclScan,
} from './escl-xml.ts';
import {
  type NoteFrame,
  pagesAtMost,
  type ScannerBackend,
  type ScanRun,
  type ScanTrouble,
} from './scanner-backend.ts';

export type EsclScannerOptions = {
  /** Root of the scanner's resources: `http://scanner.local/eSCL`. */
  readonly url: string;
  readonly ask: AskEscl;
  readonly clock: Clock;
  readonly note: NoteFrame;
};

const lookEveryMs = 5000;
const questionMs = 5000;
const mmPerInch = 25.4;
/** Colour at 600 dpi, badly compressed. */
const mostPageBytes = 64 * 1024 * 1024;

/** A scanner that speaks eSCL over HTTP, as AirPrint and Mopria devices do. */
export function createEsclScanner(options: EsclScannerOptions): ScannerBackend {
  const root = options.url.replace(/\/+$/, '');
  let capabilities: EsclCapabilities | null = null;
  /** The job to be cancelled when nobody waits for it any more. */
  let job: string | null = null;

  const ask = async (request: EsclRequest): Promise<Result<EsclAnswer, EsclHttpFault>> => {
    const path = new URL(request.url).pathname;
    options.note('sent', `${request.method} ${path}`);
    const answer = await options.ask(request);
    options.note('received', answer.ok ? `${answer.value.status} ${path}` : answer.error.kind);
    return answer;
  };

  /** One short question with its own deadline. */
  const question = async <T>(
    request: Pick<EsclRequest, 'method' | 'url' | 'xml'>,
    signal: AbortSignal,
    read: (answer: EsclAnswer) => Result<T, DeviceFault>,
  ): Promise<Result<T, DeviceFault>> => {
    const deadline = startDeadline(options.clock, { signal }, questionMs);
    try {
      const answer = await ask({ ...request, signal: deadline.signal, mostBytes: mostXmlBytes });
      if (answer.ok) return read(answer.value);
      return {
        ok: false,
        error: answer.error.kind === 'aborted' ? deadline.fault() : faultOfHttp(answer.error),
      };
    } finally {
      deadline.end();
    }
  };

  const readXml =
    <T extends object>(
      parse: (xml: string) => T | { readonly kind: 'unreadable'; readonly detail: string },
    ) =>
    ({ status, body }: EsclAnswer): Result<T, DeviceFault> => {
      if (status !== 200) return { ok: false, error: { kind: 'protocol', detail: `status ${status}` } };
      const parsed = parse(Buffer.from(body).toString('utf8'));
      return isUnreadable(parsed)
        ? { ok: false, error: { kind: 'protocol', detail: parsed.detail } }
        : { ok: true, value: parsed };
    };

  const statusNow = (signal: AbortSignal): Promise<Result<EsclStatus, DeviceFault>> =>
    question({ method: 'GET', url: `${root}/ScannerStatus` }, signal, readXml(parseStatus));

  /** Why a scan cannot go on: what the scanner's own status says, else `otherwise`. */
  const explain = async (
    otherwise: ScanTrouble,
    scan: { readonly isFeeder: boolean; readonly path: string | null },
    signal: AbortSignal,
  ): Promise<{ readonly ok: false; readonly error: ScanTrouble }> => {
    const status = await statusNow(signal);
    if (status.ok) return { ok: false, error: explanationOf(status.value, otherwise, scan) };
    return { ok: false, error: status.error.kind === 'disconnected' ? status.error : otherwise };
  };

  const createJob = async (plan: EsclPlan, run: ScanRun): Promise<Result<string, ScanTrouble>> => {
    for (let asked = 1; ; asked += 1) {
      const answer = await ask({
        method: 'POST',
        url: `${root}/ScanJobs`,
        xml: plan.settings,
        signal: run.signal,
        mostBytes: mostXmlBytes,
      });
      if (!answer.ok) return { ok: false, error: faultOfHttp(answer.error) };
      const { status, location, retryAfter } = answer.value;
      const step = createJobStep(status, { asked, retryAfterMs: retryAfterMsOf(retryAfter) });
      switch (step.kind) {
        case 'created': {
          const path = jobPathOf(location, root);
          return path === null
            ? { ok: false, error: { kind: 'protocol', detail: '201 without a Location' } }
            : { ok: true, value: path };
        }
        case 'ask-again':
          await rest(options.clock, step.afterMs, run.signal);
          break;
        case 'busy':
        case 'not-ready':
          return explain({ kind: 'busy' }, { isFeeder: plan.isFeeder, path: null }, run.signal);
        case 'refused':
          return { ok: false, error: { kind: 'protocol', detail: `ScanJobs ${step.status}` } };
      }
    }
  };

  /** @returns whether a further page may follow */
  const nextPage = async (
    plan: EsclPlan,
    path: string,
    pages: number,
    run: ScanRun,
  ): Promise<Result<boolean, ScanTrouble>> => {
    const scan = { isFeeder: plan.isFeeder, path };
    for (let asked = 1; ; asked += 1) {
      const answer = await ask({
        method: 'GET',
        url: `${new URL(root).origin}${path}/NextDocument`,
        signal: run.signal,
        mostBytes: mostPageBytes,
        onProgress: run.onProgress,
      });
      if (!answer.ok) {
        if (answer.error.kind === 'cut') return explain({ kind: 'half-page' }, scan, run.signal);
        return { ok: false, error: faultOfHttp(answer.error) };
      }
      const { status, retryAfter, body } = answer.value;
      const step = nextDocumentStep(status, { pages, asked, retryAfterMs: retryAfterMsOf(retryAfter) });
      switch (step.kind) {
        case 'page': {
          const leastHeightPx =
            plan.heightMm === null ? null : Math.floor((plan.heightMm / mmPerInch) * plan.dpi);
          const taken = await run.onPage({ encoding: 'file', bytes: body, dpi: plan.dpi, leastHeightPx });
          return taken.ok ? { ok: true, value: true } : taken;
        }
        case 'ask-again':
          await rest(options.clock, step.afterMs, run.signal);
          break;
        case 'no-more':
          if (pages > 0) return { ok: true, value: false };
          return explain({ kind: 'no-document' }, scan, run.signal);
        case 'gone':
          return explain({ kind: 'cancelled' }, scan, run.signal);
        case 'give-up':
          return explain({ kind: 'busy' }, scan, run.signal);
        case 'refused':
          return explain({ kind: 'protocol', detail: `NextDocument ${step.status}` }, scan, run.signal);
      }
    }
  };

  const cancelJob = async (signal: AbortSignal): Promise<void> => {
    const path = job;
    job = null;
    if (path === null) return;
    await question({ method: 'DELETE', url: `${new URL(root).origin}${path}` }, signal, () => ({
      ok: true,
      value: undefined,
    }));
  };

  const scanJob = async (plan: EsclPlan, run: ScanRun): Promise<Result<void, ScanTrouble>> => {
    const created = await createJob(plan, run);
    if (!created.ok) return created;
    job = created.value;
    for (let pages = 0; pages < (plan.isFeeder ? pagesAtMost : 1); pages += 1) {
      const page = await nextPage(plan, created.value, pages, run);
      if (!page.ok) return page;
      if (!page.value) {
        job = null;
        break;
      }
    }
    return { ok: true, value: undefined };
  };

  return {
    lookEveryMs,
    find: async (signal) => {
      const found = await question(
        { method: 'GET', url: `${root}/ScannerCapabilities` },
        signal,
        readXml(parseCapabilities),
      );
      if (!found.ok) return found;
      capabilities = found.value;
      const { makeAndModel, serialNumber } = found.value;
      return { ok: true, value: { path: root, identity: { makeAndModel, serialNumber } } };
    },
    look: async (signal) => {
      const status = await statusNow(signal);
      return status.ok ? { ok: true, value: conditionOf(status.value) } : status;
    },
    scan: async (request, run) => {
      if (capabilities === null) return { ok: false, error: { kind: 'disconnected' } };
      const plan = planEsclScan(capabilities, request);
      if ('lacking' in plan) return { ok: false, error: { kind: 'unsupported', what: plan.lacking } };
      try {
        return await scanJob(plan, run);
      } finally {
        // Also after success: a job whose end nobody fetches keeps some scanners “Processing” for a minute.
        await cancelJob(new AbortController().signal);
      }
    },
    reset: cancelJob,
  };
}

function isUnreadable(parsed: object): parsed is { readonly kind: 'unreadable'; readonly detail: string } {
  return 'kind' in parsed && parsed.kind === 'unreadable';
}

function faultOfHttp({ kind }: EsclHttpFault): DeviceFault {
  switch (kind) {
    case 'unreachable':
      return { kind: 'disconnected' };
    case 'aborted':
      return { kind: 'aborted' };
    case 'cut':
    case 'garbled':
    case 'too-large':
      return { kind: 'protocol', detail: kind };
  }
}

function rest(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
