import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { MAX_BYTES } from './file-size.ts';
import type { FlowProblem, Path, YamlSource } from './problem.ts';

/** Nobody writes longer lines or more of them; a bracket opened ten thousand times needs one of the two. */
const MAX_LINE = 2_000;
const MAX_LINES = 5_000;
/** A broken bracket can give thousands of complaints; nobody reads on after these. */
const MAX_COMPLAINTS = 20;

export type YamlOutcome<T> =
  | { readonly ok: true; readonly value: T; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

const FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'keep one of the two',
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'keep one document a file: take the --- line out',
  TAG_RESOLVE_FAILED: 'take the !tag out: a value is a text, a number, true or false, a list or a map',
  RESOURCE_EXHAUSTION: 'nest less deeply',
};

/**
 * Reads one YAML 1.2 file and checks it against a schema. Every problem has its place. Refused beyond the
 * schema: aliases (a few lines of them can mean gigabytes), other YAML versions (1.1 reads `no` as false),
 * unknown tags, and whole numbers too long for JavaScript, which would lose digits in silence.
 */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): YamlOutcome<z.output<S>> {
  const tooMuch = refuseSize(text, file);
  if (tooMuch !== null) return { ok: false, problems: [tooMuch] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    intAsBigInt: true,
    prettyErrors: false,
  });
  const source = yamlSource(document, lines, text, file);
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const problems: FlowProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    ...at(error.pos[0]),
    message: error.message,
    fix: FIXES[error.code] ?? 'correct the YAML at this place',
  }));
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    problems.push({
      file,
      line: 1,
      column: 1,
      message: 'only YAML 1.2 is read',
      fix: 'take the %YAML line out',
    });
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_COMPLAINTS) };

  visit(document, {
    Alias: (_, node) => {
      problems.push({
        file,
        ...at(node.range?.[0] ?? 0),
        message: 'aliases (*name) are not read',
        fix: 'write the value out',
      });
    },
    Scalar: (_, node) => {
      if (typeof node.value !== 'bigint') return;
      const number = Number(node.value);
      if (Number.isSafeInteger(number)) node.value = number;
      else {
        const place = at(node.range?.[0] ?? 0);
        problems.push({
          file,
          ...place,
          message: 'a number this long would lose digits',
          fix: 'put it in quotes',
        });
      }
    },
  });
  if (problems.length > 0) return { ok: false, problems };

  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { ok: true, value: parsed.data, source };
  const has = (path: Path): boolean => document.hasIn(path) || path.length === 0;
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => explainIssue(issue, source, has)) };
}

/** Said before anything is parsed, so that no file can take its time. */
function refuseSize(text: string, file: string): FlowProblem | null {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    const message = `the file is larger than ${MAX_BYTES / 1000} kB`;
    return { file, line: 1, column: 1, message, fix: 'split it: one item or data set a file' };
  }
  const written = text.split('\n');
  if (written.length > MAX_LINES) {
    const message = `the file has more than ${MAX_LINES} lines`;
    return { file, line: MAX_LINES + 1, column: 1, message, fix: 'split it: one item or data set a file' };
  }
  const long = written.findIndex((line) => line.length > MAX_LINE);
  if (long === -1) return null;
  const message = `the line has more than ${MAX_LINE} characters`;
  return { file, line: long + 1, column: MAX_LINE + 1, message, fix: 'break it' };
}

function yamlSource(document: Document.Parsed, lines: LineCounter, text: string, file: string): YamlSource {
  const offsetOf = (path: Path, within: number | 'key'): number => {
    let node: Node | null = document.contents;
    let start = document.contents?.range?.[0] ?? 0;
    for (const [depth, part] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
        if (pair === undefined) return start;
        start = isScalar(pair.key) ? (pair.key.range?.[0] ?? start) : start;
        // yaml types a parsed pair's value as unknown; in a parsed document it is a node or null.
        node = (pair.value as Node | null) ?? null;
      } else if (isSeq(node) && typeof part === 'number') {
        node = (node.items[part] as Node | undefined) ?? null;
        start = node?.range?.[0] ?? start;
      } else return start;
      // A map or list is pointed at by its key; a scalar by itself.
      const isKeyWanted = within === 'key' && depth === path.length - 1;
      if (isScalar(node) && !isKeyWanted) start = node.range?.[0] ?? start;
    }
    if (within === 'key' || !isScalar(node) || typeof node.value !== 'string' || node.range == null)
      return start;
    return start + rawOffset(text.slice(node.range[0], node.range[1]), node.value, within);
  };
  return {
    file,
    problem: (path, message, fix, within = 0) => {
      const { line, col } = lines.linePos(offsetOf(path, within));
      return { file, line: Math.max(line, 1), column: Math.max(col, 1), message, fix };
    },
  };
}

/**
 * Where the character `offset` of a scalar's value stands in its raw text: behind the opening quote, past
 * escapes, over the indentation of a folded block. The two texts are walked together; a character of the
 * value that is not at its place (an escape) counts as one raw character.
 */
function rawOffset(raw: string, value: string, offset: number): number {
  const opening = /^(?:["']|[|>][^\n]*\n\s*)/.exec(raw)?.[0].length ?? 0;
  let position = opening;
  for (let index = 0; index < offset && position < raw.length; index += 1) {
    const wanted = value[index];
    if (wanted === undefined) break;
    const found = /\s/.test(wanted) ? position : raw.indexOf(wanted, position);
    position = (found === -1 ? position : found) + 1;
    if (/\s/.test(wanted))
      while (/\s/.test(raw[position] ?? '') && !/\s/.test(value[index + 1] ?? '')) position += 1;
  }
  return Math.min(position, raw.length);
}
