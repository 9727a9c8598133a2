import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createCameraLine } from '../../drivers/camera/camera-page.ts';
import { createPageCamera } from '../../drivers/camera/page-camera.ts';
import { systemClock as driverClock } from '../../drivers/system-clock.ts';
import type { Intent } from '../contract/intent.ts';
import type { HostMessage } from '../contract/messages.ts';
import type { Frame } from '../contract/screen.ts';
import { type ScreenServer, startScreenServer } from './screen-server.ts';
import { createWindowPass, type WindowPass } from './window-pass.ts';

let directory: string;
let server: ScreenServer;
let pass: WindowPass;
let intents: Intent[];
let refused: string[];
let camera: ReturnType<typeof createCameraLine>;
let count = 0;

// The server passes frames on unread.
const frame = { seq: 7, screen: { kind: 'attract' } } as unknown as Frame;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'screen-server-'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>kiosk</title>');
  pass = createWindowPass(() => {
    count += 1;
    return `unguessable-${count}`;
  });
  intents = [];
  refused = [];
  camera = createCameraLine();
  server = await startScreenServer({
    port: 0,
    pass,
    camera: camera.page,
    renderer: { kind: 'directory', path: directory },
    source: {
      frame: () => frame,
      subscribe: () => () => {},
      intend: (_, intent) => intents.push(intent),
      reveal: (_, field) => (field === 'answer:phone' ? '13800000000' : null),
      scannedPage: (id) =>
        id === 'page-1' ? { mediaType: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8]) } : null,
      painted: () => {},
    },
    onRefused: (reason) => refused.push(reason),
  });
});

afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

async function admitted(): Promise<string> {
  const response = await fetch(`${server.url}/?token=${pass.issueToken()}`, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function connect(
  headers: Record<string, string>,
): Promise<{ socket: WebSocket; first: HostMessage } | 'refused'> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/screen`, { headers });
  return new Promise((resolve) => {
    socket.once('message', (data) => resolve({ socket, first: JSON.parse(String(data)) }));
    socket.once('error', () => resolve('refused'));
  });
}

describe('a camera frame', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const post = async (headers: Record<string, string>, body: Uint8Array<ArrayBuffer> = jpeg) => {
    const response = await fetch(`${server.url}/camera/frame`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', ...headers },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  const frames = () => {
    const seen: Uint8Array[] = [];
    camera.transport.subscribe((event) => event.kind === 'frame' && seen.push(event.jpeg));
    return seen;
  };

  it('of the admitted window is handed on while one is awaited', async () => {
    const cookie = await admitted();
    const seen = frames();
    camera.transport.await(true);
    expect(await post({ cookie, origin: server.url })).toEqual({ status: 200, body: '{"taken":true}' });
    expect(seen).toEqual([jpeg]);
  });

  it('of any bytes is no picture, two hundred times over, and the camera is no worse for it', async () => {
    const cookie = await admitted();
    const driver = createPageCamera({ transport: camera.transport, clock: driverClock });
    camera.page.onLookAgain(() => camera.page.report('present'));
    camera.page.report('present');
    await vi.waitFor(() => expect(driver.status().device).toBe('online'), { timeout: 5000, interval: 5 });
    const ending = new AbortController();
    const picture = driver.takePicture({ deadlineMs: 50_000, signal: ending.signal });
    for (const bytes of fc.sample(fc.uint8Array({ maxLength: 400 }), { seed: 3, numRuns: 200 })) {
      const body = Uint8Array.from([0xff, 0xd8, 0xff, ...bytes]);
      expect((await post({ cookie, origin: server.url }, body)).status).toBe(200);
    }
    ending.abort();
    expect(await picture).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    await driver.close();
  });

  it('is dropped at any other time', async () => {
    const cookie = await admitted();
    const seen = frames();
    expect(await post({ cookie, origin: server.url })).toEqual({ status: 200, body: '{"taken":false}' });
    expect(seen).toEqual([]);
  });

  it('of anybody else is refused, awaited or not', async () => {
    const cookie = await admitted();
    const seen = frames();
    camera.transport.await(true);
    expect((await post({ cookie })).status).toBe(403);
    expect((await post({ cookie, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ origin: server.url })).status).toBe(403);
    expect(seen).toEqual([]);
  });

  it('larger than a frame can be is refused', async () => {
    const cookie = await admitted();
    camera.transport.await(true);
    const large = new Uint8Array(200_001);
    expect((await post({ cookie, origin: server.url }, large)).status).toBe(413);
  });
});

describe('the picture of a scanned page', () => {
  const ask = async (page: string, headers: Record<string, string>) =>
    fetch(`${server.url}/scans/${page}`, { headers });

  it('is shown to the admitted window, and written to no cache', async () => {
    const response = await ask('page-1', { cookie: await admitted() });
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0xff, 0xd8]));
  });

  it('is shown to nobody else, and is gone with its visit', async () => {
    expect((await ask('page-1', {})).status).toBe(403);
    expect((await ask('page-2', { cookie: await admitted() })).status).toBe(404);
  });
});

describe('the camera of a window', () => {
  it('is asked for when the window comes, and gone when it goes', async () => {
    const cookie = await admitted();
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/screen`, {
      headers: { cookie, origin: server.url },
    });
    const states: string[] = [];
    const next = () =>
      new Promise<void>((resolve) => {
        const stop = camera.transport.subscribe((event) => {
          if (event.kind === 'report') states.push(event.state);
          stop();
          resolve();
        });
      });
    const reported = next();
    socket.on('message', (data) => {
      const message: HostMessage = JSON.parse(String(data));
      if (message.type === 'look-for-camera')
        socket.send(JSON.stringify({ type: 'camera', state: 'present' }));
    });
    await reported;
    const gone = next();
    socket.close();
    await gone;
    expect(states).toEqual(['present', 'gone']);
  });
});

