import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Shell, WindowLoss } from '../shell/shell.ts';
import { chromiumShell } from './chromium-shell.ts';
import { chromiumNames, findExecutable } from './find-executable.ts';

const chromium = findExecutable(chromiumNames, process.env.PATH);
const xvfb = findExecutable(['Xvfb'], process.env.PATH);
const openbox = findExecutable(['openbox'], process.env.PATH);

/** The page tells its server what it sees of itself: nothing else can look into a window without a debugging port. */
const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><script src="/page.js"></script><body>请放身份证`;
const script = `
  const tell = (what) => fetch('/tell/' + encodeURIComponent(JSON.stringify(what)), { method: 'POST' });
  const act = new URLSearchParams(location.search).get('act');
  tell({ shown: act, width: innerWidth, height: innerHeight, language: navigator.language });
  if (act === 'leave') { location.href = 'http://localhost:' + location.port + '/?act=elsewhere'; setTimeout(() => tell({ stillHere: true }), 500); }
  if (act === 'open') { window.open('/?act=second'); setTimeout(() => tell({ stillHere: true }), 500); }
  if (act === 'alert') { alert('answer me'); tell({ afterAlert: true }); }
  if (act === 'keys') {
    const seen = [];
    addEventListener('keydown', (event) => seen.push(event.key));
    for (const [key, ctrlKey] of [['a', false], ['F12', false], ['r', true], ['Enter', false]]) {
      dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, cancelable: true }));
    }
    tell({ keys: seen });
  }
  if (act === 'location') navigator.geolocation.getCurrentPosition(() => tell({ denied: false }), () => tell({ denied: true }));
  const ask = (wanted) => navigator.mediaDevices.getUserMedia(wanted);
  if (act === 'camera') {
    ask({ video: true }).then((stream) => {
      const [track] = stream.getVideoTracks();
      const { width, height } = track.getSettings();
      tell({ video: track.readyState + ' ' + width + 'x' + height });
    }, (error) => tell({ video: error.name }));
  }
  if (act === 'devices') {
    const state = (name) => navigator.permissions.query({ name }).then((status) => status.state);
    Promise.all(['camera', 'microphone', 'geolocation', 'notifications'].map(state)).then((states) => tell({ states }));
  }
