import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectDesk } from '../../host/technician/desk-client.ts';
import { deskSocket } from '../../host/technician/desk-server.ts';
import { startHost } from '../world/kiosk.ts';
import { findInFiles } from '../world/leaks.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';

/* A whole kiosk in its street, with nobody at the screen: what the cabinet shows, and what the log says. */
const scanner = '/kiosks/TL-003/scanners/code';
const cabinet = '/kiosks/TL-003/cabinet';
const within = { timeout: 60_000, interval: 50 };

let directory: string;
let sandbox: Sandbox;
let host: Awaited<ReturnType<typeof startHost>>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-cabinet-'));
  sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  host = await startHost(sandbox, {
    directory,
    timers: { identifiedIdleMs: 2000, browseIdleMs: 2000, idleCountdownMs: 1000 },
  });
});
afterAll(async () => {
  await host?.stop();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

type Line = { readonly event: string; readonly code?: string; readonly state?: string };
const logged = (): readonly Line[] => {
  const file = join(directory, 'data', 'logs', 'host.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
};
const count = (event: string, more: Partial<Line> = {}): number =>
  logged().filter((line) =>
    Object.entries({ event, ...more }).every(([field, value]) => Reflect.get(line, field) === value),
  ).length;
const told = (times: number, event: string, more: Partial<Line> = {}) =>
  vi.waitFor(() => expect(count(event, more)).toBe(times), within);
/** What the running kiosk's own reader says of its card, as a technician hears it. */
const readerMedia = async (): Promise<unknown> => {
  const desk = await connectDesk(deskSocket(join(directory, 'data')));
  const reader = (await desk?.list())?.find((device) => device.class === 'id-card');
  return reader && Reflect.get(reader.status, 'media');
};
const standsBy = () =>
  vi.waitFor(async () => {
    expect(await sandbox.get('/kiosks/TL-003')).toMatchObject({
      codeScanner: { isArmed: true },
      cabinet: { lights: { cardReader: { flashRate: 'slow', color: 'green' } } },
    });
  }, within);

test('a kiosk that stands by invites: its reader’s light breathes, its scanner looks for codes', async () => {
  await standsBy();
});

test('the code on a telephone says who stands there; the kiosk keeps nothing of it', async () => {
  const code = 'ESC1-NEVER-ISSUED-BY-ANYBODY';
  await standsBy();
  await sandbox.put(`${scanner}/show`, { citizen: 'li-na' });
  await told(1, 'identified');
  // Somebody is known: nobody else’s code is looked for.
  await vi.waitFor(async () => {
    expect(await sandbox.get('/kiosks/TL-003')).toMatchObject({ codeScanner: { isArmed: false } });
  }, within);
  await told(1, 'visit-ended');

  await standsBy();
  await sandbox.put(`${scanner}/show`, { code });
  await told(1, 'card-refused');
  const data = join(directory, 'data');
  expect(findInFiles(data, ['ESC1', code])).toEqual([]);
  await told(2, 'visit-ended');
});

test('a battery that is nearly empty begins no visit; with the mains back the kiosk stands by again', async () => {
  await standsBy();
  await sandbox.put(`${cabinet}/ups`, { minutes: 2 });
  await told(1, 'cabinet', { code: 'power.low', state: 'begun' });
  await vi.waitFor(async () => {
    expect(await sandbox.get('/kiosks/TL-003')).toMatchObject({
      codeScanner: { isArmed: false },
      cabinet: { lights: {} },
    });
  }, within);
  const before = count('visit-started');
  await sandbox.put('/kiosks/TL-003/readers/id-card/card', { citizen: 'li-na' });
  // The reader has seen the card: what is not begun now is not begun for want of power.
  await vi.waitFor(async () => expect(await readerMedia()).toBe('present'), within);
  await sandbox.put(`${cabinet}/door`, { open: true });
  await told(1, 'cabinet', { code: 'cabinet.door-open', state: 'begun' });
  await sandbox.delete('/kiosks/TL-003/readers/id-card/card');
  await sandbox.put(`${cabinet}/ups`, { minutes: null });
  await told(1, 'cabinet', { code: 'power.low', state: 'over' });
  expect(count('visit-started')).toBe(before);
  await standsBy();
});
