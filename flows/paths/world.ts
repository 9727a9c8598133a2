import { inspect } from '../cel/cel.ts';
import { addDays } from '../cel/civil-date.ts';
import type { Dataset, DatasetField } from '../language/dataset.ts';
import type { DataUse, ItemDefinition } from '../language/definition.ts';
import { expressionsOf } from '../language/lint/places.ts';
import type { DataRecord, ItemRecord } from '../machine/contract.ts';
import { createEvaluator, type Evaluate, truthOf } from '../machine/evaluate.ts';
import { emptyRecord, NOTHING_GIVEN, settle } from '../machine/record.ts';
import { scopeOf } from '../machine/scope.ts';
import type { Person } from '../session/person.ts';

export const TODAY = '2026-11-24';

/** One kind of citizen as this item sees them: a person and what the exchange knows of them. */
export type Citizen = { readonly person: Person; readonly data: ItemRecord['data'] };

/** Stands in a drawn record for the number of the person drawn with it: whose next of kin, whose child. */
const OWN_NUMBER = 'own number';

/**
 * Above this many kinds of citizen only those are kept that decide two conditions in a new way together: of those who
 * meet every rule, and of the others. Else nobody might be left who meets them all.
 */
const MANY = 40;
const DRAWS = 600;

/**
 * The kinds of citizen an item can tell apart: made-up people and records, one of each way the item's conditions
 * can come out together. Values are drawn from what the data sets declare and from what the item compares with,
 * both sides of every bound; a field is empty only where the item asks whether it is.
 */
export function citizensOf(
  definition: ItemDefinition,
  datasets: ReadonlyMap<string, Dataset>,
): readonly Citizen[] {
  const evaluate = createEvaluator();
  const sources = [...new Set(expressionsOf(definition).map(({ cel }) => cel))];
  const conditions = [...new Set(sources.flatMap((source) => inspect(source).conditions))];
  const next = dice(1);
  const draw = drawerOf(definition, datasets, sources, next);

  const kinds = new Map<string, Kind>();
  for (let turn = 0; turn < DRAWS; turn += 1) {
    const citizen = draw();
    const decided = decisionsOf(citizen, definition, conditions, evaluate);
    const key = decided.join('\n');
    if (!kinds.has(key)) kinds.set(key, { citizen, decided });
  }
  const all = [...kinds.values()];
  if (all.length <= MANY) return all.map(({ citizen }) => citizen);
  const mayGoOn = Map.groupBy(all, ({ citizen }) => meetsRules(citizen, definition, evaluate));
  return [...mayGoOn.values()].flatMap(telling);
}

type Kind = { readonly citizen: Citizen; readonly decided: readonly string[] };

/** As far as the rules can be judged before anything is answered. */
function meetsRules(citizen: Citizen, definition: ItemDefinition, evaluate: Evaluate): boolean {
  const scope = scopeOf(recordOf(citizen, definition, evaluate));
  return definition.eligibility.every(({ require }) => truthOf(evaluate, require, scope) !== 'no');
}

function telling(kinds: readonly Kind[]): readonly Citizen[] {
  const seen = new Set<string>();
  return kinds
    .filter(({ decided }) => {
      const before = seen.size;
      for (const [i, first] of decided.entries())
        for (let j = i; j < decided.length; j += 1) seen.add(`${i} ${j} ${first} ${decided[j]}`);
      return seen.size > before;
    })
    .map(({ citizen }) => citizen);
}

function decisionsOf(
  citizen: Citizen,
  definition: ItemDefinition,
  conditions: readonly string[],
  evaluate: Evaluate,
): readonly string[] {
  const record = recordOf(citizen, definition, evaluate);
  const scope = scopeOf(record);
  return [
    ...conditions.map((condition) => {
      const result = evaluate(condition, scope, 'scalar');
      if (result.kind === 'undetermined') return listClass(evaluate(condition, scope, 'list'));
      return typeof result.value === 'boolean'
        ? String(result.value)
        : result.value === null
          ? 'null'
          : 'value';
    }),
    ...definition.derived.map(({ id }) => (record.derived[id] === undefined ? 'unknown' : 'known')),
  ];
}

