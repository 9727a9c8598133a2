import { Command, CommanderError } from 'commander';
import { type EnrolOptions, type EnrolProblem, enrol } from './enrol.ts';

/** Where the command speaks to. */
export type KioskIo = { readonly out: (text: string) => void; readonly err: (text: string) => void };

/** `once kiosk …`. Exit codes: 0 done, 1 it did not work, 2 the command itself was wrong. */
export async function main(argv: readonly string[], io: KioskIo): Promise<number> {
  let exitCode = 0;
  const program = new Command('once kiosk')
    .description('what this machine is, and whom it reports to')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  program
    .command('enrol')
    .description('make this machine one of a hall’s, with a code that works once')
    .requiredOption('--config <file>', 'of this machine; `fleet` is written into it')
    .requiredOption('--hall <address>', 'of the hall server: https://HOST:PORT')
    .requiredOption('--code <code>', 'from the hall’s console')
    .action(async ({ config, hall, code }: { config: string; hall: string; code: string }) => {
      exitCode = await run({ configFile: config, hall, code }, io);
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

async function run(options: EnrolOptions, io: KioskIo): Promise<number> {
  const result = await enrol(options);
  if (!result.ok) {
    io.err(`${explain(result.problem)}\n`);
    return 1;
  }
  const { fleet, expiresAt } = result;
  io.out(
    `Enrolled: from its next start on this machine reports to ${fleet.url} as ${fleet.username}, until ${expiresAt.toISOString().slice(0, 10)}.\n`,
  );
  if (fleet.commandKey === undefined)
    io.out('The hall named no key of its own: nothing it says will have effect here.\n');
  return 0;
}

function explain(problem: EnrolProblem): string {
  switch (problem.kind) {
    case 'address':
      return `--hall: ${problem.message}`;
    case 'config':
      return `${problem.message}\nNothing was sent: the code is still good.`;
    case 'unreachable':
      return `The hall does not answer: ${problem.message}`;
    case 'refused':
      return 'The hall refuses this code for this machine: mistyped, used before, a day old, or of another machine.';
    case 'unusable':
      return `The hall took the code, but: ${problem.message}\nA new code is needed.`;
    default:
      return problem satisfies never;
  }
}
