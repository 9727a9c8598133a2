import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  AlarmLogAnswer,
  AlarmView,
  DayAvailabilityAnswer,
  MachineAnswer,
  ServiceAvailabilityAnswer,
} from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { civilDate } from '../../hall/fleet/opening.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { openSqliteStore } from '../../hall/store/sqlite-store.ts';
import type { HallStore } from '../../hall/store/store.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk, release } from './reporting-kiosk.ts';

const REALM = 'zj-hz';
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };

/** The hall's clock can be set forward; its timers run as ever. */
let skewMs = 0;
const clock = { ...systemClock(), now: () => new Date(Date.now() + skewMs) };
let data = '';
let hall: RunningHall;
let desk: Desk;
let isStoreAway = false;
const kiosks: ReportingKiosk[] = [];

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
    openStore: (directory): HallStore => {
      const store = openSqliteStore(directory);
      return {
        ...store,
        take: (batch) => (isStoreAway ? Promise.reject(new Error('the disk is away')) : store.take(batch)),
      };
    },
  });
const url = () => `http://127.0.0.1:${hall.httpPort}`;

beforeEach(async () => {
  skewMs = 0;
  isStoreAway = false;
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

/** Writes a machine down, redeems its code as the machine does, and answers its password. */
async function enrol(kiosk: string): Promise<string> {
  const issued = await desk.send('POST', '/api/machines', {
    kiosk,
    hall: 'tonglu-1',
    place: text,
    reason: 'new machine',
  });
  const code = textAt(issued.body, 'code');
  const enrolled = await deskOf(url(), null).send('POST', '/enrol', { kiosk, code });
  return textAt(enrolled.body, 'password');
}

async function connect(kiosk: string, password: string, more: { boot?: string; bd?: number } = {}) {
  const connected = await connectKiosk({
    port: hall.mqttPort,
    realm: REALM,
    kiosk,
    password,
    now: clock.now,
    ...more,
  });
  kiosks.push(connected);
  return connected;
}

/** Birth, what it runs, and a heartbeat that offers `svc` of ten items. */
async function born(kiosk: ReportingKiosk, svc = '1111111111'): Promise<void> {
  await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  await kiosk.say({ ty: 'reported', d: { ...upExamples.reported.d, release, items: 10 } });
  await beat(kiosk, svc);
}
const beat = (kiosk: ReportingKiosk, svc = '1111111111') =>
  kiosk.say({ ty: 'hb', d: { ui: 1, sess: 'idle', svc, down: [], release, outbox: 0 } });

const receiptPrinter = (paper: 'full' | 'out') =>
  ({
    ty: 'dev',
    d: {
      class: 'receipt-printer',
      driver: 'escpos-serial',
      device: 'online',
      isOutOfService: false,
      paper,
      media: 'notPresent',
      isCoverOpen: false,
      fault: null,
    },
  }) as const;

// What the interface answers is of the contract's types; the tests would show if it were not.
const machine = async (id: string) => (await desk.get(`/api/machines/${id}`)).body as MachineAnswer;
const alarms = async () => ((await desk.get('/api/alarms')).body as { alarms: AlarmView[] }).alarms;
const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe('a machine out of paper', () => {
  test('is an alarm with what it means and what to do first, is acknowledged, and clears when the paper is there', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await kiosk.say(receiptPrinter('out'));
    await beat(kiosk, '1111000000');
    const raised = await until(async () => {
      const [alarm] = await alarms();
      expect(alarm).toMatchObject({ kiosk: 'TL-003', code: 'receipt-paper-out', severity: 'S2' });
      return alarm;
    });
    expect(raised?.hint.steps.map((step) => step.en)).toContain('Open the front');
    expect(raised?.state).toBe('active-unacked');

    const acked = await desk.send('POST', `/api/alarms/${raised?.id}/ack`, {});
    expect(acked).toMatchObject({ status: 200, body: { state: 'active-acked', acked: { by: 'zhou' } } });
    const took = (raised?.restore?.by ?? 0) - (raised?.raisedAt ?? 0);
    expect([raised?.restore?.line, took]).toEqual(['first', 30 * 60_000]);
    const early = await desk.send('POST', `/api/alarms/${raised?.id}/clear`, { reason: 'done' });
    expect(early).toMatchObject({ status: 409, body: { error: 'still-true' } });

    await kiosk.say(receiptPrinter('full'));
    await beat(kiosk);
    await until(async () => expect(await alarms()).toMatchObject([{ phase: 'clearing' }]));
    skewMs += 31_000;
    await until(async () => expect(await alarms()).toEqual([]));

    const trail = await desk.get('/api/audit');
    expect(JSON.stringify(trail.body)).toContain('TL-003/receipt-printer/receipt-paper-out');
    expect(trail.body).toMatchObject({ broken: null });

    await kiosk.say(receiptPrinter('out'));
    const again = await until(async () => {
      const [alarm] = await alarms();
      if (!alarm) throw new Error('not raised yet');
      expect(alarm.id).not.toBe(raised?.id);
      return alarm;
    });
    const log = await desk.get(`/api/alarms/${again.id}/log`);
    expect(log.body).toEqual({ entries: [], earlier: { times: 1, lastAt: raised?.lastAt } });
  });

  test('is acknowledged, assigned, given to another and put away, each is taken back with a reason, and the log has all of it', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await kiosk.say(receiptPrinter('out'));
    const { id } = await until(async () => {
      const [alarm] = await alarms();
      if (!alarm) throw new Error('not raised yet');
      return alarm;
    });
    const does = (what: string, body: object) => desk.send('POST', `/api/alarms/${id}/${what}`, body);
    const until8 = clock.now().getTime() + 8 * 3_600_000;
    const hands = [
      ['ack', {}],
      ['assign', { to: 'wang' }],
      ['assign', { to: 'li', reason: 'wang is ill' }],
      ['unack', { reason: 'the wrong one' }],
      ['shelve', { until: until8, reason: 'paper comes at noon' }],
      ['unshelve', { reason: 'paper is here' }],
      ['unassign', { reason: 'li went home' }],
    ] as const;
    for (const [what, body] of hands) expect([what, (await does(what, body)).status]).toEqual([what, 200]);
    expect(await alarms()).toMatchObject([
      { state: 'active-unacked', acked: null, assigned: null, shelved: null },
    ]);
    for (const undo of ['unack', 'unassign', 'unshelve']) {
      expect(await does(undo, { reason: 'again' })).toMatchObject({
        status: 409,
        body: { error: 'nothing-to-undo' },
      });
      expect(await does(undo, {})).toMatchObject({ status: 400, body: { error: 'invalid' } });
    }
    const { body } = await desk.get(`/api/alarms/${id}/log`);
    const { entries, earlier } = body as AlarmLogAnswer;
    expect(earlier).toEqual({ times: 0, lastAt: null });
    expect(entries.map(({ do: did, by, reason }) => `${by} ${did} ${reason}`)).toEqual([
      'zhou unassign li went home',
      'zhou unshelve paper is here',
      'zhou shelve paper comes at noon',
      'zhou unack the wrong one',
      'zhou assign wang is ill',
      'zhou assign ',
      'zhou ack ',
    ]);
    expect(entries.flatMap((entry) => (entry.do === 'assign' ? entry.to : []))).toEqual(['li', 'wang']);
    const [shelved] = entries.filter((entry) => entry.do === 'shelve');
    // To the second, as people read it.
    expect(shelved?.until).toBe(until8 - (until8 % 1000));
  });
});

