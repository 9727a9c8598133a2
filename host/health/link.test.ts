import { describe, expect, it } from 'vitest';
import { encode } from '../../wire/decode.ts';
import { temporaryDataRoot } from '../journal/test-journal.ts';
import { type SimulatedClock, settled, simulatedClock } from '../simulated-clock.ts';
import { ACK_MS, createLink, type Link, WINDOW } from './link.ts';
import type { TelemetryStore } from './telemetry-store.ts';
import { createTestHall, KIOSK, REALM, type TestHall } from './test-hall.ts';
import { cardLeft, doorOpen, idle, openTestStore, STAMP } from './test-store.ts';

type Fixture = {
  readonly hall: TestHall;
  readonly link: Link;
  readonly store: TelemetryStore;
  readonly clock: SimulatedClock;
  readonly reports: string[];
  readonly defects: unknown[];
};

async function linkTo(hall: TestHall, dataRoot = temporaryDataRoot(), random = 0.5): Promise<Fixture> {
  const clock = simulatedClock();
  const store = openTestStore(dataRoot);
  const reports: string[] = [];
  const defects: unknown[] = [];
  const link = createLink({
    realm: REALM,
    kiosk: KIOSK,
    version: '0.1.0',
    connect: hall.connect,
    store,
    clock,
    random: () => random,
    stamp: () => STAMP,
    onUp: () => undefined,
    onDown: () => undefined,
    report: (code) => reports.push(code),
    defect: (error) => defects.push(error),
  });
  await settled();
  return { hall, link, store, clock, reports, defects };
}
const seqs = (hall: TestHall) => hall.numbered().map(({ seq, late }) => (late ? -seq : seq));

describe('a kiosk with a line', () => {
  it('is born first, with the counter its will has, and sends in order', async () => {
    const { hall, link } = await linkTo(createTestHall());
    link.say(cardLeft);
    link.say(doorOpen);
    expect(hall.heard.map(({ ty, seq }) => [ty, seq])).toEqual([
      ['state', 0],
      ['evt', 1],
      ['alm', 2],
    ]);
    expect(hall.heard[0]).toMatchObject({ bd: 1, d: { s: 'online' } });
    expect(hall.cut()).toMatchObject({ ty: 'state', bd: 1, d: { s: 'offline', reason: 'lost' } });
  });

  it('keeps what it sent until the hall says so, the broker’s word is not enough', async () => {
    const { hall, link, store } = await linkTo(createTestHall());
    link.say(cardLeft);
    expect(store.depth()).toBe(1);
    hall.acknowledge(store.boot, 1);
    expect(store.depth()).toBe(0);
  });

  it('is no more than a window ahead of the hall', async () => {
    const { hall, link, store } = await linkTo(createTestHall());
    for (let n = 0; n < WINDOW + 10; n += 1) link.say(cardLeft);
    expect(hall.numbered()).toHaveLength(WINDOW);
    hall.acknowledge(store.boot, 4);
    expect(hall.numbered()).toHaveLength(WINDOW + 4);
  });

  it('says goodbye in order, so that its end is no loss', async () => {
    const { hall, link, clock } = await linkTo(createTestHall());
    await link.close();
    expect(hall.heard.at(-1)).toMatchObject({ ty: 'state', d: { s: 'offline', reason: 'shutdown' } });
    expect(hall.hasEnded()).toBe(true);
    expect(clock.pending()).toBe(0);
  });
});

