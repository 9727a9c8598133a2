import { listRead } from './list-read.ts';
import type { LintSubject } from './world.ts';

/** Texts that `person` fields hold. */
const PERSON_VALUES: Readonly<Record<string, readonly string[]>> = {
  'person.sex': ['male', 'female', 'unknown'],
  'person.document': [
    'resident',
    'hmt-residence-permit',
    'foreigner-2017',
    'foreigner-2023',
    'social-security-card',
  ],
};

/**
 * The texts that can stand at a path: options of an answer, values of a data set's field or of a column
 * of its list. Null where anything may stand.
 */
export function possibleValues(
  path: readonly string[],
  { definition, world }: Pick<LintSubject, 'definition' | 'world'>,
): readonly string[] | null {
  const [first, second, third] = path;
  if (first === 'person') return PERSON_VALUES[path.join('.')] ?? null;
  if (first === 'answers') {
    const step = definition.steps.find(({ id }) => id === second);
    if (step?.verb === 'scan') return step.later === undefined ? ['scanned'] : ['scanned', 'later'];
    if (step?.verb !== 'choose' || step.options === undefined) return null;
    return [
      ...step.options.map(({ value }) => value),
      ...(step.unsure === undefined ? [] : [step.unsure.value]),
    ];
  }
  if (first === 'derived' && third !== undefined) {
    /** A derived value is made of earlier ones only. */
    const index = definition.derived.findIndex(({ id }) => id === second);
    const list = definition.derived[index]?.value;
    const earlier = { ...definition, derived: definition.derived.slice(0, index) };
    return list === undefined
      ? null
      : possibleValues([...listRead(list), third], { definition: earlier, world });
  }
  const use = definition.data.find(({ as }) => as === first);
  const field =
    use === undefined ? undefined : world.datasets.get(use.set)?.fields.find(({ id }) => id === second);
  const of = third === undefined ? field : field?.columns?.find(({ id }) => id === third);
  return of?.values ?? null;
}
