import type { IppTransport, IppTransportFault } from '../document-printer/ipp-http.ts';
import type { Clock, Result } from '../status.ts';

/**
 * An IPP printer in memory, written from RFC 8010 and RFC 8011 and sharing nothing with the driver's own codec. It
 * counts its pages, waits for paper, loses its memory with its power, and can lose an answer it has acted on.
 */
export type ScriptedIppPrinter = {
  readonly transport: IppTransport;
  /** What it says of itself; tests change it in place. */
  readonly mood: Mood;
  readonly plug: (path?: string) => void;
  /** Nobody listens any more; jobs go on. */
  readonly unplug: () => void;
  /** Its jobs are gone, and job numbers begin anew. */
  readonly losePower: () => void;
  readonly setSilent: (isSilent: boolean) => void;
  /** The next answer is these bytes instead. */
  readonly garble: (bytes: Uint8Array) => void;
  /** Names of the operations asked for, oldest first. */
  readonly asked: string[];
  /** Raw requests, as they came. */
  readonly received: readonly Uint8Array[];
  /** Sheets in the output tray: the document, once for each page of it. */
  readonly pagesOut: readonly Uint8Array[];
  readonly jobs: () => readonly { readonly id: number; readonly name: string; readonly state: number }[];
  /** A job as another client would have made it. */
  readonly addJob: (name: string, user: string) => void;
  /** Somebody cancels whatever is there, at the panel. */
  readonly cancelAtPanel: () => void;
};

export type Mood = {
  state: number | null;
  reasons: readonly string[];
  isAcceptingJobs: boolean;
  deviceUri: string | null;
  /** Pages of every document (none: it is given up unprinted), and how long each takes. */
  pages: number;
  pageMs: number;
  countsPages: boolean;
  /** job-state and reasons a job ends with after its last page. */
  end: { readonly state: number; readonly reasons: readonly string[] };
  /** Answers with this status; for these operations alone. */
  refusals: Readonly<Record<string, number>>;
  /** Acts, and lets the line break before the answer; so many times an operation. */
  lostAnswers: Record<string, number>;
  /** Runs when the next answer to that operation is ready. */
  onAnswer: (operation: string) => void;
};

const operationNames: Readonly<Record<number, string>> = {
  5: 'Create-Job',
  6: 'Send-Document',
  8: 'Cancel-Job',
  9: 'Get-Job-Attributes',
  10: 'Get-Jobs',
  11: 'Get-Printer-Attributes',
};
/** What stops the rollers, as long as it is among the reasons. */
const blocking = ['media-needed', 'media-empty', 'cover-open', 'media-jam', 'paused'];

type Job = {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  state: number;
  reasons: readonly string[];
  document: Uint8Array | null;
  out: number;
  begunAt: number | null;
  timer: unknown;
};

