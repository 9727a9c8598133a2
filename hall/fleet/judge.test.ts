import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { devicePayloadSchema } from '../../wire/device-payload.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import type { Alarm } from './alarm.ts';
import { lostTogether } from './correlate.ts';
import { judgeLoss, judgeMachine } from './judge.ts';
import { unbornLink } from './ladder.ts';
import type { Machine } from './machine.ts';
import { readRules, severityOf } from './rules.ts';
import { exampleAlarm } from './test-alarm.ts';

const T = Date.parse('2026-11-24T02:00:00.000Z');
const read = readRules(readFileSync(new URL('../alarms/rules.yaml', import.meta.url), 'utf8'));
const rules = read.ok ? read.rules : [];

const machine: Machine = {
  kiosk: 'TL-003',
  rev: 1,
  hall: 'tonglu-1',
  place: { 'zh-CN': '一楼', en: 'ground floor' },
  link: unbornLink,
  reach: 'online',
  reachSince: T,
  heartbeat: { at: T, d: { ...upExamples.hb.d, ui: 1, svc: '1111' } },
  metrics: null,
  parts: [],
  problems: [],
};
const printer = (paper: 'full' | 'low' | 'out') => ({
  at: T,
  said: {
    ty: 'dev',
    d: { ...upExamples.dev.d, device: 'online', paper, isOutOfService: false },
  } as Machine['parts'][number]['said'],
});

const orphan = exampleAlarm({ rev: 1, phaseSince: T - 1000, raisedAt: T - 1000, lastAt: T - 1000 });

/** Codes of the alarms that are active when a machine has been as it is for an hour. */
function codesOf(changes: Partial<Machine>, about: Partial<Parameters<typeof judgeMachine>[2]> = {}) {
  const where = {
    opening: 'always',
    inMaintenance: false,
    lossId: null,
    isWithdrawn: false,
    ...about,
  } as const;
  const judging = { rules, newId: () => 'an-id' };
  const seen = { ...machine, ...changes };
  const began = judgeMachine(seen, [], where, { ...judging, now: T });
  const open = began.flatMap((change): Alarm[] => (change.kind === 'alarm' ? [change.alarm] : []));
  const later = judgeMachine(seen, open, where, { ...judging, now: T + 3_600_000 - 1 });
  const after = new Map(
    [...open, ...later.flatMap((change) => (change.kind === 'alarm' ? [change.alarm] : []))].map((alarm) => [
      alarm.code,
      alarm,
    ]),
  );
  return [...after.values()].filter(({ phase }) => phase === 'active');
}

describe('the rules of the house', () => {
  test('are rules', () => expect(read).toMatchObject({ ok: true }));

  test('name fields and words that devices say', () => {
    for (const { code, when } of rules) {
      if (!('device' in when)) continue;
      const schema = devicePayloadSchema.options.find(({ shape }) => shape.class.value === when.device);
      const shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> =
        schema?.shape ?? {};
      for (const [field, values] of Object.entries(when.has)) {
        for (const value of values) {
          expect(shape[field]?.safeParse(value).success, `${code}: ${field} ${value}`).toBe(true);
        }
      }
    }
  });

  test('any text is rules, or says what is wrong with it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answer = readRules(text);
        expect(answer.ok || answer.problem.length > 0).toBe(true);
      }),
    );
  });
});

describe('a machine', () => {
  test('that is well has no alarm', () => expect(codesOf({ parts: [printer('full')] })).toEqual([]));

  test('without paper is as bad as what citizens lose', () => {
    const severity = (svc: string) =>
      codesOf({ parts: [printer('out')], heartbeat: { at: T, d: { ...upExamples.hb.d, ui: 1, svc } } }).find(
        ({ code }) => code === 'receipt-paper-out',
      )?.severity;
    expect(severity('1100')).toBe('S2');
    expect(severity('0000')).toBe('S1');
  });

  test('that is not heard of is an alarm in opening hours, and none at night', () => {
    const silent = { reach: 'unreachable', reachSince: T } as const;
    const opening = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
    expect(codesOf(silent, { opening }).map(({ code }) => code)).toEqual(['unreachable']);
    expect(codesOf(silent, { opening: [{ days: [7], from: '09:00', to: '17:00' }] })).toEqual([]);
  });

  test('lost with its whole hall is explained by the one alarm of the line', () => {
    const [alarm] = codesOf({ reach: 'unreachable', reachSince: T }, { lossId: 'line-1' });
    expect(alarm?.suppressedBy).toBe('line-1');
  });

  test('that offers nothing is an alarm, but nobody need act where somebody here wanted it so', () => {
    const heartbeat = { at: T, d: { ...upExamples.hb.d, ui: 1, svc: '0000' } };
    const told = (isWithdrawn: boolean) =>
      codesOf({ heartbeat }, { isWithdrawn }).map(({ code, suppressedBy }) => [code, suppressedBy]);
    expect(told(false)).toEqual([['nothing-offered', null]]);
    expect(told(true)).toEqual([['nothing-offered', 'maintenance']]);
  });

  test('whose screen is dead is out at once, though its host lives', () => {
    const heartbeat = { at: T, d: { ...upExamples.hb.d, ui: 25, svc: '1111' } };
    expect(codesOf({ heartbeat })).toMatchObject([{ code: 'window-not-heard', severity: 'S1' }]);
  });
});

test('severity never falls below what the rule says', () => {
  expect(severityOf({ severity: 'S1', impact: true }, { offered: 4, assigned: 4 })).toBe('S1');
  expect(severityOf({ severity: 'S3', impact: true }, { offered: 4, assigned: 4 })).toBe('S3');
});

test('what a rule said that was taken out since is over', () => {
  const where = { opening: 'always', inMaintenance: false, lossId: null, isWithdrawn: false } as const;
  const [change] = judgeMachine(machine, [{ ...orphan, code: 'of-yesterday' }], where, {
    rules,
    now: T,
    newId: () => 'x',
  });
  expect(change).toMatchObject({ alarm: { phase: 'cleared' } });
});

describe('losses within a minute', () => {
  const gone = (count: number, spreadMs: number, of = 6) =>
    Array.from({ length: of }, (_, index) => ({
      kiosk: `TL-${index}`,
      reach: index < count ? ('unreachable' as const) : ('online' as const),
      lastHeardAt: T + index * spreadMs,
    }));

  test('of three and half of a hall are one event', () => {
    expect(lostTogether(gone(3, 10_000), { atLeast: 3, share: 0.5 })).toHaveLength(3);
    expect(judgeLoss('tonglu-1', gone(3, 1000), [], { rules, now: T, newId: () => 'x' })).toMatchObject([
      { alarm: { kiosk: null, hall: 'tonglu-1', code: 'hall-link', phase: 'active' } },
    ]);
  });

  test.each([
    ['two of six', gone(2, 1000)],
    ['three of twenty', gone(3, 1000, 20)],
    ['three, one after the other', gone(3, 45_000)],
  ])('are no event where they are %s', (_which, machines) => {
    expect(lostTogether(machines, { atLeast: 3, share: 0.5 })).toEqual([]);
  });
});
