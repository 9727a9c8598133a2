import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startDeadline } from '../deadline.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import type { RawPage } from './inspect-page.ts';
import { withPageDirectory } from './page-directory.ts';
import type { ProgramEnd, ProgramFault, RunProgram } from './run-program.ts';
import {
  deviceListFormat,
  matchDevice,
  parseDeviceList,
  parseSaneOptions,
  planSaneScan,
  type SaneOptions,
  type SaneScanPlan,
} from './sane-options.ts';
import { faultOfSane, progressOf, saneFailureOf } from './sane-status.ts';
import {
  type FoundScanner,
  type NoteFrame,
  pagesAtMost,
  type ScannerBackend,
  type ScannerLook,
  type ScanRun,
  type ScanTrouble,
} from './scanner-backend.ts';

export type SaneScannerOptions = {
  /** As `scanimage -L` names it; `*` stands for any characters and must fit exactly one. */
  readonly device: string;
  /** Set on every scan, whatever is asked for: what this model needs and SANE has no common name for. */
  readonly deviceOptions?: Readonly<Record<string, string>>;
  /** `SANE_CONFIG_DIR` … */
  readonly environment?: Readonly<Record<string, string>>;
  readonly runProgram: RunProgram;
  readonly clock: Clock;
  readonly note: NoteFrame;
};

/** Opening a scanner may wake it up. */
const findMs = 10_000;
const lookEveryMs = 15_000;
const mostListingBytes = 1024 * 1024;
const mmPerInch = 25.4;

/**
 * A scanner behind SANE, by Debian's `scanimage`, one run a question: a backend that hangs or crashes takes a child
 * with it and never the host. SANE tells nothing of lid and feeder until a scan has failed, so those stay unknown.
 */
