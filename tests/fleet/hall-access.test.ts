import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../hall/accounts/account.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk } from './reporting-kiosk.ts';

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
  ['GET', '/api/usage', undefined, 'viewer'],
  ['POST', '/api/alarms/none/ack', {}, 'operator'],
  ['POST', '/api/alarms/none/assign', { to: 'wang' }, 'operator'],
  ['POST', '/api/alarms/none/clear', { reason: 'x' }, 'operator'],
  ['POST', '/api/alarms/none/shelve', { reason: 'x', until: now + 60_000 }, 'operator'],
  ['POST', '/api/maintenance', { kiosk: null, hall: 'h-1', from: 1, to: 2, reason: 'x' }, 'operator'],
  ['GET', '/api/commands', undefined, 'viewer'],
  ['GET', '/api/machines/TL-404/desired', undefined, 'viewer'],
  ['GET', '/api/stops', undefined, 'viewer'],
  ['GET', '/api/webhook', undefined, 'viewer'],
  ['POST', '/api/machines/TL-404/commands', { action: { do: 'report' }, reason: 'x' }, 'operator'],
  ['PUT', '/api/machines/TL-404/desired', { inService: false, reason: 'x' }, 'operator'],
  ['PUT', '/api/stops', { item: 'police.fine', stopped: false, reason: 'x' }, 'ops'],
  ['GET', '/api/audit', undefined, 'ops'],
  ['POST', '/api/machines', { kiosk: 'TL-500', hall: 'h-1', place: text, reason: 'x' }, 'ops'],
  ['POST', '/api/machines/TL-404/revoke', { reason: 'x' }, 'ops'],
  ['GET', '/api/accounts', undefined, 'admin'],
  ['POST', '/api/accounts', { name: 'someone', role: 'viewer', reason: 'x' }, 'admin'],
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

test('what changes is told while one looks on', async () => {
  const operator = desks.get('ops');
  const issued = await operator?.send('POST', '/api/machines', {
    kiosk: 'TL-501',
    hall: 'h-1',
    place: text,
    reason: 'x',
  });
  const enrolled = await desks
    .get('nobody')
    ?.send('POST', '/enrol', { kiosk: 'TL-501', code: textAt(issued?.body, 'code') });
  const stop = new AbortController();
  const live = await fetch(`${url}/api/live`, {
    headers: { cookie: operator?.cookie ?? '' },
    signal: stop.signal,
  });
  const kiosk = await connectKiosk({
    port: hall.mqttPort,
    realm: 'zj-hz',
    kiosk: 'TL-501',
    password: textAt(enrolled?.body, 'password'),
  });
  await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  while (!told.includes('TL-501')) told += (await reader?.read())?.value ?? '';
  expect(told).toContain('event: machine');
  stop.abort();
  await kiosk.end();
});

test('of minutes that are forgotten nothing is reckoned', async () => {
  const from = Date.now() - 200 * 24 * 3_600_000;
  const answer = await desks.get('viewer')?.get(`/api/availability?from=${from}&to=${from + 3_600_000}`);
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