describe('a civil day', () => {
  test('is written down by the hall itself, and told by hall, as a table too', async () => {
    const asked = async (more = '') =>
      desk.get(`/api/availability/days?from=${from}&to=${civilDate(clock.now().getTime())}${more}`);
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('online'));
    const from = civilDate(clock.now().getTime());
    skewMs += 12 * 60_000;
    await until(async () => {
      const { days } = (await asked()).body as DayAvailabilityAnswer;
      // Of two days where it is midnight just now.
      expect(days.reduce((sum, { measured }) => sum + measured, 0)).toBeGreaterThanOrEqual(12);
      expect(new Set(days.map(({ hall: id }) => id))).toEqual(new Set(['tonglu-1']));
    });
    expect((await asked('&format=csv')).body).toMatch(/\r\n\d{4}-\d\d-\d\d,tonglu-1,\d+,/);
    expect((await asked('&hall=fuyang-1')).body).toMatchObject({ days: [] });
    for (const dates of ['from=2025-01-01&to=2026-02-05', 'from=2026-02-01&to=2026-02-30', 'from=2026-02-01'])
      expect(await desk.get(`/api/availability/days?${dates}`)).toMatchObject({
        status: 400,
        body: { error: 'invalid', detail: 'to' },
      });
  });
});

describe('an item that is withdrawn', () => {
  test('is missing in the minutes of the item from the heartbeat on that says so, and in no other’s', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk, '11');
    const [first, second] = ['medins.remote-filing', 'police.fine'].map((item) => ({ item, version: 1 }));
    // In two parts, the last first.
    const parts = [
      [2, second],
      [1, first],
    ] as const;
    for (const [part, flow] of parts)
      await kiosk.say({ ty: 'flw', d: { release, part, parts: 2, items: flow ? [flow] : [] } });
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('online'));
    const from = clock.now().getTime();
    const says = async (svc: string) => {
      const at = clock.now().getTime();
      await beat(kiosk, svc);
      await until(async () => expect((await machine('TL-003')).heartbeat?.at).toBeGreaterThanOrEqual(at));
    };
    const minutesPass = async (minutes: number, svc: string) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        skewMs += 60_000;
        await says(svc);
      }
    };
    await minutesPass(3, '11');
    await says('01');
    await minutesPass(5, '01');
    const asked = async (format: string) =>
      desk.get(
        `/api/availability/items?from=${from}&to=${clock.now().getTime()}&hall=tonglu-1&format=${format}`,
      );
    const { items, weighted } = (await asked('json')).body as ServiceAvailabilityAnswer;
    const [withdrawn, other] = items;
    expect([withdrawn?.item, other?.item]).toEqual([first?.item, second?.item]);
    // By the clock 8 minutes, and those of the test itself.
    expect(other?.measured).toBeGreaterThanOrEqual(8);
    expect(other).toMatchObject({ offered: other?.measured, unknown: 0 });
    const missing = (withdrawn?.measured ?? 0) - (withdrawn?.offered ?? 0);
    expect(missing).toBeGreaterThanOrEqual(5);
    expect(withdrawn).toMatchObject({ measured: other?.measured, unknown: 0 });
    expect(withdrawn?.offered).toBeGreaterThanOrEqual(3);
    // Nobody came before: both weigh the same.
    expect(weighted).toBeCloseTo(1 - missing / (2 * (other?.measured ?? 0)));
    expect((await asked('csv')).body).toContain(`police.fine,${other?.measured},${other?.offered},0`);
  });
});

