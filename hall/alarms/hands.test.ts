import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alarm } from '../fleet/alarm.ts';
import { readRules } from '../fleet/rules.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { HallStore } from '../store/store.ts';
import { type ActionResult, act, actOnEach } from './hands.ts';
import { type Action, auditOf, logEntryOf, targetOf } from './trail.ts';

const NOW = Date.parse('2026-11-24T02:15:03.000Z');
const read = readRules(`
version: 1
rules:
  - code: receipt-paper-out
    component: receipt-printer
    when: { device: receipt-printer, has: { paper: [out] } }
    severity: S2
    title: &t { zh-CN: 缺纸, en: no paper }
    effect: *t
    hint: &h { minutes: 1, steps: [*t] }
  - { code: help-wanted, component: kiosk, when: { told: help-wanted }, severity: S1, title: *t, effect: *t, hint: *h }
`);
if (!read.ok) throw new Error(read.problem);
const { rules } = read;

let directory = '';
let store: HallStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'once-hands-'));
  store = openSqliteStore(directory);
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const actor = { by: 'wang', halls: null, reason: 'why', now: NOW };
const hand = { by: 'li', at: NOW - 5000 };
const kept = async (alarm: Alarm): Promise<void> => {
  await store.commit([{ kind: 'alarm', alarm, dueAt: null }]);
};
/** Refused: why. Done: its phase, and by whom it is acknowledged, whose it is, until when it is put away. */
const told = (result: ActionResult): string => {
  if (!result.ok) return result.why;
  const { phase, acked, assigned, shelved } = result.alarm;
  return [phase, acked?.by ?? '-', assigned?.to ?? '-', shelved ? `+${shelved.until - NOW}` : '-'].join(' ');
};

describe('what a hand does, by how the alarm stands', () => {
  const HANDS = {
    acked: hand,
    assigned: { ...hand, to: 'chen' },
    shelved: { ...hand, until: NOW + 9, reason: '' },
  };
  const STANDING: Readonly<Record<string, Partial<Alarm>>> = {
    pending: { phase: 'pending' },
    active: { phase: 'active' },
    'active, in hands': { phase: 'active', ...HANDS },
    clearing: { phase: 'clearing' },
    'clearing, in hands': { phase: 'clearing', ...HANDS },
    cleared: { phase: 'cleared', clearedAt: NOW - 1 },
    closed: { phase: 'closed', acked: hand },
    'shelved until a moment ago': { phase: 'active', shelved: { ...hand, until: NOW, reason: '' } },
  };
  const ack = { do: 'ack' } as const;
  const assign = { do: 'assign', to: 'sun' } as const;
  const shelve = { do: 'shelve', until: NOW + 60 } as const;
  test.each<[string, Action, string]>([
    ['pending', ack, 'pending wang - -'],
    ['active', ack, 'active wang - -'],
    ['active, in hands', ack, 'active li chen +9'],
    ['clearing', ack, 'clearing wang - -'],
    ['cleared', ack, 'closed wang - -'],
    ['closed', ack, 'closed'],
    ['active, in hands', { do: 'unack' }, 'active - chen +9'],
    ['clearing, in hands', { do: 'unack' }, 'clearing - chen +9'],
    ['active', { do: 'unack' }, 'nothing-to-undo'],
    ['pending', { do: 'unack' }, 'nothing-to-undo'],
    ['cleared', { do: 'unack' }, 'nothing-to-undo'],
    ['closed', { do: 'unack' }, 'closed'],
    ['active', assign, 'active - sun -'],
    ['active, in hands', assign, 'active li sun +9'],
    ['cleared', assign, 'cleared - sun -'],
    ['closed', assign, 'closed'],
    ['active, in hands', { do: 'unassign' }, 'active li - +9'],
    ['clearing, in hands', { do: 'unassign' }, 'clearing li - +9'],
    ['cleared', { do: 'unassign' }, 'nothing-to-undo'],
    ['closed', { do: 'unassign' }, 'closed'],
    ['active', shelve, 'active - - +60'],
    ['active, in hands', shelve, 'active li chen +60'],
    ['closed', shelve, 'closed'],
    ['active, in hands', { do: 'unshelve' }, 'active li chen -'],
    ['active', { do: 'unshelve' }, 'nothing-to-undo'],
    ['shelved until a moment ago', { do: 'unshelve' }, 'nothing-to-undo'],
    ['closed', { do: 'unshelve' }, 'closed'],
    ['active', { do: 'clear' }, 'still-true'],
    ['clearing', { do: 'clear' }, 'closed wang - -'],
    ['cleared', { do: 'clear' }, 'closed wang - -'],
    ['closed', { do: 'clear' }, 'closed'],
  ])('%s: %o', async (standing, action, becomes) => {
    await kept(exampleAlarm(STANDING[standing]));
    const before = await store.alarm('a-1');
    const result = await act(store, rules, 'a-1', action, actor);
    expect(told(result)).toBe(becomes);
    const entries = await store.audit({ limit: 10 });
    expect(entries.map(({ by, action: did }) => `${by} ${did}`)).toEqual(
      result.ok ? [`wang alarm.${action.do}`] : [],
    );
    if (!result.ok) expect(await store.alarm('a-1')).toEqual(before);
  });

  test('what the machine only told of is closed by hand, and seen to', async () => {
    await kept(exampleAlarm({ code: 'help-wanted', component: 'kiosk' }));
    expect(told(await act(store, rules, 'a-1', { do: 'clear' }, actor))).toBe('closed wang - -');
  });

  test('nobody touches what stands in a hall that is not theirs, or learns that it is there', async () => {
    await kept(exampleAlarm());
    expect(told(await act(store, rules, 'a-1', ack, { ...actor, halls: ['fuyang-*'] }))).toBe('not-found');
    expect(told(await act(store, rules, 'none', ack, actor))).toBe('not-found');
    expect(await store.audit({ limit: 10 })).toEqual([]);
  });
});

