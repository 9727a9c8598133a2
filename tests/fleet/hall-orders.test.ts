import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CommandsAnswer, DesiredAnswer, StopsAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { createCommands } from '../../host/health/commands.ts';
import { openDesired } from '../../host/health/desired.ts';
import { signatureCheck } from '../../host/health/signature.ts';
import { decodeDown } from '../../wire/decode.ts';
import type { Said } from '../../wire/payloads.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk } from './reporting-kiosk.ts';

const REALM = 'zj-hz';
const KIOSK = 'TL-003';
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
const clock = systemClock();
let data = '';
let hall: RunningHall;
let desk: Desk;
const kiosks: ReportingKiosk[] = [];
const LINES = upExamples.log.d.lines;

const start = (): Promise<RunningHall> =>
  startHall({
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
const url = () => `http://127.0.0.1:${hall.httpPort}`;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'once-hall-'));
  hall = await start();
  desk = await openDesk(url(), 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  await desk.send('PUT', '/api/halls/tonglu-1', { name: text, opening: 'always', reason: 'set up' });
});
afterEach(async () => {
  await Promise.all(kiosks.splice(0).map((kiosk) => kiosk.end()));
  await hall.close();
  await rm(data, { recursive: true });
});

type Enrolled = { readonly password: string; readonly commandKey: string };
async function enrol(kiosk = KIOSK): Promise<Enrolled> {
  const placing = { kiosk, hall: 'tonglu-1', place: text, reason: 'new machine' };
  const issued = await desk.send('POST', '/api/machines', placing);
  const code = textAt(issued.body, 'code');
  const { body } = await deskOf(url(), null).send('POST', '/enrol', { kiosk, code });
  return { password: textAt(body, 'password'), commandKey: textAt(body, 'commandKey') };
}

/** A machine with the kiosk's own judgement of what the hall says: signature, number, version. */
async function arrive({ password, commandKey }: Enrolled, birth = 1, counter = { last: 0 }) {
  const kiosk = await connectKiosk({
    port: hall.mqttPort,
    realm: REALM,
    kiosk: KIOSK,
    password,
    bd: birth,
  });
  kiosks.push(kiosk);
  const done: string[] = [];
  const reports: string[] = [];
  const desired = openDesired({
    dataRoot: join(data, 'kiosk'),
    kiosk: KIOSK,
    commandKey,
    now: clock.now,
    report: (code) => reports.push(code),
    defect: (error) => reports.push(String(error)),
  });
  // What is still on its way when a test ends the line is nobody's loss.
  const say = (said: Said): void => void kiosk.say(said).catch(() => undefined);
  desired.subscribe(() =>
    say({ ty: 'reported', d: { ...upExamples.reported.d, desired: desired.version() } }),
  );
  const { hear } = createCommands({
    kiosk: KIOSK,
    isSigned: signatureCheck(commandKey),
    now: clock.now,
    desk: {
      selfTest: async () => null,
      restart: async (deviceClass) => {
        done.push(deviceClass);
        return true;
      },
    },
    report: () => done.push('report'),
    whenIdle: async () => undefined,
    restartWindow: async () => 'done',
    restartHost: () => done.push('restart-host'),
    readLog: ({ lines }) => LINES.slice(-lines),
    book: {
      lastCounter: () => counter.last,
      begin: (begun) => {
        counter.last = begun.counter;
      },
      end: () => undefined,
      underWay: () => [],
    },
    say: (d) => say({ ty: 'res', d }),
    sayLog: (d) => say({ ty: 'log', d }),
  });
  kiosk.client.on('message', (topic, payload) => {
    const decoded = decodeDown(topic, payload);
    if (!decoded.ok) return;
    if (decoded.message.ty === 'cmd') void hear(decoded.message.d);
    if (decoded.message.ty === 'desired') desired.hear(decoded.message.d);
  });
  for (const name of ['cmd', 'desired']) {
    await kiosk.client.subscribeAsync(`once/1/${REALM}/${KIOSK}/${name}`, { qos: 1 });
  }
  await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  return { kiosk, done, reports, desired };
}

// What the interface answers is of the contract's types; the tests would show if it were not.
const commands = async () => ((await desk.get('/api/commands')).body as CommandsAnswer).commands;
const wanted = async () => (await desk.get(`/api/machines/${KIOSK}/desired`)).body as DesiredAnswer;
const stops = async () => (await desk.get('/api/stops')).body as StopsAnswer;
const command = (action: object) =>
  desk.send('POST', `/api/machines/${KIOSK}/commands`, { action, reason: 'it does not print' });
