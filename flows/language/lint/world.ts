import type { Dataset } from '../dataset.ts';
import type { ItemDefinition } from '../definition.ts';
import type { FlowProblem, Path, YamlSource } from '../problem.ts';

/** What an item is judged against: the rest of the catalogue. */
export type LintWorld = {
  /** Null when the list cannot be read: then nobody is missing from it. */
  readonly departments: ReadonlySet<string> | null;
  readonly lifeStages: ReadonlySet<string> | null;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly items: ReadonlySet<string>;
};

/** One item under judgement. */
export type LintSubject = {
  readonly definition: ItemDefinition;
  readonly source: YamlSource;
  readonly world: LintWorld;
};

export type Say = (path: Path, message: string, fix: string, offset?: number) => void;

/** Collects what one pass has to say. */
export function collect(source: YamlSource, pass: (say: Say) => void): readonly FlowProblem[] {
  const problems: FlowProblem[] = [];
  pass((path, message, fix, offset) => problems.push(source.problem(path, message, fix, offset)));
  return problems;
}

/** The word of `known` that `word` was probably meant to be, as a suggestion; else what there is. */
export function oneOf(word: string, known: Iterable<string>): string {
  const words = [...known];
  const closest = words
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (closest !== undefined && closest.distance <= 2) return `did you mean “${closest.candidate}”?`;
  const shown = words.slice(0, 12).join(', ');
  return words.length === 0 ? 'there is none yet' : `use one of ${shown}${words.length > 12 ? ' …' : ''}`;
}

/** Levenshtein distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
