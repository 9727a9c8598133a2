import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encode } from '../../wire/decode.ts';
import { type Command, signedBytes } from '../../wire/down.ts';
import { citizenAt, PRINTER } from '../world/citizen.ts';
import { startHost } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen } from '../world/screen.ts';
import { type RecordingHall, startRecordingHall } from './recording-hall.ts';

/* A real host with real drivers in its street, a real broker, and a hall that writes everything down. */
const KIOSK = 'TL-003';
const CABINET = `/kiosks/${KIOSK}/cabinet`;
const within = { timeout: 60_000, interval: 50 };
const keys = generateKeyPairSync('ed25519');
const commandKey = keys.publicKey.export({ format: 'jwk' }).x ?? '';

let directory: string;
let sandbox: Sandbox;
let hall: RecordingHall;
let host: Awaited<ReturnType<typeof startHost>>;

const start = () => startHost(sandbox, { directory, fleet: { ...hall.fleet, commandKey } });

/** Nothing missing, nothing out of order, in what came for the first time: each boot counts from 1. */
function expectUnbroken(): void {
  const next = new Map<string, number>();
  let lastBoot = '';
  for (const { boot, seq } of hall.first()) {
    expect(boot >= lastBoot).toBe(true);
    expect([boot, seq]).toEqual([boot, next.get(boot) ?? 1]);
    next.set(boot, seq + 1);
    lastBoot = boot;
  }
}
/** Codes in the host's log, in the order they were written. */
const logged = (): readonly string[] =>
  [
    ...readFileSync(join(directory, 'data', 'logs', 'host.log'), 'utf8').matchAll(/"code":"([^"]+)"/g),
  ].flatMap(([, code]) => code ?? []);
