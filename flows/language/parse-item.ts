import { type ItemDefinition, writtenItemSchema } from './definition.ts';
import { type ExpandedSum, expandSteps, type Origin } from './expand.ts';
import type { Fragments } from './fragment.ts';
import type { YamlSource } from './problem.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/**
 * Reads one item file, puts the fragments it uses into it and writes its repetitions out. Any text gives an item or
 * problems with places; it never throws. What is wrong in a step of a fragment is placed in the fragment's own file.
 */
export function parseItem(
  text: string,
  file: string,
  fragments: Fragments = new Map(),
): YamlOutcome<ItemDefinition> {
  const written = readYaml(text, file, writtenItemSchema);
  if (!written.ok) return written;
  const expansion = expandSteps(written.value.steps, written.source, fragments);
  if (!expansion.ok) return expansion;
  const { steps } = expansion;
  const derived = withSums(written.value.derived, expansion.sums, written.source);
  const originOf = (list: unknown, index: number): Origin | undefined => {
    if (list === 'steps') return steps[index]?.origin;
    return list === 'derived' ? derived[index]?.origin : undefined;
  };
  const source: YamlSource = {
    file,
    problem: (path, message, fix, within) => {
      const [list, index, ...rest] = path;
      const origin = typeof index === 'number' ? originOf(list, index) : undefined;
      if (origin === undefined) return written.source.problem(path, message, fix, within);
      const place = [...origin.path, ...rest];
      if (origin.source === written.source) return origin.source.problem(place, message, fix, within);
      return origin.source.problem(place, `${message} (in ${file})`, fix, within);
    },
  };
  const value = {
    ...written.value,
    steps: steps.map(({ step }) => step),
    derived: derived.map((each) => each.derived),
  };
  return { ok: true, value, source };
}

type Placed = Pick<ExpandedSum, 'derived' | 'origin'>;

/** Sums stand right behind the list they add up over, so that what follows may use them. */
function withSums(
  written: ItemDefinition['derived'],
  sums: readonly ExpandedSum[],
  source: YamlSource,
): readonly Placed[] {
  const isWritten = (name: string | null): boolean => written.some(({ id }) => id === name);
  return [
    ...sums.filter(({ after }) => !isWritten(after)),
    ...written.flatMap((derived, index): readonly Placed[] => [
      { derived, origin: { source, path: ['derived', index] } },
      ...sums.filter(({ after }) => after === derived.id),
    ]),
  ];
}
