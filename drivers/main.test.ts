import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodes, main } from './main.ts';
import { commandFrame, replyFrame } from './testing/vectors.ts';

let directory = '';
let unplug: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'devices-'));
});
afterEach(async () => {
  await unplug();
  unplug = async () => undefined;
  await rm(directory, { recursive: true, force: true });
});

/** A reader on a real pty that answers published commands with published frames. */
async function plugInReader(answers: Readonly<Record<string, string>>): Promise<string> {
  const path = join(directory, 'reader');
  const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, 'STDIO'], { stdio: 'pipe' });
  unplug = async () => {
    const gone = once(socat, 'exit');
    socat.kill('SIGKILL');
    await gone;
  };
  let said = '';
  socat.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  let heard = '';
  socat.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString('hex').toUpperCase();
    for (const [command, reply] of Object.entries(answers)) {
      if (!heard.endsWith(commandFrame(command))) continue;
      heard = '';
      socat.stdin.write(Buffer.from(replyFrame(reply), 'hex'));
    }
  });
  await vi.waitFor(() => expect(said).toContain('starting data transfer'), { timeout: 5000, interval: 5 });
  return path;
}

const goodCard = {
  sam_status: 'status_ok',
  find_card: 'find_ok',
  select_card: 'select_ok',
  read_base_text_photo: 'base_resident',
};

async function run(argv: readonly string[], signal = new AbortController().signal) {
  let stdout = '';
  let stderr = '';
  const exitCode = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal,
  });
  return { exitCode, stdout, stderr };
}
const readCard = (path: string, ...more: readonly string[]): string[] => [
  ...['read-card', '--driver', 'id-card', '--port', path, '--json'],
  ...more,
];

describe('once devices read-card', () => {
  it('prints one card from a real port, masked', async () => {
    const { exitCode, stdout } = await run(readCard(await plugInReader(goodCard)));
    expect(exitCode).toBe(exitCodes.done);
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'resident',
      number: '110*************3X',
      name: '张**',
    });
    expect(stdout).not.toMatch(/张三测|19900307|朝阳区测试/);
  });

  it('prints it in full only when asked to', async () => {
    const { stdout } = await run(readCard(await plugInReader(goodCard), '--reveal'));
    expect(JSON.parse(stdout)).toMatchObject({
      name: '张三测',
      number: '11010519900307283X',
      portraitBytes: 1024,
    });
  });

  it.each([
    ['no card comes', { ...goodCard, find_card: 'find_no_card' }, 'no-card', exitCodes.noCard],
    ['the card moves', { ...goodCard, read_base_text_photo: 'read_fail' }, 'card-moved', exitCodes.cardFault],
    [
      'the card is unknown',
      { ...goodCard, read_base_text_photo: 'sw3_40' },
      'unknown-card',
      exitCodes.cardFault,
    ],
    [
      'the module is broken',
      { ...goodCard, sam_status: 'status_selftest_failed' },
      'hardware',
      exitCodes.readerFault,
    ],
  ])('says so when %s', async (_, answers, kind, code) => {
    const { exitCode, stdout } = await run(readCard(await plugInReader(answers), '--deadline', '1500'));
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind } });
    expect(exitCode).toBe(code);
  });

  it('says so at once when there is no such port', async () => {
    const { exitCode, stdout } = await run(readCard(join(directory, 'nowhere')));
    expect(JSON.parse(stdout)).toEqual({ error: { kind: 'disconnected' } });
    expect(exitCode).toBe(exitCodes.readerFault);
  });

  it('ends when it is interrupted', async () => {
    const path = await plugInReader({ ...goodCard, find_card: 'find_no_card' });
    const { exitCode, stdout } = await run(readCard(path), AbortSignal.timeout(300));
    expect(JSON.parse(stdout)).toEqual({ error: { kind: 'aborted' } });
    expect(exitCode).toBe(exitCodes.aborted);
  });

  it.each([
    [['read-card', '--driver', 'id-card']],
    [['read-card', '--driver', 'toaster', '--port', '/dev/null']],
    [['read-card', '--driver', 'id-card', '--port', '/dev/null', '--deadline', 'soon']],
    [['read-minds']],
  ])('%j is a usage error, explained', async (argv) => {
    const { exitCode, stderr } = await run(argv);
    expect(exitCode).toBe(exitCodes.usage);
    expect(stderr).not.toBe('');
  });
});
