import type { Command } from 'commander';

/** A command that is a room's own: `once NAME …` hands everything after NAME to that room, help included. */
export function addRoomCommand(
  program: Command,
  { name, description, run }: { name: string; description: string; run: (args: string[]) => Promise<number> },
  exit: (code: number) => void,
): void {
  program
    .command(name)
    .description(description)
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .argument('[arguments...]', `see: once ${name} --help`)
    .action(async (args: string[]) => exit(await run(args)));
}
