import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UpMessage } from '../../wire/envelope.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import type { Account } from '../accounts/account.ts';
import { GENESIS } from '../accounts/audit-chain.ts';
import type { Alarm } from '../fleet/alarm.ts';
import { unbornLink } from '../fleet/ladder.ts';
import { partsOf } from '../fleet/machine.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import type { Due, HallStore, HallWrite, Judge, MachineRecord, Received } from './store.ts';

const T = Date.parse('2026-11-24T02:15:03.200Z');
const [older, newer] = ['01932f6b-8c00-7000-8000-000000000001', '01932f6b-9c00-7000-8000-000000000001'];
const place = { 'zh-CN': '一楼', en: 'ground floor' };
const record: MachineRecord = {
  kiosk: 'TL-003',
  hall: 'h',
  place,
  credential: null,
  enrolment: null,
  enrolledAt: null,
};

const account: Account = {
  name: 'wang',
  role: 'viewer',
  halls: ['tonglu-*'],
  passwordHash: null,
  totpSecret: null,
  lastTimeStep: 0,
  activation: null,
  disabled: false,
  failures: 0,
  lockedUntil: 0,
};

const said = (example: UpMessage, changes: Partial<UpMessage>, channel: string): Received => ({
  kind: 'message',
  at: T,
  topic: '',
  channel,
  // The changes are to the envelope; type and payload stay together.
  message: { ...example, ack: 0, ...changes } as UpMessage,
});
const supply = (boot: string, seq: number, used: number, changes: Partial<UpMessage> = {}): Received =>
  said(
    { ...upExamples.sup, d: { ...upExamples.sup.d, used } },
    { boot, seq, ...changes },
    'sup/receipt-paper',
  );

