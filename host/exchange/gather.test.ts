import { expect, it } from 'vitest';
import type { GatherInput } from '../../flows/machine/contract.ts';
import type { Exchange, RecordAnswer, RecordQuery } from './exchange.ts';
import { gather } from './gather.ts';

const person = {
  document: 'resident',
  name: '测试',
  number: '330122196203041234',
  sex: 'male',
  birthDate: '1962-03-04',
  address: '',
  validTo: null,
} as const;
const use = (set: string, mode: 'read' | 'verify' = 'read') => ({
  set,
  as: set.replace('-', ''),
  fields: ['status'],
  mode,
  purpose: { 'zh-CN': '用', en: 'use' },
});

const gatherFrom = async (
  sets: string[],
  answers: (query: RecordQuery, attempt: number) => Promise<RecordAnswer> | RecordAnswer,
  signal?: AbortSignal,
) => {
  const attempts = new Map<string, number>();
  const ids = new Map<string, Set<string>>();
  let running = 0;
  let most = 0;
  let count = 0;
  const exchange = {
    readRecord: async (query, call) => {
      running += 1;
      most = Math.max(most, running);
      const attempt = (attempts.get(query.set) ?? 0) + 1;
      attempts.set(query.set, attempt);
      ids.set(query.set, (ids.get(query.set) ?? new Set()).add(call.queryId));
      const answer = await answers(query, attempt);
      running -= 1;
      return answer;
    },
  } satisfies Partial<Exchange>;
  const reads: string[] = [];
  // Only `readRecord` and `data` are used; the rest of both would be noise here.
  const outcome = await gather(
    {
      person,
      item: { id: 'a.b' },
      reads: sets.map((set) => ({ use: use(set), key: null })),
    } as unknown as GatherInput,
    {
      exchange: exchange as unknown as Exchange,
      departmentOf: () => 'medins',
      newQueryId: () => `q${++count}`,
      userId: 'CN0123456789abcdef',
      onRead: (read) => reads.push(`${read.set}:${read.outcome}`),
      ...(signal ? { signal } : {}),
    },
  );
  return { outcome, attempts, ids, reads, most };
};

const failed = (fault: 'timeout' | 'denied' | 'nonsense'): RecordAnswer => ({
  kind: 'failed',
  fault,
  effect: 'unknown',
  code: 'x',
});

it('asks for the record of somebody else by its key, and for one’s own without', async () => {
  const queries: RecordQuery[] = [];
  const exchange = {
    readRecord: async (query) => {
      queries.push(query);
      return { kind: 'ok', record: {} };
    },
  } satisfies Partial<Exchange>;
  const reads = [
    { use: use('household'), key: null },
    { use: use('student'), key: '330122201503041234' },
  ];
  await gather({ person, item: { id: 'a.b' }, reads } as unknown as GatherInput, {
    exchange: exchange as unknown as Exchange,
    departmentOf: () => 'edu',
    newQueryId: () => 'q',
    userId: 'CN0123456789abcdef',
  });
  expect(queries.map((query) => [query.set, query.key, query.person.number])).toEqual([
    ['household', undefined, person.number],
    ['student', '330122201503041234', person.number],
  ]);
});

it('brings every data set under the name the item gave it', async () => {
  const { outcome, reads } = await gatherFrom(['a-b', 'c'], (query) =>
    query.set === 'c' ? { kind: 'ok', record: null } : { kind: 'ok', record: { status: 1 } },
  );
  expect(outcome).toEqual({ kind: 'ok', data: { ab: { status: 1 }, c: null } });
  expect(reads.sort()).toEqual(['a-b:ok', 'c:ok']);
});

it('repeats a read nobody answered once, as the same query', async () => {
  const { outcome, attempts, ids } = await gatherFrom(['a'], (_, attempt) =>
    attempt === 1 ? failed('timeout') : { kind: 'ok', record: null },
  );
  expect(outcome.kind).toBe('ok');
  expect([attempts.get('a'), ids.get('a')?.size]).toEqual([2, 1]);
});

it('does not repeat a second time', async () => {
  const { outcome, attempts } = await gatherFrom(['a'], () => failed('timeout'));
  expect([outcome, attempts.get('a')]).toEqual([{ kind: 'failed', fault: 'timeout', set: 'a' }, 2]);
});

it.each(['denied', 'nonsense'] as const)('does not repeat what was answered: %s', async (fault) => {
  const { outcome, attempts } = await gatherFrom(['a'], () => failed(fault));
  expect([outcome, attempts.get('a')]).toEqual([{ kind: 'failed', fault, set: 'a' }, 1]);
});

it('asks for no more once one set cannot be had', async () => {
  const { outcome, attempts } = await gatherFrom(['a', 'b', 'c', 'd', 'e', 'f'], (query) =>
    query.set === 'a' ? failed('denied') : { kind: 'ok', record: null },
  );
  expect(outcome).toEqual({ kind: 'failed', fault: 'denied', set: 'a' });
  expect(attempts.has('f')).toBe(false);
});

it('reads several at a time, but not more than four', async () => {
  const { most } = await gatherFrom(['a', 'b', 'c', 'd', 'e', 'f', 'g'], async () => {
    await new Promise(setImmediate);
    return { kind: 'ok', record: null };
  });
  expect(most).toBe(4);
});

it('is done at once for an item that reads nothing', async () => {
  expect((await gatherFrom([], () => failed('denied'))).outcome).toEqual({ kind: 'ok', data: {} });
});
