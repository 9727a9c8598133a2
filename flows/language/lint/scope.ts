import { type CelEnvironment, compile, createCelEnvironment } from '../../cel/cel.ts';
import type { CelSchema, CelType } from '../../cel/types.ts';
import { celTypeOf } from '../dataset.ts';
import type { DataUse, ItemDefinition } from '../definition.ts';
import { isKeyed, knownAfter } from '../known-after.ts';
import type { Step } from '../steps.ts';
import type { LintWorld } from './world.ts';

/**
 * `judged` scopes see every field that was asked for; `shown` scopes only those a grant lets be shown. A
 * condition may rest on a field that no screen may print.
 */
export type Audience = 'judged' | 'shown';

/** Names an expression can use at one place of an item. */
export type LintScope = { readonly schema: CelSchema; readonly environment: CelEnvironment };

/** Names that are taken: a data set cannot be called by one of them. */
export const RESERVED: ReadonlySet<string> = new Set([
  'person',
  'today',
  'tomorrow',
  'answers',
  'derived',
  'entry',
]);

const PERSON: CelSchema = {
  name: 'string',
  number: 'string',
  sex: 'string',
  birthDate: 'string',
  age: 'int',
  document: 'string',
  validTo: 'string',
};

/** The type of a step's answer; null for a step that asks nothing. Numbers are whole; a slot is `2026-12-01/am`. */
export function answerTypeOf(step: Step): CelType | null {
  switch (step.verb) {
    case 'choose':
    case 'book':
    case 'scan':
      return 'string';
    case 'ask':
      return step.type === 'number' || step.type === 'amount' ? 'int' : 'string';
    default:
      return null;
  }
}

/**
 * The names known once the first `answered` steps have been passed. A derived value is known when all it
 * is made of is known.
 */
export function scopeAt(
  definition: ItemDefinition,
  world: LintWorld,
  answered: number,
  audience: Audience,
): LintScope {
  const isKnown = (use: DataUse): boolean => !isKeyed(use) || knownAfter(use.key, definition) < answered;
  const data = Object.fromEntries(
    definition.data
      .filter(isKnown)
      .map((use) => [use.as, { record: fieldsOf(use, definition.id, world, audience) }]),
  );
  const answers: Record<string, CelType> = {};
  for (const step of definition.steps.slice(0, answered)) {
    const type = answerTypeOf(step);
    if (type !== null) answers[step.id] = type;
  }
  const known: CelSchema = {
    ...data,
    person: { record: PERSON },
    today: 'string',
    tomorrow: 'string',
    answers: { record: answers },
  };
  const derived: Record<string, CelType> = {};
  for (const { id, value } of definition.derived) {
    const environment = createCelEnvironment({ ...known, derived: { record: derived } });
    const type = environment.check(value);
    if (type.ok && compile(value, 'plain', environment).ok) derived[id] = environment.declared(type.value);
  }
  const schema = { ...known, derived: { record: derived } };
  return { schema, environment: createCelEnvironment(schema) };
}

function fieldsOf(
  use: ItemDefinition['data'][number],
  item: string,
  world: LintWorld,
  audience: Audience,
): CelSchema {
  if (use.mode === 'verify') return { exists: 'bool' };
  const dataset = world.datasets.get(use.set);
  const grant = dataset?.grants.find((candidate) => candidate.item === item);
  const fields = use.fields.flatMap((id) => dataset?.fields.filter((field) => field.id === id) ?? []);
  // Where there is no grant at all, that is the one problem; its fields are not complained of one by one.
  const isVisible = (id: string): boolean =>
    audience === 'judged' || grant === undefined || grant.fields.includes(id);
  const visible = fields.filter((field) => isVisible(field.id));
  return Object.fromEntries(visible.map((field) => [field.id, celTypeOf(field)]));
}

/** The scope inside `optionsFrom`, where `entry` stands for one entry of the list. */
export function withEntry(scope: LintScope, list: string): LintScope {
  const type = scope.environment.check(list);
  const declared = type.ok ? scope.environment.declared(type.value) : 'dyn';
  const entry: CelType = typeof declared === 'object' && 'list' in declared ? declared.list : 'dyn';
  const schema = { ...scope.schema, entry };
  return { schema, environment: createCelEnvironment(schema) };
}

/** The type at the end of a dotted path; null when there is no such name. */
export function typeAt(schema: CelSchema, path: readonly string[]): CelType | null {
  let at: CelType = { record: schema };
  for (const name of path) {
    if (at === 'dyn') return 'dyn';
    while (typeof at === 'object' && 'list' in at) at = at.list;
    if (typeof at !== 'object' || !('record' in at)) return null;
    const next: CelType | undefined = Object.hasOwn(at.record, name) ? at.record[name] : undefined;
    if (next === undefined) return null;
    at = next;
  }
  return at;
}

/** Every dotted name of a scope, for suggestions. */
export function namesOf(schema: CelSchema, prefix = ''): readonly string[] {
  return Object.entries(schema).flatMap(([name, type]) => {
    const path = `${prefix}${name}`;
    const record: CelType = typeof type === 'object' && 'list' in type ? type.list : type;
    return typeof record === 'object' && 'record' in record
      ? [path, ...namesOf(record.record, `${path}.`)]
      : [path];
  });
}