export function createSaneScanner(options: SaneScannerOptions): ScannerBackend {
  let name = options.device;
  let can: SaneOptions = new Map();

  const scanimage = async (
    args: readonly string[],
    run: { readonly signal: AbortSignal; readonly mostOutputBytes?: number } & Partial<RunHooks>,
  ): Promise<Result<ProgramEnd, ProgramFault>> => {
    options.note('sent', `scanimage ${args.join(' ')}`);
    const ended = await options.runProgram({
      program: 'scanimage',
      arguments: args,
      environment: options.environment ?? {},
      mostOutputBytes: mostListingBytes,
      ...run,
    });
    options.note('received', ended.ok ? `exit ${ended.value.exitCode}` : ended.error.kind);
    return ended;
  };

  /** Opens the device and asks what it can be told; nothing moves. */
  const open = async (signal: AbortSignal): Promise<Result<void, DeviceFault>> => {
    const deadline = startDeadline(options.clock, { signal }, findMs);
    try {
      if (options.device.includes('*')) {
        const listed = await scanimage(['-f', deviceListFormat], { signal: deadline.signal });
        if (!listed.ok) return { ok: false, error: troubleOf(listed.error, deadline.fault()) };
        const match = matchDevice(options.device, parseDeviceList(textOf(listed.value.output)));
        if (match === 'none') return { ok: false, error: { kind: 'disconnected' } };
        if (match === 'several') {
          return {
            ok: false,
            error: { kind: 'protocol', detail: `${options.device} fits several scanners` },
          };
        }
        name = match.name;
      }
      const opened = await scanimage(['-d', name, '--format=pnm', '-A'], { signal: deadline.signal });
      if (!opened.ok) return { ok: false, error: troubleOf(opened.error, deadline.fault()) };
      const failure = saneFailureOf(opened.value.exitCode, opened.value.error);
      if (failure !== null) {
        const fault = faultOfSane(failure);
        return { ok: false, error: isDeviceFault(fault) ? fault : { kind: 'hardware', code: fault.kind } };
      }
      can = parseSaneOptions(textOf(opened.value.output));
      return { ok: true, value: undefined };
    } finally {
      deadline.end();
    }
  };

  /** A cable pulled in mid-scan and a broken scanner say the same; only the first is gone when asked again. */
  const settled = async (trouble: ScanTrouble, signal: AbortSignal): Promise<ScanTrouble> => {
    if (trouble.kind !== 'hardware' && trouble.kind !== 'half-page') return trouble;
    const again = await open(signal);
    return !again.ok && again.error.kind === 'disconnected' ? again.error : trouble;
  };

  const scanGlass = async (plan: SaneScanPlan, run: ScanRun): Promise<Result<void, ScanTrouble>> => {
    const ended = await scanimage([...argumentsOf(plan), '--progress'], {
      signal: run.signal,
      mostOutputBytes: mostImageBytes(plan.dpi),
      onError: tellProgress(run),
    });
    if (!ended.ok) return { ok: false, error: troubleOf(ended.error, { kind: 'aborted' }) };
    const failure = saneFailureOf(ended.value.exitCode, ended.value.error);
    if (failure !== null) return { ok: false, error: await settled(faultOfSane(failure), run.signal) };
    // Exit 0 is no proof: a scan that ended before its first row ends so too.
    const page = await run.onPage(rawPage(ended.value.output, plan));
    return page.ok ? page : { ok: false, error: await settled(page.error, run.signal) };
  };

  const scanFeeder = (plan: SaneScanPlan, run: ScanRun): Promise<Result<void, ScanTrouble>> =>
    withPageDirectory(async (directory) => {
      let pages = 0;
      let isStopped = false;
      const stop = new AbortController();
      let taking: Promise<Result<void, ScanTrouble>> = Promise.resolve({ ok: true, value: undefined });
      let printed = '';
      /** `--batch-print` names each page when its file is whole. */
      const take = (text: string): void => {
        const lines = `${printed}${text}`.split('\n');
        printed = lines.pop() ?? '';
        for (const file of lines.filter((line) => /^\d{1,3}\.pnm$/.test(line))) {
          pages += 1;
          taking = taking.then(async (before) => {
            if (!before.ok) return before;
            const bytes = await readFile(join(directory, file));
            await rm(join(directory, file), { force: true });
            const taken = await run.onPage(rawPage(bytes, plan));
            if (!taken.ok) {
              isStopped = true;
              stop.abort();
            }
            return taken;
          });
        }
      };
      const ended = await scanimage(
        [
          ...argumentsOf(plan),
          '--progress',
          '--batch=%d.pnm',
          '--batch-print',
          `--batch-count=${pagesAtMost}`,
        ],
        {
          signal: AbortSignal.any([run.signal, stop.signal]),
          directory,
          onOutput: take,
          onError: tellProgress(run),
        },
      );
      const taken = await taking;
      if (isStopped || !taken.ok) return taken;
      if (!ended.ok) return { ok: false, error: troubleOf(ended.error, { kind: 'aborted' }) };
      const failure = saneFailureOf(ended.value.exitCode, ended.value.error);
      if (failure === null || (failure.status === 'no-documents' && pages > 0)) return taken;
      return { ok: false, error: await settled(faultOfSane(failure), run.signal) };
    });

  const argumentsOf = (plan: SaneScanPlan): readonly string[] => [
    '-d',
    name,
    '--format=pnm',
    ...plan.arguments,
    ...Object.entries(options.deviceOptions ?? {}).map(([option, value]) => `--${option}=${value}`),
  ];

  return {
    lookEveryMs,
    find: async (signal) => {
      const opened = await open(signal);
      const found: FoundScanner = { path: name, identity: { device: name } };
      return opened.ok ? { ok: true, value: found } : opened;
    },
    look: async (signal) => {
      const opened = await open(signal);
      return opened.ok ? { ok: true, value: wellAsFarAsSaneTells } : opened;
    },
    scan: async (request, run) => {
      const plan = planSaneScan(can, request);
      if ('lacking' in plan) return { ok: false, error: { kind: 'unsupported', what: plan.lacking } };
      if (request.source === 'platen') return scanGlass(plan, run);
      return scanFeeder(plan, run).catch(() => ({ ok: false, error: noPageMemory }));
    },
    // Nothing outlives a run: whoever aborted it has ended the program.
    reset: async () => undefined,
  };
}

type RunHooks = {
  readonly directory: string;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
};

const wellAsFarAsSaneTells: ScannerLook = {
  health: { kind: 'well' },
  media: 'unknown',
  feeder: 'unknown',
  cover: 'unknown',
};

const rawPage = (bytes: Uint8Array, plan: SaneScanPlan): RawPage => ({
  encoding: 'pnm',
  bytes,
  dpi: plan.dpi,
  leastHeightPx: plan.heightMm === null ? null : Math.floor((plan.heightMm / mmPerInch) * plan.dpi),
});

/** Twice the pixels of a colour A4. */
const mostImageBytes = (dpi: number): number => Math.ceil(2 * 3 * (8.27 * dpi) * (11.7 * dpi));

function isDeviceFault(fault: ScanTrouble): fault is DeviceFault {
  return ['disconnected', 'timeout', 'aborted', 'protocol', 'hardware'].includes(fault.kind);
}

function troubleOf(fault: ProgramFault, aborted: DeviceFault): DeviceFault {
  switch (fault.kind) {
    case 'aborted':
      return aborted;
    case 'too-much-output':
      return { kind: 'protocol', detail: 'more than a page of output' };
    case 'not-started':
      return { kind: 'hardware', code: 'scanimage-missing' };
  }
}

/** `/dev/shm` is full, or not there. */
const noPageMemory = { kind: 'hardware', code: 'page-memory' } as const satisfies DeviceFault;

const tellProgress =
  (run: ScanRun) =>
  (text: string): void => {
    const fraction = progressOf(text);
    if (fraction !== null) run.onProgress(fraction);
  };

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
