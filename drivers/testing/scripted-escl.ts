import type { AskEscl, EsclAnswer, EsclHttpFault, EsclRequest } from '../document-scanner/escl-http.ts';
import type { Clock, Result } from '../status.ts';

type Scripted = Partial<Omit<EsclAnswer, 'body'>> & {
  readonly status: number;
  readonly body?: string | Uint8Array;
};
export type ScriptedAnswer = Scripted | EsclHttpFault['kind'] | 'hang';

/** An eSCL scanner in memory: a queue of answers a route, the last of which stays. */
export type ScriptedEscl = {
  readonly ask: AskEscl;
  readonly script: (
    route: 'capabilities' | 'status' | 'jobs' | 'page',
    ...answers: readonly ScriptedAnswer[]
  ) => void;
  /** `METHOD /path` of every request so far. */
  readonly asked: readonly string[];
  /** Switched off, nobody is there. */
  readonly setOff: (isOff: boolean) => void;
  readonly setSilent: (isSilent: boolean) => void;
  /** The next answer is these bytes, whatever was asked. */
  readonly garble: (bytes: Uint8Array) => void;
};

const answerMs = 20;

const capabilities = `<ScannerCapabilities><MakeAndModel>Scripted</MakeAndModel><SerialNumber>1</SerialNumber>
<Platen><PlatenInputCaps><MaxWidth>2480</MaxWidth><MaxHeight>200</MaxHeight></PlatenInputCaps></Platen>
<Adf><AdfSimplexInputCaps><MaxWidth>2480</MaxWidth><MaxHeight>3508</MaxHeight></AdfSimplexInputCaps></Adf>
</ScannerCapabilities>`;

/** A `ScannerStatus`. */
export const esclStatus = (state: string, adfState = 'ScannerAdfEmpty', jobs = ''): Scripted => ({
  status: 200,
  body: `<ScannerStatus><State>${state}</State><AdfState>${adfState}</AdfState><Jobs>${jobs}</Jobs></ScannerStatus>`,
});

/** @param page the file a page comes as */
export function createScriptedEscl(clock: Clock, page: Uint8Array): ScriptedEscl {
  const asked: string[] = [];
  const scripts = new Map<string, readonly ScriptedAnswer[]>([
    ['capabilities', [{ status: 200, body: capabilities }]],
    ['status', [esclStatus('Idle')]],
    ['jobs', [{ status: 201, location: 'http://scanner.invalid/eSCL/ScanJobs/1' }]],
    ['page', [{ status: 200, body: page }, { status: 404 }]],
    ['job', [{ status: 200 }]],
  ]);

  let isOff = false;
  let isSilent = false;
  let garbled: Uint8Array | null = null;
  const scripted = (route: string): ScriptedAnswer => {
    if (isOff) return 'unreachable';
    if (isSilent) return 'hang';
    if (garbled === null) return next(route);
    const body = garbled;
    garbled = null;
    return { status: 200, body };
  };

  const next = (route: string): ScriptedAnswer => {
    const [first = 'unreachable', ...rest] = scripts.get(route) ?? [];
    if (rest.length > 0) scripts.set(route, rest);
    return first;
  };

  return {
    ask: (request) =>
      new Promise<Result<EsclAnswer, EsclHttpFault>>((resolve) => {
        const path = new URL(request.url).pathname;
        if (!isOff) asked.push(`${request.method} ${path}`);
        const answer = scripted(routeOf(path));
        const finish = (result: Result<EsclAnswer, EsclHttpFault>): void => {
          clock.clearTimeout(timer);
          request.signal.removeEventListener('abort', abort);
          resolve(result);
        };
        const abort = (): void => finish({ ok: false, error: { kind: 'aborted' } });
        const timer =
          answer === 'hang'
            ? undefined
            : clock.setTimeout(() => finish(resultOf(isOff ? 'unreachable' : answer, request)), answerMs);
        if (request.signal.aborted) return abort();
        request.signal.addEventListener('abort', abort);
      }),
    script: (route, ...answers) => {
      scripts.set(route, answers);
    },
    asked,
    setOff: (off) => {
      isOff = off;
    },
    setSilent: (silent) => {
      isSilent = silent;
    },
    garble: (bytes) => {
      garbled = bytes;
    },
  };
}

function routeOf(path: string): string {
  if (path.endsWith('/ScannerCapabilities')) return 'capabilities';
  if (path.endsWith('/ScannerStatus')) return 'status';
  if (path.endsWith('/NextDocument')) return 'page';
  return path.endsWith('/ScanJobs') ? 'jobs' : 'job';
}

function resultOf(
  answer: Exclude<ScriptedAnswer, 'hang'>,
  request: EsclRequest,
): Result<EsclAnswer, EsclHttpFault> {
  if (typeof answer === 'string') return { ok: false, error: { kind: answer } };
  const body = Buffer.from(answer.body ?? '');
  if (body.length > request.mostBytes) return { ok: false, error: { kind: 'too-large' } };
  request.onProgress?.(1);
  const { status, location, retryAfter } = answer;
  return { ok: true, value: { status, location, retryAfter, body } };
}
