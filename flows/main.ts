import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/catalogue-directory.ts';
import { FACTORY, FACTORY_CACHE, openCatalogue } from './catalogue/factory.ts';
import { itemGraph } from './graph/item-graph.ts';
import { layoutGraph } from './graph/layout.ts';
import { recordSheet } from './graph/record-sheet.ts';
import { toSvg } from './graph/svg.ts';
import { fragmentJsonSchema, itemJsonSchema, schemaText } from './language/json-schema.ts';
import { printProblem } from './language/problem.ts';
import { referencePage } from './language/reference.ts';
import { LANGUAGES, type Language } from './language/text.ts';
import { type ItemProof, proveItem } from './paths/prove.ts';
import { proveAll } from './paths/prove-all.ts';
import { printProof, totalsOf } from './paths/report.ts';

/** Where a command speaks to, and where it stands. */
export type FlowsIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Relative paths on the command line start here. */
  readonly cwd: string;
  /** The civil date a record is written on (Asia/Shanghai). */
  readonly today: () => string;
};

export const SCHEMA_DIRECTORY = join(FACTORY, 'schema');
export const REFERENCE_FILE = join(FACTORY, '..', 'docs', 'flow-language.md');

const PROCESS_IO: FlowsIo = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  today: () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()),
};

/**
 * `once flows …`. Exit codes: 0 all well, 1 the flows have problems (or there is no such item), 2 the
 * command itself was wrong.
 */
