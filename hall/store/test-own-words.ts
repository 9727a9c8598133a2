import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UpMessage } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { firstBrokenLink } from '../accounts/audit-chain.ts';
import type { Command } from '../commands/command.ts';
import type { Alarm } from '../fleet/alarm.ts';
import { firstBootAt } from '../fleet/run.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import type { HallStore, HallWrite, Received } from './store.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
const DAY = 24 * 3_600_000;
const boot = '01932f6b-8c00-7000-8000-000000000001';
const place = { 'zh-CN': '一楼', en: 'ground floor' };

const command = (id: string, changes: Partial<Command> = {}): Command => ({
  id,
  kiosk: 'TL-003',
  counter: 1,
  action: { do: 'report' },
  by: 'wang',
  reason: 'test',
  at: T,
  notAfter: T + 60_000,
  sentAt: null,
  ...changes,
});
const wish = (kiosk: string, revision: number): HallWrite => ({
  kind: 'wish',
  wish: { kiosk, revision, inService: false, message: null, by: 'wang', at: T, reason: 'test' },
});
const stops = (revision: number, ...items: string[]): HallWrite => ({
  kind: 'stops',
  stops: { revision, items: items.map((item) => ({ item, by: 'wang', at: T, reason: 'test' })) },
});
const alarm = exampleAlarm({ hall: 'h', phaseSince: T, raisedAt: T, lastAt: T });
const notice = (id: string): HallWrite => ({
  kind: 'notice',
  notice: { id, at: T, tells: 'raised', alarm, givenUpAt: null },
});
const audit = (at: number): HallWrite => ({
  kind: 'audit',
  entry: { at, by: 'zhou', action: 'alarm.ack', target: 'TL-003', reason: '' },
});
const said = (example: UpMessage, seq: number, at: number): Received => ({
  kind: 'message',
  at,
  topic: '',
  channel: example.ty,
  // The changes are to the envelope; type and payload stay together.
  message: { ...example, boot, seq, ack: 0, t: new Date(at).toISOString(), tq: 'ntp' } as UpMessage,
});

