import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { roles } from '../../hall/accounts/account.ts';
import type { AlarmView } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk } from './reporting-kiosk.ts';

const clock = systemClock();
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
let data = '';
let hall: RunningHall;
let url = '';
const desks = new Map<string, Desk>();

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'once-hall-'));
  hall = await startHall({
    data,
    realm: 'zj-hz',
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 20,
  });
  url = `http://127.0.0.1:${hall.httpPort}`;
  const admin = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  desks.set('nobody', deskOf(url, null));
  for (const role of roles) {
    const issued = await admin.send('POST', '/api/accounts', { name: `a-${role}`, role, reason: 'test' });
    desks.set(role, await openDesk(url, `a-${role}`, textAt(issued.body, 'code'), clock.now));
  }
  await admin.send('PUT', '/api/halls/h-1', { name: text, opening: 'always', reason: 'set up' });
});
afterAll(async () => {
  await hall.close();
  await rm(data, { recursive: true });
});

const anybody = ['nobody', ...roles] as const;
const now = Date.now();
const requests = [
  ['GET', '/api/fleet', undefined, 'viewer'],
  ['GET', '/api/fleet?format=csv', undefined, 'viewer'],
  ['GET', '/api/machines/TL-404', undefined, 'viewer'],
  ['GET', `/api/machines/TL-404/timeline?from=1&to=2`, undefined, 'viewer'],
  ['GET', '/api/alarms', undefined, 'viewer'],
  ['GET', `/api/availability?from=${now - 3_600_000}&to=${now}`, undefined, 'viewer'],
  ['GET', `/api/availability/items?from=${now - 3_600_000}&to=${now}`, undefined, 'viewer'],
  ['GET', '/api/availability/days?from=2026-11-01&to=2026-11-24', undefined, 'viewer'],
  ['GET', '/api/usage', undefined, 'viewer'],
  ['GET', '/api/usage/halls', undefined, 'viewer'],
  ['GET', '/api/supplies', undefined, 'viewer'],
  ['POST', '/api/alarms/none/ack', {}, 'operator'],
  ['POST', '/api/alarms/none/assign', { to: 'wang' }, 'operator'],
  ['POST', '/api/alarms/none/clear', { reason: 'x' }, 'operator'],
  ['POST', '/api/alarms/none/shelve', { reason: 'x', until: now + 60_000 }, 'operator'],
  ['POST', '/api/alarms/none/unack', { reason: 'x' }, 'operator'],
  ['POST', '/api/alarms/none/unassign', { reason: 'x' }, 'operator'],
  ['POST', '/api/alarms/none/unshelve', { reason: 'x' }, 'operator'],
  ['POST', '/api/alarms/ack', { ids: ['none'] }, 'operator'],
  ['POST', '/api/alarms/assign', { ids: ['none'], to: 'wang' }, 'operator'],
  ['GET', '/api/alarms/none/log', undefined, 'viewer'],
  ['POST', '/api/maintenance', { kiosk: null, hall: 'h-1', from: 1, to: 2, reason: 'x' }, 'operator'],
  ['GET', '/api/commands', undefined, 'viewer'],
  ['GET', '/api/machines/TL-404/desired', undefined, 'viewer'],
  ['GET', '/api/stops', undefined, 'viewer'],
  ['GET', '/api/webhook', undefined, 'viewer'],
  ['GET', '/api/refused', undefined, 'viewer'],
  ['POST', '/api/machines/TL-404/commands', { action: { do: 'report' }, reason: 'x' }, 'operator'],
  ['PUT', '/api/machines/TL-404/desired', { inService: false, reason: 'x' }, 'operator'],
  ['PUT', '/api/stops', { item: 'police.fine', stopped: false, reason: 'x' }, 'ops'],
  ['GET', '/api/audit', undefined, 'ops'],
  ['GET', '/api/audit/search?what=account', undefined, 'ops'],
  ['GET', '/api/items/police.fine/offer', undefined, 'viewer'],
  ['POST', '/api/machines', { kiosk: 'TL-500', hall: 'h-1', place: text, reason: 'x' }, 'ops'],
  ['POST', '/api/machines/TL-404/revoke', { reason: 'x' }, 'ops'],
  ['GET', '/api/accounts', undefined, 'admin'],
  ['POST', '/api/accounts', { name: 'someone', role: 'viewer', reason: 'x' }, 'admin'],
  ['PUT', '/api/accounts/none', { role: 'viewer', halls: null, reason: 'x' }, 'admin'],
  ['POST', '/api/accounts/none/disable', { reason: 'x' }, 'admin'],
  ['PUT', '/api/halls/h-2', { name: text, opening: 'always', reason: 'x' }, 'admin'],
] as const;

