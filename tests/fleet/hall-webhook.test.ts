import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebhookAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk } from './reporting-kiosk.ts';

const clock = systemClock();
const place = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
const secret = Buffer.alloc(32, 7);
type Heard = { readonly type: string; readonly isSigned: boolean; readonly data: unknown };
let data = '';
let receiver: Server;
let status = 204;
let heard: Heard[] = [];
let hall: RunningHall;
let desk: Desk;
let kiosk: ReportingKiosk;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'once-hall-'));
  [status, heard] = [204, []];
  receiver = createServer(async (request, response) => {
    const body = await textOf(request);
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers;
    const expected = createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64');
    const event = JSON.parse(body);
    if (status < 300) heard.push({ ...event, isSigned: signature === `v1,${expected}` });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = receiver.address() as AddressInfo;
  hall = await startHall({
    data,
    realm: 'zj-hz',
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    webhook: { url: `http://127.0.0.1:${port}/`, secret },
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 20,
  });
  const url = `http://127.0.0.1:${hall.httpPort}`;
  desk = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  await desk.send('PUT', '/api/halls/h-1', { name: place, opening: 'always', reason: 'set up' });
  const placing = { kiosk: 'TL-003', hall: 'h-1', place, reason: 'new' };
  const issued = await desk.send('POST', '/api/machines', placing);
  const code = textAt(issued.body, 'code');
  const { body } = await deskOf(url, null).send('POST', '/enrol', { kiosk: 'TL-003', code });
  kiosk = await connectKiosk({
    port: hall.mqttPort,
    realm: 'zj-hz',
    kiosk: 'TL-003',
    password: textAt(body, 'password'),
  });
  await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
});
afterEach(async () => {
  await kiosk.end();
  await hall.close();
  await new Promise<void>((resolve) => {
    receiver.close(() => resolve());
    receiver.closeAllConnections();
  });
  await rm(data, { recursive: true });
});

const help = (is: 'raised' | 'cleared') =>
  kiosk.say({
    ty: 'alm',
    d: { code: 'help-wanted', component: 'kiosk', is, since: clock.now().toISOString() },
  });
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const state = async () => (await desk.get('/api/webhook')).body as WebhookAnswer;
const openAlarm = () =>
  until(async () => {
    const { body } = await desk.get('/api/alarms');
    expect(body).toMatchObject({ alarms: [{ kiosk: 'TL-003' }] });
    return textAt((body as { alarms: unknown[] }).alarms[0], 'id');
  });

test('who is to be told hears of an alarm, signed, of who has seen it, and that it was taken back', async () => {
  await help('raised');
  const id = await openAlarm();
  await desk.send('POST', `/api/alarms/${id}/ack`, {});
  await desk.send('POST', `/api/alarms/${id}/unack`, { reason: 'the wrong one' });
  await until(() => expect(heard).toHaveLength(3));
  expect(heard).toMatchObject([
    { type: 'once.alarm.raised', isSigned: true, data: { id, kiosk: 'TL-003' } },
    { type: 'once.alarm.acknowledged', isSigned: true, data: { id, acked: { by: 'zhou' } } },
    { type: 'once.alarm.unacknowledged', isSigned: true, data: { id, acked: null } },
  ]);
});

test('a receiver that is ill holds nobody up, is seen to be, and is told when it is well', async () => {
  status = 503;
  await help('raised');
  await openAlarm();
  await until(async () =>
    expect(await state()).toMatchObject({ waiting: 1, problem: { what: 'status 503' } }),
  );
  await until(() => expect(kiosk.acks.get(kiosk.boot)).toBe(1));
  status = 204;
  await until(() => expect(heard).toMatchObject([{ type: 'once.alarm.raised' }]));
  expect(await state()).toMatchObject({ configured: true, waiting: 0, problem: null, givenUp: [] });
});