describe('many at once', () => {
  const storm = (count: number) =>
    Array.from({ length: count }, (_, index) => exampleAlarm({ id: `a-${index}`, kiosk: `TL-${index}` }));

  test('are each done and each in the trail, and what is refused of one holds up no other', async () => {
    for (const alarm of storm(120)) await kept(alarm);
    await kept(exampleAlarm({ id: 'over', kiosk: 'TL-900', phase: 'closed' }));
    await kept(exampleAlarm({ id: 'elsewhere', kiosk: 'TL-901', hall: 'fuyang-1' }));
    const ids = ['none', 'over', 'elsewhere', ...storm(120).map(({ id }) => id), 'a-7'];
    const results = await actOnEach(store, rules, ids, { do: 'ack' }, { ...actor, halls: ['tonglu-1'] });
    expect(results.size).toBe(123);
    const refused = [...results].flatMap(([id, result]) => (result.ok ? [] : `${id} ${result.why}`));
    expect(refused).toEqual(['none not-found', 'over closed', 'elsewhere not-found']);
    const open = await store.openAlarms({ hall: 'tonglu-1' });
    expect(new Set(open.map(({ acked }) => acked?.by))).toEqual(new Set(['wang']));
    expect(await store.audit({ limit: 1000 })).toHaveLength(120);
  });

  test('are all done though somebody changes one of them meanwhile, and that change is kept', async () => {
    for (const alarm of storm(3)) await kept(alarm);
    let isFirst = true;
    const meanwhile: Pick<HallStore, 'alarm' | 'commit'> = {
      alarm: store.alarm,
      commit: async (writes) => {
        if (isFirst) {
          isFirst = false;
          await act(store, rules, 'a-1', { do: 'assign', to: 'chen' }, { ...actor, by: 'li' });
        }
        return store.commit(writes);
      },
    };
    const ids = ['a-0', 'a-1', 'a-2'];
    const results = await actOnEach(meanwhile, rules, ids, { do: 'ack' }, actor);
    expect([...results.values()].map(told)).toEqual([
      'active wang - -',
      'active wang chen -',
      'active wang - -',
    ]);
  });

  test('that others keep changing is said not to be done', async () => {
    await kept(exampleAlarm());
    const contended = { alarm: store.alarm, commit: async () => 'conflict' as const };
    expect(told(await act(contended, rules, 'a-1', { do: 'ack' }, actor))).toBe('contended');
  });
});

describe('the trail of an alarm', () => {
  test.each<[Action, string]>([
    [{ do: 'ack' }, 'seen: it is small'],
    [{ do: 'unack' }, ''],
    [{ do: 'assign', to: 'chen' }, 'on site: now\nand later'],
    [{ do: 'assign', to: 'chen.2' }, ''],
    [{ do: 'shelve', until: NOW + 60_000 }, 'paper: noon'],
    [{ do: 'unshelve' }, 'paper came'],
  ])('gives back what was done and why: %o', (action, reason) => {
    const entry = auditOf(exampleAlarm(), action, { ...actor, reason });
    expect(logEntryOf({ ...entry, seq: 1, hash: '' })).toEqual({ ...action, at: NOW, by: 'wang', reason });
  });

  test('says until when in the time of the hall', () => {
    const { reason } = auditOf(exampleAlarm(), { do: 'shelve', until: NOW }, actor);
    expect(reason).toBe('2026-11-24T10:15:03+08:00: why');
  });

  test('is of this alarm and of no later one of the same identity, and of nothing else', () => {
    const target = 'TL-003/receipt-printer/receipt-paper-out a-1';
    expect(targetOf(exampleAlarm())).toBe(target);
    expect(targetOf(exampleAlarm({ id: 'a-2' }))).not.toBe(target);
    const entry = { seq: 1, hash: '', at: NOW, by: 'wang', target, reason: '' };
    expect(logEntryOf({ ...entry, action: 'alarm.dance' })).toBeNull();
    expect(logEntryOf({ ...entry, action: 'log.read' })).toBeNull();
  });
});