describe.each(requests)('%s %s', (method, path, body, needed) => {
  test.each(anybody)(`asked by %s (it takes ${needed})`, async (who) => {
    const desk = desks.get(who);
    const answer = await (method === 'GET' ? desk?.get(path) : desk?.send(method, path, body));
    const isAllowed = who !== 'nobody' && roles.indexOf(who) >= roles.indexOf(needed);
    if (who === 'nobody') expect(answer?.status).toBe(401);
    else if (!isAllowed) expect(answer?.status).toBe(403);
    // 404: the role was enough, what it asked for is not there.
    else expect([200, 204, 404]).toContain(answer?.status);
  });
});

test('a page of another origin is refused, whatever cookie comes with it', async () => {
  const response = await fetch(`${url}/api/fleet`, {
    headers: { origin: 'http://evil.example', cookie: desks.get('admin')?.cookie ?? '' },
  });
  expect(response.status).toBe(403);
});

/** Writes a machine down, enrols it, and has it say that it is there. */
async function bring(kiosk: string, at: string): Promise<ReportingKiosk> {
  const machine = { kiosk, hall: at, place: text, reason: 'x' };
  const issued = await desks.get('admin')?.send('POST', '/api/machines', machine);
  const code = textAt(issued?.body, 'code');
  const enrolled = await desks.get('nobody')?.send('POST', '/enrol', { kiosk, code });
  const password = textAt(enrolled?.body, 'password');
  const connected = await connectKiosk({ port: hall.mqttPort, realm: 'zj-hz', kiosk, password });
  await connected.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  return connected;
}

/** What somebody who looks on is told until a machine is named. */
async function toldUntil(
  kiosk: string,
  desk: Desk | undefined,
  happens: () => Promise<void>,
): Promise<string> {
  const stop = new AbortController();
  const headers = { cookie: desk?.cookie ?? '' };
  const live = await fetch(`${url}/api/live`, { headers, signal: stop.signal });
  await happens();
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  while (!told.includes(kiosk)) told += (await reader?.read())?.value ?? '';
  stop.abort();
  return told;
}

test('what changes is told while one looks on', async () => {
  const told = await toldUntil('TL-501', desks.get('ops'), async () => (await bring('TL-501', 'h-1')).end());
  expect(told).toContain('event: machine');
});

