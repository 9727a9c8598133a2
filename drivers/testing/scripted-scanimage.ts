import type { ProgramEnd, ProgramFault, RunProgram } from '../document-scanner/run-program.ts';
import type { Clock, Result } from '../status.ts';

/** A scanimage in memory, with one scanner behind it: the test is both. */
export type ScriptedScanimage = {
  readonly runProgram: RunProgram;
  /** `path` is the scanner's name from now on. */
  readonly plug: (path: string) => void;
  readonly unplug: () => void;
  /** It hangs until it is killed. */
  readonly setSilent: (isSilent: boolean) => void;
  /** What the next run writes in place of its own output. */
  readonly garble: (output: Uint8Array) => void;
  /** How the next scans end instead of well: scanimage's exit code and message. */
  readonly failScans: (exitCode: number, message: string) => void;
  /** Runs that reached the scanner. */
  readonly runs: () => number;
};

const scanMs = 3000;
const openMs = 20;

/** As Debian's scanimage 1.2.1 prints it for its test backend, without the geometry. */
const optionListing = `
All options specific to device:
  Scan Mode:
    --mode Gray|Color [Gray]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 1..1200dpi (in steps of 1) [50]
        Sets the resolution of the scanned image.
    --source Flatbed|Automatic Document Feeder [Flatbed]
        If Automatic Document Feeder is selected, the feeder will be 'empty'
        after 10 scans.
`;

/** @param image what a scan writes: a PNM file */
export function createScriptedScanimage(clock: Clock, image: Uint8Array): ScriptedScanimage {
  let name: string | null = null;
  let isSilent = false;
  let garbage: Uint8Array | null = null;
  let scanEnd: { readonly exitCode: number; readonly message: string } | null = null;
  let runs = 0;

  const openFailed = (device: string): ProgramEnd =>
    end(1, '', `scanimage: open of device ${device} failed: Invalid argument\n`);

  /** What a run of `ms` ends with, judged by what is plugged in at its end. */
  const outcome = (args: readonly string[]): ProgramEnd => {
    const device = args[args.indexOf('-d') + 1] ?? '';
    if (args.includes('-f')) return end(0, name === null ? '' : `${name}\tMaker\tModel\n`);
    if (args.includes('-A')) return name === device ? end(0, garbage ?? optionListing) : openFailed(device);
    if (name !== device) return end(9, '', 'scanimage: sane_read: Error during device I/O\n');
    if (scanEnd !== null) return end(scanEnd.exitCode, '', scanEnd.message);
    return end(0, garbage ?? image, 'Progress: 100.0%\r');
  };

  return {
    runProgram: (request) => {
      if (name !== null) runs += 1;
      return new Promise<Result<ProgramEnd, ProgramFault>>((resolve) => {
        const { signal } = request;
        const finish = (result: Result<ProgramEnd, ProgramFault>): void => {
          clock.clearTimeout(timer);
          signal.removeEventListener('abort', kill);
          resolve(result);
        };
        const kill = (): void => finish({ ok: false, error: { kind: 'aborted' } });
        const isScan = !request.arguments.includes('-f') && !request.arguments.includes('-A');
        const timer = isSilent
          ? undefined
          : clock.setTimeout(
              () => {
                const value = outcome(request.arguments);
                garbage = null;
                finish({ ok: true, value });
              },
              isScan ? scanMs : openMs,
            );
        if (signal.aborted) return kill();
        signal.addEventListener('abort', kill);
      });
    },
    plug: (path) => {
      name = path;
    },
    unplug: () => {
      name = null;
    },
    setSilent: (silent) => {
      isSilent = silent;
    },
    garble: (output) => {
      garbage = output;
    },
    failScans: (exitCode, message) => {
      scanEnd = { exitCode, message };
    },
    runs: () => runs,
  };
}

const end = (exitCode: number, output: string | Uint8Array, error = ''): ProgramEnd => ({
  exitCode,
  output: typeof output === 'string' ? Buffer.from(output) : output,
  error,
});
