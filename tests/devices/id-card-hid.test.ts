import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import { openHidIdCardReader } from '../../drivers/id-card/open-id-card-reader.ts';
import { createScriptedHid, type ScriptedHid } from '../../drivers/testing/scripted-hid.ts';
import { createSimulatedClock, type SimulatedClock } from '../../drivers/testing/simulated-clock.ts';
import { createHidCardReader, type HidCardReader } from '../../sandbox/devices/id-card/hid-reports.ts';
import { REAL_THINK_TIMES } from '../../sandbox/devices/id-card/reader.ts';
import { createPopulation } from '../../sandbox/population/population.ts';

/*
 * The real driver and the simulated reader, joined where the kernel's hidraw would be: this machine can lend out no HID
 * device, so the bus between them is memory. Both know the module from published frames only.
 */
const READER = { vendorId: 0x0425, productId: 0x8159, path: '/dev/hidraw0' };
const someone = createPopulation({ seed: 'hid', size: 20, today: '2026-11-24' }).find('li-na');
if (someone === undefined) throw new Error('li-na is a named citizen');
const { document } = someone;

let clock: SimulatedClock;
let bus: ScriptedHid;
let module: HidCardReader;
let reader: IdCardReader;
let path: string;

const plug = (as = READER.path) => {
  path = as;
  bus.plug({ ...READER, path });
  module.powerOn();
};
const unplug = () => {
  module.powerOff();
  bus.unplug(path);
};
const untilCardFound = () =>
  clock.until(
    new Promise<void>((resolve) => {
      const stop = reader.subscribe((event) => {
        if (event.kind !== 'card-found') return;
        stop();
        resolve();
      });
    }),
  );

beforeEach(async () => {
  clock = createSimulatedClock();
  bus = createScriptedHid();
  module = createHidCardReader({
    clock: {
      now: clock.now,
      after: (ms, run) => {
        const timer = clock.setTimeout(run, ms);
        return () => clock.clearTimeout(timer);
      },
    },
    think: REAL_THINK_TIMES,
    serial: 2345678901,
    onReport: (report) => bus.deliverBytes(path, report),
    onFaultOver: () => {},
  });
  bus.onWrite((hex) => module.writeReport(Uint8Array.from(Buffer.from(hex, 'hex'))));
  reader = openHidIdCardReader({ port: 'usb:0425:8159', clock, access: bus });
  plug();
  await clock.advance(10_000);
});
afterEach(async () => {
  await reader.close();
});

describe('a card is read over HID reports as over a serial line', () => {
  test('text, portrait, added addresses and the number of the module', async () => {
    expect(reader.status().device).toBe('online');
    module.putCard(document);
    await untilCardFound();
    const read = await clock.until(reader.read());
    expect(read).toMatchObject({
      ok: true,
      value: { type: 'resident', name: '李娜', number: document.number },
    });
    expect(read.ok && read.value.portraitWlt.length).toBe(1024);
    expect(await clock.until(reader.readAppendedAddresses())).toEqual({
      ok: true,
      value: ['浙江省杭州市桐庐县城南街道测试一路88号6幢1102室'],
    });
    expect(await clock.until(reader.samId())).toEqual({
      ok: true,
      value: '05.03-20240115-0001234567-2345678901',
    });
  });

  test('and one pulled away in mid-read is told as moved, then read when it is laid again', async () => {
    module.putCard(document);
    await untilCardFound();
    module.breakReader('cardMoved', 1);
    expect(await clock.until(reader.read())).toMatchObject({ ok: false, error: { kind: 'card-moved' } });
    module.putCard(null);
    await clock.advance(2_000);
    module.putCard(document);
    await untilCardFound();
    expect(await clock.until(reader.read())).toMatchObject({ ok: true, value: { name: '李娜' } });
  });
});

test('a reader that comes back under another path reads on', async () => {
  unplug();
  await clock.advance(5_000);
  expect(reader.status().device).toBe('powerOff');
  plug('/dev/hidraw7');
  await clock.advance(10_000);
  expect(reader.status().device).toBe('online');
  module.putCard(document);
  await untilCardFound();
  expect(await clock.until(reader.read())).toMatchObject({ ok: true, value: { number: document.number } });
});
