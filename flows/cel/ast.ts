import type { ASTNode } from '@marcbachmann/cel-js';

/** Nodes below one node, whatever its operator: arguments nest arrays (calls, map entries) and nodes. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** The name a path starts at. */
export const rootOf = (node: ASTNode): ASTNode =>
  node.op === '.' || node.op === '.?' ? rootOf(node.args[0]) : node;