const door = () => hall.of('alm').filter(({ d }) => d.code === 'cabinet-door-open');
const lastOf = (deviceClass: string) => hall.of('dev').findLast(({ d }) => d.class === deviceClass);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-fleet-'));
  sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  hall = await startRecordingHall(KIOSK);
  host = await start();
});
afterAll(async () => {
  await host?.stop();
  await hall?.kill();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('a kiosk that is switched on', () => {
  it('is born, and tells versions, flows, devices and supplies', async () => {
    await vi.waitFor(() => expect(lastOf('receipt-printer')?.d.device).toBe('online'), within);
    expect(hall.heard[0]).toMatchObject({ ty: 'state', k: KIOSK, d: { s: 'online' } });
    const reported = hall.of('reported').at(-1);
    const listed = hall.of('flw').flatMap(({ d }) => d.items);
    expect(listed).toHaveLength(reported?.d.items ?? -1);
    expect(new Set(hall.of('dev').map(({ d }) => d.class))).toEqual(new Set(reported?.d.devices));
    expect(hall.of('sup').map(({ d }) => d.supply)).toContain('receipt-paper');
  });

  it('beats: what it can do now, an item a place, and that nobody is served', async () => {
    await vi.waitFor(() => expect(hall.of('hb').at(-1)?.d.svc).toContain('1'), within);
    const beat = hall.of('hb').at(-1);
    expect(beat?.d.sess).toBe('idle');
    // The camera is the window's, and there is no window yet.
    expect(beat?.d.down.filter((device) => device !== 'camera')).toEqual([]);
    expect(beat?.d.svc).toHaveLength(hall.of('reported').at(-1)?.d.items ?? -1);
  });

  it('tells a device that is gone, what was on its line, and that it is there again', async () => {
    await sandbox.put(`${PRINTER}/unplug`);
    await vi.waitFor(() => expect(lastOf('receipt-printer')?.d.device).toBe('powerOff'), within);
    const fault = lastOf('receipt-printer')?.d.fault;
    expect(fault).toMatchObject({ device: 'powerOff' });
    expect(fault?.frames.length).toBeGreaterThan(0);
    await sandbox.put(`${PRINTER}/plug`);
    await vi.waitFor(() => expect(lastOf('receipt-printer')?.d.device).toBe('online'), within);
    expect(lastOf('receipt-printer')?.d.fault?.at).toBe(fault?.at);
  });

  it('tells paper that runs low, and that there is a new roll', async () => {
    const paper = () => hall.of('sup').findLast(({ d }) => d.supply === 'receipt-paper')?.d;
    await sandbox.put(`${PRINTER}/paper`, { level: 'low' });
    await vi.waitFor(() => expect(paper()?.state).toBe('low'), within);
    await sandbox.put(`${PRINTER}/paper`, { level: 'full' });
    await vi.waitFor(() => expect(paper()).toMatchObject({ state: 'full', usedAtRefill: 0 }), within);
  });
});

describe('a command', () => {
  const command = (action: Command['action'], counter: number): Command => {
    const unsigned = {
      id: `01932f6b-9000-7000-8000-${String(counter).padStart(12, '0')}`,
      counter,
      notAfter: new Date(Date.now() + 60_000).toISOString(),
      action,
    };
    return {
      ...unsigned,
      sig: sign(null, signedBytes(KIOSK, unsigned), keys.privateKey).toString('base64url'),
    };
  };
  const give = (d: Command): void =>
    hall.say(
      `once/1/${hall.fleet.realm}/${KIOSK}/cmd`,
      encode({ v: 1, k: KIOSK, t: new Date().toISOString(), ty: 'cmd', d }),
    );
  const answersTo = ({ id }: Command) =>
    hall
      .of('res')
      .filter(({ d }) => d.cmd === id)
      .map(({ d }) => d);

  it('that the hall has signed is carried out, and its end is told', async () => {
    const test = command({ do: 'self-test', class: 'receipt-printer' }, 1);
    give(test);
    await vi.waitFor(() => expect(answersTo(test).map(({ is }) => is)).toEqual(['accepted', 'done']), within);
    expect(answersTo(test).at(-1)?.checks.length).toBeGreaterThan(0);
  });

  it('that was changed on the way is refused', async () => {
    const changed = {
      ...command({ do: 'self-test', class: 'receipt-printer' }, 2),
      action: { do: 'restart-host' } as const,
    };
    give(changed);
    await vi.waitFor(
      () => expect(answersTo(changed)).toMatchObject([{ is: 'refused', code: 'not-signed' }]),
      within,
    );
  });
});

describe('a whole visit', () => {
  let browser: Browser;
  afterAll(async () => {
    await browser?.close();
  });

  it('is counted, and nothing of the person is in any byte the kiosk sent', async () => {
    browser = await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm);
    const screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`, 'portrait');
    const citizen = citizenAt(sandbox, screen);
    await citizen.arrive('chen-guoqiang', '驾照记分查询');
    await screen.heading('您的驾驶证');
    await screen.press('继续');
    await citizen.takeCardAndPaper('已办好');
    await citizen.leave();
    // In order, so that what was counted is told at the end and not in five minutes.
    await host.stop();
    await vi.waitFor(
      () => expect(hall.of('state').at(-1)?.d).toEqual({ s: 'offline', reason: 'shutdown' }),
      within,
    );
    host = await start();
    await vi.waitFor(() => expect(hall.of('use')).toHaveLength(1), within);
    expect(hall.of('use')[0]?.d).toMatchObject({
      visits: 1,
      withoutItem: 0,
      items: [{ outcome: 'done', n: 1 }],
    });
    const { document } = (await sandbox.get('/citizens/chen-guoqiang')) as {
      document: { name: string; number: string; address: string };
    };
    const sent = hall.bytes();
    expect(sent.toString()).toContain('police.');
    for (const value of [document.name, document.number, document.address])
      for (const form of [value, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64')])
        expect(sent.toString('latin1').toLowerCase()).not.toContain(
          Buffer.from(form).toString('latin1').toLowerCase(),
        );
    expect(hall.refused).toEqual([]);
  });
});

describe('nothing is lost', () => {
  it('when the broker dies and comes back: what happened meanwhile comes in order, and late', async () => {
    await hall.kill();
    const before = hall.heard.length;
    await sandbox.put(`${CABINET}/door`, { open: true });
    await vi.waitFor(() => expect(logged()).toContain('cabinet.door-open'), within);
    await sandbox.put(`${CABINET}/door`, { open: false });
    await vi.waitFor(
      () => expect(logged().filter((code) => code === 'cabinet.door-open')).toHaveLength(2),
      within,
    );
    await hall.rise();
    await vi.waitFor(
      () => expect(hall.heard[before]).toMatchObject({ ty: 'state', d: { s: 'online' } }),
      within,
    );
    await vi.waitFor(() => expect(door()).toHaveLength(2), within);
    expect(door().map(({ late, d }) => [late, d.is])).toEqual([
      [true, 'raised'],
      [true, 'cleared'],
    ]);
    expectUnbroken();
  });

  it('when the host dies while there is no broker: the next start tells what the one before it had left', async () => {
    const died = hall.heard.at(-1)?.boot;
    const before = door().length;
    await hall.kill();
    await sandbox.put(`${CABINET}/door`, { open: true });
    await vi.waitFor(
      () => expect(logged().filter((code) => code === 'cabinet.door-open')).toHaveLength(3),
      within,
    );
    host.child.kill('SIGKILL');
    await host.ended;
    await hall.rise();
    host = await start();
    // What the hall had not acknowledged when it was killed may come once more before it.
    const raisedLate = { boot: died, late: true, d: expect.objectContaining({ is: 'raised' }) };
    await vi.waitFor(
      () => expect(door().slice(before)).toContainEqual(expect.objectContaining(raisedLate)),
      within,
    );
    await sandbox.put(`${CABINET}/door`, { open: false });
    await vi.waitFor(
      () => expect(door().at(-1)).toMatchObject({ late: false, d: { is: 'cleared' } }),
      within,
    );
    expect(door().at(-1)?.boot).not.toBe(died);
    expectUnbroken();
  });

  it('when the host dies: its will is told, and its next birth counts on', async () => {
    const boot = hall.heard.at(-1)?.boot;
    host.child.kill('SIGKILL');
    await host.ended;
    await vi.waitFor(
      () => expect(hall.of('state').at(-1)?.d).toEqual({ s: 'offline', reason: 'lost' }),
      within,
    );
    expect(hall.of('state').at(-1)?.boot).toBe(boot);
    host = await start();
    await vi.waitFor(() => expect(hall.of('state').at(-1)?.d.s).toBe('online'), within);
    const births = hall.of('state').map(({ bd }) => bd);
    expect(births.at(-1)).toBeGreaterThan(Math.max(...births.slice(0, -1)));
    expectUnbroken();
  });
});
