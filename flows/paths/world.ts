import { inspect } from '../cel/cel.ts';
import { addDays } from '../cel/civil-date.ts';
import type { Dataset, DatasetField } from '../language/dataset.ts';
import type { DataUse, ItemDefinition } from '../language/definition.ts';
import { expressionsOf } from '../language/lint/places.ts';
import type { DataRecord, ItemRecord } from '../machine/contract.ts';
import { createEvaluator, type Evaluate } from '../machine/evaluate.ts';
import { emptyRecord, NOTHING_GIVEN, settle } from '../machine/record.ts';
import { scopeOf } from '../machine/scope.ts';
import type { Person } from '../session/person.ts';

export const TODAY = '2026-11-24';

/** One kind of citizen as this item sees them: a person and what the exchange knows of them. */
export type Citizen = { readonly person: Person; readonly data: ItemRecord['data'] };

/** Above this many kinds of citizen only those are kept that decide two conditions in a new way together. */
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

  const kinds = new Map<string, { readonly citizen: Citizen; readonly decided: readonly string[] }>();
  for (let turn = 0; turn < DRAWS; turn += 1) {
    const citizen = draw();
    const decided = decisionsOf(citizen, definition, conditions, evaluate);
    const key = decided.join('\n');
    if (!kinds.has(key)) kinds.set(key, { citizen, decided });
  }
  return telling([...kinds.values()]);
}

function telling(
  kinds: readonly { readonly citizen: Citizen; readonly decided: readonly string[] }[],
): readonly Citizen[] {
  if (kinds.length <= MANY) return kinds.map(({ citizen }) => citizen);
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
  { person, data }: Citizen,
  definition: ItemDefinition,
  conditions: readonly string[],
  evaluate: Evaluate,
): readonly string[] {
  const record = settle(
    definition,
    evaluate,
    { ...emptyRecord({ person, today: TODAY }), data },
    NOTHING_GIVEN,
  );
  /** Records by key are drawn with the others, and read once their keys are known. */
  const scope = scopeOf({ ...record, data });
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
  const mayBeNull = (path: string) => {
    const asked = new RegExp(`\\b${path.replaceAll('.', '\\.')}\\s*[!=]=\\s*null|has\\(${path}\\)`);
    return sources.some((source) => asked.test(source));
  };
  const pick = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value =>
    values[next(values.length)] as Value; // never empty

  const valuesOf = new Map<string, readonly unknown[]>();
  const scalar = (path: string, field: Pick<DatasetField, 'type' | 'values'>): unknown => {
    const values = valuesOf.get(path) ?? [
      ...scalarValues(field, texts.get(path) ?? [], numbersFor(path)),
      ...(mayBeNull(path) ? [null] : []),
    ];
    valuesOf.set(path, values);
    return pick(values);
  };
  const value = (path: string, field: DatasetField): unknown => {
    if (field.type !== 'list') return scalar(path, field);
    /** An entry is one of its kind, and a bill in a list is a bill over something. */
    return Array.from({ length: pick([0, 1, 1, 2, 3]) }, (_, entry) =>
      Object.fromEntries(
        (field.columns ?? []).map((column) => {
          const drawn = scalar(`${path}.${column.id}`, column);
          if (column.type === 'code') return [column.id, `T${entry}`];
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
  const ages = [8, 30, 45, 70, ...numbersFor('person.age')].filter((age) => age < 130);

  return () => ({
    person: personOf(
      pick(ages),
      pick(['male', 'female', 'unknown'] as const),
      pick([
        'resident',
        'hmt-residence-permit',
        'foreigner-2017',
        'foreigner-2023',
        'social-security-card',
      ] as const),
    ),
    data: Object.fromEntries(definition.data.map((use) => [use.as, record(use)])),
  });
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
        ...[-20_000, -4_000, -400, -20, 0, 20, 400, 4_000].map((days) => addDays(TODAY, days)),
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
