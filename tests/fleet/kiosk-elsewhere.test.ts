import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NearestAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type ExchangeAccess, openSecurityServer } from '../../hall/exchange/security-server.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { citizenAt, PRINTER, STANDBY } from '../world/citizen.ts';
import { startHost } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from '../world/screen.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk, release } from './reporting-kiosk.ts';

/*
 * A real kiosk that has run out of paper, in a hall that knows of another machine and asks the exchange how long one
 * waits at the counter: what a citizen is told, with the hall, without its exchange, and without the hall.
 */
const REALM = 'zj-hz';
const HERE = 'TL-003';
const THERE = 'TL-004';
const POINTS = 'police.driver-points-query';
const OFFICE = '/exchange/offices/traffic/queue';
const UNTIL = { timeout: 60_000, interval: 50 };
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const clock = systemClock();
let directory = '';
let sandbox: Sandbox;
let hall: RunningHall;
let isHallOpen = true;
let access: ExchangeAccess;
let desk: Desk;
let url = '';
let there: ReportingKiosk;
let host: Awaited<ReturnType<typeof startHost>>;
let browser: Browser;
let screen: ScreenWindow;
let citizen: ReturnType<typeof citizenAt>;
let askAsHere: () => Promise<NearestAnswer>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-elsewhere-'));
  sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  await sandbox.put(OFFICE, { state: 'open', waiting: 12, counters: 3 });
  await sandbox.put(`${PRINTER}/paper`, { level: 'out' });
  const { securityServer, hall: server } = sandbox.ready;
  const pem = (name: string) => readFileSync(join(server.secretsDir, name), 'utf8');
  access = {
    url: securityServer,
    client: server.client,
    tls: { key: pem('identity.key'), cert: pem('identity.crt'), ca: pem('hall-ca.crt') },
  };
  hall = await startHall({
    data: join(directory, 'hall'),
    realm: REALM,
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    firstAdmin: 'zhou',
    exchange: { ...access, area: '330122', everyMs: 200 },
    clock,
    log: () => undefined,
    everyMs: 50,
  });
  url = `http://127.0.0.1:${hall.httpPort}`;
  desk = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  await openPlace('tonglu-1', '桐庐政务大厅', 119.6914);
  await openPlace('tonglu-2', '桐君街道服务中心', 119.6974);

  const { password } = await enrol(THERE, 'tonglu-2', '门厅');
  there = await connectKiosk({ port: hall.mqttPort, realm: REALM, kiosk: THERE, password });
  await there.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  await there.say({ ty: 'flw', d: { release, part: 1, parts: 1, items: [{ item: POINTS, version: 1 }] } });

  const here = await enrol(HERE, 'tonglu-1', '一楼');
  const authorization = `Basic ${Buffer.from(`${HERE}:${here.password}`).toString('base64')}`;
  askAsHere = async () =>
    (await (
      await fetch(`${url}/kiosk/nearest?item=${POINTS}`, { headers: { authorization } })
    ).json()) as NearestAnswer;
  const kiosk = join(directory, 'kiosk');
  mkdirSync(kiosk);
  host = await startHost(sandbox, {
    directory: kiosk,
    fleet: {
      url: `mqtt://127.0.0.1:${hall.mqttPort}`,
      realm: REALM,
      http: url,
      username: HERE,
      password: here.password,
      commandKey: here.commandKey,
    },
  });
  browser = await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm);
  screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
  citizen = citizenAt(sandbox, screen);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await there?.end();
  if (isHallOpen) await hall?.close();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The other machine is heard of, and has what it takes. */
beforeEach(async () => {
  await there.say({ ty: 'hb', d: { ui: 1, sess: 'idle', svc: '1', down: [], release, outbox: 0 } });
  await vi.waitFor(async () => expect((await askAsHere()).machines).toMatchObject([{ kiosk: THERE }]), UNTIL);
});

