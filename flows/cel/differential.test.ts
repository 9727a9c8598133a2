import {
  type CelFunc,
  type CelInput,
  CelScalar,
  celFunc,
  isCelError,
  isCelList,
  isCelMap,
  run,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { describe, expect, test } from 'vitest';
import { expressionsOf } from '../language/lint/places.ts';
import { parseItem } from '../language/parse-item.ts';
import { factoryFile, factoryFragments, factoryItems } from '../language/testing/factory.ts';
import { compile, evaluate } from './cel.ts';
import { addDays, addYears, daysBetween, startOfMonth, yearsBetween } from './civil-date.ts';

/**
 * A second engine, by other people, must say the same of every expression that ships. Ours has one
 * maintainer; this is how we would notice a version that changes what an item means.
 */
const dateAndCount = (name: string, move: (date: string, count: number) => string): CelFunc =>
  celFunc(name, [CelScalar.STRING, CelScalar.INT], CelScalar.STRING, (date, count) =>
    move(date, Number(count)),
  );
const dateAndDate = (name: string, measure: (from: string, to: string) => number): CelFunc =>
  celFunc(name, [CelScalar.STRING, CelScalar.STRING], CelScalar.INT, (from, to) => BigInt(measure(from, to)));
const funcs = [
  ...strings,
  dateAndCount('addDays', addDays),
  dateAndCount('addYears', addYears),
  celFunc('startOfMonth', [CelScalar.STRING], CelScalar.STRING, (date) => startOfMonth(date)),
  dateAndDate('yearsBetween', yearsBetween),
  dateAndDate('daysBetween', daysBetween),
];

function toOther(value: unknown): CelInput {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toOther);
  if (typeof value === 'object')
    return new Map(Object.entries(value).map(([key, entry]) => [key, toOther(entry)]));
  throw new Error('no such value in a scope');
}

function fromOther(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (isCelList(value)) return [...value].map(fromOther);
  if (isCelMap(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, fromOther(entry)]));
  return value;
}

const UNDETERMINED = 'undetermined';
const ours = (source: string, scope: Readonly<Record<string, unknown>>): unknown => {
  const program = compile(source, 'list');
  const scalar = compile(source, 'scalar');
  if (!program.ok || !scalar.ok) throw new Error(`does not compile: ${source}`);
  for (const candidate of [scalar.value, program.value]) {
    const result = evaluate(candidate, scope);
    if (result.ok) return result.value;
  }
  return UNDETERMINED;
};
const theirs = (source: string, scope: Readonly<Record<string, unknown>>): unknown => {
  const bindings = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, toOther(value)]));
  const result = run(source, bindings, { funcs });
  return isCelError(result) ? UNDETERMINED : fromOther(result);
};

const fine = (no: string, state: string) => ({
  no,
  plate: '测A00000',
  at: '2026-10-01T08:00:00+08:00',
  place: '测试路',
  act: '测试行为',
  points: 3,
  fineFen: 20_000,
  state,
});
const person = (age: number, birthDate: string) => ({
  name: '测试',
  number: '0',
  sex: 'male',
  birthDate,
  age,
  document: 'resident',
  validTo: null,
});
const base = { today: '2026-11-24', tomorrow: '2026-11-25', entry: fine('A1', '已处理未缴款') };

/** Somebody with every record, somebody with none, somebody half way through. */
const scopes: readonly Readonly<Record<string, unknown>>[] = [
  {
    ...base,
    person: person(71, '1955-02-28'),
    answers: {
      kind: 'refer',
      province: 'other',
      from: '2026-11-25',
      to: '2026-12-01',
      fine: 'A1',
      business: 'transfer',
      people: 2,
      slot: '2026-12-01/am',
      insurance: 'no',
      phone: '13800000000',
    },
    derived: { amountFen: 20_000, fare: '70' },
    licence: {
      class: 'C1',
      status: '正常',
      points: 9,
      cycleEnd: '2026-12-31',
      validTo: '2027-01-01',
      medicalDueOn: '2026-12-31',
    },
    fines: { items: [fine('A1', '已处理未缴款'), fine('A2', '未处理')] },
    insurance: { status: '正常参保' },
    treatment: { remoteKind: '转诊就医', remoteArea: '测试市' },
    permit: { exists: true },
    estate: { exists: true },
    elder: { exists: true },
    residentId: { exists: true },
    bus: { concession: '老年半价', concessionTo: '2030-01-01' },
    profile: { phone: '13800000000' },
  },
  {
    ...base,
    person: person(29, '1997-06-01'),
    answers: {},
    derived: {},
    ...{ licence: null, fines: null, insurance: null, treatment: null, permit: null },
    ...{ estate: null, elder: null, residentId: null, bus: null, profile: null },
  },
  {
    ...base,
    person: person(60, '1966-11-24'),
    answers: { kind: 'live', province: 'sh' },
    derived: { fare: '60' },
    licence: { class: 'C1', status: null, points: 0, cycleEnd: null, validTo: null, medicalDueOn: null },
    fines: { items: [] },
    insurance: { status: '暂停参保' },
    treatment: { remoteKind: null, remoteArea: null },
    ...{ permit: null, estate: null, elder: null, residentId: null },
    bus: { concession: null, concessionTo: null },
    profile: { phone: null },
  },
];

describe.each(factoryItems)('%s means the same to two engines', (file) => {
  const parsed = parseItem(factoryFile(file), file, factoryFragments);
  const sources = parsed.ok ? [...new Set(expressionsOf(parsed.value).map(({ cel }) => cel))] : [];

  test('which is asked of something', () => expect(sources.length).toBeGreaterThan(0));

  test.each(sources)('%s', (source) => {
    for (const scope of scopes) expect(ours(source, scope)).toEqual(theirs(source, scope));
  });
});
