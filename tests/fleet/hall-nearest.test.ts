import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FleetAnswer, MachineAnswer, NearestAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk, release } from './reporting-kiosk.ts';

const REALM = 'zj-hz';
const clock = systemClock();
const items = ['medical.reimburse', 'police.fine', 'tax.invoice'];
const near = { lat: 29.7934, lon: 119.6914 };
const far = { lat: 30.2741, lon: 120.1551 };
/** Who stands where, and offers what: a figure an item, in the order above. */
const machines = [
  ['TL-001', 'tonglu-1', '000'],
  ['TL-002', 'tonglu-1', '110'],
  ['TL-003', 'tonglu-2', '010'],
  ['HZ-001', 'hangzhou-1', '111'],
  ['HZ-002', 'hangzhou-2', '010'],
  ['HZ-003', 'hangzhou-3', '111'],
] as const;
const halls = {
  'tonglu-1': near,
  'tonglu-2': { ...near, lon: near.lon + 0.02 },
  'hangzhou-1': far,
  // Nobody has said where it is.
  'hangzhou-2': null,
  'hangzhou-3': far,
};
const passwords = new Map<string, string>();
const kiosks: ReportingKiosk[] = [];
let data = '';
let hall: RunningHall;
let desk: Desk;
let url = '';

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'once-hall-'));
  hall = await startHall({
    data,
    realm: REALM,
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 20,
  });
  url = `http://127.0.0.1:${hall.httpPort}`;
  desk = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  for (const [id, location] of Object.entries(halls)) {
    const name = { 'zh-CN': `大厅 ${id}`, en: `Hall ${id}` };
    const body = { name, opening: 'always', reason: 'set up', ...(location ? { location } : {}) };
    expect((await desk.send('PUT', `/api/halls/${id}`, body)).status).toBe(204);
  }
  for (const [kiosk, hallId, svc] of machines) await arrive(kiosk, hallId, svc);
  await vi.waitFor(async () => {
    const { machines: seen } = (await desk.get('/api/fleet')).body as FleetAnswer;
    expect(seen.filter(({ reach }) => reach === 'online')).toHaveLength(machines.length);
  });
});
afterAll(async () => {
  await Promise.all(kiosks.map((kiosk) => kiosk.end()));
  await hall.close();
  await rm(data, { recursive: true });
});

async function arrive(kiosk: string, hallId: string, svc: string): Promise<void> {
  const place = { 'zh-CN': `${kiosk} 一楼`, en: `${kiosk}, ground floor` };
  const issued = await desk.send('POST', '/api/machines', { kiosk, hall: hallId, place, reason: 'new' });
  const code = textAt(issued.body, 'code');
  const { body } = await deskOf(url, null).send('POST', '/enrol', { kiosk, code });
  const password = textAt(body, 'password');
  passwords.set(kiosk, password);
  const connected = await connectKiosk({ port: hall.mqttPort, realm: REALM, kiosk, password });
  kiosks.push(connected);
  await connected.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  const listed = items.map((item) => ({ item, version: 1 }));
  await connected.say({ ty: 'flw', d: { release, part: 2, parts: 2, items: listed.slice(2) } });
  await connected.say({ ty: 'flw', d: { release, part: 1, parts: 2, items: listed.slice(0, 2) } });
  await connected.say({ ty: 'hb', d: { ui: 1, sess: 'idle', svc, down: [], release, outbox: 0 } });
}

