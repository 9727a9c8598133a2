import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { systemClock } from './clock.ts';
import { startHall } from './hall.ts';

/** Where the command speaks to, and what ends it. */
export type HallIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly signal: AbortSignal;
};

type Address = { readonly host: string; readonly port: number };
type StartOptions = {
  readonly data: string;
  readonly realm: string;
  readonly http: Address;
  readonly mqtt: Address;
  readonly firstAdmin?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
};

/** `once hall …`. Exit codes: 0 ended when asked, 1 could not start, 2 the command itself was wrong. */
export async function main(argv: readonly string[], io: HallIo): Promise<number> {
  let exitCode = 0;
  const program = new Command('once hall')
    .description('the hall server: sees every machine')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  program
    .command('start')
    .description('broker, store, alarms and HTTP interface in one process, until it is told to end')
    .option('--data <dir>', 'everything the hall keeps is under it', '.once/hall')
    .option('--realm <name>', 'second part of every topic: one city or county', realmName, 'once')
    .option('--http <address>', 'where the interface listens', address, addressOf('127.0.0.1:8700'))
    .option('--mqtt <address>', 'where kiosks connect', address, addressOf('127.0.0.1:1883'))
    .option('--first-admin <name>', 'make this admin account where nobody can sign in yet', accountName)
    .option('--tls-cert <file>', 'certificate (PEM) for both; needed beyond this machine')
    .option('--tls-key <file>', 'its key (PEM)')
    .action(async (options: StartOptions) => {
      const problem = problemOf(options);
      if (problem !== null) throw new InvalidArgumentError(problem);
      exitCode = await start(options, io);
    });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof InvalidArgumentError) io.err(`${error.message}\n`);
    // Commander has said what was wrong; asking for help is not an error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function start(options: StartOptions, io: HallIo): Promise<number> {
  const tls =
    options.tlsCert !== undefined && options.tlsKey !== undefined
      ? { cert: readFileSync(options.tlsCert, 'utf8'), key: readFileSync(options.tlsKey, 'utf8') }
      : null;
  const clock = systemClock();
  try {
    const hall = await startHall({
      data: resolve(options.data),
      realm: options.realm,
      http: options.http,
      mqtt: options.mqtt,
      tls,
      firstAdmin: options.firstAdmin ?? null,
      clock,
      log: (level, event, detail) =>
        io.err(`${JSON.stringify({ time: clock.now().toISOString(), level, event, detail })}\n`),
    });
    const scheme = tls ? ['https', 'mqtts'] : ['http', 'mqtt'];
    io.out(
      `${JSON.stringify({
        http: `${scheme[0]}://${options.http.host}:${hall.httpPort}`,
        mqtt: `${scheme[1]}://${options.mqtt.host}:${hall.mqttPort}`,
        ...(hall.firstAdmin ? { firstAdmin: hall.firstAdmin } : {}),
      })}\n`,
    );
    await new Promise<void>((ended) => {
      if (io.signal.aborted) ended();
      else io.signal.addEventListener('abort', () => ended(), { once: true });
    });
    await hall.close();
    return 0;
  } catch (error) {
    io.err(`the hall cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** Passwords and sessions do not travel in the clear. */
function problemOf({ http, mqtt, tlsCert, tlsKey }: StartOptions): string | null {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) return '--tls-cert and --tls-key go together';
  const isHere = [http, mqtt].every(({ host }) => host === 'localhost' || /^127\./.test(host));
  return isHere || tlsCert !== undefined ? null : 'beyond this machine --tls-cert and --tls-key are needed';
}

/** `HOST:PORT`, or a port of this machine. */
function addressOf(text: string): Address | null {
  const [, host = '127.0.0.1', digits = ''] = /^(?:([^:]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  const isHost = isIPv4(host) || /^[a-z0-9.-]+$/.test(host);
  return digits !== '' && port <= 65_535 && isHost ? { host, port } : null;
}

function address(text: string): Address {
  const read = addressOf(text);
  if (!read) throw new InvalidArgumentError('it is HOST:PORT or PORT');
  return read;
}

const matching =
  (pattern: RegExp) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`it matches ${pattern.source}`);
    return text;
  };
const realmName = matching(/^[a-z][a-z0-9-]{1,30}$/);
const accountName = matching(/^[a-z][a-z0-9.-]{1,30}$/);
