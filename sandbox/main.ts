import { fstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SandboxEvent } from './control/contract.ts';
import { createEventStream } from './control/event-stream.ts';
import { kioskPlugin } from './control/kiosk-plugin.ts';
import { startControlServer } from './control/server.ts';
import { startDevice } from './devices/device-handle.ts';
import { type KioskDevices, startKioskDevices } from './devices/kiosk-devices.ts';
import { PRINTER_MODELS, receiptPrinterStation } from './devices/receipt-printer/station.ts';
import { STATIONS } from './devices/stations.ts';
import { HALL_SERVER, startExchange } from './exchange/exchange.ts';
import { openAuthority } from './pki.ts';
import { citizenPlugin } from './population/citizen-plugin.ts';
import { createPopulation } from './population/population.ts';

/**
 * `node sandbox/main.ts --data DIR [--port N] [--exchange-port N] [--kiosks ID,…] [--seed N] [--size N] [--pace real|fast]
 * [--receipt-printer slot|presenter|slot-tcp|presenter-tcp]`
 *
 * Brings up the street outside: simulated devices on their own wires, the reference exchange behind its security server,
 * a synthetic population, and the buttons for all of it. Says where everything is in one line of JSON.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    'exchange-port': { type: 'string', default: '0' },
    kiosks: { type: 'string', default: 'TL-003' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '20000' },
    pace: { type: 'string', default: 'real' },
    'receipt-printer': { type: 'string', default: 'slot' },
  },
});

await main();

async function main(): Promise<void> {
  if (options.data === undefined) return refuse('--data DIR is needed');
  if (options.pace !== 'real' && options.pace !== 'fast') return refuse('--pace is real or fast');
  const { pace, 'receipt-printer': model } = options;
  if (!isPrinterModel(model))
    return refuse(`--receipt-printer is one of ${Object.keys(PRINTER_MODELS).join(', ')}`);
  const data = resolve(options.data);
  const now = () => new Date();
  const events = createEventStream();
  const publish = (event: SandboxEvent) => events.publish(event);
  const population = createPopulation({
    seed: options.seed,
    size: Number(options.size),
    today: shanghaiDate(now()),
  });
  const authority = await openAuthority(join(data, 'pki'), now);
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: Number(options['exchange-port']),
    tls: await authority.server(),
    sealOf: authority.seal,
    clock: now,
    seed: options.seed,
    population,
    dataDir: join(data, 'exchange'),
    onChange: (what) => publish({ kind: 'exchange', what }),
  });

  const ids = options.kiosks
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const hallSecretsDir = join(data, 'hall', 'secrets');
  await authority.enrol(HALL_SERVER.name, hallSecretsDir);
  const secretsDirOf = (id: string) => join(data, 'kiosks', id, 'secrets');
  const kiosks = new Map(
    await Promise.all(
      ids.map(async (id): Promise<[string, KioskDevices]> => {
        await authority.enrol(id, secretsDirOf(id));
        const devices = await startKioskDevices({
          kiosk: id,
          directory: join(data, 'kiosks', id),
          stations: { ...STATIONS, printer: receiptPrinterStation(PRINTER_MODELS[model]) },
          pace,
          population,
          startDevice,
          publish,
        });
        return [id, devices];
      }),
    ),
  );

  const control = await startControlServer({
    port: Number(options.port),
    events,
    plugins: [kioskPlugin(kiosks), citizenPlugin(population), exchange.controlPlugin],
    panelDirectory: join(import.meta.dirname, '..', 'dist', 'renderer', 'sandbox'),
  });

  endWhenAsked(async () => {
    await control.close();
    await Promise.all([...kiosks.values()].map((devices) => devices.close()));
    await exchange.close();
  });
  process.stdout.write(
    `${JSON.stringify({
      control: control.url,
      securityServer: exchange.url,
      hall: { client: HALL_SERVER.client, secretsDir: hallSecretsDir },
      kiosks: [...kiosks].map(([id, devices]) => ({
        id,
        devices: devices.config(),
        cameraFilm: devices.state().camera.path,
        secretsDir: secretsDirOf(id),
      })),
    })}\n`,
  );
}

function isPrinterModel(name: string): name is keyof typeof PRINTER_MODELS {
  return Object.hasOwn(PRINTER_MODELS, name);
}

/**
 * Ends in order on a signal, and when whoever started this sandbox is gone: its end of our stdin closes. A stdin that
 * is no pipe (a terminal, `/dev/null` under a service manager) says nothing about anybody.
 */
function endWhenAsked(close: () => Promise<void>): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    void close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', end).resume();
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(78);
}

function shanghaiDate(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant);
}
