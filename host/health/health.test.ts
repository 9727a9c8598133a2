import { describe, expect, it, onTestFinished } from 'vitest';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import { encode } from '../../wire/decode.ts';
import type { Desired } from '../../wire/down.ts';
import type { MessageOf } from '../../wire/envelope.ts';
import type { UpType } from '../../wire/payloads.ts';
import { temporaryDataRoot } from '../journal/test-journal.ts';
import { createLog } from '../log.ts';
import { settled, simulatedClock } from '../simulated-clock.ts';
import { openDesired } from './desired.ts';
import { startHealth } from './health.ts';
import { openLogRing } from './log-ring.ts';
import { createTestDevices } from './test-devices.ts';
import { createTestHall, KIOSK, REALM } from './test-hall.ts';
import { COMMAND_KEY, desiredOf } from './test-signing.ts';
import { openTestStore } from './test-store.ts';

const MINUTE_MS = 60_000;

const items: ReadonlyMap<string, CompiledItem> = new Map(
  ['medical.reimburse', 'police.points'].map((id) => [
    id,
    // only what telemetry looks at
    { definition: { id, version: 1 }, needs: { devices: [] } } as unknown as CompiledItem,
  ]),
);

async function watched({ dataRoot = temporaryDataRoot(), random = 0.5, wasInterrupted = false } = {}) {
  const clock = simulatedClock();
  const desired = openDesired({
    dataRoot,
    kiosk: KIOSK,
    commandKey: COMMAND_KEY,
    now: clock.now,
    report: () => undefined,
    defect: () => undefined,
  });
  const hall = createTestHall({ acknowledges: true });
  const machine = createTestDevices();
  const lines: string[] = [];
  const logRing = openLogRing({ dataRoot, now: clock.now });
  const log = createLog({
    destination: { write: (line) => lines.push(line) },
    clock,
    kiosk: KIOSK,
    keep: logRing.keep,
  });
  const store = openTestStore(dataRoot);
  const health = startHealth({
    kiosk: KIOSK,
    realm: REALM,
    commandKey: null,
    version: '0.1.0',
    node: '24.21.0',
    release: 'a'.repeat(64),
    items,
    devices: machine.devices,
    desired,
    wasInterrupted,
    connect: hall.connect,
    store,
    clock,
    random: () => random,
    timeQuality: () => 'ntp',
    machine: () => ({ rssMb: 180, diskFreeMb: 20_000 }),
    restartHost: () => undefined,
    log,
    logRing,
  });
  onTestFinished(() => health.close());
  await settled();
  const of = <T extends UpType>(type: T) =>
    hall.heard.filter((message): message is MessageOf<T> => message.ty === type);
  const alarms = () => of('alm').map(({ d }) => `${d.component} ${d.code} ${d.is}`);
  return { clock, hall, machine, health, store, lines, of, alarms };
}

describe('a machine that is well', () => {
  it('tells after each birth all that is retained, and which start this is', async () => {
    const { of } = await watched({ wasInterrupted: true });
    expect(of('evt').map(({ d }) => d.kind)).toEqual(['host-started', 'visit-interrupted']);
    expect(of('reported')).toHaveLength(1);
    expect(of('flw')[0]?.d).toEqual({
      release: 'a'.repeat(64),
      part: 1,
      parts: 1,
      items: [...items.keys()].map((item) => ({ item, version: 1 })),
    });
    expect(of('dev')[0]?.d).toMatchObject({ class: 'receipt-printer', device: 'online', fault: null });
    expect(of('sup')[0]?.d).toMatchObject({ supply: 'receipt-paper', state: 'full', used: 0 });
  });

  it.each([
    [0, 27_000],
    [0.5, 30_000],
    [0.999, 33_000],
  ])('beats every 30 s, up to a tenth earlier or later: %d', async (random, periodMs) => {
    const { clock, of } = await watched({ random });
    await clock.advance(1_000);
    expect(of('hb')).toHaveLength(1);
    await clock.advance(periodMs * 10);
    expect(of('hb')).toHaveLength(11);
  });

  it('counts each minute, and tells its devices each quarter of an hour though nothing happens', async () => {
    const { clock, health, of } = await watched();
    health.audited({ kind: 'visit-started' });
    health.called({ service: 's', queryId: 'q', requestId: null, durationMs: 40, status: 200, code: 'ok' });
    await clock.advance(15 * MINUTE_MS);
    expect(of('met')).toHaveLength(15);
    expect(of('met')[0]?.d).toMatchObject({ audited: 1, exchange: { calls: 1, failed: 0, slowestMs: 40 } });
    expect(of('met')[1]?.d).toMatchObject({ audited: 0, exchange: { calls: 0 } });
    expect(of('dev')).toHaveLength(2);
  });

  it('stops all of it when it ends', async () => {
    const { clock, health, machine, hall } = await watched();
    await health.close();
    expect(clock.pending()).toBe(0);
    expect(machine.listeners()).toBe(0);
    expect(hall.heard.at(-1)).toMatchObject({ ty: 'state', d: { s: 'offline', reason: 'shutdown' } });
  });
});

