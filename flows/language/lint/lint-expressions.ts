import { compile, inspect } from '../../cel/cel.ts';
import type { CelSchema } from '../../cel/types.ts';
import { oneOf } from '../one-of.ts';
import { listRead } from './list-read.ts';
import { type Expression, expressionsOf } from './places.ts';
import { type LintScope, namesOf, scopeAt, withEntry } from './scope.ts';
import { possibleValues } from './values.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/** Scopes are costly to build and the same for many places of one item. */
export function scopesOf({
  definition,
  world,
}: LintSubject): (place: Pick<Expression, 'answered' | 'audience' | 'entryOf'>) => LintScope {
  const built = new Map<string, LintScope>();
  return ({ answered, audience, entryOf }) => {
    const key = `${answered} ${audience} ${entryOf ?? ''}`;
    const known = built.get(key);
    if (known !== undefined) return known;
    const plain = scopeAt(definition, world, answered, audience);
    const scope = entryOf === undefined ? plain : withEntry(plain, entryOf);
    built.set(key, scope);
    return scope;
  };
}

/** Every expression types against what is known at its place, and compares with texts that can occur. */
export function lintExpressions(subject: LintSubject): ReturnType<typeof collect> {
  const scopeFor = scopesOf(subject);
  return collect(subject.source, (say) => {
    for (const expression of expressionsOf(subject.definition)) {
      const scope = scopeFor(expression);
      const compiled = compile(expression.cel, expression.expected, scope.environment);
      if (!compiled.ok) {
        const { message, range, code } = compiled.problem;
        say(expression.path, message, fixFor(code, expression, scope.schema, range), range.start);
      } else sayImpossibleComparisons(expression, subject, say);
    }
  });
}

function fixFor(
  code: string,
  { cel, answered, audience }: Expression,
  schema: CelSchema,
  range: { readonly start: number; readonly end: number },
): string {
  const word = cel.slice(range.start, range.end);
  switch (code) {
    case 'unknown_variable':
      return oneOf(word, Object.keys(schema));
    case 'no_such_key': {
      const names = namesOf(schema);
      const path = /[\w.]*$/.exec(cel.slice(0, range.end))?.[0] ?? word;
      const parent = path.slice(0, path.lastIndexOf('.'));
      const siblings = names.filter(
        (name) => name.startsWith(`${parent}.`) && !name.slice(parent.length + 1).includes('.'),
      );
      const fields = siblings.length > 0 ? siblings.map((name) => name.slice(parent.length + 1)) : names;
      const why =
        parent === 'answers'
          ? `; ${answered === 0 ? 'nothing is' : 'only earlier steps are'} answered here`
          : '';
      return `${oneOf(word, fields)}${why}${audience === 'shown' && parent !== 'answers' ? '; only fields granted to be shown count here' : ''}`;
    }
    case 'no_such_overload':
      return 'compare and combine values of one type; string(…) and int(…) convert';
    case 'forbidden':
    case 'too_long':
    case 'limit_exceeded':
      return 'write it simpler; docs/flow-language.md lists what an expression may use';
    default:
      return 'correct the expression at this place';
  }
}

/** A text that can never occur makes a condition that is never true: the typing mistake nobody sees. */
function sayImpossibleComparisons({ path, cel, entryOf }: Expression, subject: LintSubject, say: Say): void {
  for (const comparison of inspect(cel).comparisons) {
    const whole = throughEntry(comparison.path, entryOf);
    const values = possibleValues(whole, subject);
    if (values !== null && !values.includes(comparison.literal)) {
      say(
        path,
        `${whole.join('.')} is never “${comparison.literal}”`,
        oneOf(comparison.literal, values),
        comparison.start,
      );
    }
  }
}

/** `entry.state` is `fines.items.state` where the entries are those of `fines.items`. */
export function throughEntry(path: readonly string[], entryOf: string | undefined): readonly string[] {
  if (path[0] !== 'entry' || entryOf === undefined) return path;
  return [...listRead(entryOf), ...path.slice(1)];
}

/** Every path the item's expressions and texts read: what data is really used for. */
export function pathsRead(subject: LintSubject): readonly (readonly string[])[] {
  return expressionsOf(subject.definition).flatMap(({ cel, entryOf }) =>
    inspect(cel).references.map(({ path }) => throughEntry(path, entryOf)),
  );
}
