import { startDeadline } from '../deadline.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type { IppTransport } from './ipp-http.ts';
import {
  decodeIppResponse,
  encodeIppRequest,
  type IppAttribute,
  type IppAttributes,
  type IppRequest,
  type IppResponse,
  type IppValue,
} from './ipp-message.ts';
import {
  delimiters,
  isSuccess,
  type JobState,
  jobStates,
  type PrinterState,
  printerStates,
  statusName,
} from './ipp-registry.ts';

/** The few operations of RFC 8011 that print one document and tell what becomes of it. */
export type IppClient = {
  readonly printer: (signal?: AbortSignal) => Promise<Result<PrinterAnswer, IppFault>>;
  readonly createJob: (name: string, signal: AbortSignal) => Promise<Result<JobAnswer, IppFault>>;
  /** The one document of a job; the job is closed with it. */
  readonly sendDocument: (
    jobId: number,
    pdf: Uint8Array,
    signal: AbortSignal,
  ) => Promise<Result<void, IppFault>>;
  readonly job: (jobId: number, signal?: AbortSignal) => Promise<Result<JobAnswer, IppFault>>;
  /** This kiosk's jobs that are not over. */
  readonly ownJobs: (signal?: AbortSignal) => Promise<Result<readonly JobAnswer[], IppFault>>;
  readonly cancelJob: (jobId: number, signal?: AbortSignal) => Promise<Result<void, IppFault>>;
};

/** What failed, and whether the printer may have acted on the message nevertheless. */
export type IppFault = { readonly mayHaveActed: boolean } & (
  | Exclude<DeviceFault, { kind: 'hardware' }>
  /** It answered, and the answer is no; the status' registered name. */
  | { readonly kind: 'refused'; readonly status: string }
);

export type PrinterAnswer = {
  readonly state: PrinterState | null;
  /** printer-state-reasons as they came, `none` left out. */
  readonly reasons: readonly string[];
  readonly isAcceptingJobs: boolean;
  /** printer-input-tray (PWG 5100.13): text of `key=value;` pairs, one a tray. */
  readonly trays: readonly string[];
  readonly model: string;
  readonly firmware: string;
  readonly uuid: string;
  readonly operations: readonly number[];
  readonly formats: readonly string[];
  /** Where a CUPS queue sends its jobs; a printer has none. */
  readonly deviceUri: string | null;
};

export type JobAnswer = {
  readonly id: number;
  readonly name: string;
  readonly owner: string;
  readonly state: JobState | null;
  readonly reasons: readonly string[];
  /** Pages that came out; null where the printer does not count. */
  readonly impressions: number | null;
  /** False: the printer says that it has not begun with it; null: it does not say. */
  readonly hasBegun: boolean | null;
};

export type IppClientOptions = {
  readonly transport: IppTransport;
  readonly clock: Clock;
  /** requesting-user-name: the kiosk's id, and nobody's name. */
  readonly owner: string;
};

const answerMs = 5000;
/** A megabyte over the slowest link, and a printer that reads before it answers. */
const documentMs = 60_000;

const printerAttributes = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-input-tray',
  'printer-make-and-model',
  'printer-firmware-string-version',
  'printer-uuid',
  'operations-supported',
  'document-format-supported',
  'device-uri',
] as const;
const jobAttributes = [
  'job-id',
  'job-name',
  'job-originating-user-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'time-at-processing',
] as const;

