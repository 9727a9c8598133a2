import { type ItemDefinition, writtenItemSchema } from './definition.ts';
import { expandSteps } from './expand.ts';
import type { Fragments } from './fragment.ts';
import type { YamlSource } from './problem.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/**
 * Reads one item file and puts the fragments it uses into it. Any text gives an item or problems with places; it
 * never throws. What is wrong in a step of a fragment is placed in the fragment's own file.
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
  const source: YamlSource = {
    file,
    problem: (path, message, fix, within) => {
      const [list, index, ...rest] = path;
      const origin = list === 'steps' && typeof index === 'number' ? steps[index] : undefined;
      if (origin === undefined) return written.source.problem(path, message, fix, within);
      const place = ['steps', origin.index, ...rest];
      if (origin.source === written.source) return origin.source.problem(place, message, fix, within);
      return origin.source.problem(place, `${message} (in ${file})`, fix, within);
    },
  };
  return { ok: true, value: { ...written.value, steps: steps.map(({ step }) => step) }, source };
}
