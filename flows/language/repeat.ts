import type { ItemDefinition } from './definition.ts';
import { both, inTexts } from './rewrite.ts';
import type { EachStep, Step, StepOf } from './steps.ts';

type Derived = ItemDefinition['derived'][number];

/*
 * A repetition is written out: copy k is on the way when the list has more than k entries. What follows it — lint,
 * compiler, prover, screens — knows steps only.
 */

/** `$member`, `$memberNumber`, and the answers of this copy, which bear its number. */
export function copyOf<Value>(value: Value, each: EachStep, ids: ReadonlySet<string>, copy: number): Value {
  const names: Readonly<Record<string, string>> = {
    [each.as]: `${each.list}[${copy}]`,
    [`${each.as}Number`]: String(copy + 1),
  };
  return inTexts(value, (text) =>
    text
      .replace(/\$([a-z][a-zA-Z0-9]*)/g, (written, name: string) => names[name] ?? written)
      .replace(/\banswers\.([a-z][a-zA-Z0-9]*)\b/g, (written, id: string) =>
        ids.has(id) ? `${written}${copy + 1}` : written,
      ),
  );
}

/** Steps of copy `copy`, from 0. */
export function stepsOfCopy(each: EachStep, steps: readonly Step[], copy: number): readonly Step[] {
  const ids = new Set(steps.map(({ id }) => id));
  return steps.map((step) => {
    const own = copyOf(step, each, ids, copy);
    return { ...own, id: `${step.id}${copy + 1}`, when: both(isThere(each, copy), own.when) };
  });
}

const isThere = ({ list, when }: EachStep, copy: number): string => both(when, `${list}.size() > ${copy}`);

/** Before the copies, where there are more entries than copies: how many there are, and what becomes of the rest. */
export const moreStep = (each: EachStep): StepOf<'show'> => ({
  id: `${each.as}More`,
  verb: 'show',
  when: isThere(each, each.max),
  title: { 'zh-CN': `这次先办前${each.max}项`, en: `The first ${each.max} this time` },
  rows: [
    {
      label: { 'zh-CN': '一共', en: 'In all' },
      value: `${each.list}.size()`,
      format: 'number',
      labels: {},
    },
    { label: { 'zh-CN': '这次办', en: 'This time' }, value: String(each.max), format: 'number', labels: {} },
  ],
  note: each.more,
});

/**
 * A sum over all copies, as derived values that add up one after another: each is short enough for an expression, and
 * the last bears the name of the sum.
 */
export function sumsOf(each: EachStep, steps: readonly Step[]): readonly Derived[] {
  const ids = new Set(steps.map(({ id }) => id));
  return each.sums.flatMap(({ id, label, value }) =>
    Array.from({ length: each.max }, (_, copy): Derived => {
      const own = `(${isThere(each, copy)} ? (${copyOf(value, each, ids, copy)}) : 0)`;
      return {
        id: copy === each.max - 1 ? id : `${id}${copy + 1}`,
        label,
        value: copy === 0 ? own : `derived.${id}${copy} + ${own}`,
        labels: {},
      };
    }),
  );
}
