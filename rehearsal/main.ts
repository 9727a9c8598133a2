import { isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Command, CommanderError, Option } from 'commander';
import { FACTORY, openCatalogue } from '../flows/catalogue/factory.ts';
import { printProblem } from '../flows/language/problem.ts';
import { LANGUAGES, type Language } from '../flows/language/text.ts';
import { civilDate } from '../host/civil-time.ts';
import { createPopulation, type Population } from '../sandbox/population/population.ts';
import { openDesk } from './desk/open-desk.ts';
import { openRecordOffice } from './solver/record-office.ts';
import { createSolver, type Solution } from './solver/solve.ts';
import { simulate, type Terminal } from './terminal/simulate.ts';

/** Where the command speaks to and listens. */
export type RehearsalIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: Readable;
  /** Relative paths on the command line start here. */
  readonly cwd: string;
};

const PROCESS_IO: RehearsalIo = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: process.stdin,
  cwd: process.cwd(),
};
/** The sandbox's own, so that a citizen is the same person here and at a simulated kiosk. */
const POPULATION = { seed: '1', size: 20_000 } as const;

/** `once flows simulate …`. Exit codes: 0 it came to an end, 1 it did not, or nobody can do it, 2 the command was wrong. */
export async function main(argv: readonly string[], io: RehearsalIo = PROCESS_IO): Promise<number> {
  let exitCode = 0;
  const program = new Command('once flows simulate')
    .description('run an item in the terminal, against the sandbox, without a kiosk')
    .argument('<item>', 'item id, such as medins.remote-filing')
    .option('--citizen <id>', 'who does it, such as li-na; without it, the first who can')
    .option('--auto', 'answer by itself and show every screen', false)
    .addOption(new Option('--language <language>', 'of the screens').choices(LANGUAGES).default('zh-CN'))
    .option('--catalogue <dir>', 'catalogue directory', FACTORY)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .action(async (item: string, options: SimulateOptions) => {
      exitCode = await simulateItem(item, options, io);
    });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what was wrong; asking for help is not an error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

type SimulateOptions = {
  readonly citizen?: string;
  readonly auto: boolean;
  readonly language: Language;
  readonly catalogue: string;
};

async function simulateItem(id: string, options: SimulateOptions, io: RehearsalIo): Promise<number> {
  const flows = isAbsolute(options.catalogue) ? options.catalogue : join(io.cwd, options.catalogue);
  const catalogue = await openCatalogue(flows);
  const item = catalogue.items.get(id);
  if (item === undefined) {
    const file = `items/${id.replace('.', '/')}.yaml`;
    const why = catalogue.problems.filter((problem) => problem.file === file).map(printProblem);
    io.err(`${[`no item ${id} is ready; see once flows lint`, ...why].join('\n')}\n`);
    return 1;
  }
  const population = createPopulation({ ...POPULATION, today: civilDate(new Date()) });
  if (options.citizen !== undefined && population.find(options.citizen) === undefined) {
    io.err(`nobody is called ${options.citizen}; the street panel lists the citizens\n`);
    return 1;
  }
  const needsSolution = options.auto || options.citizen === undefined;
  const solver = createSolver(openRecordOffice(population, join(flows, 'datasets')));
  const solution = !needsSolution
    ? null
    : options.citizen === undefined
      ? await solver.solve(item)
      : await solver.solveFor(item, options.citizen);
  if (solution?.kind === 'unsolved') {
    io.err(unsolvedText(solution));
    return 1;
  }
  const citizen = options.citizen ?? solution?.script.citizen ?? '';
  io.out(`${describe(population, citizen)}\n`);

  const desk = await openDesk({ catalogue, flows, population, seed: POPULATION.seed });
  const lines = createInterface({ input: io.input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    const end = await simulate(
      desk,
      {
        item: id,
        citizen,
        language: options.language,
        script: options.auto ? (solution?.script ?? null) : null,
      },
      terminalOn(io, lines),
    );
    return end === 'stuck' ? 1 : 0;
  } finally {
    lines.close();
    await desk.close();
  }
}

const unsolvedText = ({ why }: Extract<Solution, { kind: 'unsolved' }>): string =>
  `nobody can do it:\n${why.map(({ what, citizens }) => `  ${citizens} × ${what}\n`).join('')}`;

function describe(population: Population, id: string): string {
  const citizen = population.find(id);
  return citizen === undefined
    ? id
    : `${id}: ${citizen.name}, ${citizen.sex}, ${citizen.age}, ${citizen.tags.join(' ')}`;
}

function terminalOn({ out }: RehearsalIo, lines: ReturnType<typeof createInterface>): Terminal {
  const typed = lines[Symbol.asyncIterator]();
  return {
    say: (line) => out(`${line}\n`),
    ask: async (prompt) => {
      out(`${prompt} > `);
      const next = await typed.next();
      return next.done === true ? null : next.value;
    },
  };
}