export async function main(argv: readonly string[], io: FlowsIo = PROCESS_IO): Promise<number> {
  let exitCode = 0;
  const within = (path: string): string => (isAbsolute(path) ? path : join(io.cwd, path));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    io.out(`${file}\n`);
  };

  const program = new Command('once flows')
    .description('look at the flow language and the items written in it')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });

  program
    .command('lint')
    .description('judge every item of a catalogue directory')
    .argument('[dir]', 'catalogue directory', FACTORY)
    .option('--json', 'one JSON object: {items, problems}')
    .action(async (dir: string, { json }: { json?: boolean }) => {
      const { items, problems } = await loadCatalogue(within(dir));
      exitCode = problems.length > 0 ? 1 : 0;
      if (json === true) io.out(`${JSON.stringify({ items: [...items.keys()], problems })}\n`);
      else {
        for (const problem of problems) io.out(`${printProblem(problem)}\n`);
        io.out(`${items.size} items ready, ${problems.length} problems\n`);
      }
    });

  program
    .command('judge')
    .description('judge a catalogue directory once, and keep what was found for the starts to come')
    .argument('[dir]', 'catalogue directory', FACTORY)
    .option('-o, --output <file>', 'where to keep it', FACTORY_CACHE)
    .action(async (dir: string, { output }: { output: string }) => {
      const { items, problems } = await loadCatalogue(within(dir), { cacheFile: within(output) });
      exitCode = problems.length > 0 ? 1 : 0;
      io.out(`${within(output)}: ${items.size} items ready, ${problems.length} problems\n`);
    });

  program
    .command('graph')
    .description('draw an item as a chart (SVG)')
    .argument('<item>', 'item id, such as medins.remote-filing')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--catalogue <dir>', 'catalogue directory', FACTORY)
    .addOption(new Option('--lang <language>', 'language of the chart').choices(LANGUAGES).default('zh-CN'))
    .action(async (id: string, options: { output?: string; catalogue: string; lang: Language }) => {
      const catalogue = await openCatalogue(within(options.catalogue));
      const item = catalogue.items.get(id);
      if (item === undefined) throw new InvalidArgumentError(notReady(id, catalogue));
      const svg = toSvg(await layoutGraph(itemGraph(item.definition, catalogue, options.lang)));
      if (options.output === undefined) io.out(svg);
      else await write(within(options.output), svg);
    });

  program
    .command('record')
    .description(
      'prove an item and write the sheet a department signs (HTML): version, digest, chart, what was proven',
    )
    .argument('<item>', 'item id, such as medins.remote-filing')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--catalogue <dir>', 'catalogue directory', FACTORY)
    .addOption(new Option('--lang <language>', 'language of the sheet').choices(LANGUAGES).default('zh-CN'))
    .action(async (id: string, options: { output?: string; catalogue: string; lang: Language }) => {
      const catalogue = await openCatalogue(within(options.catalogue));
      const item = catalogue.items.get(id);
      if (item === undefined) throw new InvalidArgumentError(notReady(id, catalogue));
      const { lang: language } = options;
      const proof = proveItem(item.definition, catalogue.datasets);
      const chart = toSvg(await layoutGraph(itemGraph(item.definition, catalogue, language)));
      const sheet = recordSheet({ item, catalogue, proof, chart, language, on: io.today() });
      if (options.output === undefined) io.out(sheet);
      else await write(within(options.output), sheet);
      exitCode = proof.failures.length > 0 ? 1 : 0;
    });

  program
    .command('paths')
    .description('prove that every path through every item, or through one, ends well')
    .argument('[item]', 'item id; all of the catalogue without it')
    .option('--catalogue <dir>', 'catalogue directory', FACTORY)
    .option('--json', 'one JSON object a line; the last is {items, paths, states, transitions, failures}')
    .action(async (id: string | undefined, options: { catalogue: string; json?: boolean }) => {
      const directory = within(options.catalogue);
      const catalogue = await openCatalogue(directory);
      const items = [...catalogue.items.values()].filter(
        ({ definition }) => id === undefined || definition.id === id,
      );
      if (id !== undefined && items.length === 0) throw new InvalidArgumentError(notReady(id, catalogue));
      const tell = (proof: ItemProof): ItemProof => {
        io.out(`${options.json === true ? JSON.stringify(proof) : printProof(proof)}\n`);
        return proof;
      };
      /** One item is proven sooner than a worker has begun. */
      const proofs =
        id === undefined
          ? await proveAll(
              directory,
              items.map(({ definition }) => definition.id),
              tell,
            )
          : items.map(({ definition }) => tell(proveItem(definition, catalogue.datasets)));
      /** An item lint refuses is on no path at all, which must not read as proven. */
      const unread = id === undefined ? catalogue.problems.length : 0;
      const totals = totalsOf(proofs);
      const failures = totals.failures + unread;
      exitCode = failures > 0 || items.length === 0 ? 1 : 0;
      if (options.json === true) io.out(`${JSON.stringify({ ...totals, failures })}\n`);
      else {
        if (unread > 0) io.out(`${unread} problems keep items out of the catalogue; see once flows lint\n`);
        io.out(
          `${totals.items} items, ${totals.paths} paths, ${totals.states} states, ${totals.transitions} transitions: ${failures} failures\n`,
        );
      }
    });

  program
    .command('schema')
    .description('write the JSON schemas editors check items and fragments with')
    .option('-o, --output <dir>', 'directory to write to', SCHEMA_DIRECTORY)
    .action(async ({ output }: { output: string }) => {
      await write(join(within(output), 'item.schema.json'), schemaText(itemJsonSchema()));
      await write(join(within(output), 'fragment.schema.json'), schemaText(fragmentJsonSchema()));
    });

  program
    .command('reference')
    .description('write the reference page of the language')
    .option('-o, --output <file>', 'where to', REFERENCE_FILE)
    .action(({ output }: { output: string }) => write(within(output), referencePage()));

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof InvalidArgumentError) {
      io.err(`${error.message}\n`);
      return 1;
    }
    // Commander has said what was wrong; asking for help is not an error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      io.err(`there is no such directory: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

function notReady(id: string, { problems }: Catalogue): string {
  const file = `items/${id.replace('.', '/')}.yaml`;
  const why = problems.filter((problem) => problem.file === file).map(printProblem);
  return [`no item ${id} is ready; see once flows lint`, ...why].join('\n');
}
