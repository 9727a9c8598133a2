import type { CompiledItem } from '../../flows/machine/contract.ts';
import { canonicalHash } from '../../flows/machine/hash.ts';

/** A sample of a catalogue, the same for one seed; all of it where it is smaller. */
export function sampleOf(
  items: readonly CompiledItem[],
  count: number,
  seed: string,
): readonly CompiledItem[] {
  const place = ({ definition }: CompiledItem) => canonicalHash(`${seed} ${definition.id}`);
  return items.toSorted((one, other) => (place(one) < place(other) ? -1 : 1)).slice(0, count);
}

/**
 * As few items as the rule needs, filled up to `count`: the first of each kind, then the first that has a verb none of
 * those has, then a sample. It grows with the catalogue, so that a new kind or verb is in it by itself.
 *
 * @param suits whether an item can be taken at all; asked only of those that would be
 */
export async function representatives(
  items: readonly CompiledItem[],
  count: number,
  seed: string,
  suits: (item: CompiledItem) => Promise<boolean>,
): Promise<readonly CompiledItem[]> {
  const chosen = new Map<string, CompiledItem>();
  const met = new Set<string>();
  const take = async (wanted: (item: CompiledItem) => boolean): Promise<void> => {
    for (const item of sampleOf(items, items.length, seed)) {
      if (chosen.has(item.definition.id) || !wanted(item) || !(await suits(item))) continue;
      chosen.set(item.definition.id, item);
      for (const trait of traitsOf(item)) met.add(trait);
    }
  };
  await take(({ definition }) => !met.has(definition.kind));
  await take((item) => traitsOf(item).some((trait) => !met.has(trait)));
  await take(() => chosen.size < count);
  return [...chosen.values()];
}

/** Its kind and its verbs. */
export const traitsOf = ({ definition }: CompiledItem): readonly string[] => [
  definition.kind,
  ...definition.steps.map(({ verb }) => verb),
];