export function createIppClient({ transport, clock, owner }: IppClientOptions): IppClient {
  let requests = 0;

  const ask = async (
    request: Pick<IppRequest, 'operation' | 'attributes' | 'jobAttributes' | 'document'>,
    deadlineMs: number,
    signal?: AbortSignal,
  ): Promise<Result<IppResponse, IppFault>> => {
    requests = (requests % 0x7fff_ffff) + 1;
    const requestId = requests;
    // RFC 8011 clause 4.1.4: charset and language first, in this order; the target next.
    const attributes: readonly IppAttribute[] = [
      ['attributes-charset', 'charset', 'utf-8'],
      ['attributes-natural-language', 'naturalLanguage', 'en'],
      ['printer-uri', 'uri', transport.uri],
      ...request.attributes,
    ];
    const deadline = startDeadline(clock, { deadlineMs, ...(signal && { signal }) }, deadlineMs);
    const posted = await transport.post(
      encodeIppRequest({ ...request, attributes, requestId }),
      deadline.signal,
    );
    deadline.end();
    if (!posted.ok) {
      const { mayHaveActed } = posted.error;
      switch (posted.error.kind) {
        case 'disconnected':
          return failed({ kind: 'disconnected', mayHaveActed });
        case 'stopped':
          return failed({ ...deadline.fault(), mayHaveActed });
        case 'protocol':
          return failed({ kind: 'protocol', detail: posted.error.detail, mayHaveActed });
      }
    }
    const decoded = decodeIppResponse(posted.value);
    if (!decoded.ok) return failed({ ...decoded.error, mayHaveActed: true });
    if (decoded.value.requestId !== requestId) {
      return failed({ kind: 'protocol', detail: 'the answer to another request', mayHaveActed: true });
    }
    const { status } = decoded.value;
    if (!isSuccess(status)) {
      return failed({ kind: 'refused', status: statusName(status), mayHaveActed: false });
    }
    return decoded;
  };

  const user: IppAttribute = ['requesting-user-name', 'name', owner];
  const asked = (names: readonly string[]): IppAttribute => ['requested-attributes', 'keyword', ...names];
  const ofJob = (jobId: number): readonly IppAttribute[] => [['job-id', 'integer', jobId], user];

  return {
    printer: async (signal) => {
      const answer = await ask(
        { operation: 'getPrinterAttributes', attributes: [user, asked(printerAttributes)] },
        answerMs,
        signal,
      );
      return answer.ok ? { ok: true, value: printerOf(answer.value) } : answer;
    },
    createJob: async (name, signal) =>
      oneJob(
        await ask(
          {
            operation: 'createJob',
            attributes: [user, ['job-name', 'name', name]],
            // A certificate is one sheet after another, as it was sealed: neither two-sided nor scaled to a margin.
            jobAttributes: [
              ['copies', 'integer', 1],
              ['sides', 'keyword', 'one-sided'],
              ['media', 'keyword', 'iso_a4_210x297mm'],
              ['print-scaling', 'keyword', 'none'],
            ],
          },
          answerMs,
          signal,
        ),
      ),
    sendDocument: async (jobId, pdf, signal) => {
      const answer = await ask(
        {
          operation: 'sendDocument',
          attributes: [
            ...ofJob(jobId),
            ['document-format', 'mimeMediaType', 'application/pdf'],
            ['last-document', 'boolean', true],
          ],
          document: pdf,
        },
        documentMs,
        signal,
      );
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
    job: async (jobId, signal) =>
      oneJob(
        await ask(
          { operation: 'getJobAttributes', attributes: [...ofJob(jobId), asked(jobAttributes)] },
          answerMs,
          signal,
        ),
      ),
    ownJobs: async (signal) => {
      const answer = await ask(
        {
          operation: 'getJobs',
          attributes: [user, ['which-jobs', 'keyword', 'not-completed'], asked(jobAttributes)],
        },
        answerMs,
        signal,
      );
      if (!answer.ok) return answer;
      return { ok: true, value: jobsOf(answer.value).filter((job) => job.owner === owner) };
    },
    cancelJob: async (jobId, signal) => {
      const answer = await ask({ operation: 'cancelJob', attributes: ofJob(jobId) }, answerMs, signal);
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
  };
}

function failed(error: IppFault): { readonly ok: false; readonly error: IppFault } {
  return { ok: false, error };
}

function oneJob(answer: Result<IppResponse, IppFault>): Result<JobAnswer, IppFault> {
  if (!answer.ok) return answer;
  const [job] = jobsOf(answer.value);
  return job === undefined
    ? failed({ kind: 'protocol', detail: 'an answer about a job without a job', mayHaveActed: true })
    : { ok: true, value: job };
}

function jobsOf(response: IppResponse): JobAnswer[] {
  return response.groups.flatMap(({ tag, attributes }) => {
    const id = firstOf(attributes, 'job-id', isNumber);
    return tag !== delimiters.job || id === null ? [] : [jobOf(id, attributes)];
  });
}

function jobOf(id: number, attributes: IppAttributes): JobAnswer {
  const begun = attributes.get('time-at-processing');
  const impressions = firstOf(attributes, 'job-impressions-completed', isNumber);
  return {
    id,
    name: firstOf(attributes, 'job-name', isText) ?? '',
    owner: firstOf(attributes, 'job-originating-user-name', isText) ?? '',
    state: nameIn(jobStates, firstOf(attributes, 'job-state', isNumber)),
    reasons: keywordsOf(attributes, 'job-state-reasons'),
    impressions: impressions === null || impressions < 0 ? null : impressions,
    // RFC 8011 clause 5.3.14: `no-value` until it happens, which leaves the attribute empty.
    hasBegun: begun === undefined ? null : begun.length > 0,
  };
}

function printerOf(response: IppResponse): PrinterAnswer {
  const attributes = response.groups.find(({ tag }) => tag === delimiters.printer)?.attributes ?? new Map();
  const texts = (name: string) => (attributes.get(name) ?? []).filter(isText);
  const text = (name: string) => firstOf(attributes, name, isText) ?? '';
  return {
    state: nameIn(printerStates, firstOf(attributes, 'printer-state', isNumber)),
    reasons: keywordsOf(attributes, 'printer-state-reasons'),
    isAcceptingJobs: firstOf(attributes, 'printer-is-accepting-jobs', isTruth) ?? true,
    trays: texts('printer-input-tray'),
    model: text('printer-make-and-model'),
    firmware: text('printer-firmware-string-version'),
    uuid: text('printer-uuid'),
    operations: (attributes.get('operations-supported') ?? []).filter(isNumber),
    formats: texts('document-format-supported'),
    deviceUri: firstOf(attributes, 'device-uri', isText),
  };
}

function keywordsOf(attributes: IppAttributes, name: string): readonly string[] {
  return (attributes.get(name) ?? []).filter(isText).filter((keyword) => keyword !== 'none');
}

function firstOf<T extends IppValue>(
  attributes: IppAttributes,
  name: string,
  isOfType: (value: IppValue) => value is T,
): T | null {
  return attributes.get(name)?.find(isOfType) ?? null;
}

function nameIn<Name extends string>(
  names: Readonly<Record<number, Name>>,
  code: number | null,
): Name | null {
  return code === null ? null : (names[code] ?? null);
}

const isNumber = (value: IppValue): value is number => typeof value === 'number';
const isText = (value: IppValue): value is string => typeof value === 'string';
const isTruth = (value: IppValue): value is boolean => typeof value === 'boolean';
