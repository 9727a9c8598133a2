import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import { type Mosquitto, prepareMosquitto } from '../world/mosquitto.ts';
import { type Postgres, startPostgres } from '../world/postgres.ts';
import { type RunningProcess, startProcess } from '../world/processes.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { type OutboxMachine, startOutboxMachine } from './outbox-machine.ts';

/*
 * A real mosquitto, a real PostgreSQL, two copies of the hall as processes, and machines with the kiosk's own outbox:
 * nothing is lost when every outbox is empty and the database has each number they gave.
 */
const REALM = 'zj-hz';
const ONCE = join(import.meta.dirname, '..', '..', 'cli', 'once.ts');
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
const kiosks = ['TL-001', 'TL-002', 'TL-003', 'TL-004', 'TL-005', 'TL-006'];
/** A machine sends again what was not acknowledged after 20 s, then after 40. */
const within = { timeout: 100_000, interval: 100 };
const START_MS = 120_000;

type Ready = { readonly http: string; readonly code: string | null };
type Copy = 'a' | 'b';
let directory = '';
let credentials = '';
let postgres: Postgres;
let database = '';
let mosquitto: Mosquitto;
const halls = new Map<Copy, RunningProcess<Ready>>();
let desk: Desk;
const passwords = new Map<string, string>();
let machines: readonly OutboxMachine[] = [];

async function startHall(copy: Copy, ...more: readonly string[]): Promise<void> {
  const args = ['hall', 'start', '--data', join(directory, copy), '--realm', REALM, '--http', '0'];
  const shared = ['--database', database, '--broker', `mqtt://127.0.0.1:${mosquitto.halls}`];
  const running = await startProcess<Ready>(
    ONCE,
    [...args, ...shared, '--broker-credentials', credentials, '--mqtt', `${mosquitto.machines}`, ...more],
    (line) => {
      if (typeof line !== 'object' || line === null || !('http' in line)) return null;
      const code = 'firstAdmin' in line ? textAt(line.firstAdmin, 'code') : null;
      return { http: textAt(line, 'http'), code };
    },
  );
  halls.set(copy, running);
}
const hall = (copy: Copy): RunningProcess<Ready> => {
  const running = halls.get(copy);
  if (!running) throw new Error(`copy ${copy} does not run`);
  return running;
};
/** Signed in at one copy is signed in at each. */
const deskAt = (copy: Copy): Desk => deskOf(hall(copy).ready.http, desk.cookie);
async function killHall(copy: Copy): Promise<void> {
  hall(copy).child.kill('SIGKILL');
  await hall(copy).ended;
}

/** `once hall mosquitto-files`, as an operator has it run. */
const writeFiles = (...more: readonly string[]): unknown => {
  const shared = ['--database', database, '--realm', REALM, '--broker-credentials', credentials];
  const args = [ONCE, 'hall', 'mosquitto-files', '--out', mosquitto.directory, ...shared, ...more];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
};

