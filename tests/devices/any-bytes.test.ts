import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { openCabinet } from '../../drivers/cabinet/open-cabinet.ts';
import { openSerialCodeScanner } from '../../drivers/code-scanner/open-code-scanner.ts';
import type { Device, DeviceStatus } from '../../drivers/device/device.ts';
import { openIdCardReader } from '../../drivers/id-card/open-id-card-reader.ts';
import { deviceStates, type OperationOptions } from '../../drivers/status.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import { createCabinetStation } from '../../sandbox/devices/cabinet/station.ts';
import { createCodeScannerStation } from '../../sandbox/devices/code-scanner/station.ts';
import { createIdCardStation } from '../../sandbox/devices/id-card/station.ts';
import { plugPty } from '../../sandbox/devices/pty.ts';
import type { CreateStation } from '../../sandbox/devices/station.ts';
import { openStation } from '../../sandbox/devices/testing/station-bench.ts';

/*
 * A device that says anything whatever, on a real serial line. Those behind sockets have their own of this beside
 * their drivers.
 */
const SEQUENCES = 200;
const sequences = (seed: number): readonly Uint8Array[] =>
  fc.sample(fc.uint8Array({ maxLength: 300 }), { seed, numRuns: SEQUENCES });

type Driver = Device<DeviceStatus, { readonly kind: string }>;
type Operate = (options: OperationOptions) => Promise<{ readonly ok: boolean }>;

/** Nothing that comes makes an operation succeed, hang, or leave more behind than a report holds. */
async function hears(
  noise: readonly Uint8Array[],
  say: (bytes: Uint8Array) => void,
  driver: Driver,
  operate: Operate,
) {
  for (const [index, bytes] of noise.entries()) {
    const operation = index % 20 === 0 ? operate({ deadlineMs: 200 }) : null;
    say(bytes);
    if (operation !== null) expect((await operation).ok).toBe(false);
    // A turn of the loop, so that the bytes are read in many pieces and not as one.
    await new Promise((resolve) => setImmediate(resolve));
    expect(deviceStates).toContain(driver.status().device);
  }
  expect(driver.report().frames.length).toBeLessThanOrEqual(32);
}

const online = (driver: Driver) =>
  vi.waitFor(() => expect(driver.status()).toMatchObject({ device: 'online', isOutOfService: false }), {
    timeout: 20_000,
    interval: 20,
  });

const serialDrivers: readonly {
  readonly name: string;
  readonly station: CreateStation<unknown>;
  readonly open: (path: string) => { readonly driver: Driver; readonly operate: Operate };
}[] = [
  {
    name: 'id-card',
    station: createIdCardStation,
    open: (path) => {
      const driver = openIdCardReader({ path, baudRate: 115_200, clock: systemClock });
      return { driver, operate: driver.read };
    },
  },
  {
    name: 'code-scanner',
    station: createCodeScannerStation,
    open: (path) => {
      const driver = openSerialCodeScanner({
        path,
        baudRate: 115_200,
        commands: 'honeywell',
        clock: systemClock,
      });
      return { driver, operate: driver.scan };
    },
  },
  {
    name: 'cabinet',
    station: createCabinetStation,
    open: (path) => {
      const driver = openCabinet({ path, baudRate: 115_200, clock: systemClock });
      return { driver, operate: (options) => driver.setLights({}, options) };
    },
  },
];

describe('two hundred sequences of any bytes on a real line', () => {
  test.each(serialDrivers)(
    '$name: are no answer, and the device that comes after them is served',
    async ({ name, station: create, open }) => {
      const bench = await openStation(create);
      await bench.press('PUT', 'unplug');
      const { driver, operate } = open(join(bench.directory, `${name}*`));
      try {
        const babbler = await plugPty(join(bench.directory, `${name}-babbles`), { onData: () => {} });
        await vi.waitFor(() => expect(driver.report().connectedAs).toContain('babbles'), { timeout: 10_000 });
        await hears(sequences(7), babbler.write, driver, operate);
        await babbler.unplug();
        await bench.press('PUT', 'plug');
        await online(driver);
      } finally {
        await driver.close();
        await bench.close();
      }
    },
  );
});
