import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf } from './ast.ts';

/** How a language puts a condition, and what the things in it are called. */
export type Vocabulary = {
  /** 就医地（省） for `answers.province`; null when the path has no name. */
  readonly nameOf: (path: readonly string[]) => string | null;
  /** 上海市 for "sh", compared with that path. */
  readonly labelOf: (path: readonly string[], literal: string) => string | null;
  readonly words: {
    readonly and: string;
    readonly or: string;
    readonly not: (what: string) => string;
    readonly quote: (what: string) => string;
    readonly is: string;
    readonly isNot: string;
    readonly isOneOf: (what: string, values: readonly string[]) => string;
    readonly isNoneOf: (what: string, values: readonly string[]) => string;
    readonly atLeast: string;
    readonly atMost: string;
    readonly more: string;
    readonly less: string;
    readonly there: (what: string) => string;
    readonly notThere: (what: string) => string;
    /** `has(answers.x)`: the question was asked and answered. */
    readonly answered: (what: string) => string;
    /** `bills.size()`. */
    readonly count: (list: string) => string;
    readonly some: (list: string, condition: string) => string;
    readonly none: (list: string, condition: string) => string;
    readonly true: string;
  };
};

const COMPARED = {
  '==': 'is',
  '!=': 'isNot',
  '>=': 'atLeast',
  '<=': 'atMost',
  '>': 'more',
  '<': 'less',
} as const;
const isCompared = (op: string): op is keyof typeof COMPARED => Object.hasOwn(COMPARED, op);

const hasArgument = (node: ASTNode): ASTNode | null =>
  node.op === 'call' && node.args[0] === 'has' ? (node.args[1][0] ?? null) : null;

/**
 * Puts a condition into words for somebody who reads no code. What has no words stays as it is written:
 * better a formula than a wrong sentence.
 */
export function sayCondition(root: ASTNode, { nameOf, labelOf, words }: Vocabulary): string {
  type Bound = ReadonlyMap<string, readonly string[]>;
  const verbatim = (node: ASTNode): string => node.input.slice(node.start, node.end);

  const pathOf = (node: ASTNode, bound: Bound): readonly string[] | null => {
    if (node.op === 'id') return bound.get(node.args) ?? [node.args];
    if (node.op === '[]') return pathOf(node.args[0], bound);
    if (node.op !== '.') return null;
    const above = pathOf(node.args[0], bound);
    return above === null ? null : [...above, node.args[1]];
  };
  const thing = (node: ASTNode, bound: Bound): string => {
    if (node.op === 'rcall' && node.args[0] === 'size') return words.count(thing(node.args[1], bound));
    const path = pathOf(node, bound);
    return (path === null ? null : nameOf(path)) ?? verbatim(node);
  };
  const value = (node: ASTNode, against: ASTNode, bound: Bound): string => {
    if (node.op !== 'value') return thing(node, bound);
    const path = pathOf(against, bound);
    const literal = String(node.args);
    return words.quote((path === null ? null : labelOf(path, literal)) ?? literal);
  };

  const say = (node: ASTNode, bound: Bound, inside: '&&' | '||' | null): string => {
    if (node.op === '&&' || node.op === '||') {
      const joined = node.args
        .map((side) => say(side, bound, node.op))
        .join(node.op === '&&' ? words.and : words.or);
      return inside === null || inside === node.op ? joined : `（${joined}）`;
    }
    if (node.op === '!_') return sayNot(node.args, bound);
    if (isCompared(node.op) && Array.isArray(node.args)) {
      const [left, right] = childrenOf(node);
      if (left === undefined || right === undefined) return verbatim(node);
      if (right.op === 'value' && right.args === null) {
        return node.op === '==' ? words.notThere(thing(left, bound)) : words.there(thing(left, bound));
      }
      return `${thing(left, bound)}${words[COMPARED[node.op]]}${value(right, left, bound)}`;
    }
    const member = sayMember(node, bound, words.isOneOf) ?? saySome(node, bound, words.some);
    if (member !== null) return member;
    const answered = hasArgument(node);
    if (answered !== null) return words.answered(thing(answered, bound));
    if (node.op === 'value' && node.args === true) return words.true;
    return verbatim(node);
  };
  const sayMember = (node: ASTNode, bound: Bound, put: Vocabulary['words']['isOneOf']): string | null => {
    if (node.op !== 'in' || node.args[1].op !== 'list') return null;
    const [left, list] = node.args;
    return put(
      thing(left, bound),
      list.args.map((entry) => value(entry, left, bound)),
    );
  };
  const saySome = (node: ASTNode, bound: Bound, put: Vocabulary['words']['some']): string | null => {
    if (node.op !== 'rcall' || node.args[0] !== 'exists') return null;
    const [, receiver, [variable, condition]] = node.args;
    const list = pathOf(receiver, bound);
    if (list === null || variable?.op !== 'id' || condition === undefined) return null;
    return put(thing(receiver, bound), say(condition, new Map([...bound, [variable.args, list]]), null));
  };
  const sayNot = (node: ASTNode, bound: Bound): string =>
    sayMember(node, bound, words.isNoneOf) ??
    saySome(node, bound, words.none) ??
    words.not(say(node, bound, null));
  return say(root, new Map(), null);
}