`;

describe.skipIf(chromium === undefined || xvfb === undefined || openbox === undefined)(
  'a Chromium kiosk window',
  () => {
    let display: ChildProcess;
    let displayName: string;
    let server: Server;
    let origin: string;
    let directory: string;
    let filmDirectory: string;
    let film: string;
    let shell: Shell;
    let told: Record<string, unknown>[];
    let refusals: { refused: string; why: string }[];
    let losses: WindowLoss[];

    beforeAll(async () => {
      display = spawn(
        'setpriv',
        [
          '--pdeathsig',
          'KILL',
          xvfb ?? '',
          '-displayfd',
          '3',
          '-screen',
          '0',
          '1080x1920x24',
          '-nolisten',
          'tcp',
        ],
        {
          stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
        },
      );
      displayName = await new Promise((resolve) =>
        display.stdio[3]?.once('data', (data) => resolve(`:${String(data).trim()}`)),
      );
      filmDirectory = mkdtempSync(join(tmpdir(), 'once-film-'));
      film = join(filmDirectory, 'grey.y4m');
      const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc((320 * 240 * 3) / 2, 128)]);
      writeFileSync(
        film,
        Buffer.concat([Buffer.from('YUV4MPEG2 W320 H240 F10:1 Ip A1:1 C420jpeg\n'), frame]),
      );
      server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
        if (pathname.startsWith('/tell/'))
          told.push(JSON.parse(decodeURIComponent(pathname.slice('/tell/'.length))));
        response.setHeader(
          'content-type',
          pathname === '/page.js' ? 'text/javascript' : 'text/html; charset=utf-8',
        );
        response.end(pathname === '/page.js' ? script : page);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    });
    afterAll(() => {
      server.close();
      display.kill();
      rmSync(filmDirectory, { recursive: true });
    });
    beforeEach(() => {
      told = [];
      refusals = [];
      losses = [];
    });
    const stand = (cameraFilm?: string): void => {
      directory = mkdtempSync(join(tmpdir(), 'once-chromium-'));
      shell = start(cameraFilm);
      shell.onLoss((loss) => losses.push(loss));
    };
    const putAway = async (): Promise<void> => {
      await shell.close();
      await vi.waitFor(() => expect(processesOf(directory)).toEqual([]), { timeout: 60_000 });
      rmSync(directory, { recursive: true });
    };

    const start = (cameraFilm: string | undefined): Shell =>
      chromiumShell({
        executable: chromium ?? '',
        openbox,
        directory: join(directory, 'shell'),
        windowed: false,
        size: { width: 1080, height: 1920 },
        isRoot: process.getuid?.() === 0,
        cameraFilm,
        otherOrigins: [],
        env: { ...process.env, DISPLAY: displayName },
        clock: systemClock,
        report: (refusal) => refusals.push(refusal),
      });
    const open = (act: string) => shell.open(`${origin}/?act=${act}`);
    const hears = (what: object) =>
      vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining(what)), { timeout: 60_000 });

    describe('whatever a page does', () => {
      beforeAll(() => stand());
      afterAll(putAway);

      test('fills the screen and speaks Chinese', async () => {
        await open('look');
        await hears({ shown: 'look', width: 1080, height: 1920, language: 'zh-CN' });
      }, 120_000);

      test('stays on its own pages', async () => {
        await open('leave');
        await hears({ stillHere: true });
        expect(refusals).toContainEqual({ refused: 'navigation', why: 'other-origin' });
        expect(told).not.toContainEqual(expect.objectContaining({ shown: 'elsewhere' }));
      }, 120_000);

      test('opens no second window', async () => {
        await open('open');
        await hears({ stillHere: true });
        expect(told).not.toContainEqual(expect.objectContaining({ shown: 'second' }));
      }, 120_000);

      test('is not stopped by a dialog', async () => {
        await open('alert');
        await hears({ afterAlert: true });
      }, 120_000);

      test('gives the page only allowed keys', async () => {
        await open('keys');
        await hears({ keys: ['a', 'Enter'] });
      }, 120_000);

      test('tells nobody where it stands', async () => {
        await open('location');
        await hears({ denied: true });
      }, 120_000);

      test('is denied every permission, and prompts are denied too', async () => {
        await open('devices');
        await hears({ states: ['prompt', 'denied', 'denied', 'denied'] });
      }, 120_000);

      test('keeps every file under its directory', async () => {
        await open('look');
        await hears({ shown: 'look' });
        expect(readdirSync(directory)).toEqual(['shell']);
        const environment = readFileSync(`/proc/${browserOf(directory)}/environ`, 'utf8').split('\0');
        expect(environment).toContain(`HOME=${join(directory, 'shell/home')}`);
        expect(environment).toContain(`TMPDIR=${join(directory, 'shell/tmp')}`);
      }, 120_000);
    });

    describe('by itself', () => {
      afterEach(putAway);

      test('plays the film it was given for a camera', async () => {
        stand(film);
        await open('camera');
        await hears({ video: 'live 320x240' });
      }, 120_000);

      test('says when its page died, and shows the next address in the same window', async () => {
        stand();
        await open('first');
        await hears({ shown: 'first' });
        const browser = browserOf(directory);
        for (const pid of processesOf(directory, '--type=renderer')) process.kill(pid, 'SIGKILL');
        await vi.waitFor(() => expect(losses).toEqual(['crashed']), { timeout: 60_000 });
        await open('again');
        await hears({ shown: 'again' });
        expect(browserOf(directory)).toBe(browser);
      }, 120_000);

      test('says when it was killed, and comes back', async () => {
        stand();
        await open('first');
        await hears({ shown: 'first' });
        for (const pid of processesOf(directory)) process.kill(pid, 'SIGKILL');
        await vi.waitFor(() => expect(losses).toEqual(['closed']), { timeout: 60_000 });
        await open('again');
        await hears({ shown: 'again' });
      }, 120_000);
    });
  },
);

/** Running processes whose command line names this directory; `kind` must be in it as well. */
function processesOf(directory: string, kind = ''): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return line.includes(directory) && line.includes(kind);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** The one that is nobody's child here: numbers of processes begin anew, so the least is not the eldest. */
function browserOf(directory: string): number {
  const helpers = processesOf(directory, '--type=');
  const found = processesOf(directory, '--remote-debugging-pipe').find((pid) => !helpers.includes(pid));
  if (found === undefined) throw new Error('the browser runs');
  return found;
}
