import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, rootOf } from './ast.ts';
import { CALLABLE, COMPREHENSIONS } from './functions.ts';
import type { CelProblem } from './types.ts';

/** Longest expression: beyond it nobody reviews what a condition says. */
export const MAX_SOURCE = 500;
/** The engine has no run-time cost limit; these bound it: two loops over 200 entries take some 5 ms. */
export const LIMITS = {
  maxAstNodes: 200,
  maxDepth: 20,
  maxListElements: 50,
  maxMapEntries: 20,
  maxCallArguments: 4,
};
export const MAX_LIST = 200;
const MAX_NESTED_LOOPS = 2;

/** A part of the expression that must be checked on its own. */
export type HasArgument = { readonly start: number; readonly end: number };
export type GuardOutcome =
  | { readonly ok: true; readonly hasArguments: readonly HasArgument[] }
  | { readonly ok: false; readonly problem: CelProblem };

const refuse = (code: string, message: string, { start, end }: ASTNode): GuardOutcome => ({
  ok: false,
  problem: { code, message, range: { start, end } },
});

/**
 * Walks a parsed expression and refuses what an item may not use: names outside the allow-list, deeper
 * loops than two, and `has()` on anything but a path from a declared name (the engine's own check lets
 * `has(person.misspelt)` pass, so every such path is handed back to be checked alone).
 */
export function guard(root: ASTNode): GuardOutcome {
  const hasArguments: HasArgument[] = [];

  const walk = (node: ASTNode, loops: number, bound: ReadonlySet<string>): GuardOutcome => {
    if (node.op === 'id' && node.args === 'cel')
      return refuse('forbidden', 'cel.* is not part of the flow language', node);
    let inside = loops;
    let names = bound;
    if (node.op === 'call' || node.op === 'rcall') {
      const name = node.args[0];
      if (!CALLABLE.has(name)) return refuse('forbidden', `${name}() is not part of the flow language`, node);
      if (name === 'has' && node.op === 'call') {
        const argument = node.args[1][0];
        const root = argument === undefined ? undefined : rootOf(argument);
        if (argument?.op !== '.' || root?.op !== 'id' || bound.has(root.args)) {
          return refuse(
            'forbidden',
            'has() takes a path such as has(answers.to); compare an entry of a list with null',
            node,
          );
        }
        hasArguments.push({ start: argument.start, end: argument.end });
        return { ok: true, hasArguments };
      }
      if (node.op === 'rcall' && COMPREHENSIONS.has(name)) {
        inside += 1;
        if (inside > MAX_NESTED_LOOPS)
          return refuse('forbidden', 'lists may be walked at most two deep', node);
        const variable = node.args[2][0];
        if (variable?.op === 'id') names = new Set([...bound, variable.args]);
      }
    }
    for (const child of childrenOf(node)) {
      const outcome = walk(child, inside, names);
      if (!outcome.ok) return outcome;
    }
    return { ok: true, hasArguments };
  };

  return walk(root, 0, new Set());
}
