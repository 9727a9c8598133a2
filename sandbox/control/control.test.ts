import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import type { KioskDevices } from '../devices/kiosk-devices.ts';
import { citizenPlugin } from '../population/citizen-plugin.ts';
import { createPopulation } from '../population/population.ts';
import type { KioskState, Receipt, SandboxEvent } from './contract.ts';
import { createEventStream } from './event-stream.ts';
import { kioskPlugin } from './kiosk-plugin.ts';
import { buildControlServer, startControlServer } from './server.ts';

const population = createPopulation({ seed: 'control', size: 40, today: '2026-11-24' });
const [someone] = population.citizens();
if (someone === undefined) throw new Error('a population has people');
const citizen = someone.id;

const receipt: Receipt = {
  at: '2026-11-24T02:00:00.000Z',
  hex: '0a',
  text: '回执',
  elements: [],
  taken: false,
};

/** Devices that remember which buttons were pressed, in place of processes. */
function rememberingDevices(overrides: Partial<KioskDevices> = {}) {
  const pressed: unknown[] = [];
  let state: KioskState = {
    id: 'TL-003',
    screen: null,
    reader: { path: '/dev/id-card', plugged: true, card: null, fault: 'none' },
    printer: {
      ...{ path: '/dev/receipt', plugged: true, paper: 'full', coverOpen: false, fault: 'none', receipts: 0 },
    },
  };
  const press =
    (name: string) =>
    async (...details: readonly unknown[]) => {
      pressed.push([name, ...details]);
    };
  const devices: KioskDevices = {
    state: () => state,
    receipts: () => [receipt],
    setScreen: (screen) => {
      state = { ...state, screen };
    },
    putCard: async (card) => {
      pressed.push(['putCard', card?.citizen ?? null, card?.document.number]);
      state = { ...state, reader: { ...state.reader, card: card?.citizen ?? null } };
    },
    breakReader: press('breakReader'),
    plug: press('plug'),
    unplug: press('unplug'),
    setPaper: press('setPaper'),
    setCover: press('setCover'),
    breakPrinter: press('breakPrinter'),
    takeReceipts: () => pressed.push(['takeReceipts']),
    pids: () => ({ reader: undefined, printer: undefined }),
    close: async () => {},
    ...overrides,
  };
  return { devices, pressed };
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function panel(overrides: Partial<KioskDevices> = {}, panelDirectory = '/nowhere') {
  const { devices, pressed } = rememberingDevices(overrides);
  const server: FastifyInstance = await buildControlServer({
    events: createEventStream(),
    plugins: [kioskPlugin(new Map([['TL-003', devices]]), population), citizenPlugin(population)],
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
  return { server, call, pressed };
}

describe('every button of the page does what the page says', () => {
  test.each([
    ['readers/id-card/unplug', undefined, ['unplug', 'reader']],
    ['readers/id-card/plug', undefined, ['plug', 'reader', undefined]],
    ['readers/id-card/plug', { path: '/tmp/other' }, ['plug', 'reader', '/tmp/other']],
    ['readers/id-card/fault', { preset: 'cardMoved', times: 1 }, ['breakReader', 'cardMoved', 1]],
    ['readers/id-card/fault', { preset: 'silent' }, ['breakReader', 'silent', null]],
    ['printers/receipt/paper', { level: 'out' }, ['setPaper', 'out']],
    ['printers/receipt/cover', { open: true }, ['setCover', true]],
    ['printers/receipt/fault', { preset: 'cutter' }, ['breakPrinter', 'cutter']],
    ['printers/receipt/unplug', undefined, ['unplug', 'printer']],
    ['printers/receipt/plug', { path: '/tmp/other' }, ['plug', 'printer', '/tmp/other']],
    ['printers/receipt/take', undefined, ['takeReceipts']],
  ])('PUT %s %j', async (path, body, expected) => {
    const { call, pressed } = await panel();
    const { status, body: state } = await call('PUT', `/kiosks/TL-003/${path}`, body);
    expect(status).toBe(200);
    expect(state).toMatchObject({ id: 'TL-003' });
    expect(pressed).toEqual([expected]);
  });

  test('a citizen’s own card is laid on the reader and lifted again', async () => {
    const { call, pressed } = await panel();
    const laid = await call('PUT', '/kiosks/TL-003/readers/id-card/card', { citizen });
    expect(laid.body).toMatchObject({ reader: { card: citizen } });
    const lifted = await call('DELETE', '/kiosks/TL-003/readers/id-card/card');
    expect(lifted.body).toMatchObject({ reader: { card: null } });
    expect(pressed).toEqual([
      ['putCard', citizen, someone.document.number],
      ['putCard', null, undefined],
    ]);
  });

  test('a screen is registered, and forgotten with null', async () => {
    const { call } = await panel();
    const url = 'http://127.0.0.1:4321/';
    expect((await call('PUT', '/kiosks/TL-003/screen', { url })).body).toMatchObject({ screen: url });
    expect((await call('PUT', '/kiosks/TL-003/screen', { url: null })).body).toMatchObject({ screen: null });
  });

  test('states and receipts can be looked at', async () => {
    const { call } = await panel();
    expect((await call('GET', '/kiosks')).body).toMatchObject([{ id: 'TL-003' }]);
    expect((await call('GET', '/kiosks/TL-003')).body).toMatchObject({ id: 'TL-003' });
    expect((await call('GET', '/kiosks/TL-003/printers/receipt/receipts')).body).toEqual([receipt]);
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
    expect(pressed).toEqual([]);
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
    const { call } = await panel({
      unplug: async () => Promise.reject(new Error('the device process ended')),
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
    expect(pressed).toEqual([]);
  });
});

test('the street panel is served where it has been built', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'once-panel-'));
  closers.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), '<title>street</title>');
  const { server } = await panel({}, folder);
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
  const second: SandboxEvent = { kind: 'receipt', kiosk: 'TL-003', receipt };
  events.publish(first);
  events.publish(second);
  let text = '';
  while (!text.includes('event: receipt') || !text.endsWith('\n\n'))
    text += (await reader?.read())?.value ?? '';
  const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
  expect(data).toEqual([first, second]);
});
