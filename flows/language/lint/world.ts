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