/** Records by key are drawn with the others, and read once their keys are known. */
function recordOf({ person, data }: Citizen, definition: ItemDefinition, evaluate: Evaluate): ItemRecord {
  const given = { ...emptyRecord({ person, today: TODAY }), data };
  return { ...settle(definition, evaluate, given, NOTHING_GIVEN), data };
}

const listClass = (result: ReturnType<Evaluate>): string =>
  result.kind === 'value' && Array.isArray(result.value)
    ? `list of ${Math.min(result.value.length, 2)}`
    : 'undetermined';

type Dice = (sides: number) => number;

/** Lehmer's generator: the same citizens in every run. */
function dice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

function drawerOf(
  definition: ItemDefinition,
  datasets: ReadonlyMap<string, Dataset>,
  sources: readonly string[],
  next: Dice,
): () => Citizen {
  const texts = new Map<string, string[]>();
  for (const { path, literal } of sources.flatMap((source) => inspect(source).comparisons)) {
    const key = path.join('.');
    texts.set(key, [...(texts.get(key) ?? []), literal]);
  }
  const readIn = (path: string) =>
    sources.filter((source) => inspect(source).references.some((found) => found.path.join('.') === path));
  const numbersFor = (path: string): readonly number[] => {
    const bounds = readIn(path).flatMap((source) => (source.match(/\b\d{1,9}\b/g) ?? []).map(Number));
    return [...new Set([0, 1, 100, ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1])])].filter(
      (number) => number >= 0,
    );
  };
  /** Days that a condition counts from today, and those beside them. */
  const daysFor = (path: string): readonly number[] =>
    readIn(path).flatMap((source) =>
      [...source.matchAll(/addDays\(today, (-?\d{1,5})\)/g)].flatMap(([, days]) =>
        [-1, 0, 1].map((beside) => Number(days) + beside),
      ),
    );
  const mayBeNull = (path: string) => {
    const asked = new RegExp(`\\b${path.replaceAll('.', '\\.')}\\s*[!=]=\\s*null|has\\(${path}\\)`);
    return sources.some((source) => asked.test(source));
  };
  const comparedWithPerson = (path: string) => {
    const name = path.slice(path.lastIndexOf('.') + 1);
    const asked = new RegExp(
      `\\b${name}\\s*==\\s*person\\.number\\b|\\bperson\\.number\\s*==\\s*[\\w.]+\\.${name}\\b`,
    );
    return sources.some((source) => asked.test(source));
  };
  const pick = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value =>
    values[next(values.length)] as Value; // never empty

  const valuesOf = new Map<string, readonly unknown[]>();
  const scalar = (path: string, field: Pick<DatasetField, 'type' | 'values'>): unknown => {
    const values = valuesOf.get(path) ?? [
      ...scalarValues(field, texts.get(path) ?? [], numbersFor(path), daysFor(path)),
      ...(comparedWithPerson(path) ? [OWN_NUMBER] : []),
      ...(mayBeNull(path) ? [null] : []),
    ];
    valuesOf.set(path, values);
    return pick(values);
  };
  /** A repetition asks whether a list has more than so many entries. */
  const sizes = sources.flatMap((source) =>
    [...source.matchAll(/\.size\(\) > (\d+)/g)].map(([, size]) => Number(size) + 1),
  );
  const longest = Math.max(3, ...sizes);
  const value = (path: string, field: DatasetField): unknown => {
    if (field.type !== 'list') return scalar(path, field);
    const drawnFor = new Map<string, unknown>();
    /** Of a long list all entries are alike: in no other way would so many of them meet a condition. */
    const isLong = longest > 3 && next(2) === 0;
    /** An entry is one of its kind, the person stands in a list once, and a bill is a bill over something. */
    return Array.from({ length: isLong ? 1 + next(longest) : pick([0, 1, 1, 2, 3]) }, (_, entry) =>
      Object.fromEntries(
        (field.columns ?? []).map((column) => {
          const drawn = isLong
            ? (drawnFor.get(column.id) ?? scalar(`${path}.${column.id}`, column))
            : scalar(`${path}.${column.id}`, column);
          drawnFor.set(column.id, drawn);
          if (column.type === 'code')
            return [column.id, drawn === OWN_NUMBER && entry === 0 ? OWN_NUMBER : `T${entry}`];
          return [column.id, column.type === 'amount' && drawn === 0 ? 1 : drawn];
        }),
      ),
    );
  };
  const record = ({ as, set, mode, fields }: DataUse): DataRecord => {
    if (next(4) === 0) return null;
    if (mode === 'verify') return { exists: true };
    return Object.fromEntries(
      (datasets.get(set)?.fields ?? [])
        .filter(({ id }) => fields.includes(id))
        .map((field) => [field.id, value(`${as}.${field.id}`, field)]),
    );
  };
  /** People differ only in what the item reads of them: records by key are found anew for each person. */
  const differing = <const Value>(field: keyof Person | 'age', values: readonly [Value, ...Value[]]) =>
    readIn(`person.${field}`).length > 0 ? values : ([values[0]] as const);
  const ages = [
    ...differing('birthDate', [30, 8, 45, 70]),
    ...(readIn('person.age').length > 0 ? numbersFor('person.age') : []),
  ].filter((age) => age < 130);
  const sexes = differing('sex', ['male', 'female', 'unknown']);
  const documents = differing('document', [
    'resident',
    'hmt-residence-permit',
    'foreigner-2017',
    'foreigner-2023',
    'social-security-card',
  ]);

  return () => {
    const person = personOf(pick(ages), pick(sexes), pick(documents));
    const data = definition.data.map((use) => [use.as, withNumber(person.number, record(use))] as const);
    return { person, data: Object.fromEntries(data) };
  };
}

