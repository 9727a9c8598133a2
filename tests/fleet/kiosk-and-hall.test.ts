import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AlarmView, CommandsAnswer, MachineAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { citizenAt, STANDBY } from '../world/citizen.ts';
import { startConfigured, writeConfig } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from '../world/screen.ts';
import { type Desk, openDesk, textAt } from './hall-desk.ts';

/* A real host in its street, enrolled at a real hall as a technician does it, with a citizen before it. */
const KIOSK = 'TL-003';
const POINTS = 'police.driver-points-query';
const STOPPED = '这一项暂停在自助机办，可到人工窗口办';
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
const message = { 'zh-CN': '今天下午三点停机检修', en: 'Maintenance at three today' };
const run = promisify(execFile);
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

/** The hall's clock can be set forward; its timers run as ever. */
let skewMs = 0;
const clock = { ...systemClock(), now: () => new Date(Date.now() + skewMs) };
let directory: string;
let sandbox: Sandbox;
let hall: RunningHall;
let desk: Desk;
let host: Awaited<ReturnType<typeof startConfigured>>;
let browser: Browser;
let screen: ScreenWindow;
let citizen: ReturnType<typeof citizenAt>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-kiosk-and-hall-'));
  sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  hall = await openHall(0, 0);
  desk = await openDesk(`http://127.0.0.1:${hall.httpPort}`, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  await desk.send('PUT', '/api/halls/tonglu-1', { name: text, opening: 'always', reason: 'set up' });
  browser = await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await hall?.close();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const openHall = (httpPort: number, mqttPort: number): Promise<RunningHall> =>
  startHall({
    data: join(directory, 'hall'),
    realm: 'zj-hz',
    http: { host: '127.0.0.1', port: httpPort },
    mqtt: { host: '127.0.0.1', port: mqttPort },
    tls: null,
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 50,
  });
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 50 });
// What the interface answers is of the contract's types; the tests would show if it were not.
const seen = async () => (await desk.get(`/api/machines/${KIOSK}`)).body as MachineAnswer;
const alarms = async (code: string) =>
  ((await desk.get('/api/alarms?which=all')).body as { alarms: AlarmView[] }).alarms.filter(
    (alarm) => alarm.code === code,
  );
const stop = (item: string, stopped: boolean) =>
  desk.send('PUT', '/api/stops', { item, stopped, reason: 'the department asks for it' });
const want = (wish: object) =>
  desk.send('PUT', `/api/machines/${KIOSK}/desired`, { ...wish, reason: 'repair' });
/** What is wanted and what the machine goes by are the same. */
const isInForce = () =>
  until(async () => {
    const { body } = await desk.get(`/api/machines/${KIOSK}/desired`);
    expect(body).toMatchObject({ inForce: (body as { version: number }).version });
  });

async function startKiosk(): Promise<void> {
  host = await startConfigured(directory);
  await screen?.close();
  screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
  citizen = citizenAt(sandbox, screen);
}
async function killKiosk(): Promise<void> {
  host.child.kill('SIGKILL');
  await host.ended;
}

test('a machine is enrolled with a code from the console, and is there once it has started', async () => {
  const config = writeConfig(sandbox, { directory });
  const issued = await desk.send('POST', '/api/machines', {
    kiosk: KIOSK,
    hall: 'tonglu-1',
    place: text,
    reason: 'new machine',
  });
  const enrolled = await run(process.execPath, [
    ...['cli/once.ts', 'kiosk', 'enrol', '--config', config],
    ...['--hall', `http://127.0.0.1:${hall.httpPort}`, '--code', textAt(issued.body, 'code')],
  ]);
  expect(enrolled.stdout).toContain(`as ${KIOSK}`);
  await startKiosk();
  await until(async () => {
    const { machine, heartbeat } = await seen();
    expect(machine).toMatchObject({ reach: 'online' });
    expect(heartbeat?.d.svc).toMatch(/1/);
  });
  expect((await seen()).problems).toEqual([]);
});

