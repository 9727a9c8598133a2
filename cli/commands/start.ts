import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { start } from '../start/start.ts';

const house = join(import.meta.dirname, '../..');

/** `once start`, and `once dev` for `once start --dev`. */
export function addStartCommand(program: Command, stop: AbortSignal, exit: (code: number) => void): void {
  const withOptions = (command: Command) =>
    command
      .option('--data <dir>', 'root of everything that is written', join(house, '.once'))
      .option('--config <file>', 'run the kiosk of this configuration, without the sandbox')
      .option('--port <n>', 'port of the screen; 0 is any', portNumber, 0)
      .addOption(
        new Option('--orientation <orientation>', 'of the sandbox kiosk')
          .choices(['portrait', 'landscape'])
          .default('portrait'),
      )
      .addOption(
        new Option('--receipt-printer <model>', 'of the sandbox kiosk')
          .choices(['slot', 'presenter', 'slot-tcp', 'presenter-tcp'])
          .default('slot'),
      )
      .option('--no-hall', 'of the sandbox kiosk: nobody watches it')
      .option('--no-window', 'print the address of the screen instead of opening a window')
      .option('--open', 'open the street panel in the browser', false);
  withOptions(program.command('start'))
    .description(
      'start a kiosk: street outside, host and window, the hall that watches it; Ctrl-C stops all of it',
    )
    .option('--dev', 'reload screens, flows and host as they are edited', false)
    .action(async (options) => exit(await start(house, options, stop)));
  withOptions(program.command('dev'))
    .description('the same as start --dev')
    .action(async (options) => exit(await start(house, { ...options, dev: true }, stop)));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port is 0 to 65535');
  return port;
}