describe('a kiosk without a line', () => {
  it('keeps what happens and tells it after the next birth: in order, late, before what is new', async () => {
    const { hall, link, store, clock } = await linkTo(createTestHall());
    link.say(cardLeft);
    hall.acknowledge(store.boot, 1);
    hall.cut();
    link.say(doorOpen);
    link.say(idle);
    await clock.advance(1_000);
    link.say(cardLeft);
    expect(seqs(hall)).toEqual([1, -2, -3, 4]);
    expect(hall.heard.filter(({ ty }) => ty === 'state').map(({ bd }) => bd)).toEqual([1, 2]);
  });

  it('sends again what was sent and never acknowledged', async () => {
    const { hall, link, clock } = await linkTo(createTestHall());
    link.say(cardLeft);
    hall.cut();
    await clock.advance(1_000);
    expect(seqs(hall)).toEqual([1, -1]);
  });

  it('drops heartbeats rather than keep them', async () => {
    const { hall, link, store, clock } = await linkTo(createTestHall());
    hall.cut();
    link.mention({
      ty: 'hb',
      d: { ui: null, sess: 'idle', svc: '', down: [], release: 'a'.repeat(64), outbox: 0 },
    });
    await clock.advance(1_000);
    expect(store.depth()).toBe(0);
    expect(hall.heard.map(({ ty }) => ty)).toEqual(['state', 'state']);
  });

  it('after a start goes on with what the start before it left', async () => {
    const root = temporaryDataRoot();
    const before = await linkTo(createTestHall({ accepts: false }), root);
    before.link.say(cardLeft);
    before.link.say(doorOpen);
    const { hall, link, store } = await linkTo(createTestHall({ acknowledges: true }), root);
    link.say(idle);
    await settled();
    expect(hall.numbered().map(({ boot, seq, late }) => [boot, seq, late])).toEqual([
      [before.store.boot, 1, true],
      [before.store.boot, 2, true],
      [store.boot, 1, false],
    ]);
    expect(store.depth()).toBe(0);
  });

  it.each(['refuse', 'cut'] as const)('tries for ever, up to five minutes apart: %s', async (how) => {
    const { hall, clock } = await linkTo(createTestHall({ accepts: false }), temporaryDataRoot(), 0.999);
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      hall[how]();
      const before = clock.monotonicMs();
      const attempts = hall.attempts();
      while (hall.attempts() === attempts) await clock.advance(100);
      waits.push(clock.monotonicMs() - before);
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...waits)).toBe(299_700);
  });

  it('that is thrown out at once each time does not come back faster and faster', async () => {
    const { hall, clock } = await linkTo(createTestHall(), temporaryDataRoot(), 0.999);
    for (let n = 0; n < 5; n += 1) {
      hall.cut();
      await clock.advance(2 ** n * 1_000);
    }
    const attempts = hall.attempts();
    hall.cut();
    await clock.advance(30_000);
    expect(hall.attempts()).toBe(attempts);
  });
});

describe('a hall that does not acknowledge', () => {
  it('is asked again with the first message that is open, late, one at a time and ever more seldom', async () => {
    const { hall, link, clock, store, reports } = await linkTo(createTestHall());
    for (const said of [cardLeft, doorOpen, idle]) link.say(said);
    await clock.advance(ACK_MS);
    expect(seqs(hall)).toEqual([1, 2, 3, -1]);
    await clock.advance(ACK_MS);
    expect(seqs(hall)).toEqual([1, 2, 3, -1]);
    await clock.advance(ACK_MS);
    expect(seqs(hall)).toEqual([1, 2, 3, -1, -1]);
    hall.acknowledge(store.boot, 1);
    expect(seqs(hall)).toEqual([1, 2, 3, -1, -1, -2, -3]);
    expect(reports).toEqual(['up', 'not-acknowledged', 'not-acknowledged']);
  });
});

describe('whatever comes from the line', () => {
  it('that is no message of this contract is counted and changes nothing', async () => {
    const { hall, link, store, reports } = await linkTo(createTestHall());
    link.say(cardLeft);
    hall.deliver(`once/1/${REALM}/${KIOSK}/ack`, new Uint8Array([0xff, 0x00]));
    hall.deliver(`once/1/${REALM}/TL-004/ack`, new TextEncoder().encode('{}'));
    hall.deliver(
      `once/1/${REALM}/${KIOSK}/ack`,
      encode({ v: 1, k: 'TL-004', t: STAMP.t, ty: 'ack', d: { boot: store.boot, seq: 1 } }),
    );
    expect(store.depth()).toBe(1);
    expect(reports).toEqual(['up', 'unreadable', 'unreadable', 'unreadable']);
  });
});

describe('a mistake of ours', () => {
  it('costs the message it is in: a note goes in its place, and the rest is sent', async () => {
    const { hall, link, defects } = await linkTo(createTestHall());
    link.say({ ty: 'alm', d: { ...doorOpen.d, since: 'yesterday' } } as typeof doorOpen);
    link.say(cardLeft);
    expect(hall.numbered().map(({ seq, d }) => [seq, d])).toEqual([
      [1, { kind: 'dropped', from: 1, dropped: { alm: 1 } }],
      [2, { kind: 'card-left' }],
    ]);
    expect(defects).toHaveLength(1);
  });

  it('or a disk that fails stops nobody: it is told, and the line stays', async () => {
    const { hall, link, store, defects } = await linkTo(createTestHall());
    store.close();
    link.say(cardLeft);
    hall.acknowledge(store.boot, 1);
    expect(defects.length).toBeGreaterThan(0);
  });
});
