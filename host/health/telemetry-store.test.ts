import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryDataRoot } from '../journal/test-journal.ts';
import { cardLeft, doorOpen, idle, openTestStore, STAMP } from './test-store.ts';

describe('a message that was kept', () => {
  it('has the next number of its boot, and is there after a start in which nothing was closed', () => {
    const root = temporaryDataRoot();
    const first = openTestStore(root);
    expect([first.append(cardLeft, STAMP).seq, first.append(doorOpen, STAMP).seq]).toEqual([1, 2]);
    const next = openTestStore(root);
    expect(next.boot > first.boot).toBe(true);
    expect(next.append(idle, STAMP)).toEqual({ boot: next.boot, seq: 1 });
    expect(next.after(null, 10).map(({ boot, seq, said }) => [boot, seq, said])).toEqual([
      [first.boot, 1, cardLeft],
      [first.boot, 2, doorOpen],
      [next.boot, 1, idle],
    ]);
  });

  it('leaves on the acknowledgement of its own boot, with all before it, and on no other', () => {
    const root = temporaryDataRoot();
    const first = openTestStore(root);
    for (const said of [cardLeft, doorOpen, idle]) first.append(said, STAMP);
    first.close();
    const store = openTestStore(root);
    store.append(cardLeft, STAMP);
    expect(store.acknowledge({ boot: first.boot, seq: 2 })).toBe(true);
    expect(store.after(null, 10).map(({ boot, seq }) => [boot, seq])).toEqual([
      [first.boot, 3],
      [store.boot, 1],
    ]);
    expect(store.acknowledged(first.boot)).toBe(2);
    expect(store.depth()).toBe(2);
  });

  it('does not leave on an acknowledgement that is old, or of a number or a boot that never was', () => {
    const store = openTestStore(temporaryDataRoot());
    store.append(cardLeft, STAMP);
    store.append(cardLeft, STAMP);
    expect(store.acknowledge({ boot: store.boot, seq: 1 })).toBe(true);
    expect(store.acknowledge({ boot: store.boot, seq: 1 })).toBe(false);
    expect(store.acknowledge({ boot: store.boot, seq: 99 })).toBe(false);
    expect(store.acknowledge({ boot: '01932f6b-8c00-7000-8000-ffffffffffff', seq: 1 })).toBe(false);
    expect(store.depth()).toBe(1);
  });
});

describe('births', () => {
  it('are counted over all starts', () => {
    const root = temporaryDataRoot();
    const store = openTestStore(root);
    expect([store.nextBirth(), store.nextBirth()]).toEqual([1, 2]);
    store.close();
    expect(openTestStore(root).nextBirth()).toBe(3);
  });
});

describe('where there is no room', () => {
  it('states go before uses, uses before events, events before results and alarms; a note stands for what went', () => {
    const store = openTestStore(temporaryDataRoot(), { limitBytes: 1_500 });
    store.append(doorOpen, STAMP);
    for (let n = 0; n < 30; n += 1) store.append(n % 2 === 0 ? idle : cardLeft, STAMP);
    const kept = store.after(null, 100);
    expect(kept[0]?.said).toEqual(doorOpen);
    expect(kept.filter(({ said }) => said.ty === 'use')).toEqual([]);
    const dropped = kept.flatMap(({ said }) =>
      said.ty === 'evt' && said.d.kind === 'dropped' ? [said.d.dropped] : [],
    );
    const total = dropped.flatMap((each) => Object.values(each)).reduce((sum, n) => sum + n, 0);
    expect(total).toBe(store.dropped());
    expect(store.dropped()).toBeGreaterThan(15);
  });

  it('every number is still accounted for: kept, acknowledged or within a note, whatever came and went', () => {
    const step = fc.oneof(
      fc.constantFrom(cardLeft, doorOpen, idle),
      fc.record({ acknowledge: fc.integer({ min: 1, max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const store = openTestStore(temporaryDataRoot(), { limitBytes: 1_200 });
        for (const each of steps) {
          if ('ty' in each) store.append(each, STAMP);
          else store.acknowledge({ boot: store.boot, seq: each.acknowledge });
        }
        let end = store.acknowledged(store.boot);
        for (const { seq, said } of store.after(null, 100)) {
          const from = said.ty === 'evt' && said.d.kind === 'dropped' ? said.d.from : seq;
          expect(from).toBeLessThanOrEqual(end + 1);
          expect(seq).toBeGreaterThan(end);
          end = seq;
        }
        expect(end).toBe(store.lastSeq());
        store.close();
      }),
      { numRuns: 40 },
    );
  });

  it('what is older than its days goes the same way', () => {
    const store = openTestStore(temporaryDataRoot(), { limitDays: 30 });
    store.append(doorOpen, STAMP);
    store.append(cardLeft, { ...STAMP, t: '2026-12-20T00:00:00.000Z' });
    store.dropOld(new Date('2027-01-01T00:00:00.000Z'));
    expect(store.after(null, 10).map(({ said }) => said.d)).toEqual([
      { kind: 'dropped', from: 1, dropped: { alm: 1 } },
      { kind: 'card-left' },
    ]);
  });
});

describe('a file', () => {
  it.each(['no database at all', ''])(
    'that is damaged is begun anew, and the kiosk starts: %j',
    (content) => {
      const root = temporaryDataRoot();
      openTestStore(root).close();
      const file = join(root, 'telemetry', 'telemetry.db');
      const good = readFileSync(file);
      writeFileSync(file, content === '' ? good.fill(0xff, 100) : content.padEnd(5_000));
      const store = openTestStore(root);
      expect(store.append(cardLeft, STAMP).seq).toBe(1);
    },
  );

  it('of an earlier version keeps what it holds, and is brought to this one', () => {
    const root = temporaryDataRoot();
    const before = openTestStore(root);
    before.append(cardLeft, STAMP);
    before.commands.begin({ id: 'a', does: 'report', counter: 7 });
    before.close();
    const database = new Sqlite(join(root, 'telemetry', 'telemetry.db'));
    database.exec('DROP TABLE command');
    database.pragma('user_version = 1');
    database.close();
    const { after, commands } = openTestStore(root);
    expect(after(null, 10).map(({ said }) => said.d)).toEqual([cardLeft.d]);
    expect([commands.lastCounter(), commands.underWay()]).toEqual([7, []]);
  });
});

it('a command that was begun is under way until its end is told, also over a start', () => {
  const root = temporaryDataRoot();
  const before = openTestStore(root);
  before.commands.begin({ id: 'a', does: 'self-test', counter: 7 });
  before.commands.begin({ id: 'b', does: 'restart-host', counter: 8 });
  before.commands.end('a');
  before.close();
  const { commands } = openTestStore(root);
  expect(commands.underWay()).toEqual([{ id: 'b', does: 'restart-host' }]);
  expect(commands.lastCounter()).toBe(8);
});
