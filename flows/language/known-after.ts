import { inspect } from '../cel/cel.ts';
import type { DataUse, ItemDefinition } from './definition.ts';

type Parts = Pick<ItemDefinition, 'data' | 'derived' | 'steps'>;

/** A record that is asked for by somebody else's key, and so only once that key is known. */
export type KeyedUse = DataUse & { readonly key: string };
export const isKeyed = (use: DataUse): use is KeyedUse => use.key !== undefined;

/**
 * The steps whose answers an expression reads, itself or through derived values and the keys of records. A name that
 * leads back to itself adds nothing: lint says so of the key.
 */
export function answersReadBy(
  expression: string,
  parts: Parts,
  within: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const read = inspect(expression).references.flatMap(({ path: [first = '', second = ''] }) => {
    const name = first === 'derived' ? `derived.${second}` : first;
    if (within.has(name)) return [];
    if (first === 'answers') return [second];
    const behind =
      first === 'derived'
        ? parts.derived.find(({ id }) => id === second)?.value
        : parts.data.find(({ as }) => as === first)?.key;
    return behind === undefined ? [] : [...answersReadBy(behind, parts, new Set([...within, name]))];
  });
  return new Set(read);
}

/** The step after which all that an expression reads is known, as its index; −1 when it is known from the start. */
export const knownAfter = (expression: string, parts: Parts): number =>
  Math.max(
    -1,
    ...[...answersReadBy(expression, parts)].map((step) => parts.steps.findIndex(({ id }) => id === step)),
  );

/** Records by key that are asked for right after a step, in the order they are written; −1 is before the first. */
export const lookUpsAfter = (parts: Parts, index: number): readonly KeyedUse[] =>
  parts.data.filter(isKeyed).filter((use) => knownAfter(use.key, parts) === index);

/**
 * Where a rule is judged: before the first step, or right after the step whose answer, or the record by key it leads to,
 * is the last the rule needs.
 */
export const ruleJudgedAfter = (require: string, parts: Parts): number => knownAfter(require, parts);

/** Whether there is a rule to judge right after a step. */
export const hasRuleAfter = (parts: Parts & Pick<ItemDefinition, 'eligibility'>, index: number): boolean =>
  parts.eligibility.some(({ require }) => ruleJudgedAfter(require, parts) === index);
