import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { configSchema, type KioskConfig } from './config.ts';

/** One thing wrong with a configuration, where it stands (1-based; null for a file that was not YAML text) and in words. */
export type ConfigProblem = {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
};

export type ConfigResult =
  | { readonly ok: true; readonly config: KioskConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** A machine's description is a page; anything longer is not one, and is not parsed. */
const MAX_CHARACTERS = 100_000;

/**
 * Reads configuration v1 from YAML text. Every problem is reported at once with its line and column, so a
 * technician in front of the cabinet corrects the file in one go. Pure: reading the file is the caller's.
 */
export const parseConfig = (source: string): ConfigResult => {
  if (source.length > MAX_CHARACTERS)
    return refused([problem('', null, 'The file is too long for a configuration')]);
  const lines = new LineCounter();
  // Aliases and duplicate keys are refused: one machine, one page, read top to bottom as it is meant.
  const document = parseDocument(source, { version: '1.2', lineCounter: lines, uniqueKeys: true });
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) {
    return refused(syntax.map((each) => problem('', lines.linePos(each.pos[0]), firstLine(each.message))));
  }

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return refused([problem('', null, 'Aliases (*name) are not allowed in a configuration')]);
  }
  const checked = configSchema.safeParse(value);
  if (checked.success) return { ok: true, config: checked.data };
  return refused(checked.error.issues.flatMap((issue) => located(issue, document, lines)));
};

/** `file:line:column path: message`, the form editors and terminals turn into a link. */
export const describeProblem = (file: string, each: ConfigProblem): string =>
  `${file}${each.line === null ? '' : `:${each.line}:${each.column ?? 1}`} ${each.path ? `${each.path}: ` : ''}${each.message}`;

type Position = { readonly line: number; readonly col: number };
type YamlDocument = ReturnType<typeof parseDocument>;

const refused = (problems: readonly ConfigProblem[]): ConfigResult => ({ ok: false, problems });

const problem = (path: string, position: Position | null, message: string): ConfigProblem => ({
  path,
  line: position?.line ?? null,
  column: position?.col ?? null,
  message,
});

const firstLine = (message: string): string => message.split(' at line ')[0] ?? message;

/** A misspelt key is shown where it stands, a missing one at the block it is missing from. */
const located = (issue: z.core.$ZodIssue, document: YamlDocument, lines: LineCounter): ConfigProblem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problem(path.join('.'), keyPosition(document, lines, path), `Unknown key “${key}”`);
    });
  }
  return [problem(issue.path.join('.'), nearestPosition(document, lines, issue.path), issue.message)];
};

const keyPosition = (
  document: YamlDocument,
  lines: LineCounter,
  path: readonly PropertyKey[],
): Position | null => {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]);
  }
  return nearestPosition(document, lines, path);
};

const nearestPosition = (
  document: YamlDocument,
  lines: LineCounter,
  path: readonly PropertyKey[],
): Position | null => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]);
  }
  return document.contents?.range ? lines.linePos(document.contents.range[0]) : null;
};