export function createScriptedIppPrinter(clock: Clock): ScriptedIppPrinter {
  const mood: Mood = {
    state: null,
    reasons: [],
    isAcceptingJobs: true,
    deviceUri: null,
    pages: 2,
    pageMs: 1000,
    countsPages: true,
    end: { state: 9, reasons: ['job-completed-successfully'] },
    refusals: {},
    lostAnswers: {},
    onAnswer: () => undefined,
  };
  const asked: string[] = [];
  const received: Uint8Array[] = [];
  const pagesOut: Uint8Array[] = [];
  let jobs: Job[] = [];
  let path: string | null = null;
  let isSilent = false;
  let garbage: Uint8Array[] = [];
  const hanging = new Set<(fault: IppTransportFault) => void>();

  const isBlocked = (): boolean =>
    mood.reasons.some((reason) => blocking.some((word) => reason.startsWith(word)));

  const work = (job: Job): void => {
    job.timer = clock.setTimeout(() => {
      if (job.state !== 5 || job.document === null) return;
      if (!isBlocked() && mood.pages > 0) {
        pagesOut.push(job.document);
        job.out += 1;
      }
      if (job.out < mood.pages) return work(job);
      job.state = mood.end.state;
      job.reasons = mood.end.reasons;
    }, mood.pageMs);
  };
  const cancel = (job: Job): void => {
    clock.clearTimeout(job.timer);
    job.state = 7;
    job.reasons = ['job-canceled-by-user'];
  };
  const addJob = (name: string, user: string): Job => {
    const id = Math.max(0, ...jobs.map((job) => job.id)) + 1;
    const job: Job = {
      id,
      name,
      user,
      state: 4,
      reasons: ['job-data-insufficient'],
      document: null,
      out: 0,
      begunAt: null,
      timer: null,
    };
    jobs.push(job);
    return job;
  };

  /** Carries out one request; answers the whole response. */
  const obey = (message: Buffer): Buffer => {
    const { operation, attributes, document } = readRequest(message);
    const refusal = mood.refusals[operation];
    if (refusal !== undefined) return response(message, refusal, []);
    const job = jobs.find(({ id }) => id === attributes.get('job-id')?.readInt32BE());
    const needsJob = ['Send-Document', 'Cancel-Job', 'Get-Job-Attributes'].includes(operation);
    if (needsJob && job === undefined) return response(message, 0x0406, []);
    switch (operation) {
      case 'Create-Job': {
        const created = addJob(textOf(attributes, 'job-name'), textOf(attributes, 'requesting-user-name'));
        return response(message, 0, jobGroup(created, mood));
      }
      case 'Send-Document':
        if (job === undefined || job.document !== null) return response(message, 0x0404, []);
        job.document = document;
        job.state = 5;
        job.reasons = ['job-printing'];
        job.begunAt = clock.now();
        work(job);
        return response(message, 0, jobGroup(job, mood));
      case 'Cancel-Job':
        if (job === undefined || job.state > 6) return response(message, 0x0404, []);
        cancel(job);
        return response(message, 0, []);
      case 'Get-Job-Attributes':
        return response(message, 0, job === undefined ? [] : jobGroup(job, mood));
      case 'Get-Jobs':
        return response(
          message,
          0,
          jobs.filter(({ state }) => state < 7).flatMap((each) => jobGroup(each, mood)),
        );
      case 'Get-Printer-Attributes':
        return response(message, 0, printerGroup(mood, jobs.some(({ state }) => state === 5) ? 4 : 3));
      default:
        return response(message, 0x0501, []);
    }
  };

  const post = async (
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, IppTransportFault>> => {
    if (signal.aborted) return failed({ kind: 'stopped', mayHaveActed: false });
    const message = Buffer.from(bytes);
    const operation = operationNames[message.readUInt16BE(2)] ?? 'unknown';
    asked.push(operation);
    received.push(bytes);
    if (path === null) return failed({ kind: 'disconnected', reason: 'ECONNREFUSED', mayHaveActed: false });
    if (isSilent) {
      return new Promise((resolve) => {
        const end = (fault: IppTransportFault): void => {
          hanging.delete(end);
          resolve(failed(fault));
        };
        hanging.add(end);
        signal.addEventListener('abort', () => end({ kind: 'stopped', mayHaveActed: true }));
      });
    }
    const garbled = garbage.shift();
    if (garbled !== undefined) return { ok: true, value: garbled };
    const answer = obey(message);
    mood.onAnswer(operation);
    const lost = mood.lostAnswers[operation] ?? 0;
    if (lost > 0) {
      mood.lostAnswers[operation] = lost - 1;
      return failed({ kind: 'disconnected', reason: 'ECONNRESET', mayHaveActed: true });
    }
    return { ok: true, value: answer };
  };

  const unplug = (): void => {
    path = null;
    for (const end of [...hanging]) end({ kind: 'disconnected', reason: 'ECONNRESET', mayHaveActed: true });
  };

  return {
    transport: {
      get uri() {
        return `ipp://scripted${path ?? ''}`;
      },
      post,
      knock: async () => (path === null ? 'ECONNREFUSED' : null),
    },
    mood,
    plug: (where = '/ipp/print') => {
      path = where;
    },
    unplug,
    losePower: () => {
      unplug();
      for (const { timer } of jobs) clock.clearTimeout(timer);
      jobs = [];
    },
    setSilent: (next) => {
      isSilent = next;
    },
    garble: (bytes) => {
      garbage = [...garbage.slice(-7), bytes];
    },
    asked,
    received,
    pagesOut,
    jobs: () => jobs,
    addJob,
    cancelAtPanel: () => {
      for (const job of jobs) if (job.state < 7) cancel(job);
    },
  };
}

function failed(error: IppTransportFault): { readonly ok: false; readonly error: IppTransportFault } {
  return { ok: false, error };
}

/** RFC 8010 clause 3.1: header, attributes behind their tags, 0x03, the document. Later values of a set are passed over. */
function readRequest(message: Buffer) {
  const attributes = new Map<string, Buffer>();
  let at = 8;
  while (message.readUInt8(at) !== 0x03) {
    if (message.readUInt8(at) < 0x10) {
      at += 1;
      continue;
    }
    const nameEnd = at + 3 + message.readUInt16BE(at + 1);
    const valueEnd = nameEnd + 2 + message.readUInt16BE(nameEnd);
    const name = message.toString('utf8', at + 3, nameEnd);
    if (name !== '') attributes.set(name, message.subarray(nameEnd + 2, valueEnd));
    at = valueEnd;
  }
  const operation = operationNames[message.readUInt16BE(2)] ?? 'unknown';
  return { operation, attributes, document: message.subarray(at + 1) };
}

function textOf(attributes: ReadonlyMap<string, Buffer>, name: string): string {
  return attributes.get(name)?.toString() ?? '';
}

function response(request: Buffer, status: number, groups: readonly Buffer[]): Buffer {
  const head = Buffer.from(request.subarray(0, 8));
  head.writeUInt16BE(status, 2);
  const operation = [
    Buffer.of(0x01),
    attribute(0x47, 'attributes-charset', 'utf-8'),
    attribute(0x48, 'attributes-natural-language', 'en'),
  ];
  return Buffer.concat([head, ...operation, ...groups, Buffer.of(0x03)]);
}

function jobGroup(job: Job, { countsPages }: Mood): Buffer[] {
  return [
    Buffer.of(0x02),
    attribute(0x21, 'job-id', job.id),
    attribute(0x42, 'job-name', job.name),
    attribute(0x42, 'job-originating-user-name', job.user),
    attribute(0x23, 'job-state', job.state),
    ...keywords('job-state-reasons', job.reasons),
    ...(countsPages ? [attribute(0x21, 'job-impressions-completed', job.out)] : []),
    // no-value (0x13) until it happens.
    job.begunAt === null
      ? attribute(0x13, 'time-at-processing', '')
      : attribute(0x21, 'time-at-processing', Math.round(job.begunAt / 1000)),
  ];
}

function printerGroup(mood: Mood, state: number): Buffer[] {
  return [
    Buffer.of(0x04),
    attribute(0x23, 'printer-state', mood.state ?? state),
    ...keywords('printer-state-reasons', mood.reasons),
    attribute(0x22, 'printer-is-accepting-jobs', mood.isAcceptingJobs),
    attribute(0x41, 'printer-make-and-model', 'Scripted A4'),
    attribute(0x41, 'printer-firmware-string-version', '1.2.3'),
    attribute(0x45, 'printer-uuid', 'urn:uuid:00000000-0000-4000-8000-000000000001'),
    ...[5, 6, 8, 9, 10, 11].map((code, at) => attribute(0x23, at === 0 ? 'operations-supported' : '', code)),
    attribute(0x49, 'document-format-supported', 'application/pdf'),
    ...(mood.deviceUri === null ? [] : [attribute(0x45, 'device-uri', mood.deviceUri)]),
  ];
}

function keywords(name: string, words: readonly string[]): Buffer[] {
  return (words.length === 0 ? ['none'] : words).map((word, at) =>
    attribute(0x44, at === 0 ? name : '', word),
  );
}

function attribute(tag: number, name: string, value: string | number | boolean): Buffer {
  let bytes = Buffer.from(String(value));
  if (typeof value === 'number') {
    bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
  } else if (typeof value === 'boolean') bytes = Buffer.of(Number(value));
  const lengthOf = (length: number): Buffer => Buffer.of(length >> 8, length & 0xff);
  return Buffer.concat([
    Buffer.of(tag),
    lengthOf(Buffer.byteLength(name)),
    Buffer.from(name),
    lengthOf(bytes.length),
    bytes,
  ]);
}
