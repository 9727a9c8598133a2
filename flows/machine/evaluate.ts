import { compile, evaluate as run } from '../cel/cel.ts';
import type { CelExpected, CelProgram } from '../cel/types.ts';

/** What an expression sees: plain JSON values by name. */
export type CelScope = Readonly<Record<string, unknown>>;

/** `undetermined`: the expression has no value for what is known now. Says nothing of the data. */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'undetermined' };

/** The one thing the machine asks of CEL: pure, total, never throws. */
export type Evaluate = (expression: string, scope: CelScope, expected: CelExpected) => Evaluation;

/** A condition has three answers: a value that is missing makes it neither true nor false. */
export type Truth = 'yes' | 'no' | 'undetermined';

const UNDETERMINED: Evaluation = { kind: 'undetermined' };

/**
 * An evaluator that compiles each expression once. Items were type-checked when they were published, so
 * an expression that does not compile here is as undetermined as one without data.
 */
export function createEvaluator(): Evaluate {
  const programs = new Map<string, CelProgram | null>();
  const programOf = (expression: string, expected: CelExpected): CelProgram | null => {
    const key = `${expected} ${expression}`;
    const known = programs.get(key);
    if (known !== undefined) return known;
    const compiled = compile(expression, expected);
    const program = compiled.ok ? compiled.value : null;
    programs.set(key, program);
    return program;
  };
  return (expression, scope, expected) => {
    const program = programOf(expression, expected);
    if (program === null) return UNDETERMINED;
    const result = run(program, scope);
    return result.ok ? { kind: 'value', value: result.value } : UNDETERMINED;
  };
}

/** Decides a condition; one that is absent holds. */
export function truthOf(evaluate: Evaluate, condition: string | undefined, scope: CelScope): Truth {
  if (condition === undefined) return 'yes';
  const result = evaluate(condition, scope, 'bool');
  if (result.kind === 'undetermined') return 'undetermined';
  return result.value === true ? 'yes' : 'no';
}
