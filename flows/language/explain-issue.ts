import type { z } from 'zod';
import type { FlowProblem, Path, YamlSource } from './problem.ts';

type Issue = z.core.$ZodIssue;

const REFERENCE = 'docs/flow-language.md lists what belongs here';

/**
 * A schema's complaint in the words of the person who writes the file: one problem an unknown key (placed
 * at the key), a missing key placed at what lacks it.
 */
export function explainIssue(
  issue: Issue,
  source: YamlSource,
  exists: (path: Path) => boolean,
): readonly FlowProblem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const name = path.at(-1) ?? 'the file';

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        source.problem(
          [...path, key],
          `“${key}” is not known here`,
          `correct its spelling or take it out; ${REFERENCE}`,
          'key',
        ),
      );
    case 'invalid_type':
      if (!exists(path))
        return [source.problem(path, `“${name}” is missing`, `write ${name}: ${aOrAn(issue.expected)}`)];
      return [
        source.problem(
          path,
          `“${name}” must be ${aOrAn(issue.expected)}`,
          issue.expected === 'string' ? 'put the value in quotes' : REFERENCE,
        ),
      ];
    case 'invalid_value': {
      const choices = issue.values.map(String).join(', ');
      if (!exists(path))
        return [source.problem(path, `“${name}” is missing`, `write ${name}: one of ${choices}`)];
      return [source.problem(path, `“${name}” has a value that is not known`, `use one of ${choices}`)];
    }
    case 'invalid_union':
      return [
        source.problem(
          path,
          `“${name}” says nothing this language knows`,
          'options' in issue && Array.isArray(issue.options)
            ? `use one of ${issue.options.join(', ')}`
            : REFERENCE,
        ),
      ];
    case 'too_small':
      return [
        source.problem(
          path,
          `“${name}” is too short or too small`,
          `at least ${String(issue.minimum)}${unit(issue.origin)}`,
        ),
      ];
    case 'too_big':
      return [
        source.problem(
          path,
          `“${name}” is too long or too large`,
          `at most ${String(issue.maximum)}${unit(issue.origin)}`,
        ),
      ];
    default:
      return [source.problem(path, `“${name}”: ${issue.message}`, REFERENCE)];
  }
}

const NAMES: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  int: 'a whole number',
  boolean: 'true or false',
};
const aOrAn = (expected: string): string => NAMES[expected] ?? `a ${expected}`;

const unit = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