describe('the screen server', () => {
  it('turns a token into an HttpOnly, SameSite=Strict cookie and shows the page with it', async () => {
    const response = await fetch(`${server.url}/?token=${pass.issueToken()}`, { redirect: 'manual' });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(response.status).toBe(303);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    const page = await fetch(server.url, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await page.text()).toContain('<title>kiosk</title>');
  });

  it('shows nothing to a window without the cookie, nor to a token used twice', async () => {
    expect((await fetch(server.url)).status).toBe(403);
    const token = pass.issueToken();
    await fetch(`${server.url}/?token=${token}`, { redirect: 'manual' });
    expect((await fetch(`${server.url}/?token=${token}`, { redirect: 'manual' })).status).toBe(403);
  });

  it('says with every answer that no inline script may run and nobody may frame it', async () => {
    const policy = (await fetch(server.url)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('refuses a name that is not its own, as after DNS rebinding', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise((resolve) => {
      request({ port, host: '127.0.0.1', path: '/', headers: { host: 'kiosk.example' } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(421);
    expect(refused).toContain('host');
  });

  it('tells whoever asks that it is alive, and takes nobody who asks for a stranger', async () => {
    const response = await fetch(`${server.url}/alive`);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(refused).toEqual([]);
  });

  it('sends the present frame first and hands intents on', async () => {
    const cookie = await admitted();
    const connection = await connect({ cookie, origin: server.url });
    if (connection === 'refused') throw new Error('the admitted window was refused');
    expect(connection.first).toEqual({ type: 'frame', frame });
    connection.socket.send(JSON.stringify({ type: 'intent', seq: 7, intent: { kind: 'browse' } }));
    connection.socket.send(JSON.stringify({ type: 'reveal', seq: 7, field: 'answer:phone' }));
    const answer = await new Promise((resolve) =>
      connection.socket.once('message', (data) => resolve(JSON.parse(String(data)))),
    );
    expect(answer).toEqual({ type: 'revealed', field: 'answer:phone', value: '13800000000', forMs: 5_000 });
    expect(intents).toEqual([{ kind: 'browse' }]);
    connection.socket.terminate();
  });

  it('asks the window whether it is there, hears its answer, and says when there is no window', async () => {
    let heard = 0;
    const ask = () => server.ping(() => (heard += 1));
    expect(ask()).toBe(false);
    const window = await connect({ origin: server.url, cookie: await admitted() });
    if (window === 'refused') throw new Error('the window is admitted');
    expect(ask()).toBe(true);
    await vi.waitFor(() => expect(heard).toBe(1));
    window.socket.close();
    await vi.waitFor(() => expect(ask()).toBe(false));
  });

  it('ignores what is not an intent, whatever it is, and stays', async () => {
    const cookie = await admitted();
    const connection = await connect({ cookie, origin: server.url });
    if (connection === 'refused') throw new Error('the admitted window was refused');
    for (const rubbish of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"intent"}',
      '{"type":"intent","seq":1,"intent":{"kind":"format-disk"}}',
    ]) {
      connection.socket.send(rubbish);
    }
    connection.socket.send(JSON.stringify({ type: 'reveal', seq: 7, field: 'answer:phone' }));
    await new Promise((resolve) => connection.socket.once('message', resolve));
    expect(intents).toEqual([]);
    expect(refused.filter((reason) => reason === 'message')).toHaveLength(6);
    connection.socket.terminate();
  });

  it('refuses a socket from another origin or without the cookie', async () => {
    const cookie = await admitted();
    expect(await connect({ cookie, origin: 'http://evil.example' })).toBe('refused');
    expect(await connect({ origin: server.url })).toBe('refused');
    expect(refused).toEqual(expect.arrayContaining(['origin', 'cookie']));
  });
});

describe('a reload', () => {
  it('is asked of the window that is there, and over when its next page has come', async () => {
    const headers = { cookie: await admitted(), origin: server.url };
    const back = vi.fn();
    expect(server.reload(back)).toBe(false);
    const window = await connect(headers);
    if (window === 'refused') throw new Error('the window is admitted');
    const heard: unknown[] = [];
    window.socket.on('message', (data) => heard.push(JSON.parse(String(data))));
    expect(server.reload(back)).toBe(true);
    await vi.waitFor(() => expect(heard).toContainEqual({ type: 'reload' }));
    expect(back).not.toHaveBeenCalled();
    await connect(headers);
    expect(back).toHaveBeenCalledTimes(1);
  });
});