async function openPlace(id: string, name: string, lon: number): Promise<void> {
  const body = { name: { 'zh-CN': name, en: id }, opening: 'always', location: { lat: 29.7934, lon } };
  expect((await desk.send('PUT', `/api/halls/${id}`, { ...body, reason: 'set up' })).status).toBe(204);
}

async function enrol(kiosk: string, hallId: string, where: string) {
  const place = { 'zh-CN': where, en: where };
  const issued = await desk.send('POST', '/api/machines', { kiosk, hall: hallId, place, reason: 'new' });
  const code = textAt(issued.body, 'code');
  const { body } = await deskOf(url, null).send('POST', '/enrol', { kiosk, code });
  return { password: textAt(body, 'password'), commandKey: textAt(body, 'commandKey') };
}

async function openItem(): Promise<void> {
  await screen.heading(STANDBY);
  await citizen.layCard('chen-guoqiang');
  await citizen.open('驾照记分查询');
  await screen.heading('驾驶证状态和记分查询');
}
const says = (text: string | RegExp) => screen.page.getByText(text).first().waitFor();
const officeIs = (state: string) =>
  vi.waitFor(async () => expect((await askAsHere()).office?.queue.state).toBe(state), UNTIL);

test('the hall asks the exchange for queues, and could ask it for nobody’s data', async () => {
  const line = openSecurityServer(access);
  const query = '01890000-0000-7000-8000-0000000000aa';
  expect(await line.ask('govsvc/office-queue/read', { area: '330122' }, query)).toMatchObject({ ok: true });
  expect(await line.ask('police/data/driver-licence', {}, query)).toMatchObject({
    ok: false,
    code: expect.stringMatching(/access_?denied/i),
  });
  line.close();
});

describe('out of paper, a machine tells', () => {
  test('the nearest machine that can do the item now with the way to it, and the queue as the exchange has it', async () => {
    await officeIs('open');
    await openItem();
    await says('打印机缺纸，暂不能在本机办');
    await says('TL-004号机');
    await says('桐君街道服务中心，门厅，约600米，步行约13分钟');
    const offices = (await sandbox.get('/exchange/offices')) as {
      office: string;
      waiting: number;
      minutes: number;
    }[];
    const traffic = offices.find(({ office }) => office === 'traffic');
    expect(traffic).toMatchObject({ waiting: 12, minutes: 28 });
    await says(new RegExp(`现在前面约${traffic?.waiting}人，约${traffic?.minutes}分钟（\\d\\d:\\d\\d）`));
    expect(await screen.text()).not.toContain('TL-013');
    await citizen.giveUp();
  });

  test('who serves anybody, when it is taken out of service altogether', async () => {
    const want = (inService: boolean) =>
      desk.send('PUT', `/api/machines/${HERE}/desired`, { inService, reason: 'repair' });
    await want(false);
    await screen.heading('本机暂停服务');
    await says('TL-004号机');
    await want(true);
    await screen.heading(STANDBY);
  });

  test('no number once the exchange does not say it any more, and the machine all the same', async () => {
    await sandbox.put('/exchange/fault', { preset: 'accessDenied', service: 'govsvc/office-queue' });
    await officeIs('unknown');
    await openItem();
    await says('TL-004号机');
    expect(await screen.text()).not.toMatch(/现在前面|没开门|不用排队/);
    await sandbox.put('/exchange/fault', { preset: 'none', service: 'govsvc/office-queue' });
    await officeIs('open');
    await citizen.giveUp();
  });

  test('the neighbour it was set up with, and no number, once the hall is gone', async () => {
    await hall.close();
    isHallOpen = false;
    await openItem();
    await says('TL-013号机');
    const text = await screen.text();
    expect(text).toContain('就在左边');
    expect(text).not.toMatch(/TL-004|现在前面|没开门|不用排队/);
    expect(screen.complaints).toEqual([]);
    await citizen.giveUp();
  });
});
