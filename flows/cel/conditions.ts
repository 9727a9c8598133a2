import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf } from './ast.ts';

const CONNECTIVES: ReadonlySet<string> = new Set(['&&', '||', '!_', '?:']);

/** The parts of an expression that are decided one by one: what stands between `&&`, `||`, `!` and `? :`. */
export const conditionsOf = (node: ASTNode, source: string): readonly string[] =>
  CONNECTIVES.has(node.op)
    ? childrenOf(node).flatMap((child) => conditionsOf(child, source))
    : [source.slice(node.start, node.end)];