describe('a device', () => {
  it('is told when it fails and when it is back, with the fault it had', async () => {
    const { machine, of } = await watched();
    machine.become({ device: 'offline' });
    machine.become({ device: 'online' });
    expect(of('dev').map(({ d }) => [d.device, d.fault?.device ?? null])).toEqual([
      ['online', null],
      ['offline', 'offline'],
      ['online', 'offline'],
    ]);
  });

  it('that is only used is no news', async () => {
    const { machine, of } = await watched();
    machine.become({ device: 'deviceBusy' });
    machine.become({ media: 'present' });
    machine.become({ device: 'online', media: 'notPresent' });
    expect(of('dev')).toHaveLength(1);
  });

  it('out of service is an alarm until it is not', async () => {
    const { machine, alarms } = await watched();
    machine.become({ device: 'offline', isOutOfService: true });
    machine.become({ device: 'online', isOutOfService: false });
    expect(alarms()).toEqual([
      'receipt-printer device-out-of-service raised',
      'receipt-printer device-out-of-service cleared',
    ]);
  });
});

describe('paper', () => {
  it('is counted as it is printed, told once a minute, and a new roll is noticed', async () => {
    const { clock, health, machine, of } = await watched();
    for (let n = 0; n < 3; n += 1) health.audited({ kind: 'slip-printed', slip: 'receipt', confirmed: true });
    expect(of('sup')).toHaveLength(1);
    await clock.advance(MINUTE_MS);
    machine.become({ paper: 'low' });
    machine.become({ paper: 'full' });
    expect(of('sup').map(({ d }) => [d.state, d.used, d.usedAtRefill])).toEqual([
      ['full', 0, null],
      ['full', 3, null],
      ['low', 3, null],
      ['full', 3, 3],
    ]);
  });
});

describe('an alarm', () => {
  it('is raised once, told again after a birth, and cleared once', async () => {
    const { clock, health, hall, alarms } = await watched();
    for (let n = 0; n < 3; n += 1) health.audited({ kind: 'card-left' });
    await settled();
    hall.cut();
    await clock.advance(1_000);
    health.audited({ kind: 'visit-started' });
    health.audited({ kind: 'visit-started' });
    expect(alarms()).toEqual(['kiosk card-left raised', 'kiosk card-left raised', 'kiosk card-left cleared']);
  });

  it('for help is raised by a press, and a start takes back what the one before it had raised', async () => {
    const dataRoot = temporaryDataRoot();
    const before = await watched({ dataRoot });
    before.health.helpAsked(true);
    await settled();
    expect(before.alarms()).toEqual(['kiosk help-wanted raised']);
    await before.health.close();
    const { alarms } = await watched({ dataRoot });
    expect(alarms()).toEqual(['kiosk help-wanted cleared']);
  });

  it('that was raised before a start is cleared when the next start sees that it is over', async () => {
    const dataRoot = temporaryDataRoot();
    const before = await watched({ dataRoot });
    before.health.wrote(false);
    await settled();
    await before.health.close();
    const { health, alarms } = await watched({ dataRoot });
    health.wrote(true);
    expect(alarms()).toEqual(['journal journal-failing raised', 'journal journal-failing cleared']);
  });

  it('about the exchange needs three calls without an answer, and one answer to clear', async () => {
    const { health, alarms } = await watched();
    const call = (status: number | null) =>
      health.called({ service: 's', queryId: 'q', requestId: null, durationMs: 1, status, code: 'x' });
    for (const status of [null, null, 200, null, null, null, null, 503]) call(status);
    expect(alarms()).toEqual([
      'exchange exchange-unreachable raised',
      'exchange exchange-unreachable cleared',
    ]);
  });

  it('about the window comes when it has not answered for twenty seconds, never where there was none', async () => {
    const { clock, health, alarms, of } = await watched();
    let answers: boolean | null = null;
    health.watch({
      subscribe: () => () => undefined,
      isIdle: () => false,
      pingWindow: (heard) => {
        if (answers) heard();
        return answers !== null;
      },
      reloadWindow: () => false,
      openWork: () => 2,
    });
    await clock.advance(MINUTE_MS);
    expect(alarms()).toEqual([]);
    expect(of('hb').at(-1)?.d).toMatchObject({ ui: null, sess: 'busy' });
    answers = true;
    await clock.advance(MINUTE_MS);
    answers = false;
    await clock.advance(30_000);
    answers = true;
    await clock.advance(10_000);
    expect(alarms()).toEqual(['window window-silent raised', 'window window-silent cleared']);
  });
});

