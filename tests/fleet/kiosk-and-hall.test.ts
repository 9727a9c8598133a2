import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AlarmView, CommandsAnswer, LogsAnswer, MachineAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import type { Broker } from '../../hall/ingest/broker.ts';
import { embeddedBroker } from '../../hall/ingest/embedded-broker.ts';
import { type Identity, openAuthority } from '../../sandbox/pki.ts';
import type { Action } from '../../wire/down.ts';
import { kioskTopic } from '../../wire/topic.ts';
import { citizenAt, STANDBY } from '../world/citizen.ts';
import { startConfigured, writeConfig } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from '../world/screen.ts';
import { type Desk, openDesk, textAt } from './hall-desk.ts';

/*
 * A real host in its street, enrolled at a real hall as a technician does it, with a citizen before it. All between them
 * is TLS, of the authority the sandbox has made for its halls.
 */
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
let broker: Broker;
let identity: Identity;
let desk: Desk;
let host: Awaited<ReturnType<typeof startConfigured>>;
let browser: Browser;
let screen: ScreenWindow;
let citizen: ReturnType<typeof citizenAt>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-kiosk-and-hall-'));
  sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  const authority = await openAuthority(join(directory, 'sandbox', 'pki'), clock.now);
  identity = await authority.server();
  // Machines trust it as it is, desks beside those everybody trusts.
  setDefaultCACertificates([...getCACertificates('default'), identity.ca]);
  hall = await openHall(0, 0);
  desk = await openDesk(hallUrl(), 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  for (const id of ['tonglu-1', 'tonglu-2'])
    await desk.send('PUT', `/api/halls/${id}`, { name: text, opening: 'always', reason: 'set up' });
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
    tls: identity,
    // Its own broker, and what the test has it say as the hall.
    startBroker: async (listener) => {
      const where = { host: '127.0.0.1', port: mqttPort, tls: identity, now: () => clock.now().getTime() };
      broker = await embeddedBroker(where)(listener);
      return broker;
    },
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 50,
  });
const hallUrl = () => `https://127.0.0.1:${hall.httpPort}`;
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
const command = async (action: Action): Promise<string> => {
  const answer = await desk.send('POST', `/api/machines/${KIOSK}/commands`, { action, reason: 'looks odd' });
  return textAt(answer.body, 'id');
};
const commandIs = (id: string, standing: object) =>
  until(async () => {
    const { commands } = (await desk.get(`/api/commands?kiosk=${KIOSK}`)).body as CommandsAnswer;
    expect(commands.find((each) => each.id === id)).toMatchObject(standing);
  });
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

test('a machine is enrolled over https with a code from the console, and is there once it has started', async () => {
  const config = writeConfig(sandbox, { directory });
  const issued = await desk.send('POST', '/api/machines', {
    kiosk: KIOSK,
    hall: 'tonglu-1',
    place: text,
    reason: 'new machine',
  });
  const enrolled = await run(process.execPath, [
    ...['cli/once.ts', 'kiosk', 'enrol', '--config', config],
    ...['--hall', hallUrl(), '--code', textAt(issued.body, 'code')],
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
    const id = await command({ do: 'restart-window' });
    await loaded;
    await commandIs(id, { state: 'done' });
    await screen.heading(STANDBY);
  });
});

describe('a kiosk that is killed', () => {
  test('in the middle of a command says after its start that it was interrupted, and of a restart that it is done', async () => {
    await citizen.arrive('chen-guoqiang', '驾照记分查询');
    await screen.heading('您的驾驶证');
    // Both wait for the citizen.
    const reload = await command({ do: 'restart-window' });
    const restart = await command({ do: 'restart-host' });
    for (const id of [reload, restart]) await commandIs(id, { state: 'accepted' });
    await killKiosk();
    await citizen.liftCard();
    await startKiosk();
    await commandIs(reload, { state: 'failed', result: { code: 'interrupted' } });
    await commandIs(restart, { state: 'done' });
    await screen.heading(STANDBY);
  });

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

describe('a log that is pulled', () => {
  const pull = async (): Promise<LogsAnswer> => {
    const [since, until] = ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'];
    const id = await command({ do: 'pull-log', since, until, lines: 1000 });
    await commandIs(id, { state: 'done' });
    return (await desk.get(`/api/machines/${KIOSK}/logs?command=${id}`)).body as LogsAnswer;
  };

  test('tells of starts, the line and a call after the machine was moved, and of no citizen', async () => {
    const moved = { kiosk: KIOSK, hall: 'tonglu-2', place: text, reason: 'moved' };
    await desk.send('POST', '/api/machines', moved);
    const t = clock.now().toISOString();
    const call = { v: 1, t, ty: 'poke', d: { look: 'desired', spreadS: 0 } } as const;
    broker.publish(kioskTopic('zj-hz', KIOSK, { name: 'poke' }), call);
    let pulled = await pull();
    await until(async () => {
      if (!pulled.lines.some(({ event }) => event === 'poked')) pulled = await pull();
      expect(pulled.lines.map(({ event }) => event)).toContain('poked');
    });
    expect(pulled.complete).toBe(true);
    // Enrolled, taken out of service, helped, killed, killed in a visit: each was a start.
    const starts = pulled.lines.filter(({ event }) => event === 'host-started');
    expect(starts.length).toBeGreaterThanOrEqual(5);
    const told = new Set(pulled.lines.map(({ event }) => event));
    for (const event of [
      'link-up',
      'link-lost',
      'visit-interrupted',
      'alarm-raised',
      'device-state',
    ] as const)
      expect(told).toContain(event);
    const { document } = (await sandbox.get('/citizens/chen-guoqiang')) as {
      document: { name: string; number: string; address: string };
    };
    const all = JSON.stringify(pulled);
    for (const value of [document.name, document.number, document.address, 'guoqiang', 'police.'])
      expect(all).not.toContain(value);
  });
});
