import type { ItemProof } from './prove.ts';

/** What `once flows paths --json` ends with. */
export type PathTotals = {
  readonly items: number;
  readonly paths: number;
  readonly states: number;
  readonly transitions: number;
  readonly failures: number;
};

export function totalsOf(proofs: readonly ItemProof[]): PathTotals {
  const sum = (of: (proof: ItemProof) => number): number => proofs.reduce((all, proof) => all + of(proof), 0);
  return {
    items: proofs.length,
    paths: sum(({ paths }) => paths),
    states: sum(({ states }) => states),
    transitions: sum(({ transitions }) => transitions),
    failures: sum(({ failures }) => failures.length),
  };
}

/** One line an item; under it each broken promise with the shortest way to the fault. */
export function printProof(proof: ItemProof): string {
  const { item, citizens, states, visits, transitions, pairs, paths, isEveryPath, failures, ms } = proof;
  const counted = isEveryPath ? `${paths} paths` : `${paths} paths (one for each way; too many to count)`;
  const head = `${failures.length === 0 ? 'proven' : 'FAILED'}  ${item}: ${counted}, ${states} states, ${transitions} transitions, ${pairs} pairs, ${visits} states of a visit, ${citizens} kinds of citizen, ${ms} ms`;
  const faults = failures.flatMap(({ promise, what, trace }) => [
    `  ${promise}: ${what}`,
    ...trace.map((happening, index) => `    ${index + 1}. ${happening}`),
  ]);
  return [head, ...faults].join('\n');
}