const desiredTopic = `once/1/${REALM}/${KIOSK}/desired`;
const desiredBytes = (d: Desired) =>
  encode({ v: 1, k: KIOSK, t: '2026-11-24T02:00:00.000Z', ty: 'desired', d });

describe('what the hall wants', () => {
  it('is told back with its version, and what can be done here now at once', async () => {
    const { hall, of, clock } = await watched();
    await clock.advance(1_000);
    expect([of('reported').at(-1)?.d.desired, of('hb').at(-1)?.d.svc]).toEqual([null, '11']);
    hall.deliver(desiredTopic, desiredBytes(desiredOf({ version: 3, stopped: ['police.points'] })));
    expect([of('reported').at(-1)?.d.desired, of('hb').at(-1)?.d.svc]).toEqual([3, '10']);
    hall.deliver(desiredTopic, desiredBytes(desiredOf({ version: 4, inService: false })));
    expect([of('reported').at(-1)?.d.desired, of('hb').at(-1)?.d.svc]).toEqual([4, '00']);
    hall.deliver(desiredTopic, desiredBytes(desiredOf({ version: 5 })));
    expect([of('reported').at(-1)?.d.desired, of('hb').at(-1)?.d.svc]).toEqual([5, '11']);
  });

  it('is asked for again when the hall calls all its machines, and has effect though it was missed before', async () => {
    const { hall, of, clock } = await watched();
    hall.retainUnsaid(desiredTopic, desiredBytes(desiredOf({ version: 4 })));
    const poke = {
      v: 1,
      t: '2026-11-24T02:00:00.000Z',
      ty: 'poke',
      d: { look: 'desired', spreadS: 60 },
    } as const;
    hall.deliver(`once/1/${REALM}/${KIOSK}/poke`, encode(poke));
    await clock.advance(29_999);
    expect(hall.askedAgain).toEqual([]);
    await clock.advance(1);
    expect(hall.askedAgain).toEqual([desiredTopic]);
    expect(of('reported').at(-1)?.d.desired).toBe(4);
  });

  it('is told with the first words of the next start', async () => {
    const dataRoot = temporaryDataRoot();
    const before = await watched({ dataRoot });
    before.hall.deliver(desiredTopic, desiredBytes(desiredOf({ version: 3 })));
    await before.health.close();
    const { of } = await watched({ dataRoot });
    expect(of('reported')[0]?.d.desired).toBe(3);
  });
});

describe('whatever telemetry meets', () => {
  it('a disk that takes nothing more costs telemetry and nothing else: it is written into the log', async () => {
    const { clock, health, machine, store, lines } = await watched();
    store.close();
    health.audited({ kind: 'card-left' });
    health.wrote(false);
    machine.become({ device: 'offline' });
    await clock.advance(5 * MINUTE_MS);
    expect(
      lines.some((line) => line.includes('"event":"telemetry"') && line.includes('"level":"error"')),
    ).toBe(true);
  });
});