describe('a kiosk that is killed', () => {
  test('is suspect at once, unreachable after 100 s, an alarm after 180 s', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('online'));
    kiosk.kill();
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('suspect'));
    skewMs += 101_000;
    await until(async () =>
      expect((await machine('TL-003')).machine).toMatchObject({ reach: 'unreachable', state: 'unreachable' }),
    );
    expect(await alarms()).toEqual([]);
    skewMs += 80_000;
    await until(async () => expect(await alarms()).toMatchObject([{ code: 'unreachable' }]));
  });

  test('is online again with its next birth, and the will of the connection before changes nothing', async () => {
    const password = await enrol('TL-003');
    const first = await connect('TL-003', password, { bd: 1 });
    await born(first);
    // The same id again: the broker lets the first go and says its will after the second is there.
    const second = await connect('TL-003', password, { boot: first.boot, bd: 2 });
    await second.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
    await beat(second);
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('online'));
    expect((await machine('TL-003')).problems).toEqual([]);
  });
});

describe('nothing is lost', () => {
  test('when the hall is started anew: machines, alarms, accounts and acknowledgements go on', async () => {
    const password = await enrol('TL-003');
    const kiosk = await connect('TL-003', password);
    await born(kiosk);
    await kiosk.say(receiptPrinter('out'));
    await until(async () => expect(kiosk.acks.get(kiosk.boot)).toBe(2));
    await until(async () => expect(await alarms()).toHaveLength(1));
    await hall.close();
    hall = await start();
    expect(hall.firstAdmin).toBeNull();
    desk = deskOf(url(), desk.cookie);
    expect(await alarms()).toMatchObject([{ code: 'receipt-paper-out' }]);
    // Silence while the hall was away is the hall's, not the machine's.
    await until(async () => expect((await machine('TL-003')).machine.reach).toMatch(/unknown|online/));
    const again = await connect('TL-003', password, { boot: kiosk.boot, bd: 2 });
    await again.say(receiptPrinter('full'), { seq: 3 });
    await until(async () => expect(again.acks.get(kiosk.boot)).toBe(3));
  });

  test('when the database is away: what was acknowledged to the line is kept, and acknowledged to the machine later', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await until(async () => expect(kiosk.acks.get(kiosk.boot)).toBe(1));
    isStoreAway = true;
    await kiosk.say(receiptPrinter('out'));
    expect(kiosk.acks.get(kiosk.boot)).toBe(1);
    isStoreAway = false;
    skewMs += 2000;
    await beat(kiosk);
    await until(async () => expect(kiosk.acks.get(kiosk.boot)).toBe(2));
    await until(async () => expect(await alarms()).toMatchObject([{ code: 'receipt-paper-out' }]));
  });

  test('when numbers are missing: the hall acknowledges up to the hole, shows it, and goes on when it is filled', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await born(kiosk);
    await kiosk.say(receiptPrinter('out'), { seq: 3 });
    await until(async () => expect((await machine('TL-003')).holes).toMatchObject([{ missing: [[2, 2]] }]));
    expect(kiosk.acks.get(kiosk.boot)).toBe(1);
    await kiosk.say({ ty: 'evt', d: { kind: 'card-left' } }, { seq: 2, late: true });
    await until(async () => expect(kiosk.acks.get(kiosk.boot)).toBe(3));
    expect((await machine('TL-003')).holes).toEqual([]);
  });
});

