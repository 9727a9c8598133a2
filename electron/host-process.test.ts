import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { type HostProcess, parseAddress, startHost, windowAddress } from './host-process.ts';

const command = {
  nodeBinary: process.execPath,
  hostMain: join(import.meta.dirname, 'fixtures/fake-host.ts'),
  config: '/nowhere.yaml',
  data: '/nowhere',
  renderer: undefined,
  env: process.env,
};

let host: HostProcess | undefined;
afterEach(() => host?.stop());

test('a host says where it serves and gives a new token for each window', async () => {
  host = startHost(command, 0, systemClock);
  const address = await host.serving;
  expect(address?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await host.issueToken()).toBe('token-1');
  expect(await host.issueToken()).toBe('token-2');
});

test('a host that is stopped is gone, and has no more tokens', async () => {
  host = startHost(command, 0, systemClock);
  await host.serving;
  await host.stop();
  expect(existsSync(`/proc/${host.pid}`)).toBe(false);
  expect(await host.issueToken()).toBeUndefined();
});

test('a host that ends before it serves is reported with its exit code', async () => {
  host = startHost({ ...command, hostMain: '/nowhere/main.ts' }, 0, systemClock);
  expect(await host.serving).toBeUndefined();
  expect(await host.exited).toEqual({ code: 1, signal: null });
});

test('NODE_OPTIONS cannot change what the host is', async () => {
  host = startHost(
    { ...command, env: { ...process.env, NODE_OPTIONS: '--require /nowhere.cjs' } },
    0,
    systemClock,
  );
  expect(await host.serving).toBeDefined();
});

test('a host does not outlive a shell that is killed', async () => {
  const program = `
    import { startHost } from ${JSON.stringify(join(import.meta.dirname, 'host-process.ts'))};
    import { systemClock } from ${JSON.stringify(join(import.meta.dirname, 'clock.ts'))};
    const host = startHost(${JSON.stringify({ ...command, env: { PATH: process.env.PATH } })}, 0, systemClock);
    await host.serving;
    console.log(host.pid);
  `;
  const shell = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<string>((resolve) =>
    shell.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  shell.kill('SIGKILL');
  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 30_000 });
});

test.each([
  '',
  'hello',
  '{}',
  '[]',
  'null',
  '{"url":"http://127.0.0.1:1"}',
  '{"url":1,"token":"a"}',
  '{"url":"nowhere","token":"a"}',
])('the line %j is no address', (line) => {
  expect(parseAddress(line)).toBeUndefined();
});

test('a token is part of the address whatever characters it has', () => {
  const address = windowAddress({ url: 'http://127.0.0.1:8700', token: 'a+b&c=d#e' });
  expect(new URL(address).searchParams.get('token')).toBe('a+b&c=d#e');
});
