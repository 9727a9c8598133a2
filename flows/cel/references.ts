import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, rootOf } from './ast.ts';

/** `fines.items` in `fines.items.filter(f, f.no == "1")`: what an expression reads from its scope. */
export type Reference = { readonly path: readonly string[]; readonly start: number; readonly end: number };

/** A text an expression compares a path with: `answers.kind == "refer"`, `licence.status in ["正常"]`. */
export type Comparison = {
  /** For an entry of a list, through the list: `fines.items.state`. */
  readonly path: readonly string[];
  readonly literal: string;
  readonly start: number;
  readonly end: number;
};

/** An entry of a list goes by the name of the list: `bills[0].state` is `bills.state`. */
const pathOf = (node: ASTNode): readonly string[] | null => {
  if (node.op === 'id') return [node.args];
  if (node.op === '[]' && node.args[1].op === 'value') return pathOf(node.args[0]);
  if (node.op !== '.') return null;
  const above = pathOf(node.args[0]);
  return above === null ? null : [...above, node.args[1]];
};

type Bound = ReadonlyMap<string, readonly string[]>;

/** Names bound by list macros below this node: `f` stands for an entry of `fines.items`. */
function bindingOf(node: ASTNode): readonly [string, readonly string[]] | null {
  if (node.op !== 'rcall') return null;
  const [, receiver, args] = node.args;
  const variable = args[0];
  if (args.length < 2 || variable?.op !== 'id') return null;
  return [variable.args, listPathOf(receiver) ?? []];
}

/** The list behind a chain of `filter`: entries of the one are entries of the other. */
const listPathOf = (node: ASTNode): readonly string[] | null =>
  node.op === 'rcall' && node.args[0] === 'filter' ? listPathOf(node.args[1]) : pathOf(node);

/** Every path an expression reads, the longest there is: `licence.points`, not `licence`. */
export function referencesOf(root: ASTNode): readonly Reference[] {
  const found: Reference[] = [];
  const walk = (node: ASTNode, bound: Bound): void => {
    const path = pathOf(node);
    if (path !== null) {
      const [first, ...rest] = path;
      const list = first === undefined ? undefined : bound.get(first);
      if (list === undefined) found.push({ path, start: node.start, end: node.end });
      else if (list.length > 0) found.push({ path: [...list, ...rest], start: node.start, end: node.end });
      return;
    }
    const binding = bindingOf(node);
    const below = binding === null ? bound : new Map([...bound, binding]);
    for (const child of childrenOf(node)) {
      const isBindingName =
        binding !== null && child.op === 'id' && child.args === binding[0] && rootOf(child) === child;
      if (!isBindingName) walk(child, below);
    }
  };
  walk(root, new Map());
  return found;
}

/** Every comparison of a path with a written text. */
export function comparisonsOf(root: ASTNode): readonly Comparison[] {
  const found: Comparison[] = [];
  const note = (side: ASTNode, literal: ASTNode, bound: Bound): void => {
    const path = pathOf(side);
    if (path === null || literal.op !== 'value' || typeof literal.args !== 'string') return;
    const [first, ...rest] = path;
    const list = first === undefined ? undefined : bound.get(first);
    const whole = list === undefined ? path : [...list, ...rest];
    found.push({ path: whole, literal: literal.args, start: literal.start, end: literal.end });
  };
  const walk = (node: ASTNode, bound: Bound): void => {
    if (node.op === '==' || node.op === '!=') {
      const [left, right] = node.args;
      note(left, right, bound);
      note(right, left, bound);
    } else if (node.op === 'in' && node.args[1].op === 'list') {
      for (const literal of node.args[1].args) note(node.args[0], literal, bound);
    }
    const binding = bindingOf(node);
    const below = binding === null ? bound : new Map([...bound, binding]);
    for (const child of childrenOf(node)) walk(child, below);
  };
  walk(root, new Map());
  return found;
}