describe('a machine that does not behave', () => {
  test('speaks in no other name: it is cut off, the other is untouched, and it is seen who it was', async () => {
    const [mine] = [await enrol('TL-003'), await enrol('TL-004')];
    const liar = await connect('TL-003', mine);
    const closed = new Promise<void>((resolve) => liar.client.once('close', () => resolve()));
    void liar.raw(`once/1/${REALM}/TL-004/state`, '{}').catch(() => undefined);
    await closed;
    await until(async () =>
      expect((await machine('TL-003')).problems).toMatchObject([{ kind: 'impersonation', count: 1 }]),
    );
    expect((await machine('TL-004')).problems).toEqual([]);
    expect((await machine('TL-004')).machine.reach).toBe('never');
  });

  test.each([
    ['nothing like JSON', '\u0000\u0001 nonsense', 'malformed'],
    ['a field nobody knows', JSON.stringify({ ...upExamples.hb, name: 'x' }), 'malformed'],
    ['a later version', JSON.stringify({ ...upExamples.hb, v: 9 }), 'unknown-version'],
    ['more than a message may be', 'x'.repeat(5000), 'too-long'],
  ])('that says %s stays connected, and the problem is seen', async (_what, payload, kind) => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await kiosk.raw(`once/1/${REALM}/TL-003/hb`, payload);
    await until(async () => expect((await machine('TL-003')).problems).toMatchObject([{ kind, count: 1 }]));
    await born(kiosk);
    await until(async () => expect((await machine('TL-003')).machine.reach).toBe('online'));
  });

  test('with a clock years off is dated by the hall, and the clock is an alarm', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } }, { t: '2031-01-01T00:00:00.000Z' });
    await until(async () => expect(await alarms()).toMatchObject([{ code: 'clock-off' }]));
    const { machine: seen, at } = await machine('TL-003');
    expect(at - (seen.heardAt ?? 0)).toBeLessThan(60_000);
  });

  test('hears nothing that is said to others', async () => {
    const kiosk = await connect('TL-003', await enrol('TL-003'));
    for (const filter of ['#', '$SYS/#', `once/1/${REALM}/+/cmd`, `once/1/${REALM}/TL-004/cmd`]) {
      await expect(kiosk.client.subscribeAsync(filter, { qos: 1 }), filter).rejects.toThrow();
    }
  });

  test('and has no credentials, or those of before it was enrolled anew, does not come in', async () => {
    const old = await enrol('TL-003');
    await enrol('TL-003');
    await expect(connect('TL-003', old)).rejects.toThrow(/Not authorized/);
    await expect(connect('TL-099', old)).rejects.toThrow(/Not authorized/);
    await until(async () =>
      expect((await machine('TL-003')).problems).toMatchObject([{ kind: 'credentials-refused' }]),
    );
  });
});