/** What every store promises of the hall's own words, and of forgetting; run by the tests of each. */
export function keepsItsOwnWords(open: () => Promise<HallStore>): void {
  let store: HallStore;
  beforeEach(async () => {
    store = await open();
    const record = { kiosk: 'TL-003', hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
    await store.commit([{ kind: 'record', record }]);
  });
  afterEach(() => store.close());

  describe('a command', () => {
    test('is found by machine and by whether it may still be sent, the newest first', async () => {
      await store.commit([
        { kind: 'command', command: command('c-1') },
        { kind: 'command', command: command('c-2', { counter: 2, notAfter: T + DAY }) },
        { kind: 'command', command: command('c-3', { kiosk: 'TL-004' }) },
      ]);
      const ids = async (query: Parameters<HallStore['commands']>[0]) =>
        (await store.commands(query)).map(({ id }) => id);
      expect(await ids({ kiosk: 'TL-003', limit: 10 })).toEqual(['c-2', 'c-1']);
      expect(await ids({ kiosk: ['TL-003', 'TL-404'], limit: 10 })).toEqual(['c-2', 'c-1']);
      expect(await ids({ kiosk: [], limit: 10 })).toEqual([]);
      expect(await ids({ sendableAt: T + 60_001, limit: 10 })).toEqual(['c-2']);
      expect(await ids({ limit: 1 })).toEqual(['c-2']);
    });

    test('keeps when it was sent last', async () => {
      await store.commit([{ kind: 'command', command: command('c-1') }]);
      await store.commit([{ kind: 'command-sent', id: 'c-1', at: T + 5 }]);
      expect(await store.commands({ limit: 10 })).toEqual([command('c-1', { sentAt: T + 5 })]);
    });

    test('has a number its machine has had no other of', async () => {
      await store.commit([{ kind: 'command', command: command('c-1') }]);
      expect(await store.commit([audit(T), { kind: 'command', command: command('c-2') }])).toBe('conflict');
      expect(await store.audit({ limit: 10 })).toEqual([]);
      expect(await store.commands({ limit: 10 })).toHaveLength(1);
    });
  });

  describe('a log that was pulled', () => {
    const part = (number: number, t = upExamples.log.d.lines[0]?.t ?? ''): Payload<'log'> => ({
      ...upExamples.log.d,
      part: number,
      parts: 3,
      lines: upExamples.log.d.lines.map((line) => ({ ...line, t })),
    });
    const { cmd } = upExamples.log.d;

    test('is there part by part, in order, each once, and is none of the history', async () => {
      const came = (d: Payload<'log'>, seq: number, at = T) => said({ ...upExamples.log, d }, seq, at);
      await store.take([came(part(2), 2), came(part(1), 1), came(part(2, '2026-11-24T00:00:00.000Z'), 3)]);
      await store.take([came(part(1, '2026-11-24T00:00:00.000Z'), 4)]);
      const held = await store.pulledLog('TL-003', cmd);
      expect(held.map((each) => each.part)).toEqual([1, 2]);
      expect(held[0]).toEqual(part(1));
      expect(await store.pulledLog('TL-004', cmd)).toEqual([]);
      expect(await store.history({ kiosk: 'TL-003', limit: 10 })).toEqual([]);
    });

    test('is forgotten by when it came, whatever the clock of the machine', async () => {
      const came = (d: Payload<'log'>, seq: number, at: number): Received => ({
        ...said({ ...upExamples.log, d }, seq, T + 3_650 * DAY),
        at,
      });
      await store.take([came(part(1), 1, T), came(part(2), 2, T + 2 * DAY)]);
      expect(await store.prune('logs', T + DAY, 10)).toBe(1);
      expect((await store.pulledLog('TL-003', cmd)).map((each) => each.part)).toEqual([2]);
    });
  });

  describe('what is wanted', () => {
    test('is nothing at first', async () => {
      expect(await store.wishes('TL-003')).toEqual({
        own: null,
        stops: { revision: 0, items: [] },
        newest: 0,
      });
    });

    test('of one machine and of all is the newest, each change with a greater number than any before', async () => {
      expect(await store.commit([wish('TL-003', 5)])).toBe('done');
      expect(await store.commit([stops(6, 'police.fine')])).toBe('done');
      expect(await store.commit([wish('TL-004', 7)])).toBe('done');
      expect(await store.commit([wish('TL-003', 7)])).toBe('conflict');
      expect(await store.commit([stops(3)])).toBe('conflict');
      expect(await store.wishes('TL-003')).toMatchObject({
        own: { revision: 5, inService: false },
        stops: { revision: 6, items: [{ item: 'police.fine' }] },
        newest: 7,
      });
      expect(await store.wishes(null)).toMatchObject({ own: null, newest: 7 });
    });
  });

  describe('a notice', () => {
    const ids = async (state: 'waiting' | 'given-up') =>
      (await store.notices({ state, limit: 10 })).map(({ id }) => id);

    test('waits in the order it was written, until it was taken or given up', async () => {
      await store.commit([notice('n-2')]);
      await store.commit([notice('n-1'), notice('n-3')]);
      expect(await ids('waiting')).toEqual(['n-2', 'n-1', 'n-3']);
      await store.commit([{ kind: 'notice-over', id: 'n-2', how: 'told', at: T }]);
      await store.commit([{ kind: 'notice-over', id: 'n-1', how: 'given-up', at: T + 9 }]);
      expect([await ids('waiting'), await ids('given-up')]).toEqual([['n-3'], ['n-1']]);
      expect(await store.notices({ state: 'given-up', limit: 1 })).toMatchObject([
        { alarm, givenUpAt: T + 9 },
      ]);
    });

    test('is not there where the change it tells of is not', async () => {
      const write: HallWrite = { kind: 'alarm', alarm, dueAt: null };
      await store.commit([write]);
      expect(await store.commit([{ ...write, alarm: { ...alarm, id: 'a-2' } }, notice('n-1')])).toBe(
        'conflict',
      );
      expect(await ids('waiting')).toEqual([]);
    });
  });

  describe('forgetting', () => {
    test('takes the history from before a moment, in pieces, and what is sent again is not counted again', async () => {
      const uses = [1, 2, 3, 4].map((seq) => said(upExamples.use, seq, T - (5 - seq) * DAY));
      await store.take(uses);
      expect(await store.prune('history', T - 2 * DAY, 1)).toBe(1);
      expect(await store.prune('history', T - 2 * DAY, 10)).toBe(1);
      expect(await store.prune('history', T - 2 * DAY, 10)).toBe(0);
      expect(await store.history({ kiosk: 'TL-003', limit: 10 })).toHaveLength(2);
      const counted = await store.usage({ from: '2026-01-01', to: '2026-12-31' });
      await store.take(uses);
      expect(await store.usage({ from: '2026-01-01', to: '2026-12-31' })).toEqual(counted);
    });

    test('leaves how things stood at that moment, and after it', async () => {
      for (const [day, svc] of [
        [1, '111'],
        [2, '110'],
        [5, '100'],
      ] as const) {
        const hb = { ...upExamples.hb, d: { ...upExamples.hb.d, svc }, up: day };
        await store.take([said(hb, 0, T + day * DAY)]);
      }
      const offers = async (from: number) =>
        (await store.standings('TL-003', from, T + 10 * DAY)).flatMap((each) =>
          each.kind === 'offer' ? each.offered : [],
        );
      const before = await offers(T + 4 * DAY);
      expect(await store.prune('standings', T + 4 * DAY, 10)).toBe(1);
      expect(await offers(T + 4 * DAY)).toEqual(before);
      expect(await offers(0)).toEqual([2, 1]);
    });

    test('takes how far old boots are held, and leaves the one that ran then and those after it', async () => {
      const bootAt = (at: number) => firstBootAt(at).replace(/0$/, '1');
      const boots = [-30, -20, -10, 1].map((day) => bootAt(T + day * DAY));
      for (const each of boots) {
        const received = said(upExamples.evt, 1, T);
        if (received.kind === 'message')
          await store.take([{ ...received, message: { ...received.message, boot: each } }]);
      }
      expect(await store.prune('runs', T, 1)).toBe(1);
      expect(await store.prune('runs', T, 10)).toBe(1);
      expect(await store.prune('runs', T, 10)).toBe(0);
      expect((await store.runs('TL-003')).map((run) => run.boot)).toEqual(boots.slice(2).toReversed());
    });

    test('takes old events out of what is known of a machine, and nothing else of it', async () => {
      const { dev, evt } = upExamples;
      await store.take([said(evt, 1, T - 2 * DAY), said(dev, 2, T - 2 * DAY)]);
      await store.take([said({ ...evt, d: { kind: 'card-left' } }, 3, T)]);
      const kinds = async () => (await store.machine('TL-003'))?.parts.map(({ said: { ty } }) => ty).sort();
      const before = (await kinds()) ?? [];
      expect(await store.prune('events', T - DAY, 10)).toBe(1);
      expect(await store.prune('events', T - DAY, 10)).toBe(0);
      expect(await kinds()).toEqual(before.toSpliced(before.indexOf('evt'), 1));
    });

    test('takes usage by civil date, and leaves the day itself', async () => {
      await store.take([said(upExamples.use, 1, T - 3 * DAY), said(upExamples.use, 2, T)]);
      expect(await store.prune('usage', T, 10)).toBe(1);
      expect(await store.usage({ from: '2026-01-01', to: '2026-12-31' })).toMatchObject([
        { date: '2026-11-24' },
      ]);
    });

    test('leaves open alarms and notices that wait, however old', async () => {
      const closed: Alarm = { ...alarm, id: 'a-2', code: 'paper-out', phase: 'closed' };
      await store.commit([
        { kind: 'alarm', alarm, dueAt: null },
        { kind: 'alarm', alarm: closed, dueAt: null },
        notice('n-1'),
        notice('n-2'),
        { kind: 'notice-over', id: 'n-2', how: 'given-up', at: T },
      ]);
      expect(await store.prune('alarms', T + DAY, 10)).toBe(1);
      expect(await store.prune('notices', T + DAY, 10)).toBe(1);
      expect(await store.alarms({ limit: 10 })).toMatchObject([{ id: 'a-1' }]);
      expect(await store.notices({ state: 'waiting', limit: 10 })).toHaveLength(1);
    });

    test('takes old commands, old sessions and maintenance that is over', async () => {
      const session = { account: 'zhou', startedAt: T, usedAt: T };
      const window = { kiosk: null, hall: 'h', from: T, reason: 'x', by: 'zhou' };
      await store.commit([
        { kind: 'command', command: command('c-1') },
        { kind: 'command', command: command('c-2', { counter: 2, at: T + DAY }) },
        { kind: 'session', session: { ...session, tokenHash: 's-1' } },
        { kind: 'maintenance', window: { ...window, id: 'w-1', to: T + 1 } },
        { kind: 'maintenance', window: { ...window, id: 'w-2', to: T + 2 * DAY } },
      ]);
      expect(await store.prune('commands', T + DAY, 10)).toBe(1);
      expect(await store.prune('sessions', T + DAY, 10)).toBe(1);
      expect(await store.prune('maintenance', T + DAY, 10)).toBe(1);
      expect(await store.commands({ limit: 10 })).toMatchObject([{ id: 'c-2' }]);
      expect(await store.session('s-1')).toBeNull();
      expect(await store.maintenance(T, T + DAY)).toMatchObject([{ id: 'w-2' }]);
    });

    test('takes the oldest of the audit trail, and what is left is a chain from where it was cut', async () => {
      for (const day of [0, 1, 2, 3]) await store.commit([audit(T + day * DAY)]);
      expect(await store.prune('audit', T + 2 * DAY, 1)).toBe(1);
      expect(await store.prune('audit', T + 2 * DAY, 10)).toBe(1);
      const start = await store.auditStart();
      await store.commit([audit(T + 4 * DAY)]);
      const left = await store.audit({ limit: 10 });
      expect(left.map(({ seq }) => seq)).toEqual([3, 4, 5]);
      expect(start.seq).toBe(2);
      expect(firstBrokenLink(left, start.hash)).toBeNull();
    });

    test('leaves the last of the audit trail, so that the next follows from it', async () => {
      await store.commit([audit(T), audit(T)]);
      expect(await store.prune('audit', T + DAY, 10)).toBe(1);
      expect(await store.prune('audit', T + DAY, 10)).toBe(0);
      expect(await store.audit({ limit: 10 })).toMatchObject([{ seq: 2 }]);
    });
  });
}