async function rows<R extends pg.QueryResultRow>(
  statement: string,
  ...values: unknown[]
): Promise<readonly R[]> {
  const client = new pg.Client(database);
  await client.connect();
  try {
    return (await client.query<R>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** Each machine says something now and then; the answer ends it. */
function talk(everyMs: number): () => void {
  const timer = setInterval(() => {
    for (const machine of machines) machine.say({ ty: 'evt', d: { kind: 'card-left' } });
  }, everyMs);
  return () => clearInterval(timer);
}

const saidSoFar = () => machines.reduce((sum, machine) => sum + machine.said(), 0);
/** So that what follows falls into the middle of it. */
async function afterSaying(messages: number): Promise<void> {
  const before = saidSoFar();
  await vi.waitFor(() => expect(saidSoFar()).toBeGreaterThan(before + messages), within);
}

/** Every outbox is empty, and the database has each number once. */
async function expectNothingLost(): Promise<void> {
  await vi.waitFor(
    () => expect(machines.map((machine) => machine.open())).toEqual(kiosks.map(() => 0)),
    within,
  );
  for (const { kiosk, boot, said } of machines) {
    const kept = await rows<{ seq: string }>(
      'SELECT seq FROM message WHERE kiosk = $1 AND boot = $2 ORDER BY seq',
      kiosk,
      boot,
    );
    expect(kept.map(({ seq }) => Number(seq))).toEqual(
      Array.from({ length: said() }, (_, index) => index + 1),
    );
  }
}

async function takenBy(copy: Copy): Promise<number> {
  const { body } = await deskOf(hall(copy).ready.http, null).get('/metrics');
  return Number(/^hall_messages_taken_total (\d+)$/m.exec(String(body))?.[1] ?? Number.NaN);
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-beyond-'));
  credentials = join(directory, 'broker-credentials');
  writeFileSync(credentials, 'hall:a pass phrase of all copies\n', { mode: 0o600 });
  postgres = await startPostgres();
  database = await postgres.newDatabase();
  mosquitto = await prepareMosquitto();
  writeFiles();
  await mosquitto.rise();
  await Promise.all([startHall('a', '--first-admin', 'zhou'), startHall('b')]);
  desk = await openDesk(hall('a').ready.http, 'zhou', hall('a').ready.code ?? '', () => new Date());
  await desk.send('PUT', '/api/halls/tonglu-1', { name: text, opening: 'always', reason: 'set up' });
  for (const kiosk of kiosks) {
    const issued = await desk.send('POST', '/api/machines', {
      kiosk,
      hall: 'tonglu-1',
      place: text,
      reason: 'new',
    });
    // Written down at one copy, enrolled at the other.
    const enrolled = await deskOf(hall('b').ready.http, null).send('POST', '/enrol', {
      kiosk,
      code: textAt(issued.body, 'code'),
    });
    passwords.set(kiosk, textAt(enrolled.body, 'password'));
  }
  expect(writeFiles('--pid-file', mosquitto.pidFile)).toEqual({
    machines: kiosks.length,
    leftOut: [],
    changed: true,
  });
}, START_MS);

afterAll(async () => {
  for (const running of halls.values()) await running.stop();
  await mosquitto?.stop();
  await postgres?.stop();
  rmSync(directory, { recursive: true, force: true });
}, START_MS);

beforeEach(() => {
  machines = kiosks.map((kiosk) =>
    startOutboxMachine({
      directory,
      port: mosquitto.machines,
      realm: REALM,
      kiosk,
      password: passwords.get(kiosk) ?? '',
    }),
  );
});
afterEach(async () => {
  await Promise.all(machines.map((machine) => machine.close()));
});

describe('two copies of the hall', () => {
  test('share the load, and either shows all of it', async () => {
    const before = [await takenBy('a'), await takenBy('b')];
    for (const machine of machines)
      for (let count = 0; count < 100; count += 1) machine.say({ ty: 'evt', d: { kind: 'card-left' } });
    await expectNothingLost();
    const after = [await takenBy('a'), await takenBy('b')];
    const shares = after.map((taken, index) => taken - (before[index] ?? 0));
    // How large is the broker's to say: a copy that is slow just then gets less.
    expect(Math.min(...shares)).toBeGreaterThan(0);
    await vi.waitFor(async () => {
      const fleet = await deskAt('b').get('/api/fleet');
      expect(fleet.body).toMatchObject({ machines: kiosks.map((kiosk) => ({ kiosk, state: 'normal' })) });
    }, within);
  });

  test('survive each other: one is killed, the other goes on, and nothing is lost', async () => {
    const stop = talk(100);
    await afterSaying(60);
    await killHall('a');
    await afterSaying(60);
    const taken = await takenBy('b');
    await vi.waitFor(async () => expect(await takenBy('b')).toBeGreaterThan(taken), within);
    await startHall('a');
    await afterSaying(60);
    stop();
    await expectNothingLost();
  });

  test('raise an alarm once, however many machines are out of paper at once', async () => {
    const empty = { ...upExamples.dev.d, class: 'receipt-printer', paper: 'out' } as typeof upExamples.dev.d;
    for (const machine of machines) machine.say({ ty: 'dev', d: empty });
    const alarms = () =>
      rows<{ kiosk: string; body: string }>(
        "SELECT kiosk, body FROM alarm WHERE code = 'receipt-paper-out' ORDER BY kiosk",
      );
    await vi.waitFor(async () => expect(await alarms()).toHaveLength(kiosks.length), within);
    await expectNothingLost();
    const raised = await alarms();
    expect(raised.map(({ kiosk }) => kiosk)).toEqual(kiosks);
    for (const { body } of raised)
      expect(JSON.parse(body)).toMatchObject({ occurrences: 1, phase: 'active' });
  });
});

test('what somebody does at one copy is told to whoever looks on at the other', async () => {
  const open = await rows<{ id: string }>('SELECT id FROM alarm WHERE is_open LIMIT 1');
  const id = open[0]?.id ?? '';
  const stop = new AbortController();
  const live = await fetch(`${hall('b').ready.http}/api/live`, {
    headers: { cookie: desk.cookie ?? '' },
    signal: stop.signal,
  });
  expect((await deskAt('a').send('POST', `/api/alarms/${id}/ack`, {})).status).toBe(200);
  const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  while (!told.includes(id)) told += (await reader?.read())?.value ?? '';
  expect(told).toContain('event: alarm');
  stop.abort();
});

describe('nothing is lost', () => {
  test('when the broker is killed and comes back', async () => {
    const stop = talk(100);
    await afterSaying(60);
    await mosquitto.kill();
    await afterSaying(60);
    await mosquitto.rise();
    await afterSaying(60);
    stop();
    await expectNothingLost();
  });

  test('when the database is killed and comes back', async () => {
    const stop = talk(100);
    await afterSaying(60);
    await postgres.kill();
    expect((await deskOf(hall('b').ready.http, null).get('/health')).status).toBe(503);
    await afterSaying(60);
    await postgres.rise();
    await afterSaying(60);
    stop();
    await expectNothingLost();
    expect((await deskOf(hall('b').ready.http, null).get('/health')).status).toBe(200);
  });
});

describe('a machine', () => {
  const connect = (username: string, clientId: string) =>
    mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.machines}`, {
      username,
      clientId,
      password: passwords.get(username) ?? '',
      reconnectPeriod: 0,
    });

  test('speaks and hears under its own name only, and cannot take another one’s place', async () => {
    await expectNothingLost();
    const [liar, other] = [await connect('TL-001', 'TL-002'), machines[1]];
    const heard: string[] = [];
    liar.on('message', (topic) => heard.push(topic));
    await liar.subscribeAsync(`once/1/${REALM}/#`, { qos: 1 });
    const forged = { ...upExamples.evt, k: 'TL-002', boot: other?.boot ?? '', seq: 900_000 };
    await liar.publishAsync(`once/1/${REALM}/TL-002/evt`, JSON.stringify(forged), { qos: 1 });
    other?.say({ ty: 'evt', d: { kind: 'card-left' } });
    await expectNothingLost();
    // The other was acknowledged meanwhile, on its own topic.
    expect(heard).toEqual([]);
    expect(other?.line).not.toContain('lost');
    await liar.endAsync(true);
  });

  test('hears the calls to it and to all, wherever it stands, and none to another', async () => {
    // Its place on the line is free for this one.
    await machines[0]?.close();
    const hearing = await connect('TL-001', 'TL-001');
    const heard: string[] = [];
    hearing.on('message', (topic) => heard.push(topic));
    await hearing.subscribeAsync(`once/1/${REALM}/#`, { qos: 1 });
    const calling = await mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.halls}`, {
      username: 'hall',
      password: 'a pass phrase of all copies',
      reconnectPeriod: 0,
    });
    for (const to of ['TL-002', '_all', 'TL-001'])
      await calling.publishAsync(`once/1/${REALM}/${to}/poke`, 'look', { qos: 1 });
    const own = [`once/1/${REALM}/_all/poke`, `once/1/${REALM}/TL-001/poke`];
    await vi.waitFor(() => expect(heard).toEqual(own), within);
    await calling.endAsync();
    await hearing.endAsync(true);
  });

  test('that is revoked is cut off with the next files, and does not come back', async () => {
    await vi.waitFor(() => expect(machines[5]?.line).toContain('up'), within);
    await deskAt('a').send('POST', '/api/machines/TL-006/revoke', { reason: 'stolen' });
    expect(writeFiles('--pid-file', mosquitto.pidFile)).toMatchObject({
      machines: kiosks.length - 1,
      changed: true,
    });
    await vi.waitFor(() => expect(machines[5]?.line).toContain('lost'), within);
    await expect(connect('TL-006', 'TL-006')).rejects.toThrow(/authori[sz]ed/i);
    expect(machines[0]?.line).not.toContain('lost');
  });
});