async function ask(item: string | null, who = 'TL-001', password = passwords.get(who) ?? '') {
  const authorization = `Basic ${Buffer.from(`${who}:${password}`).toString('base64')}`;
  const response = await fetch(`${url}/kiosk/nearest${item === null ? '' : `?item=${item}`}`, {
    headers: { authorization },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const found = async (item: string, who?: string) =>
  ((await ask(item, who)).body as NearestAnswer).machines.map(({ kiosk }) => kiosk);

describe('a machine that cannot do an item learns where it can be done now', () => {
  test('the nearest first, in this hall, the next, the next city; three at most', async () => {
    const { status, body } = await ask('police.fine');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      item: 'police.fine',
      machines: [
        { kiosk: 'TL-002', distanceM: 0, place: { en: 'TL-002, ground floor' } },
        { kiosk: 'TL-003', distanceM: 1900, hallName: { 'zh-CN': '大厅 tonglu-2' } },
        { kiosk: 'HZ-001' },
      ],
    });
  });

  test('never itself, and nobody who does not offer it', async () => {
    expect(await found('police.fine', 'TL-002')).toEqual(['TL-003', 'HZ-001', 'HZ-003']);
    expect(await found('tax.invoice')).toEqual(['HZ-001', 'HZ-003']);
    expect(await found('medical.birth')).toEqual([]);
  });

  test('whoever serves anybody, where no item is named; and no office, where no exchange tells of any', async () => {
    const { body } = await ask(null, 'HZ-001');
    expect(body).toMatchObject({ item: null, office: null, machines: [{ kiosk: 'HZ-003' }, {}, {}] });
    expect(body.machines.map(({ kiosk }: { kiosk: string }) => kiosk)).not.toContain('TL-001');
    expect((await ask('police.fine')).body.office).toBeNull();
  });

  test('nobody who is being maintained, out of service, or not there', async () => {
    const now = Date.now();
    const window = { kiosk: 'TL-002', hall: 'tonglu-1', from: now - 1000, to: now + 60_000, reason: 'x' };
    await desk.send('POST', '/api/maintenance', window);
    await desk.send('PUT', '/api/machines/TL-003/desired', { inService: false, reason: 'x' });
    kiosks[3]?.kill();
    await vi.waitFor(async () => {
      const { machine } = (await desk.get('/api/machines/HZ-001')).body as MachineAnswer;
      expect(machine.reach).toBe('suspect');
    });
    expect(await found('police.fine')).toEqual(['HZ-003', 'HZ-002']);
  });

  test('nowhere while the item is stopped everywhere', async () => {
    const stop = (stopped: boolean) =>
      desk.send('PUT', '/api/stops', { item: 'police.fine', stopped, reason: 'wrong fee' });
    await stop(true);
    expect(await found('police.fine')).toEqual([]);
    await stop(false);
    expect(await found('police.fine')).not.toEqual([]);
  });
});

describe('who asks must be a machine', () => {
  test.each([
    ['a wrong password', 'TL-001', 'nonsense'],
    ['a machine nobody knows', 'TL-999', 'nonsense'],
  ])('%s is refused', async (_, who, password) => {
    const answer = await ask('police.fine', who, password);
    expect(answer).toMatchObject({ status: 401, body: { error: 'not-signed-in' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  test.each([undefined, 'Bearer x', 'Basic', 'Basic !!!', 'Basic bm9jb2xvbg=='])(
    'a request with %s is refused',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(`${url}/kiosk/nearest?item=police.fine`, { headers });
      expect(response.status).toBe(401);
    },
  );

  test('and name an item', async () => {
    expect((await ask('')).status).toBe(400);
    expect((await ask('王秀云')).status).toBe(400);
  });

  test('a wrong try is seen as a problem of the machine whose name it was', async () => {
    await ask('police.fine', 'HZ-002', 'nonsense');
    await vi.waitFor(async () => {
      const { problems } = (await desk.get('/api/machines/HZ-002')).body as MachineAnswer;
      expect(problems).toMatchObject([{ kind: 'credentials-refused' }]);
    });
  });

  test('one that has gone mad gets no more than its share', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask('medical.birth', 'HZ-003')));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 429]);
    expect((await ask('medical.birth', 'TL-001')).status).toBe(200);
  });
});

test('a hall whose place is not on the earth is refused', async () => {
  const name = { 'zh-CN': '大厅', en: 'Hall' };
  const body = { name, opening: 'always', location: { lat: 91, lon: 0 }, reason: 'x' };
  expect((await desk.send('PUT', '/api/halls/h-9', body)).status).toBe(400);
});
