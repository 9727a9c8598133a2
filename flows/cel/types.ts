/** What a name in an expression may hold. Every value may also be null: `x == null` is always allowed. */
export type CelType =
  | 'string'
  | 'int'
  | 'bool'
  /** Not checked before it runs: decimals, which reach us as whole or broken numbers. */
  | 'dyn'
  | { readonly list: CelType }
  | { readonly record: CelSchema };

/** Names an expression may use, and the types behind them. */
export type CelSchema = { readonly [name: string]: CelType };

/** What the reader of an expression needs: `date` is a real civil date YYYY-MM-DD, `scalar` anything printable, `plain` that or a list. */
export type CelExpected = 'bool' | 'int' | 'number' | 'string' | 'date' | 'list' | 'scalar' | 'plain';

export type CelValue =
  | string
  | number
  | boolean
  | null
  | readonly CelValue[]
  | { readonly [key: string]: CelValue };

/**
 * What is wrong with an expression. Before it runs the message may quote the expression; once data is
 * involved it never holds a value. `range` counts UTF-16 units of the source.
 */
export type CelProblem = {
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: number; readonly end: number };
};

export type CelResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CelProblem };

/** An expression that passed the guards and is ready to run. */
export type CelProgram = {
  readonly source: string;
  readonly expected: CelExpected;
  readonly run: (scope: Readonly<Record<string, unknown>>) => unknown;
};
