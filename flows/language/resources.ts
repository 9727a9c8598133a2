import type { ItemDefinition } from './definition.ts';
import type { Path } from './problem.ts';
import { LANGUAGES, type Language, type Text } from './text.ts';

/**
 * The texts of an item as i18next resources: one flat bundle a language, for the namespace `item:<id>` (set
 * `keySeparator: false`). Keys name things, not positions, so that a step moved keeps its translations:
 * `steps.kind.question`, `steps.kind.options.refer.label`, `eligibility.0.reason`.
 */
export type ItemResources = Readonly<Record<Language, Readonly<Record<string, string>>>>;

const isText = (value: object): value is Text =>
  LANGUAGES.every((language) => typeof Reflect.get(value, language) === 'string') &&
  Object.keys(value).length === LANGUAGES.length;

/** What names an entry of a list: its id, the name its data goes by, the value of an option; else its place. */
function segment(entry: unknown, index: number): string {
  if (typeof entry !== 'object' || entry === null) return String(index);
  for (const name of ['id', 'as'] as const) {
    const value: unknown = Reflect.get(entry, name);
    if (typeof value === 'string') return value;
  }
  const value: unknown = Reflect.get(entry, 'value');
  // A row's value is an expression and may change with its wording; an option's is what is stored.
  return typeof value === 'string' && !('format' in entry) ? value : String(index);
}

/** Every text of an item, with its key and its place in the file. */
export function textsOf(
  definition: ItemDefinition,
): readonly { readonly key: string; readonly path: Path; readonly text: Text }[] {
  const found: { key: string; path: Path; text: Text }[] = [];
  const walk = (value: unknown, key: readonly string[], path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries())
        walk(entry, [...key, segment(entry, index)], [...path, index]);
    } else if (isText(value)) found.push({ key: key.join('.'), path, text: value });
    else for (const [name, entry] of Object.entries(value)) walk(entry, [...key, name], [...path, name]);
  };
  walk(definition, [], []);
  return found;
}

export function resourcesOf(definition: ItemDefinition): ItemResources {
  const texts = textsOf(definition);
  const bundle = (language: Language): Record<string, string> =>
    Object.fromEntries(texts.map(({ key, text }) => [key, text[language]]));
  const [first, second] = LANGUAGES;
  return { [first]: bundle(first), [second]: bundle(second) };
}

/** Keys of the texts, so that nobody spells one out. */
export const textKeys = {
  namespace: (item: string): string => `item:${item}`,
  item: (field: 'name' | 'shortName' | 'elderName' | 'summary'): string => field,
  window: (field: 'place' | 'hours'): string => `window.${field}`,
  purpose: (as: string): string => `data.${as}.purpose`,
  rule: (index: number, field: 'title' | 'reason' | 'next' | 'scale.unit'): string =>
    `eligibility.${index}.${field}`,
  step: (
    step: string,
    field:
      | 'label'
      | 'question'
      | 'why'
      | 'hint'
      | 'error'
      | 'title'
      | 'note'
      | 'document'
      | 'button'
      | 'subject'
      | 'unsure.hint'
      | 'empty.title'
      | 'empty.text',
  ): string => `steps.${step}.${field}`,
  option: (step: string, value: string, field: 'label' | 'hint'): string =>
    `steps.${step}.options.${value}.${field}`,
  row: (step: string, index: number): string => `steps.${step}.rows.${index}.label`,
  next: (step: string, index: number, field: 'when' | 'what'): string =>
    `steps.${step}.next.${index}.${field}`,
} as const;
