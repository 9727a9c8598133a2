import { randomUUID } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { type DeviceClass, deviceClasses } from '../../drivers/device/device.ts';
import { silentLog } from '../../drivers/device-log.ts';
import { addReadCard, type CommandIo } from '../../drivers/main.ts';
import { loadConfig } from '../../kiosk-config/load-config.ts';
import { describeProblem } from '../../kiosk-config/parse-config.ts';
import { systemClock } from '../clock.ts';
import { openDevices } from '../devices/devices.ts';
import { connectDesk } from './desk-client.ts';
import { deskSocket } from './desk-server.ts';
import { createDeviceDesk, type DeviceDesk } from './device-desk.ts';
import { listText, selfTestText, statusText } from './report-text.ts';

/** What the shell is told. */
export const exitCodes = { done: 0, failed: 1, usage: 2, noSuchDevice: 3 } as const;

type PlaceOptions = { readonly config?: string; readonly data?: string; readonly json: boolean };

/** A device that has just been opened says who it is within this time, or it will not. */
const settleMs = 6000;

/**
 * `once devices …`: what a technician asks of the devices of a kiosk. A kiosk that runs is asked over its socket,
 * since it alone may speak to them; otherwise they are opened here, for as long as the command takes.
 *
 * @param argv what follows `once devices`
 * @returns the exit code, see {@link exitCodes}
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  let exitCode: number = exitCodes.done;
  const say = (text: string): unknown => io.stdout.write(text);
  const json = (value: unknown): string => `${JSON.stringify(value)}\n`;
  const program = new Command('once devices')
    .description('the devices of a kiosk, for those who look after it')
    .exitOverride()
    .configureOutput({ writeOut: say, writeErr: (text) => io.stderr.write(text) });

  const add = (command: string, description: string): Command =>
    program
      .command(command)
      .description(description)
      .option(
        '--config <file>',
        'the kiosk’s configuration',
        join('.once', 'kiosks', 'TL-003', 'config.yaml'),
      )
      .option('--data <directory>', 'the kiosk’s data; beside the configuration when it names none')
      .option('--json', 'JSON on standard output', false);

  const atDesk = async (place: PlaceOptions, act: (desk: DeviceDesk) => Promise<number>): Promise<void> => {
    const opened = await openDesk(place);
    if (opened === null) {
      exitCode = exitCodes.usage;
      return;
    }
    try {
      exitCode = await act(opened.desk);
    } finally {
      await opened.close();
    }
  };

  const openDesk = async ({ config, data }: PlaceOptions) => {
    const file = config ?? onlyConfig();
    if (file === null || !existsSync(file)) {
      io.stderr.write(
        `which kiosk? Name its configuration with --config${config ? `; ${config} is no file` : ''}\n`,
      );
      return null;
    }
    const loaded = await loadConfig(file);
    if (!loaded.ok) {
      io.stderr.write(`${loaded.problems.map((problem) => describeProblem(file, problem)).join('\n')}\n`);
      return null;
    }
    const dataRoot = resolve(data ?? loaded.config.data ?? join(dirname(file), 'data'));
    const running = await connectDesk(deskSocket(dataRoot));
    if (running !== null) return { desk: running, close: async () => undefined };
    const clock = systemClock();
    const devices = openDevices(loaded.config.devices, clock, () => silentLog, {
      owner: loaded.config.kiosk.id,
      newId: randomUUID,
    });
    await settled(devices.all.map(({ device }) => device));
    return { desk: createDeviceDesk(devices.all, clock.now), close: devices.close };
  };

  add('list', 'every configured device: where it is, how it is, what was tried').action((options) =>
    atDesk(options, async (desk) => {
      const entries = await desk.list();
      say(options.json ? json(entries) : listText(entries));
      return exitCodes.done;
    }),
  );

  const perClass = (
    name: string,
    description: string,
    act: (desk: DeviceDesk, deviceClass: DeviceClass, isJson: boolean) => Promise<number>,
  ): void => {
    add(`${name} <class>`, `${description}: ${deviceClasses.join(', ')}`).action((given: string, options) => {
      const deviceClass = deviceClasses.find((known) => known === given);
      if (deviceClass === undefined) {
        io.stderr.write(`no device class ${given}; there are ${deviceClasses.join(', ')}\n`);
        exitCode = exitCodes.usage;
        return Promise.resolve();
      }
      return atDesk(options, (desk) => act(desk, deviceClass, options.json));
    });
  };
  const noSuchDevice = (deviceClass: DeviceClass): number => {
    io.stderr.write(`this kiosk has no ${deviceClass}\n`);
    return exitCodes.noSuchDevice;
  };

  perClass('test', 'has one device test itself', async (desk, deviceClass, isJson) => {
    const result = await desk.selfTest(deviceClass);
    if (result === null) return noSuchDevice(deviceClass);
    say(isJson ? json(result) : selfTestText(result));
    return result.ok && result.value.checks.every(({ verdict }) => verdict !== 'failed')
      ? exitCodes.done
      : exitCodes.failed;
  });

  perClass('restart', 'takes a device up again that is out of service', async (desk, deviceClass) =>
    (await desk.restart(deviceClass)) ? exitCodes.done : noSuchDevice(deviceClass),
  );

  add('watch', 'tells each change of every device, until interrupted').action((options) =>
    atDesk(options, async (desk) => {
      await desk.watch((line) => say(options.json ? json(line) : statusText(line)), io.signal);
      return exitCodes.done;
    }),
  );

  addReadCard(program, io, (code) => {
    exitCode = code;
  });

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has already written what is wrong, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    throw error;
  }
}

/** What `once start` has written here, when it started one kiosk. */
function onlyConfig(): string | null {
  const [only, ...others] = globSync(join('.once', 'kiosks', '*', 'config.yaml'));
  return only !== undefined && others.length === 0 ? only : null;
}

type Settling = {
  readonly status: () => { readonly device: string };
  readonly subscribe: (listener: () => void) => () => void;
};

/** Resolves when every device has said something of itself, or had the time to. */
function settled(devices: readonly Settling[]): Promise<void> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const end = (): void => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve();
    };
    const look = (): void => {
      if (devices.every(({ status }) => status().device !== 'starting')) end();
    };
    const timer = setTimeout(end, settleMs);
    stops.push(...devices.map(({ subscribe }) => subscribe(look)));
    look();
  });
}
