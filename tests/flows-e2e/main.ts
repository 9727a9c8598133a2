import { parseArgs } from 'node:util';
import { openCatalogue } from '../../flows/catalogue/factory.ts';
import { printProblem } from '../../flows/language/problem.ts';
import { sampleOf } from './choose-items.ts';
import { type Performance, performAll } from './perform.ts';
import { openCastingOffice, openTheatre } from './theatre.ts';

/**
 * `npm run flows:e2e -- [--only ID,…] [--sample N] [--seed S] [--kiosks N]`
 *
 * Every item of the catalogue is done once by a citizen who can, at real hosts with simulated devices, and what it left
 * in ledger, receipt and document is checked. A line an item; the last is `N passed, N failed`.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    kiosks: { type: 'string', default: '4' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = await main();

async function main(): Promise<number> {
  const catalogue = await openCatalogue();
  for (const problem of catalogue.problems) say(printProblem(problem));
  const only = options.only?.split(',');
  const all = [...catalogue.items.values()].filter(({ definition }) => only?.includes(definition.id) ?? true);
  const items = options.sample === undefined ? all : sampleOf(all, Number(options.sample), options.seed);
  const missing = (only ?? []).filter((id) => !catalogue.items.has(id));
  for (const id of missing) say(`failed  ${id}: no such item is ready`);

  const kiosks = Math.max(1, Math.min(Number(options.kiosks), items.length));
  const casting = openCastingOffice();
  const theatre = await openTheatre(casting, { kiosks });
  let passed = 0;
  try {
    await performAll(theatre, theatre.street.kiosks, items, (performance) => {
      if (performance.failures.length === 0) passed += 1;
      say(lineOf(performance));
    });
  } finally {
    await theatre.street.close();
    await casting.close();
  }
  // A definition lint keeps out is an item nobody can do.
  const failed =
    items.length - passed + missing.length + (only === undefined ? filesOf(catalogue.problems) : 0);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function filesOf(problems: readonly { readonly file: string }[]): number {
  return new Set(problems.map(({ file }) => file)).size;
}

function lineOf({ item, citizen, durationMs, failures }: Performance): string {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  return failures.length === 0
    ? `passed  ${item} by ${citizen} in ${seconds}`
    : [
        `failed  ${item} by ${citizen ?? 'nobody'} in ${seconds}`,
        ...failures.map((each) => `        ${each}`),
      ].join('\n');
}
