import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addRoomCommand } from './commands/room.ts';
import { addStartCommand } from './commands/start.ts';

/** The `once` command: the only place that starts rooms as processes. */
const packageFile = new URL('../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };

const stopping = new AbortController();
let asked = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked += 1;
    // Twice means now: whatever still runs ends with this process.
    if (asked > 1) process.exit(130);
    stopping.abort();
  });
}
const exit = (code: number) => {
  process.exitCode = code;
};

const program = new Command('once')
  .description('最多跑一次: the software of a self-service government kiosk')
  .version(version)
  .showHelpAfterError('(once --help lists the commands)')
  .enablePositionalOptions();
addStartCommand(program, stopping.signal, exit);
addRoomCommand(
  program,
  {
    name: 'devices',
    description: 'the devices of a kiosk: list, test, watch, restart; read a card from a bare port',
    async run(args) {
      const { main } = await import('../host/technician/main.ts');
      return main(args, { stdout: process.stdout, stderr: process.stderr, signal: stopping.signal });
    },
  },
  exit,
);
addRoomCommand(
  program,
  {
    name: 'kiosk',
    description: 'enrol this machine at a hall',
    async run(args) {
      const { main } = await import('../kiosk-config/main.ts');
      return main(args, {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
      });
    },
  },
  exit,
);

addRoomCommand(
  program,
  {
    name: 'hall',
    description: 'the hall server: telemetry in, alarms, accounts, an HTTP interface',
    async run(args) {
      const { main } = await import('../hall/main.ts');
      return main(args, {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        signal: stopping.signal,
      });
    },
  },
  exit,
);
addRoomCommand(
  program,
  {
    name: 'flows',
    description: 'check, draw and try the items of the catalogue',
    async run(args) {
      // Trying an item takes host and sandbox, which flows know nothing of.
      const [command, ...rest] = args;
      if (command === 'simulate') return (await import('../rehearsal/main.ts')).main(rest);
      const { main } = await import('../flows/main.ts');
      return main(args);
    },
  },
  exit,
);
await program.parseAsync();