function withNumber(number: string, record: DataRecord): DataRecord {
  const filled = (value: unknown): unknown => {
    if (value === OWN_NUMBER) return number;
    if (Array.isArray(value)) return value.map(filled);
    return value !== null && typeof value === 'object' ? filledIn(value) : value;
  };
  const filledIn = (entries: object) =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, filled(value)]));
  return record === null ? null : filledIn(record);
}

function personOf(age: number, sex: Person['sex'], document: Person['document']): Person {
  const birthDate = `${Number(TODAY.slice(0, 4)) - age}${TODAY.slice(4)}`;
  return {
    document,
    name: '测试人',
    number: `000000${birthDate.replaceAll('-', '')}0000`,
    sex,
    birthDate,
    address: '测试路1号',
    validTo: null,
  };
}

function scalarValues(
  { type, values = [] }: Pick<DatasetField, 'type' | 'values'>,
  compared: readonly string[],
  numbers: readonly number[],
  days: readonly number[],
): readonly unknown[] {
  switch (type) {
    case 'integer':
    case 'amount':
    case 'number':
      return numbers;
    case 'year':
      return [2020, 2025, 2026, ...numbers.filter((number) => number > 1900)];
    case 'bool':
      return [true, false];
    case 'date':
      return [
        ...compared,
        ...[-20_000, -4_000, -400, -20, 0, 20, 400, 4_000, ...days].map((away) => addDays(TODAY, away)),
      ];
    case 'datetime':
      return [...compared, `${TODAY}T08:00:00+08:00`];
    case 'month':
      return [...compared, '2025-11', '2026-10', '2026-11'];
    case 'enum':
      return [...new Set([...compared, ...values, ...(values.length === 0 ? ['其他'] : [])])];
    case 'image':
      return ['aGVsbG8='];
    default:
      return [...new Set([...compared, '13800000000', '测试内容'])];
  }
}
