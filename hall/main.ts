import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { systemClock } from './clock.ts';
import { type HallOptions, startHall } from './hall.ts';
import { problemOfShared, type SharedOptions, sharedParts } from './shared-parts.ts';
import { webhookTarget } from './webhook/cloud-event.ts';
import { writeMosquittoFiles } from './write-mosquitto-files.ts';

/** Where the command speaks to, and what ends it. */
export type HallIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly signal: AbortSignal;
};

type Address = { readonly host: string; readonly port: number };
type StartOptions = SharedOptions & {
  readonly data: string;
  readonly realm: string;
  readonly http: Address;
  readonly httpProxy?: string;
  readonly mqtt: Address;
  readonly firstAdmin?: string;
  readonly beside?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly webhook?: string;
  readonly webhookSecret?: string;
  readonly exchange?: string;
  readonly exchangeClient?: string;
  readonly exchangeSecrets?: string;
  readonly exchangeArea?: string;
  readonly exchangeEvery: number;
};

const DATABASE =
  'postgres://USER@HOST:PORT/DATABASE all copies share; the password comes from PGPASSWORD or PGPASSFILE';
const CREDENTIALS = 'file with one line, USER:PASSWORD: who the hall is to the broker';

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
    .option(
      '--http-proxy <addresses>',
      'proxies before it: what they say of where a request came from counts',
    )
    .option('--mqtt <address>', 'where kiosks connect', address, addressOf('127.0.0.1:1883'))
    .option('--first-admin <name>', 'make this admin account where nobody can sign in yet', accountName)
    .option('--beside <kiosk>', 'id of a kiosk on this computer: it gets a code to enrol with', kioskId)
    .option('--tls-cert <file>', 'certificate (PEM) for both; needed beyond this machine')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--webhook <url>', 'who is told of alarms, as CloudEvents; https beyond this machine')
    .option('--webhook-secret <file>', 'file with whsec_ and 24 to 64 bytes in base64, known to both')
    .option('--exchange <url>', 'https address of its security server: how long one waits at the offices')
    .option('--exchange-client <id>', 'INSTANCE/CLASS/MEMBER/SUBSYSTEM the hall is to it', clientId)
    .option('--exchange-secrets <dir>', 'directory with identity.key, identity.crt, hall-ca.crt')
    .option('--exchange-area <code>', 'GB/T 2260 code of halls that name none', areaCode)
    .option('--exchange-every <seconds>', 'how often it is asked', secondsBetween(5, 300), 60)
    .option('--database <url>', DATABASE)
    .option(
      '--broker <url>',
      'a broker all copies share, mqtts://HOST:PORT; --mqtt is then only told to machines',
    )
    .option('--broker-credentials <file>', CREDENTIALS)
    .option('--broker-ca <file>', 'whom to trust as the broker (PEM)')
    .action(async (options: StartOptions) => {
      const problem = problemOf(options) ?? problemOfShared(options);
      if (problem !== null) throw new InvalidArgumentError(problem);
      exitCode = await start(options, io);
    });
  program
    .command('mosquitto-files')
    .description('write the password and ACL file of a mosquitto that the copies of a hall share')
    .requiredOption('--out <dir>', 'where they go; they are for whom it belongs to')
    .requiredOption('--broker-credentials <file>', CREDENTIALS)
    .option('--data <dir>', 'where the hall keeps things, without --database', '.once/hall')
    .option('--realm <name>', 'as the hall has it', realmName, 'once')
    .option('--database <url>', DATABASE)
    .option('--pid-file <file>', 'has this mosquitto read them when something is new')
    .action(async (options: FilesOptions) => {
      const { database } = options;
      const problem = database === undefined ? null : problemOfShared({ database });
      if (problem !== null) throw new InvalidArgumentError(problem);
      exitCode = await writeFiles(options, io);
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

type FilesOptions = Omit<Parameters<typeof writeMosquittoFiles>[0], 'now'>;

async function writeFiles(options: FilesOptions, io: HallIo): Promise<number> {
  try {
    const now = systemClock().now().getTime();
    const written = await writeMosquittoFiles({ ...options, data: resolve(options.data), now });
    io.out(`${JSON.stringify(written)}\n`);
    return 0;
  } catch (error) {
    io.err(`the files cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function start(options: StartOptions, io: HallIo): Promise<number> {
  const tls =
    options.tlsCert !== undefined && options.tlsKey !== undefined
      ? { cert: readFileSync(options.tlsCert, 'utf8'), key: readFileSync(options.tlsKey, 'utf8') }
      : null;
  const clock = systemClock();
  const log: HallOptions['log'] = (level, event, detail) =>
    io.err(`${JSON.stringify({ time: clock.now().toISOString(), level, event, detail })}\n`);
  try {
    const hall = await startHall({
      ...sharedParts(options, { ...options, clock, log }),
      data: resolve(options.data),
      realm: options.realm,
      http: { ...options.http, ...(options.httpProxy === undefined ? {} : { proxies: options.httpProxy }) },
      mqtt: options.mqtt,
      tls,
      firstAdmin: options.firstAdmin ?? null,
      ...(options.beside === undefined ? {} : { beside: options.beside }),
      ...webhookOf(options),
      ...exchangeOf(options),
      clock,
      log,
    });
    const scheme = tls ? ['https', 'mqtts'] : ['http', 'mqtt'];
    io.out(
      `${JSON.stringify({
        http: `${scheme[0]}://${options.http.host}:${hall.httpPort}`,
        mqtt: options.broker ?? `${scheme[1]}://${options.mqtt.host}:${hall.mqttPort}`,
        ...(hall.firstAdmin ? { firstAdmin: hall.firstAdmin } : {}),
        ...(hall.beside ? { beside: hall.beside } : {}),
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

/** @throws when it is no address and no secret of a receiver */
function webhookOf({ webhook, webhookSecret }: StartOptions): Pick<HallOptions, 'webhook'> {
  if (webhook === undefined || webhookSecret === undefined) return {};
  const target = webhookTarget(webhook, readFileSync(webhookSecret, 'utf8'));
  if (!target) throw new Error('--webhook is no https address, or its secret is not as it must be');
  return { webhook: target };
}

/** @throws when one of the files is not there */
function exchangeOf({
  exchange: url,
  exchangeClient: client,
  exchangeSecrets: secrets,
  exchangeArea: area,
  exchangeEvery,
}: StartOptions): Pick<HallOptions, 'exchange'> {
  if (url === undefined || client === undefined || secrets === undefined || area === undefined) return {};
  const pem = (name: string) => readFileSync(join(secrets, name), 'utf8');
  const tls = { key: pem('identity.key'), cert: pem('identity.crt'), ca: pem('hall-ca.crt') };
  return { exchange: { url, client, tls, area, everyMs: exchangeEvery * 1000 } };
}

/** Passwords and sessions do not travel in the clear. */
function problemOf(options: StartOptions): string | null {
  const { http, mqtt, tlsCert, tlsKey, broker, webhook, webhookSecret } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) return '--tls-cert and --tls-key go together';
  if ((webhook === undefined) !== (webhookSecret === undefined))
    return '--webhook and --webhook-secret go together';
  const { exchange, exchangeClient, exchangeSecrets, exchangeArea } = options;
  const given = [exchange, exchangeClient, exchangeSecrets, exchangeArea];
  if (new Set(given.map((each) => each === undefined)).size > 1)
    return '--exchange, --exchange-client, --exchange-secrets and --exchange-area go together';
  if (exchange !== undefined && URL.parse(exchange)?.protocol !== 'https:')
    return '--exchange is https://HOST:PORT';
  const isHere = (broker === undefined ? [http, mqtt] : [http]).every(
    ({ host }) => host === 'localhost' || /^127\./.test(host),
  );
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
const secondsBetween =
  (least: number, most: number) =>
  (text: string): number => {
    const seconds = Number(text);
    if (!Number.isInteger(seconds) || seconds < least || seconds > most)
      throw new InvalidArgumentError(`it is ${least} to ${most}`);
    return seconds;
  };
const clientId = matching(/^[^/\s]+\/[^/\s]+\/[^/\s]+\/[^/\s]+$/);
const areaCode = matching(/^\d{6}$/);
const realmName = matching(/^[a-z][a-z0-9-]{1,30}$/);
const kioskId = matching(/^(?!.*[0-9]{11})[A-Z0-9-]{3,20}$/);
const accountName = matching(/^[a-z][a-z0-9.-]{1,30}$/);
