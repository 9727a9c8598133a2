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
 */
export function representatives(
  items: readonly CompiledItem[],
  count: number,
  seed: string,
): readonly CompiledItem[] {
  const chosen = new Map<string, CompiledItem>();
  const verbsOf = ({ definition }: CompiledItem) => definition.steps.map(({ verb }) => verb);
  const inOrder = sampleOf(items, items.length, seed);
  const kinds = new Set<string>();
  for (const item of inOrder)
    if (!kinds.has(item.definition.kind)) {
      kinds.add(item.definition.kind);
      chosen.set(item.definition.id, item);
    }
  const verbs = new Set([...chosen.values()].flatMap(verbsOf));
  for (const item of inOrder)
    if (verbsOf(item).some((verb) => !verbs.has(verb))) {
      for (const verb of verbsOf(item)) verbs.add(verb);
      chosen.set(item.definition.id, item);
    }
  for (const item of inOrder) {
    if (chosen.size >= count) break;
    chosen.set(item.definition.id, item);
  }
  return [...chosen.values()];
}