/** What every store promises of what comes in and of what people write; run by the tests of each. */
export function keepsWhatIsTaken(open: () => Promise<HallStore>): void {
  let store: HallStore;
  beforeEach(async () => {
    store = await open();
    await store.commit([{ kind: 'record', record }]);
  });
  afterEach(() => store.close());

  /** Who is due; they stay so. */
  const dueAt = (now: number) => store.judgeDue(now, 10, () => []);
  const usedNow = async () => {
    const machine = await store.machine('TL-003');
    return machine && partsOf(machine, 'sup')[0]?.d.used;
  };

  describe('what is known of a part', () => {
    test('moves only forward, by start and number, whatever comes late', async () => {
      await store.take([supply(newer, 2, 20)]);
      await store.take([supply(newer, 1, 10, { late: true }), supply(older, 900, 5, { late: true })]);
      expect(await usedNow()).toBe(20);
      await store.take([supply(newer, 3, 30)]);
      expect(await usedNow()).toBe(30);
    });

    test('is in the history once for each change, not for each report', async () => {
      await store.take([supply(newer, 1, 10), supply(newer, 2, 10), supply(newer, 3, 11)]);
      expect(await store.history({ kiosk: 'TL-003', limit: 10 })).toHaveLength(2);
      expect(await store.runs('TL-003')).toMatchObject([{ end: 3 }]);
    });
  });

  test('what is sent twice is counted once', async () => {
    const use = said(upExamples.use, { boot: newer, seq: 1 }, 'use');
    await store.take([use]);
    expect(await store.take([use, use])).toEqual([{ kiosk: 'TL-003', boot: newer, seq: 1 }]);
    expect(await store.usage({ from: '2026-11-24', to: '2026-11-24' })).toMatchObject([
      { n: 2, seconds: 190 },
    ]);
  });

  test('a number the kiosk calls acknowledged beyond the message itself is not believed', async () => {
    expect(await store.take([supply(newer, 5, 1, { ack: 900 })])).toMatchObject([{ seq: 5 }]);
  });

  test('a batch is kept whole or not at all', async () => {
    const broken = { ...supply(newer, 2, 2), at: Number.NaN };
    await expect(store.take([supply(newer, 1, 1), broken])).rejects.toThrow();
    expect(await store.runs('TL-003')).toEqual([]);
  });

  test('problems of machines nobody has written down fill no table', async () => {
    const problem = { kind: 'problem', at: T, problem: 'credentials-refused', detail: '' } as const;
    await store.take([
      { ...problem, kiosk: 'TL-999' },
      { ...problem, kiosk: 'TL-003' },
      { ...problem, kiosk: 'TL-003' },
    ]);
    expect((await store.machine('TL-003'))?.problems).toMatchObject([{ count: 2, firstAt: T }]);
    await store.commit([{ kind: 'record', record: { ...record, kiosk: 'TL-999' } }]);
    expect((await store.machine('TL-999'))?.problems).toEqual([]);
    expect(await dueAt(T)).toEqual(['TL-003']);
  });

  describe('two hands on one alarm', () => {
    const alarm = exampleAlarm({ hall: 'h', phaseSince: T, raisedAt: T, lastAt: T });
    const write = (changed: Alarm) => store.commit([{ kind: 'alarm', alarm: changed, dueAt: null }]);

    test('do not undo each other: the second is told to look again', async () => {
      await write(alarm);
      const seen = await store.alarm('a-1');
      if (!seen) throw new Error('not written');
      expect(await write({ ...seen, acked: { by: 'wang', at: T } })).toBe('done');
      expect(await write({ ...seen, severity: 'S1' })).toBe('conflict');
      expect((await store.alarm('a-1'))?.acked?.by).toBe('wang');
    });

    test('do not open it twice', async () => {
      await write(alarm);
      expect(await write({ ...alarm, id: 'a-2' })).toBe('conflict');
      expect(await store.openAlarms({ kiosk: 'TL-003' })).toHaveLength(1);
    });
  });

  test('how often an alarm came before is counted of closed ones of the same identity', async () => {
    const day = 24 * 3_600_000;
    const closed = (id: string, lastAt: number, changes: Partial<Alarm> = {}): HallWrite => ({
      kind: 'alarm',
      alarm: exampleAlarm({ id, hall: 'h', lastAt, phase: 'closed', ...changes }),
      dueAt: null,
    });
    const now = exampleAlarm({ id: 'now', hall: 'h-2', raisedAt: T, lastAt: T });
    const ofHall = { kiosk: null, component: 'link', code: 'hall-link' };
    await store.commit([
      closed('long-ago', T - 300 * day),
      closed('twice', T - 20 * day),
      closed('once', T - 10 * day),
      closed('other-machine', T - day, { kiosk: 'TL-004' }),
      closed('other-code', T - day, { code: 'receipt-paper-low' }),
      closed('later', T + day),
      closed('of-hall', T - 5 * day, ofHall),
      closed('of-other-hall', T - day, { ...ofHall, hall: 'h-2' }),
      { kind: 'alarm', alarm: now, dueAt: null },
    ]);
    expect(await store.alarmsBefore(now, T - 100 * day)).toEqual({ times: 2, lastAt: T - 10 * day });
    const first = exampleAlarm({ raisedAt: T - 300 * day });
    expect(await store.alarmsBefore(first, 0)).toEqual({ times: 0, lastAt: null });
    const lost = exampleAlarm({ ...ofHall, hall: 'h', raisedAt: T });
    expect(await store.alarmsBefore(lost, 0)).toEqual({ times: 1, lastAt: T - 5 * day });
  });

  describe('two hands on what people write down', () => {
    test('do not undo each other: the second is told to look again', async () => {
      const moved = (hall: string): HallWrite => ({
        kind: 'record',
        record: { ...record, hall },
        was: record,
      });
      expect(await store.commit([moved('h-2')])).toBe('done');
      expect(await store.commit([moved('h-3')])).toBe('conflict');
      expect((await store.record('TL-003'))?.hall).toBe('h-2');
      const renewed: HallWrite = { kind: 'account', account: { ...account, failures: 1 }, was: account };
      await store.commit([{ kind: 'account', account }]);
      expect([await store.commit([renewed]), await store.commit([renewed])]).toEqual(['done', 'conflict']);
      expect(await store.account('wang')).toEqual({ ...account, failures: 1 });
    });

    test('do not write the same thing down for the first time', async () => {
      const first = (hall: string): HallWrite => ({
        kind: 'record',
        record: { ...record, kiosk: 'TL-004', hall },
        was: null,
      });
      expect([await store.commit([first('h')]), await store.commit([first('h-2')])]).toEqual([
        'done',
        'conflict',
      ]);
      expect((await store.record('TL-004'))?.hall).toBe('h');
    });
  });

  describe('the audit trail', () => {
    const entry = { at: T, by: 'zhou', action: 'alarm.ack', target: 'TL-003', reason: '' };

    test('is a chain from its first entry', async () => {
      await store.commit([
        { kind: 'audit', entry },
        { kind: 'audit', entry },
      ]);
      const entries = await store.audit({ limit: 10 });
      expect(new Set([GENESIS, ...entries.map(({ hash }) => hash)]).size).toBe(3);
    });

    test('is found by what it was done to, in order', async () => {
      const to = (target: string, reason: string): HallWrite => ({
        kind: 'audit',
        entry: { ...entry, target, reason },
      });
      await store.commit([to('TL-003/a 1', 'first'), to('TL-003/a 2', 'other'), to('TL-003/a 1', 'second')]);
      const found = await store.audit({ target: 'TL-003/a 1', limit: 10 });
      expect(found.map(({ seq, reason }) => [seq, reason])).toEqual([
        [1, 'first'],
        [3, 'second'],
      ]);
      expect(await store.audit({ target: 'TL-003/a 1', after: 1, limit: 10 })).toHaveLength(1);
      expect(await store.audit({ target: 'TL-003/a', limit: 10 })).toEqual([]);
    });
  });

  describe('a machine', () => {
    const heartbeat = (seconds: number, svc: string): Received => ({
      ...said({ ...upExamples.hb, d: { ...upExamples.hb.d, svc } }, { boot: newer, up: seconds }, 'hb'),
      at: T + seconds * 1000,
    });

    test('is known by its newest heartbeat, whatever comes in between', async () => {
      await store.take([heartbeat(30, '11'), heartbeat(0, '00')]);
      await store.take([said(upExamples.met, { boot: newer }, 'met')]);
      const machine = await store.machine('TL-003');
      expect(machine).toMatchObject({ heartbeat: { at: T + 30_000, d: { svc: '11' } }, metrics: { at: T } });
      expect(machine?.link.heardAt).toBe(T + 30_000);
      expect(await store.standings('TL-003', 0, T + 60_000)).toEqual([
        {
          at: T + 30_000,
          kind: 'offer',
          offered: 2,
          assigned: 2,
          svc: '11',
          release: upExamples.hb.d.release,
        },
      ]);
    });

    test('is due when something came in, until it was looked at as it is', async () => {
      await store.take([heartbeat(0, '11')]);
      const seen = await store.machine('TL-003');
      const standing = {
        kind: 'standing',
        kiosk: 'TL-003',
        reach: 'online',
        since: T,
        dueAt: T + 65_000,
      } as const;
      await store.take([heartbeat(30, '10')]);
      await store.commit([{ ...standing, rev: seen?.rev ?? 0 }]);
      expect(await dueAt(T + 30_000)).toEqual(['TL-003']);
      const again = await store.machine('TL-003');
      await store.commit([{ ...standing, rev: again?.rev ?? 0 }]);
      expect(await dueAt(T + 30_000)).toEqual([]);
      expect(await dueAt(T + 65_000)).toEqual(['TL-003']);
      expect(await store.seen()).toEqual([
        { kiosk: 'TL-003', hall: 'h', reach: 'online', lastHeardAt: T + 30_000 },
      ]);
      expect(await store.standings('TL-003', 0, T)).toContainEqual({ at: T, kind: 'reach', reach: 'online' });
    });
  });

  test('how things stood is told of many machines at once, each in order', async () => {
    await store.commit([{ kind: 'record', record: { ...record, kiosk: 'TL-001' } }]);
    const beat = (k: string, up: number, svc: string): Received => ({
      ...said({ ...upExamples.hb, k, d: { ...upExamples.hb.d, svc } }, { boot: newer, up }, 'hb'),
      at: T + up,
    });
    await store.take([beat('TL-003', 1, '11'), beat('TL-001', 2, '01'), beat('TL-003', 3, '00')]);
    const standings = await store.standingsOf(['TL-003', 'TL-001', 'TL-404'], T, T + 10);
    expect([...standings.keys()].sort()).toEqual(['TL-001', 'TL-003']);
    expect(standings.get('TL-003')).toEqual(await store.standings('TL-003', T, T + 10));
    expect(standings.get('TL-003')).toMatchObject([{ offered: 2 }, { offered: 0 }]);
    expect(standings.get('TL-001')).toMatchObject([{ offered: 1 }]);
  });

  test('all machines are told in brief, and with what each reported of itself', async () => {
    await store.commit([{ kind: 'record', record: { ...record, kiosk: 'TL-001' } }]);
    await store.take([
      said(upExamples.hb, { boot: newer }, 'hb'),
      said(upExamples.reported, { boot: newer, seq: 1 }, 'reported'),
      supply(newer, 2, 2),
    ]);
    const machine = await store.machine('TL-003');
    if (!machine) throw new Error('it is written down');
    const { hall, reach, link, heartbeat, parts } = machine;
    const reported = parts.filter(({ said: { ty } }) => ty === 'reported');
    expect(await store.machinesInBrief()).toEqual([
      { kiosk: 'TL-001', hall, place, link: unbornLink, reach: 'never', heartbeat: null, parts: [] },
      { kiosk: 'TL-003', hall, place, link, reach, heartbeat, parts: reported },
    ]);
    expect(reported).toHaveLength(1);
    expect((await store.machines())[1]).toEqual(machine);
  });

  describe('machines that are due', () => {
    const alarm = exampleAlarm({ hall: 'h', phaseSince: T, raisedAt: T, lastAt: T });
    const bornAt = (kiosk: string): Received =>
      said({ ...upExamples.state, k: kiosk }, { boot: newer }, 'state');
    const judged: Judge = ({ machine: { kiosk, rev } }) => [
      { kind: 'standing', kiosk, rev, reach: 'online', since: T, dueAt: T + 65_000 },
      { kind: 'alarm', alarm: { ...alarm, id: `of-${kiosk}`, kiosk }, dueAt: null },
    ];
    beforeEach(async () => {
      await store.commit([{ kind: 'record', record: { ...record, kiosk: 'TL-004' } }]);
      await store.take([bornAt('TL-003'), bornAt('TL-004')]);
    });

    test('are judged with their alarms and what is wanted of them, and what comes of it is written', async () => {
      const wish = {
        kiosk: 'TL-003',
        revision: 1,
        inService: false,
        message: null,
        by: 'wang',
        at: T,
        reason: '',
      };
      await store.commit([
        { kind: 'wish', wish },
        { kind: 'alarm', alarm, dueAt: null },
      ]);
      const seen = new Map<string, Due>();
      await store.judgeDue(T, 10, (due) => {
        seen.set(due.machine.kiosk, due);
        return due.machine.kiosk === 'TL-004' ? judged(due) : [];
      });
      expect(seen.get('TL-003')).toEqual({
        machine: await store.machine('TL-003'),
        open: [{ ...alarm, rev: 1 }],
        wish,
      });
      expect(seen.get('TL-004')).toMatchObject({ machine: { reach: 'never' }, open: [], wish: null });
      expect(await store.machine('TL-004')).toMatchObject({ reach: 'online', reachSince: T });
      expect(await store.openAlarms({ kiosk: 'TL-004' })).toMatchObject([{ id: 'of-TL-004' }]);
      expect(await store.standings('TL-004', 0, T)).toContainEqual({ at: T, kind: 'reach', reach: 'online' });
      expect(await dueAt(T)).toEqual(['TL-003']);
    });

    test('are no more than were asked for, and the rest remains', async () => {
      const first = await store.judgeDue(T, 1, judged);
      const second = await store.judgeDue(T, 1, judged);
      expect([...first, ...second].sort()).toEqual(['TL-003', 'TL-004']);
      expect(await store.judgeDue(T, 1, judged)).toEqual([]);
    });

    test('are due because of an alarm alone', async () => {
      await store.judgeDue(T, 10, judged);
      const [open] = await store.openAlarms({ kiosk: 'TL-003' });
      if (!open) throw new Error('not written');
      await store.commit([{ kind: 'alarm', alarm: open, dueAt: T + 5000 }]);
      expect(await dueAt(T + 5000)).toEqual(['TL-003']);
    });

    test('stay as they are and due where an alarm is another’s to change, and hold up no others', async () => {
      await store.commit([{ kind: 'alarm', alarm, dueAt: null }]);
      await store.judgeDue(T, 10, judged);
      expect(await store.machine('TL-003')).toMatchObject({ reach: 'never' });
      expect(await store.openAlarms({ kiosk: 'TL-003' })).toEqual([{ ...alarm, rev: 1 }]);
      expect(await store.machine('TL-004')).toMatchObject({ reach: 'online' });
      expect(await dueAt(T)).toEqual(['TL-003']);
    });

    test('are all left alone when one cannot be judged', async () => {
      const broken: Judge = (due) => {
        if (due.machine.kiosk === 'TL-004') throw new Error('a defect');
        return judged(due);
      };
      await expect(store.judgeDue(T, 10, broken)).rejects.toThrow('a defect');
      expect(await dueAt(T)).toHaveLength(2);
      expect(await store.openAlarms()).toEqual([]);
    });
  });

  describe('what a machine told', () => {
    const told = async () => {
      const machine = await store.machine('TL-003');
      return machine && [partsOf(machine, 'alm').map(({ d }) => d.is), partsOf(machine, 'evt').length];
    };

    test('is over when a person has seen to it', async () => {
      const { alm, evt } = upExamples;
      const channel = `alm/${alm.d.code}`;
      await store.take([
        said({ ...alm, d: { ...alm.d, is: 'raised' } }, { boot: newer, seq: 1 }, channel),
        said(evt, { boot: newer, seq: 2 }, 'evt'),
      ]);
      expect(await told()).toEqual([['raised'], 1]);
      await store.commit([
        { kind: 'seen-to', kiosk: 'TL-003', channel, at: T + 1 },
        { kind: 'seen-to', kiosk: 'TL-003', channel: `evt/${evt.d.kind}`, at: T + 1 },
      ]);
      expect(await told()).toEqual([['cleared'], 0]);
    });

    test('is found in the history by type and time, the newest first', async () => {
      const at = (seq: number, ms: number): Received => {
        const late = { t: new Date(T + ms).toISOString(), tq: 'ntp', late: true } as const;
        return said(upExamples.evt, { boot: newer, seq, ...late }, 'evt');
      };
      await store.take([supply(newer, 1, 1), at(2, -2000), at(3, -1000)]);
      const seqs = async (more: Partial<Parameters<HallStore['history']>[0]>) =>
        (await store.history({ kiosk: 'TL-003', limit: 10, ...more })).map(({ message }) => message.seq);
      expect(await seqs({ types: ['evt'] })).toEqual([3, 2]);
      expect(await seqs({ types: ['evt'], to: T - 1500 })).toEqual([2]);
      expect(await seqs({ limit: 1, types: ['evt', 'alm'] })).toEqual([3]);
    });
  });

  test('halls, accounts, sessions and windows are what was written last', async () => {
    const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };
    const hall = { id: 'h', name: text, opening: 'always' } as const;
    const session = { tokenHash: 's', account: 'wang', startedAt: T, usedAt: T };
    const window = { id: 'w', kiosk: null, hall: 'h', from: T, to: T + 10, reason: 'x', by: 'wang' };
    await store.commit([
      { kind: 'hall', hall: { ...hall, opening: [] } },
      { kind: 'hall', hall },
      { kind: 'account', account },
      { kind: 'account', account: { ...account, failures: 1 } },
      { kind: 'session', session },
      { kind: 'maintenance', window },
    ]);
    expect(await store.halls()).toEqual([hall]);
    expect(await store.record('TL-003')).toEqual(record);
    expect([await store.account('wang'), await store.accounts()]).toEqual([
      { ...account, failures: 1 },
      [{ ...account, failures: 1 }],
    ]);
    expect(await store.session('s')).toEqual(session);
    expect(await store.maintenance(T + 9, T + 20)).toEqual([window]);
    expect(await store.maintenance(T + 10, T + 20)).toEqual([]);
    await store.commit([{ kind: 'session-over', tokenHash: 's' }]);
    expect(await store.session('s')).toBeNull();
  });

  describe('how long the hall has listened', () => {
    test('goes on over a start that others, or it itself, listened until a moment ago', async () => {
      expect(await store.listening(T, true)).toBe(T);
      expect(await store.listening(T + 20_000, false)).toBe(T);
      expect(await store.listening(T + 45_000, true)).toBe(T);
    });

    test('begins anew where nobody did', async () => {
      await store.listening(T, true);
      expect(await store.listening(T + 60_000, true)).toBe(T + 60_000);
    });
  });
}
