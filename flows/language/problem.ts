/** What is wrong in a file, where, and what to do about it. Line and column count from 1. */
export type FlowProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
};

/** A place inside a YAML document: `['steps', 2, 'when']`. */
export type Path = readonly (string | number)[];

/** `file:line:column  message`, then the fix: what an editor's problem list understands. */
export const printProblem = ({ file, line, column, message, fix }: FlowProblem): string =>
  `${file}:${line}:${column}  ${message}\n    fix: ${fix}`;

/** In reading order, so that the same files always give the same report. */
export const inReadingOrder = (problems: readonly FlowProblem[]): readonly FlowProblem[] =>
  [...problems].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );

/** Answers where in its file something stands. */
export type YamlSource = {
  readonly file: string;
  /**
   * A problem with the value at `path`, or with the deepest thing above it that exists. `within` counts
   * characters inside a scalar's text, or points at the key instead of the value.
   */
  readonly problem: (path: Path, message: string, fix: string, within?: number | 'key') => FlowProblem;
};
