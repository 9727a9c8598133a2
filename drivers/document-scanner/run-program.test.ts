import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../system-clock.ts';
import { createProgramRunner } from './run-program.ts';

const run = createProgramRunner(systemClock);
const patient = () => new AbortController().signal;
const shell = (script: string, more: Partial<Parameters<typeof run>[0]> = {}) =>
  run({ program: 'sh', arguments: ['-c', script], signal: patient(), mostOutputBytes: 100_000, ...more });

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'once-program-'));
});
afterAll(() => rm(directory, { recursive: true }));

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a program', () => {
  it('is told what to read, and answers with what it wrote and how it ended', async () => {
    const ended = await shell('cat; echo oops >&2; exit 7', { input: Buffer.from('page') });
    expect(ended).toEqual({ ok: true, value: { exitCode: 7, output: Buffer.from('page'), error: 'oops\n' } });
  });

  it('speaks untranslated, whatever the language of the machine', async () => {
    const ended = await shell('echo "$LC_ALL"');
    expect(ended.ok && Buffer.from(ended.value.output).toString()).toBe('C.UTF-8\n');
  });

  it('that is not installed is said not to have started', async () => {
    const ended = await run({
      program: 'no-such-scanimage',
      arguments: [],
      signal: patient(),
      mostOutputBytes: 10,
    });
    expect(ended).toMatchObject({ ok: false, error: { kind: 'not-started' } });
  });

  it('that writes without end is ended, and its memory with it', async () => {
    expect(await shell('yes')).toEqual({ ok: false, error: { kind: 'too-much-output' } });
  });

  it('that ends before it has read its input is no accident', async () => {
    const ended = await shell('exit 3', { input: Buffer.alloc(5_000_000) });
    expect(ended).toMatchObject({ ok: true, value: { exitCode: 3 } });
  });

  it('that leaves somebody behind with its pipes has ended all the same, and so has whoever it left', async () => {
    const ended = await shell('sleep 1000 & echo $!; exit 7');
    expect(ended).toMatchObject({ ok: true, value: { exitCode: 7 } });
    const left = ended.ok ? Number(Buffer.from(ended.value.output).toString()) : 0;
    expect(left).toBeGreaterThan(0);
    await vi.waitUntil(() => !isRunning(left), { timeout: 10_000, interval: 10 });
  });

  it('that a signal of somebody else ended has no exit code', async () => {
    expect(await shell('kill -KILL $$')).toMatchObject({ ok: true, value: { exitCode: null } });
  });

  it('called off before it begins is not begun', async () => {
    const file = join(directory, 'begun');
    const ended = await shell(`echo > ${file}`, { signal: AbortSignal.abort() });
    expect(ended).toEqual({ ok: false, error: { kind: 'aborted' } });
    await expect(readFile(file)).rejects.toThrow();
  });

  it('that hears no signal is killed within three seconds, with all it has started', async () => {
    const caller = new AbortController();
    const file = join(directory, 'pids');
    const running = shell(`trap '' TERM; sleep 600 & echo "$$ $!" > ${file}; wait; sleep 600`, {
      signal: caller.signal,
    });
    const pids = await vi.waitUntil(
      async () => {
        const written = await readFile(file, 'utf8').catch(() => '');
        return written.endsWith('\n') && written.trim().split(' ').map(Number);
      },
      { timeout: 10_000, interval: 10 },
    );
    const begun = performance.now();
    caller.abort();
    expect(await running).toEqual({ ok: false, error: { kind: 'aborted' } });
    expect(performance.now() - begun).toBeLessThan(8000);
    await vi.waitUntil(() => !pids.some(isRunning), { timeout: 5000, interval: 10 });
  });
});