describe('an item the hall has stopped', () => {
  test('is finished by who is in it, and begun by nobody until it is let go again', async () => {
    await citizen.arrive('chen-guoqiang', '驾照记分查询');
    await screen.heading('您的驾驶证');
    const { offered } = (await seen()).machine;
    await stop(POINTS, true);
    await isInForce();
    await until(async () => expect((await seen()).machine.offered).toBe((offered ?? 0) - 1));
    await screen.press('继续');
    await citizen.takeCardAndPaper('已办好');
    await citizen.leave();

    await citizen.layCard('chen-guoqiang');
    await citizen.open('驾照记分查询');
    await screen.page.getByRole('status').getByText(STOPPED).waitFor();
    expect(await screen.page.getByRole('button', { name: '同意并开始' }).count()).toBe(0);
    await stop(POINTS, false);
    await screen.press('同意并开始');
    await screen.heading('您的驾驶证');
    await citizen.giveUp();
  });
});

describe('a message of the hall', () => {
  test('stands on the standby screen in the language somebody reads', async () => {
    await want({ message });
    await screen.page.getByText(message['zh-CN']).waitFor();
    await screen.press(/English/);
    await screen.page.getByText(message.en).waitFor();
    await want({ message: null });
    await screen.page.getByText(message.en).waitFor({ state: 'hidden' });
    await screen.press(/中文/);
  });
});

describe('a machine the hall takes out of service', () => {
  test('lets a visit end, serves nobody after, also after a start without the hall’s line, and comes back', async () => {
    await citizen.arrive('chen-guoqiang', '驾照记分查询');
    await screen.heading('您的驾驶证');
    await want({ inService: false });
    await isInForce();
    await screen.press('继续');
    await citizen.takeCardAndPaper('已办好');
    await screen.press('结束并退出');
    await screen.heading('本机暂停服务');
    await citizen.layCard('chen-guoqiang');
    await until(async () => expect((await seen()).machine.offered).toBe(0));
    await screen.heading('本机暂停服务');
    await citizen.liftCard();

    const { httpPort, mqttPort } = hall;
    await killKiosk();
    await hall.close();
    await startKiosk();
    await screen.heading('本机暂停服务');
    hall = await openHall(httpPort, mqttPort);
    await want({ inService: true });
    await screen.heading(STANDBY);
    await until(async () => expect((await seen()).machine.offered).toBeGreaterThan(0));
  });
});

describe('求助', () => {
  test('calls the hall once, with what to do first, and a start takes it back', async () => {
    for (let press = 0; press < 5; press += 1) {
      await screen.press('求助');
      await screen.press('关上，继续办');
    }
    await screen.press('求助');
    await until(async () => expect(await alarms('help-wanted')).toMatchObject([{ state: 'active-unacked' }]));
    const [call] = await alarms('help-wanted');
    expect(call).toMatchObject({ severity: 'S1', title: { 'zh-CN': '有人求助' } });
    expect(call?.hint.steps.length).toBeGreaterThan(0);
    await killKiosk();
    await startKiosk();
    await until(async () =>
      expect(await alarms('help-wanted')).toMatchObject([{ id: call?.id, state: 'cleared-unacked' }]),
    );
  });
});

describe('the window', () => {
  test('is loaded anew when the hall says so, and that is told', async () => {
    await screen.heading(STANDBY);
    const loaded = screen.page.waitForEvent('load');
    const { body } = await desk.send('POST', `/api/machines/${KIOSK}/commands`, {
      action: { do: 'restart-window' },
      reason: 'looks odd',
    });
    await loaded;
    await until(async () => {
      const { commands } = (await desk.get(`/api/commands?kiosk=${KIOSK}`)).body as CommandsAnswer;
      expect(commands.find(({ id }) => id === textAt(body, 'id'))).toMatchObject({ state: 'done' });
    });
    await screen.heading(STANDBY);
  });
});

describe('a kiosk that is killed', () => {
  test('is suspect at once, then unreachable, then an alarm, and online again when it is back', async () => {
    await killKiosk();
    await until(async () => expect((await seen()).machine.reach).toBe('suspect'));
    skewMs += 101_000;
    await until(async () => expect((await seen()).machine.reach).toBe('unreachable'));
    skewMs += 81_000;
    await until(async () => expect(await alarms('unreachable')).toMatchObject([{ phase: 'active' }]));
    await startKiosk();
    await until(async () => expect((await seen()).machine.reach).toBe('online'));
    await screen.heading(STANDBY);
  });
});
