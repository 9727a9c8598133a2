import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { startKioskDevices } from '../devices/kiosk-devices.ts';
import type { Receipt } from '../devices/receipt-printer/contract.ts';
import { STATIONS_WITHOUT_WIRES } from '../devices/testing/quiet-station.ts';
import { createRememberingDevices } from '../devices/testing/remembering-devices.ts';
import { citizenPlugin } from '../population/citizen-plugin.ts';
import { createPopulation } from '../population/population.ts';
import type { SandboxEvent } from './contract.ts';
import { createEventStream } from './event-stream.ts';
import { kioskPlugin } from './kiosk-plugin.ts';
import { buildControlServer, startControlServer } from './server.ts';

const population = createPopulation({ seed: 'control', size: 40, today: '2026-11-24' });
const [someone] = population.citizens();
if (someone === undefined) throw new Error('a population has people');
const citizen = someone.id;

const strip: Omit<Receipt, 'taken'> = {
  at: '2026-11-24T02:00:00.000Z',
  hex: '0a',
  text: '回执',
  elements: [],
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** The buttons of one kiosk whose devices only remember their orders, the first `plug` of each already forgotten. */
async function panel(obey?: (device: string, order: unknown) => Promise<void>, panelDirectory = '/nowhere') {
  const devices = createRememberingDevices(obey);
  const kiosk = await startKioskDevices({
    kiosk: 'TL-003',
    directory: '/street/TL-003',
    stations: STATIONS_WITHOUT_WIRES,
    pace: 'fast',
    population,
    startDevice: devices.startDevice,
    publish: () => {},
  });
  const { length: before } = devices.orders;
  const server: FastifyInstance = await buildControlServer({
    events: createEventStream(),
    plugins: [kioskPlugin(new Map([['TL-003', kiosk]])), citizenPlugin(population)],
    panelDirectory,
  });
  closers.push(() => server.close());
  const call = async (method: 'GET' | 'PUT' | 'DELETE', url: string, body?: object | string) => {
    const response = await server.inject({
      method,
      url,
      headers: { host: '127.0.0.1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: response.statusCode, body: response.json() };
  };
  return { server, call, devices, pressed: () => devices.orders.slice(before).map(({ order }) => order) };
}

describe('every button of the page does what the page says', () => {
  test.each([
    ['readers/id-card/unplug', undefined, { kind: 'unplug' }, { reader: { plugged: false } }],
    ['readers/id-card/plug', undefined, { kind: 'plug', path: '/street/TL-003/id-card' }, {}],
    [
      'readers/id-card/plug',
      { path: '/tmp/other' },
      { kind: 'plug', path: '/tmp/other' },
      { reader: { plugged: true, path: '/tmp/other' } },
    ],
    [
      'readers/id-card/fault',
      { preset: 'cardMoved', times: 1 },
      { kind: 'fault', fault: 'cardMoved', times: 1 },
      { reader: { fault: 'cardMoved' } },
    ],
    [
      'readers/id-card/fault',
      { preset: 'silent' },
      { kind: 'fault', fault: 'silent', times: null },
      { reader: { fault: 'silent' } },
    ],
    [
      'printers/receipt/paper',
      { level: 'out' },
      { kind: 'paper', level: 'out' },
      { printer: { paper: 'out' } },
    ],
    [
      'printers/receipt/cover',
      { open: true },
      { kind: 'cover', isOpen: true },
      { printer: { coverOpen: true } },
    ],
    [
      'printers/receipt/fault',
      { preset: 'cutter' },
      { kind: 'fault', fault: 'cutter' },
      { printer: { fault: 'cutter' } },
    ],
    ['printers/receipt/unplug', undefined, { kind: 'unplug' }, { printer: { plugged: false } }],
    [
      'printers/receipt/plug',
      { path: '/tmp/other' },
      { kind: 'plug', path: '/tmp/other' },
      { printer: { path: '/tmp/other' } },
    ],
  ])('PUT %s %j', async (path, body, order, state) => {
    const { call, pressed } = await panel();
    const answered = await call('PUT', `/kiosks/TL-003/${path}`, body);
    expect(answered).toMatchObject({ status: 200, body: { id: 'TL-003', ...state } });
    expect(pressed()).toEqual([order]);
  });

  test('a citizen’s own card is laid on the reader and lifted again', async () => {
    const { call, pressed } = await panel();
    const laid = await call('PUT', '/kiosks/TL-003/readers/id-card/card', { citizen });
    expect(laid.body).toMatchObject({ reader: { card: citizen } });
    const lifted = await call('DELETE', '/kiosks/TL-003/readers/id-card/card');
    expect(lifted.body).toMatchObject({ reader: { card: null } });
    expect(pressed()).toEqual([
      { kind: 'card', card: someone.document },
      { kind: 'card', card: null },
    ]);
  });

  test('a screen is registered, and forgotten with null', async () => {
    const { call } = await panel();
    const url = 'http://127.0.0.1:4321/';
    expect((await call('PUT', '/kiosks/TL-003/screen', { url })).body).toMatchObject({ screen: url });
    expect((await call('PUT', '/kiosks/TL-003/screen', { url: null })).body).toMatchObject({ screen: null });
  });

  test('states can be looked at', async () => {
    const { call } = await panel();
    expect((await call('GET', '/kiosks')).body).toMatchObject([{ id: 'TL-003' }]);
    expect((await call('GET', '/kiosks/TL-003')).body).toMatchObject({
      id: 'TL-003',
      reader: { plugged: true, card: null, fault: 'none' },
      printer: { plugged: true, paper: 'full', coverOpen: false, fault: 'none', receipts: 0 },
    });
  });

  test('receipts can be looked at, and are taken', async () => {
    const { call, devices } = await panel();
    devices.report('receipt-printer', { kind: 'strip', strip });
    expect((await call('GET', '/kiosks/TL-003')).body).toMatchObject({ printer: { receipts: 1 } });
    const look = async () => (await call('GET', '/kiosks/TL-003/printers/receipt/receipts')).body;
    expect(await look()).toEqual([{ ...strip, taken: false }]);
    expect((await call('PUT', '/kiosks/TL-003/printers/receipt/take')).status).toBe(200);
    expect(await look()).toEqual([{ ...strip, taken: true }]);
  });
});

describe('nonsense is answered, not obeyed', () => {
  test.each([
    ['a level no roll has', 'printers/receipt/paper', { level: 'half' }],
    ['a preset of the other device', 'printers/receipt/fault', { preset: 'cardMoved' }],
    ['a fault for no time at all', 'readers/id-card/fault', { preset: 'silent', times: 0 }],
    ['a key nobody knows', 'printers/receipt/cover', { open: true, wide: true }],
    ['a path that is not one', 'readers/id-card/plug', { path: 'COM3' }],
    ['a body that is not JSON', 'printers/receipt/cover', '{"open":'],
    ['no body where one is needed', 'printers/receipt/cover', undefined],
  ])('400 for %s', async (_, path, body) => {
    const { call, pressed } = await panel();
    const response = await call('PUT', `/kiosks/TL-003/${path}`, body);
    expect(response.status).toBe(400);
    expect(Object.keys(response.body)).toEqual(['error']);
    expect(pressed()).toEqual([]);
  });

  test.each([
    ['kiosk', '/kiosks/TL-999/printers/receipt/take', undefined],
    ['person', '/kiosks/TL-003/readers/id-card/card', { citizen: 'nobody' }],
    ['button', '/kiosks/TL-003/readers/id-card/sing', undefined],
  ])('404 for an unknown %s', async (_, url, body) => {
    const { call } = await panel();
    const response = await call('PUT', url, body);
    expect(response.status).toBe(404);
    expect(Object.keys(response.body)).toEqual(['error']);
  });

  test('a device that could not do it says why', async () => {
    const { call } = await panel(async (_, order) => {
      if (isDeepStrictEqual(order, { kind: 'unplug' })) throw new Error('the device process ended');
    });
    const response = await call('PUT', '/kiosks/TL-003/readers/id-card/unplug');
    expect(response).toEqual({ status: 500, body: { error: 'the device process ended' } });
  });

  test.each([
    ['from a page of the open web', { host: '127.0.0.1:8000', origin: 'https://example.invalid' }],
    [
      'under a foreign name that points here',
      { host: 'rebound.example.invalid', origin: 'http://rebound.example.invalid' },
    ],
  ])('403 when pressed %s', async (_, headers) => {
    const { server, pressed } = await panel();
    const response = await server.inject({
      method: 'PUT',
      url: '/kiosks/TL-003/printers/receipt/take',
      headers,
    });
    expect(response.statusCode).toBe(403);
    expect(pressed()).toEqual([]);
  });
});

test('the street panel is served where it has been built', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'once-panel-'));
  closers.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), '<title>street</title>');
  const { server } = await panel(undefined, folder);
  const page = await server.inject({ url: '/', headers: { host: '127.0.0.1' } });
  expect(page.body).toContain('street');
});

test('every change reaches whoever listens, as one event each', async () => {
  const events = createEventStream();
  const server = await startControlServer({ port: 0, events, plugins: [], panelDirectory: '/nowhere' });
  closers.push(server.close);
  const response = await fetch(`${server.url}/events`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first: SandboxEvent = { kind: 'exchange', what: 'case' };
  const second: SandboxEvent = { kind: 'receipt', kiosk: 'TL-003', receipt: { ...strip, taken: false } };
  events.publish(first);
  events.publish(second);
  let text = '';
  while (!text.includes('event: receipt') || !text.endsWith('\n\n'))
    text += (await reader?.read())?.value ?? '';
  const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
  expect(data).toEqual([first, second]);
});
