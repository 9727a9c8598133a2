import { isCivilDate } from './civil-date.ts';
import { MAX_LIST } from './guards.ts';
import type { CelExpected, CelValue } from './types.ts';

/** The scope holds something an expression cannot be run over: a list too long, a function, a NaN. */
export class Unusable extends Error {}

/** A record is looked at by dozens of conditions and never changes: it is put into the engine's words once. */
const converted = new WeakMap<object, unknown>();

/**
 * Our values as the engine wants them: whole numbers are CEL ints (BigInt), broken ones doubles, objects
 * lose their prototype so that no path reaches past the data. `undefined` entries are left out: that is
 * what `has()` asks for. What is handed in must not be changed afterwards.
 */
export function toEngine(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint')
    return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Unusable();
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (typeof value !== 'object') throw new Unusable();
  const known = converted.get(value);
  if (known !== undefined) return known;
  const made = Array.isArray(value) ? listToEngine(value) : recordToEngine(value);
  converted.set(value, made);
  return made;
}

function listToEngine(list: readonly unknown[]): readonly unknown[] {
  if (list.length > MAX_LIST) throw new Unusable();
  return list.map(toEngine);
}

/** A record in the engine's words, made anew. */
export function recordToEngine(record: object): Readonly<Record<string, unknown>> {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of Object.entries(record)) if (entry !== undefined) plain[key] = toEngine(entry);
  return plain;
}

/** The engine's values as ours. Throws `Unusable` for types, optionals, whole numbers beyond 2^53. */
export function fromEngine(value: unknown): CelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new Unusable();
    return number;
  }
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(fromEngine);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fromEngine(entry)]));
  }
  throw new Unusable();
}

/** Is the value what the reader of the expression asked for? */
export function isExpected(value: CelValue, expected: CelExpected): boolean {
  switch (expected) {
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'date':
      return typeof value === 'string' && isCivilDate(value);
    case 'list':
      return Array.isArray(value);
    case 'scalar':
      return value === null || typeof value !== 'object';
    case 'plain':
      return value === null || typeof value !== 'object' || Array.isArray(value);
  }
}
