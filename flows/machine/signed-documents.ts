import type { ItemDefinition } from '../language/definition.ts';
import { interpolate } from '../language/interpolation.ts';
import { LANGUAGES, type Text } from '../language/text.ts';
import type { ItemRecord, Signature } from './contract.ts';
import { scopeOf } from './scope.ts';

/**
 * Signatures that still belong to what was signed. A document that names an answer (“… to {{answers.city}}”)
 * is another document once that answer changes, and is put before the citizen again: only documents after
 * the answered step, for these are still ahead.
 */
export function stillSigned(
  definition: ItemDefinition,
  answered: string,
  signatures: Readonly<Record<string, Signature>>,
  before: ItemRecord,
  after: ItemRecord,
): Readonly<Record<string, Signature>> {
  const { steps } = definition;
  const ahead = steps.slice(steps.findIndex((step) => step.id === answered) + 1);
  const stale = new Set(
    ahead.flatMap((step) => (step.verb === 'sign' && !isSame(step.document, before, after) ? [step.id] : [])),
  );
  return Object.fromEntries(Object.entries(signatures).filter(([step]) => !stale.has(step)));
}

function isSame(document: Text, before: ItemRecord, after: ItemRecord): boolean {
  const then = interpolate(document, scopeOf(before));
  const now = interpolate(document, scopeOf(after));
  return LANGUAGES.every((language) => then[language] === now[language]);
}
