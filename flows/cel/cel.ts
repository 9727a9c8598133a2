import { Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { conditionsOf } from './conditions.ts';
import { OWN_FUNCTIONS } from './functions.ts';
import { guard, LIMITS, MAX_SOURCE } from './guards.ts';
import { type Comparison, comparisonsOf, type Reference, referencesOf } from './references.ts';
import { sayCondition, type Vocabulary } from './say.ts';
import type {
  CelExpected,
  CelProblem,
  CelProgram,
  CelResult,
  CelSchema,
  CelType,
  CelValue,
} from './types.ts';
import { fromEngine, isExpected, recordToEngine, Unusable } from './values.ts';

/**
 * The one door to the CEL engine. An expression is checked against declared types before an item is
 * published, and runs against untyped data afterwards: a record a person does not have is `null`, and so
 * is a field without a value, which the engine's typed mode cannot say.
 *
 * How null is handled: `licence == null` asks whether there is a record, `licence.validTo == null` whether
 * it holds a value; a field of a record that is not there is a problem, never a value. `&&` and `||` absorb
 * such a problem when the other side decides, so `licence == null || licence.points >= 9` is safe.
 */
export type CelEnvironment = {
  /** Checks the guarded expression and says its type, in CEL's words. */
  readonly check: (source: string) => CelResult<string>;
  /** The declared type behind a type the engine names; what it cannot name is `dyn`. */
  readonly declared: (engineType: string) => CelType;
};

const limited = { limits: LIMITS } as const;

function withOwnFunctions(environment: Environment): Environment {
  for (const { signature, call } of OWN_FUNCTIONS) environment.registerFunction(signature, call);
  return environment;
}

const runtime = withOwnFunctions(
  new Environment({ ...limited, unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false }),
);

const problem = (
  code: string,
  message: string,
  range: CelProblem['range'],
): { readonly ok: false; readonly problem: CelProblem } => ({
  ok: false,
  problem: { code, message, range },
});

/**
 * Declares the names expressions may use. Records become engine types named by their place, so that an
 * unknown field is found where it is written.
 */
export function createCelEnvironment(schema: CelSchema): CelEnvironment {
  const environment = withOwnFunctions(new Environment(limited));
  for (const type of ['string', 'int', 'bool', 'list'])
    environment.registerOperator(`${type} == null`, () => false);

  const records = new Map<string, CelType>();
  const declare = (type: CelType, place: string): string => {
    if (typeof type === 'string') return type;
    if ('list' in type) return `list<${declare(type.list, `${place}Entry`)}>`;
    const name = `Record${place}`;
    const fields = Object.fromEntries(
      Object.entries(type.record).map(([field, fieldType]) => [
        field,
        declare(fieldType, `${place}${capital(field)}`),
      ]),
    );
    environment.registerType({ name, schema: fields });
    environment.registerOperator(`${name} == null`, () => false);
    records.set(name, type);
    return name;
  };
  for (const [name, type] of Object.entries(schema))
    environment.registerVariable(name, declare(type, capital(name)));

  const check = (source: string): CelResult<string> => {
    const guarded = parse(source);
    if (!guarded.ok) return guarded;
    for (const { start, end } of guarded.value) {
      const argument = environment.check(source.slice(start, end));
      if (!argument.valid) return fromStatic(argument.error, start);
    }
    const whole = environment.check(source);
    return whole.valid ? { ok: true, value: whole.type ?? 'dyn' } : fromStatic(whole.error, 0);
  };
  const declared = (engineType: string): CelType => {
    const list = /^list<(.*)>$/.exec(engineType)?.[1];
    if (list !== undefined) return { list: declared(list) };
    if (engineType === 'string' || engineType === 'int' || engineType === 'bool') return engineType;
    return records.get(engineType) ?? 'dyn';
  };
  return { check, declared };
}

/** What an expression reads, compares with, and is decided by; nothing for one that does not parse. */
export function inspect(source: string): {
  readonly references: readonly Reference[];
  readonly comparisons: readonly Comparison[];
  readonly conditions: readonly string[];
} {
  if (!parse(source).ok) return { references: [], comparisons: [], conditions: [] };
  const { ast } = runtime.parse(source);
  return {
    references: referencesOf(ast),
    comparisons: comparisonsOf(ast),
    conditions: conditionsOf(ast, source),
  };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The condition in words; the source itself when it does not parse. */
export function explain(source: string, vocabulary: Vocabulary): string {
  return parse(source).ok ? sayCondition(runtime.parse(source).ast, vocabulary) : source;
}

type StaticError = {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
};

function fromStatic(
  error: StaticError | undefined,
  offset: number,
): { readonly ok: false; readonly problem: CelProblem } {
  const range = error?.range ?? { start: 0, end: 0 };
  return problem(error?.code ?? 'type_error', error?.summary ?? 'the expression does not type', {
    start: range.start + offset,
    end: range.end + offset,
  });
}

function parse(source: string): CelResult<readonly { readonly start: number; readonly end: number }[]> {
  if (source.length > MAX_SOURCE) {
    return problem('too_long', `an expression has at most ${MAX_SOURCE} characters`, {
      start: MAX_SOURCE,
      end: source.length,
    });
  }
  try {
    const guarded = guard(runtime.parse(source).ast);
    return guarded.ok ? { ok: true, value: guarded.hasArguments } : guarded;
  } catch (error) {
    if (error instanceof ParseError) return fromStatic(error, 0);
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) {
      return problem('unreadable', 'the expression cannot be read', { start: 0, end: source.length });
    }
    throw error;
  }
}

const STATIC_TYPES: Readonly<Record<CelExpected, RegExp>> = {
  bool: /^bool$/,
  int: /^int$/,
  number: /^(int|double)$/,
  string: /^string$/,
  date: /^string$/,
  list: /^list(<.*>)?$/,
  scalar: /^(string|int|double|bool|null)$/,
  plain: /^(string|int|double|bool|null|list(<.*>)?)$/,
};

/**
 * Makes a program of an expression. With an environment its names and types are checked first; without
 * one only the guards apply: that is for expressions which were checked when their item was published.
 */
export function compile(
  source: string,
  expected: CelExpected,
  environment?: CelEnvironment,
): CelResult<CelProgram> {
  if (environment !== undefined) {
    const checked = environment.check(source);
    if (!checked.ok) return checked;
    if (checked.value !== 'dyn' && !STATIC_TYPES[expected].test(checked.value)) {
      return problem('wrong_type', `this must be ${EXPECTED_WORDS[expected]}, but it is ${checked.value}`, {
        start: 0,
        end: source.length,
      });
    }
  } else {
    const guarded = parse(source);
    if (!guarded.ok) return guarded;
  }
  return { ok: true, value: { source, expected, run: runtime.parse(source) } };
}

const EXPECTED_WORDS: Readonly<Record<CelExpected, string>> = {
  bool: 'true or false (bool)',
  int: 'a whole number (int)',
  number: 'a number',
  string: 'a text (string)',
  date: 'a day as YYYY-MM-DD (string)',
  list: 'a list',
  scalar: 'a text, a number, or true or false',
  plain: 'a text, a number, true or false, or a list',
};

/**
 * Runs a program over a scope of plain values (whole numbers count as ints). A problem here means
 * *undetermined*: the caller takes its safe branch. The engine's own message can hold data values (a key,
 * a failed conversion), so only its code and place come out.
 */
export function evaluate(program: CelProgram, scope: Readonly<Record<string, unknown>>): CelResult<CelValue> {
  const whole = { start: 0, end: program.source.length };
  try {
    const value = fromEngine(program.run(recordToEngine(scope)));
    if (!isExpected(value, program.expected)) {
      return problem('wrong_type', `the value is not ${EXPECTED_WORDS[program.expected]}`, whole);
    }
    return { ok: true, value };
  } catch (error) {
    if (error instanceof EvaluationError)
      return problem(error.code, 'the expression has no value for this data', error.range ?? whole);
    if (error instanceof Unusable || error instanceof RangeError) {
      return problem('unusable_value', 'a value cannot be used in an expression', whole);
    }
    throw error;
  }
}
