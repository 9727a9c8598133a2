import { spawn } from 'node:child_process';
import type { Clock, Result } from '../status.ts';

/** A program to be run to its end: its input, and everything that bounds it. */
export type ProgramRequest = {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly input?: Uint8Array;
  /** Ends the program; the run then answers `aborted` once it is really gone. */
  readonly signal: AbortSignal;
  /** A program that writes more is ended. */
  readonly mostOutputBytes: number;
  readonly onOutput?: (text: string) => void;
  readonly onError?: (text: string) => void;
};

export type ProgramEnd = {
  /** Null when a signal that was not ours ended it. */
  readonly exitCode: number | null;
  readonly output: Uint8Array;
  /** The last of what it wrote to standard error. */
  readonly error: string;
};
export type ProgramFault =
  | { readonly kind: 'aborted' }
  | { readonly kind: 'too-much-output' }
  | { readonly kind: 'not-started'; readonly reason: string };

export type RunProgram = (request: ProgramRequest) => Promise<Result<ProgramEnd, ProgramFault>>;

/** scanimage sends the head home on SIGTERM and then ends; one that hangs in the kernel's USB does not. */
const graceMs = 2000;
const errorKept = 16_384;
const programMissing = 127;

/**
 * Runs programs as children that cannot outlive this process, be it killed (`setpriv --pdeathsig`): a scanimage left
 * behind holds the scanner, and the host that comes after finds it busy.
 */
export function createProgramRunner(clock: Clock): RunProgram {
  return (request) =>
    new Promise((resolve) => {
      if (request.signal.aborted) return resolve({ ok: false, error: { kind: 'aborted' } });
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', request.program, ...request.arguments], {
        stdio: ['pipe', 'pipe', 'pipe'],
        // A group of its own: backends fork readers, which hold the scanner when only scanimage is ended.
        detached: true,
        // Messages are read: they must be the untranslated ones.
        env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '', ...request.environment },
        ...(request.directory === undefined ? {} : { cwd: request.directory }),
      });
      const pieces: Buffer[] = [];
      let outputBytes = 0;
      let error = '';
      let fault: ProgramFault | null = null;
      let killTimer: unknown;

      const kill = (signal: NodeJS.Signals): void => {
        try {
          if (child.pid !== undefined) process.kill(-child.pid, signal);
        } catch {
          // All of it has ended already.
        }
      };
      const end = (why: ProgramFault): void => {
        if (fault !== null) return;
        fault = why;
        kill('SIGTERM');
        killTimer = clock.setTimeout(() => kill('SIGKILL'), graceMs);
      };
      const abort = (): void => end({ kind: 'aborted' });
      request.signal.addEventListener('abort', abort, { once: true });

      child.stdout.on('data', (piece: Buffer) => {
        outputBytes += piece.length;
        if (outputBytes > request.mostOutputBytes) return end({ kind: 'too-much-output' });
        pieces.push(piece);
        request.onOutput?.(piece.toString('utf8'));
      });
      child.stderr.on('data', (piece: Buffer) => {
        const text = piece.toString('utf8');
        error = `${error}${text}`.slice(-errorKept);
        request.onError?.(text);
      });
      // A program that ends before it has read its input closes the pipe; its exit tells the story.
      child.stdin.on('error', () => undefined);
      child.stdin.end(request.input);

      const settle = (result: Result<ProgramEnd, ProgramFault>): void => {
        request.signal.removeEventListener('abort', abort);
        clock.clearTimeout(killTimer);
        resolve(result);
      };
      child.once('error', (reason) =>
        settle({ ok: false, error: { kind: 'not-started', reason: reason.message } }),
      );
      child.once('exit', () => {
        // Whatever it forked and left behind holds the scanner, and its pipes: what is in them already is read to the end.
        kill('SIGKILL');
        if (fault === null) return;
        child.stdout.destroy();
        child.stderr.destroy();
        settle({ ok: false, error: fault });
      });
      child.once('close', (exitCode) => {
        if (fault !== null) return;
        if (exitCode === programMissing) {
          return settle({ ok: false, error: { kind: 'not-started', reason: `no ${request.program}` } });
        }
        settle({ ok: true, value: { exitCode, output: Buffer.concat(pieces), error } });
      });
    });
}