describe('an account that is limited to some halls', () => {
  /** What stands in its halls, and what does not. */
  const [own, other] = [
    { kiosk: 'TL-600', hall: 'h-1', item: 'medins.remote-filing' },
    { kiosk: 'TL-700', hall: 'x-1', item: 'police.fine' },
  ];
  const kiosks: ReportingKiosk[] = [];
  const alarmIds = new Map<string, string>();
  const limited = (role: string) => desks.get(`limited ${role}`);

  beforeAll(async () => {
    const admin = desks.get('admin');
    await admin?.send('PUT', '/api/halls/x-1', { name: text, opening: 'always', reason: 'set up' });
    for (const role of ['viewer', 'operator', 'ops']) {
      const account = { name: `h-${role}`, role, halls: ['h-*'], reason: 'test' };
      const issued = await admin?.send('POST', '/api/accounts', account);
      const code = textAt(issued?.body, 'code');
      desks.set(`limited ${role}`, await openDesk(url, account.name, code, clock.now));
    }
    for (const each of [own, other]) {
      const kiosk = await bring(each.kiosk, each.hall);
      kiosks.push(kiosk);
      const items = upExamples.use.d.items.map((row) => ({ ...row, item: each.item, n: 6 }));
      const { code, since } = { code: 'help-wanted', since: new Date().toISOString() } as const;
      await kiosk.say({ ty: 'sup', d: upExamples.sup.d });
      await kiosk.say({ ty: 'use', d: { ...upExamples.use.d, visits: 6, withoutItem: 0, items } });
      await kiosk.say({ ty: 'alm', d: { code, component: 'kiosk', is: 'raised', since } });
      const command = { action: { do: 'report' }, reason: 'x' };
      await admin?.send('POST', `/api/machines/${each.kiosk}/commands`, command);
    }
    await vi.waitFor(
      async () => {
        // As documented in `hall/api/contract.ts`.
        const open = (await admin?.get('/api/alarms'))?.body as { alarms: readonly AlarmView[] } | undefined;
        for (const { code, kiosk, id } of open?.alarms ?? [])
          if (code === 'help-wanted') alarmIds.set(kiosk ?? '', id);
        expect(alarmIds.size).toBe(2);
      },
      { timeout: 20_000, interval: 50 },
    );
  });
  afterAll(() => Promise.all(kiosks.map((kiosk) => kiosk.end())));

  test.each([
    ['/api/fleet', 'kiosk'],
    ['/api/fleet', 'hall'],
    ['/api/fleet?format=csv', 'kiosk'],
    ['/api/alarms', 'kiosk'],
    ['/api/alarms?which=all&format=csv', 'kiosk'],
    [`/api/availability?from=${now - 3_600_000}&to=${now + 60_000}`, 'kiosk'],
    [`/api/availability?from=${now - 3_600_000}&to=${now + 60_000}&format=csv`, 'kiosk'],
    ['/api/supplies', 'kiosk'],
    ['/api/supplies?format=csv', 'kiosk'],
    ['/api/usage', 'item'],
    ['/api/usage?format=csv', 'item'],
    ['/api/usage/halls', 'hall'],
    ['/api/usage/halls?format=csv', 'hall'],
    ['/api/commands', 'kiosk'],
    ['/api/stops', 'kiosk'],
  ] as const)('sees of %s its own only (by %s)', async (path, by) => {
    const [seen, all] = [await limited('viewer')?.get(path), await desks.get('viewer')?.get(path)];
    const mentions = (answer: typeof seen) =>
      [own, other].map((each) => JSON.stringify(answer?.body).includes(each[by]));
    expect([mentions(seen), mentions(all)]).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  test('is told of its own only while it looks on', async () => {
    const told = await toldUntil(own.kiosk, limited('viewer'), async () => {
      for (const kiosk of kiosks.toReversed()) await kiosk.say({ ty: 'met', d: upExamples.met.d });
    });
    expect(told).not.toContain(other.kiosk);
  });

  test.each([
    ['ack', {}],
    ['assign', { to: 'wang' }],
  ])('may %s many at once there, and is told that there are no others', async (what, more) => {
    const ids = [other, own].map(({ kiosk }) => alarmIds.get(kiosk) ?? '');
    const answer = await limited('operator')?.send('POST', `/api/alarms/${what}`, { ids, ...more });
    expect(answer).toEqual({
      status: 200,
      body: { results: ids.map((id, index) => ({ id, why: index === 0 ? 'not-found' : null })) },
    });
    const undone = { reason: 'the next test begins anew' };
    const undo = `/api/alarms/${ids[1]}/un${what}`;
    expect((await limited('operator')?.send('POST', undo, undone))?.status).toBe(200);
  });

  const anyCommand = '01932f6b-9000-7000-8000-000000000002';
  const acts = [
    ['GET', '/api/machines/KIOSK', undefined, 'viewer'],
    ['GET', '/api/machines/KIOSK/timeline?from=1&to=2', undefined, 'viewer'],
    ['GET', '/api/machines/KIOSK/desired', undefined, 'viewer'],
    ['GET', `/api/machines/KIOSK/logs?command=${anyCommand}`, undefined, 'operator'],
    ['GET', '/api/alarms/ALARM/log', undefined, 'viewer'],
    ['POST', '/api/alarms/ALARM/ack', {}, 'operator'],
    ['POST', '/api/alarms/ALARM/unack', { reason: 'x' }, 'operator'],
    ['POST', '/api/alarms/ALARM/assign', { to: 'wang' }, 'operator'],
    ['POST', '/api/alarms/ALARM/unassign', { reason: 'x' }, 'operator'],
    ['POST', '/api/alarms/ALARM/shelve', { reason: 'x', until: now + 3_600_000 }, 'operator'],
    ['POST', '/api/alarms/ALARM/unshelve', { reason: 'x' }, 'operator'],
    ['POST', '/api/alarms/ALARM/clear', { reason: 'x' }, 'operator'],
    ['POST', '/api/maintenance', { kiosk: null, hall: 'HALL', from: 1, to: 2, reason: 'x' }, 'operator'],
    ['POST', '/api/maintenance', { kiosk: 'KIOSK', hall: 'h-1', from: 1, to: 2, reason: 'x' }, 'operator'],
    ['POST', '/api/machines/KIOSK/commands', { action: { do: 'report' }, reason: 'x' }, 'operator'],
    ['PUT', '/api/machines/KIOSK/desired', { inService: true, reason: 'x' }, 'operator'],
    ['POST', '/api/machines', { kiosk: 'TL-800', hall: 'HALL', place: text, reason: 'x' }, 'ops'],
    ['POST', '/api/machines', { kiosk: 'KIOSK', hall: 'h-1', place: text, reason: 'x' }, 'ops'],
    ['POST', '/api/machines/KIOSK/revoke', { reason: 'x' }, 'ops'],
  ] as const;
  test.each(acts)('may %s %s there and nowhere else', async (method, path, body, role) => {
    const ask = async (about: typeof own) => {
      const named = (text: string) =>
        text
          .replace('KIOSK', about.kiosk)
          .replace('HALL', about.hall)
          .replace('ALARM', alarmIds.get(about.kiosk) ?? '');
      const desk = limited(role);
      if (method === 'GET') return desk?.get(named(path));
      return desk?.send(method, named(path), JSON.parse(named(JSON.stringify(body))));
    };
    expect((await ask(other))?.status).toBe(404);
    expect([200, 202, 204]).toContain((await ask(own))?.status);
  });

  test.each([
    ['PUT', '/api/stops', { item: 'police.fine', stopped: true, reason: 'x' }],
    ['GET', '/api/audit', undefined],
    ['GET', '/api/refused', undefined],
    ['GET', '/api/audit/search', undefined],
  ] as const)('may not %s %s, which is about all halls', async (method, path, body) => {
    const desk = limited('ops');
    const answer = await (method === 'GET' ? desk?.get(path) : desk?.send(method, path, body));
    expect(answer).toEqual({ status: 403, body: { error: 'not-allowed', detail: 'everywhere' } });
  });

  test('looks elsewhere from the moment an admin says so, and is told which halls are its own', async () => {
    const halls = ['x-1'];
    const change = { role: 'viewer', halls, reason: 'moved' };
    await desks.get('admin')?.send('PUT', '/api/accounts/h-viewer', change);
    const desk = limited('viewer');
    expect((await desk?.get('/api/session'))?.body).toMatchObject({
      name: 'h-viewer',
      role: 'viewer',
      halls,
    });
    expect((await desk?.get(`/api/machines/${own.kiosk}`))?.status).toBe(404);
    expect((await desk?.get(`/api/machines/${other.kiosk}`))?.status).toBe(200);
  });

  test('is no admin; and an admin changes no account of their own', async () => {
    const admin = desks.get('admin');
    const change = { role: 'admin', halls: ['h-1'], reason: 'x' };
    expect(await admin?.send('PUT', '/api/accounts/h-viewer', change)).toMatchObject({
      status: 400,
      body: { detail: 'halls' },
    });
    const oneself = { role: 'viewer', halls: null, reason: 'x' };
    expect((await admin?.send('PUT', '/api/accounts/a-admin', oneself))?.status).toBe(409);
  });
});

test.each(['', '/items'])('of minutes that are forgotten nothing is reckoned (%s)', async (by) => {
  const from = Date.now() - 200 * 24 * 3_600_000;
  const span = `from=${from}&to=${from + 3_600_000}`;
  const answer = await desks.get('viewer')?.get(`/api/availability${by}?${span}`);
  expect(answer).toEqual({ status: 400, body: { error: 'invalid', detail: 'from' } });
});

test('a collector gets numbers, a supervisor an answer', async () => {
  const metrics = await desks.get('nobody')?.get('/metrics');
  expect(metrics?.body).toContain('hall_messages_taken_total');
  expect(await desks.get('nobody')?.get('/health')).toEqual({ status: 200, body: { status: 'ok' } });
});

test('a code is guessed at five times and no more', async () => {
  const issued = await desks
    .get('ops')
    ?.send('POST', '/api/machines', { kiosk: 'TL-502', hall: 'h-1', place: text, reason: 'x' });
  const nobody = desks.get('nobody');
  for (let guess = 0; guess < 5; guess += 1) {
    const answer = await nobody?.send('POST', '/enrol', { kiosk: 'TL-502', code: `0000-0000-000${guess}` });
    expect(answer?.status).toBe(403);
  }
  const late = await nobody?.send('POST', '/enrol', { kiosk: 'TL-502', code: textAt(issued?.body, 'code') });
  expect(late?.status).toBe(403);
});

test('one address tries for so long, and is told when it may again; what it says it is does not matter', async () => {
  const tryOnce = async (index: number) => {
    const response = await fetch(`${url}/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${index}` },
      body: JSON.stringify({ kiosk: 'TL-999', code: '0000-0000-0000' }),
    });
    await response.text();
    return response;
  };
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => tryOnce(index)));
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses).toEqual(new Set([403, 429]));
  const waits = answers.flatMap(({ headers }) => headers.get('retry-after') ?? []).map(Number);
  expect(waits.every((seconds) => seconds >= 1 && seconds <= 10)).toBe(true);
});