const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe('a command', () => {
  test('is carried out by the machine, and its end is seen with who asked and why', async () => {
    const { done } = await arrive(await enrol());
    const answer = await command({ do: 'restart-device', class: 'receipt-printer' });
    expect(answer.status).toBe(202);
    await until(async () =>
      expect(await commands()).toMatchObject([
        {
          id: textAt(answer.body, 'id'),
          state: 'done',
          by: 'zhou',
          reason: 'it does not print',
          result: { is: 'done' },
        },
      ]),
    );
    expect(done).toEqual(['receipt-printer']);
    const trail = await desk.get('/api/audit');
    expect(JSON.stringify(trail.body)).toContain('command.restart-device.receipt-printer');
  });

  test('to pull the log has its lines read by an operator, each reading in the audit trail, and by no viewer', async () => {
    await arrive(await enrol());
    const [since, to] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'];
    const answer = await command({ do: 'pull-log', since, until: to, lines: 1000 });
    const id = textAt(answer.body, 'id');
    await until(async () => expect(await commands()).toMatchObject([{ id, state: 'done' }]));
    const path = `/api/machines/${KIOSK}/logs?command=${id}`;
    expect((await desk.get(path)).body).toEqual({ kiosk: KIOSK, command: id, lines: LINES, complete: true });
    const file = String((await desk.get(`${path}&format=csv`)).body);
    expect(file.split('\r\n').slice(0, 2)).toEqual([
      'time,level,part,event,state,supply,alarm,code,error,at,version,release,source,status,ms,seconds,freeMb',
      '2026-11-24 10:14:10,error,exchange,exchange-failed,,,,ECONNREFUSED,,,,,,,12,,',
    ]);
    const trail = JSON.stringify((await desk.get('/api/audit')).body);
    expect(trail).toContain('command.pull-log');
    expect(trail.match(new RegExp(`"log.read","target":"${KIOSK} ${id}"`, 'g'))).toHaveLength(2);
    const other = `/api/machines/${KIOSK}/logs?command=${id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`;
    expect((await desk.get(other)).body).toMatchObject({ lines: [], complete: false });

    const issued = await desk.send('POST', '/api/accounts', { name: 'li', role: 'viewer', reason: 'new' });
    const viewer = await openDesk(url(), 'li', textAt(issued.body, 'code'), clock.now);
    expect((await viewer.get(path)).status).toBe(403);
    expect((await deskOf(url(), null).get(path)).status).toBe(401);
  });

  test('that the machine cannot do is seen as refused, with the reason', async () => {
    await arrive(await enrol());
    await command({ do: 'self-test', class: 'camera' });
    await until(async () =>
      expect(await commands()).toMatchObject([{ state: 'refused', result: { code: 'no-device' } }]),
    );
  });

  test('waits for a machine that is away, over a start of the hall, and is done once when it comes', async () => {
    const enrolled = await enrol();
    await command({ do: 'report' });
    expect(await commands()).toMatchObject([{ state: 'queued', sentAt: null }]);
    await hall.close();
    hall = await start();
    desk = deskOf(url(), desk.cookie);
    const counter = { last: 0 };
    const { done, kiosk } = await arrive(enrolled, 1, counter);
    await until(async () => expect(await commands()).toMatchObject([{ state: 'done' }]));
    // Cut off and back, with the same memory of numbers: nothing is done twice.
    kiosk.kill();
    const again = await arrive(enrolled, 2, counter);
    await again.kiosk.say({ ty: 'evt', d: { kind: 'card-left' } });
    expect([done, again.done]).toEqual([['report'], []]);
    expect(await commands()).toMatchObject([{ state: 'done' }]);
  });

  test.each([
    [{ do: 'format-disk' }, 400],
    [{ do: 'restart-device', class: 'teapot' }, 400],
  ])('that is none is refused: %j', async (action, status) => {
    await enrol();
    expect((await command(action)).status).toBe(status);
    expect(await commands()).toEqual([]);
  });

  test('to a machine nobody has written down is refused', async () => {
    expect((await command({ do: 'report' })).status).toBe(404);
  });
});

describe('how a machine shall be', () => {
  test('is in force at the machine, and the hall is told so', async () => {
    const { desired } = await arrive(await enrol());
    const message = { 'zh-CN': '下午三点停机检修', en: 'Maintenance at three' };
    const put = await desk.send('PUT', `/api/machines/${KIOSK}/desired`, {
      inService: false,
      message,
      reason: 'new printer',
    });
    expect(put).toMatchObject({ status: 200, body: { inService: false, last: { by: 'zhou' } } });
    await until(async () => {
      const { version, inForce } = await wanted();
      expect(inForce).toBe(version);
    });
    expect(desired.wishes()).toMatchObject({ message });
    expect(desired.wishes().outSince).not.toBeNull();
  });

  test('that says nothing, or more than fits on the screen, is refused', async () => {
    await enrol();
    for (const body of [{ reason: 'x' }, { message: { 'zh-CN': 'x'.repeat(61), en: 'x' }, reason: 'x' }]) {
      expect((await desk.send('PUT', `/api/machines/${KIOSK}/desired`, body)).status).toBe(400);
    }
  });
});

describe('an item stopped everywhere', () => {
  test('is stopped at a machine that is there, at one that comes later, and is seen to be', async () => {
    const enrolled = await enrol();
    await enrol('TL-004');
    const put = (stopped: boolean) =>
      desk.send('PUT', '/api/stops', { item: 'police.fine', stopped, reason: 'wrong fee' });
    expect(await put(true)).toMatchObject({ status: 200, body: { stops: [{ item: 'police.fine' }] } });
    expect((await stops()).behind).toEqual([KIOSK, 'TL-004']);
    const { desired } = await arrive(enrolled);
    await until(async () => expect((await stops()).behind).toEqual(['TL-004']));
    expect([...desired.wishes().stopped]).toEqual(['police.fine']);
    await put(false);
    await until(async () => expect(desired.wishes().stopped.size).toBe(0));
    const trail = JSON.stringify((await desk.get('/api/audit')).body);
    expect(trail).toContain('item.stopped');
    expect(trail).toContain('item.resumed');
  });
});
