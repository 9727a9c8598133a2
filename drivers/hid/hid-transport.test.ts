import { afterEach, describe, expect, it } from 'vitest';
import { createScriptedHid } from '../testing/scripted-hid.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import { hexOf } from '../testing/vectors.ts';
import type { TransportEvent } from '../transport.ts';
import { findHid, parseHidPort } from './find-hid.ts';
import { type HidTransport, openHidTransport } from './hid-transport.ts';

const scanner = { vendorId: 0x0c2e, productId: 0x0b6a, serialNumber: 'A1', usagePage: 0x8c };
const keyboard = { ...scanner, usagePage: 0x01 };

let transport: HidTransport | null = null;
afterEach(async () => {
  await transport?.close();
  transport = null;
});

function setUp(port = 'usb:0c2e:0b6a') {
  const clock = createSimulatedClock();
  const bus = createScriptedHid();
  const told: string[] = [];
  const opened = openHidTransport({ port, usagePage: 0x8c, clock, access: bus });
  opened.subscribe((event: TransportEvent) => {
    if (event.kind === 'bytes') told.push(hexOf(event.bytes));
    else told.push(event.kind === 'opened' ? `opened ${event.path}` : 'lost');
  });
  transport = opened;
  return { clock, bus, told, transport: opened };
}

describe('which device is meant', () => {
  const wanted = parseHidPort('usb:0C2E:0b6a', 0x8c) ?? expect.fail('is a port');

  it.each([
    ['the one that fits', [{ ...scanner, path: 'a' }], 'a'],
    [
      'not the keyboard the same device is besides',
      [
        { ...keyboard, path: 'k' },
        { ...scanner, path: 'a' },
      ],
      'a',
    ],
    [
      'one path listed once a collection',
      [
        { ...scanner, path: 'a' },
        { ...scanner, path: 'a' },
      ],
      'a',
    ],
    [
      'neither of two that fit',
      [
        { ...scanner, path: 'a' },
        { ...scanner, path: 'b' },
      ],
      null,
    ],
    ['none without a path', [scanner], null],
    ['none of another maker', [{ ...scanner, vendorId: 0x05e0, path: 'a' }], null],
  ])('%s', (_, listed, path) => {
    expect(findHid(listed, wanted)).toBe(path);
  });

  it('two of a kind are told apart by their serial number', () => {
    const second = parseHidPort('usb:0c2e:0b6a:B2', 0x8c) ?? expect.fail('is a port');
    const listed = [
      { ...scanner, path: 'a' },
      { ...scanner, serialNumber: 'B2', path: 'b' },
    ];
    expect(findHid(listed, second)).toBe('b');
  });

  it.each(['/dev/hidraw0', 'usb:0c2e', 'usb:zzzz:0b6a', ''])('%j names no HID device', (port) => {
    expect(parseHidPort(port)).toBeNull();
    expect(() => openHidTransport({ port, clock: createSimulatedClock() })).toThrow(/not a HID port/);
  });
});

describe('a device that comes and goes', () => {
  it('is opened within two seconds of being plugged in, and its reports come through one by one', async () => {
    const { clock, bus, told } = setUp();
    await clock.advance(5000);
    bus.plug({ ...scanner, path: '/dev/hidraw0' });
    await clock.advance(2000);
    bus.deliver('/dev/hidraw0', '0203');
    bus.deliver('/dev/hidraw0', '0204');
    expect(told).toEqual(['lost', 'opened /dev/hidraw0', '0203', '0204']);
  });

  it.each([
    ['the read fails', false],
    ['it is only listed no more', true],
  ])('is lost when %s, and found again under another path', async (_, silently) => {
    const { clock, bus, told } = setUp();
    bus.plug({ ...scanner, path: '/dev/hidraw0' });
    await clock.advance(2000);
    bus.unplug('/dev/hidraw0', silently);
    bus.plug({ ...scanner, path: '/dev/hidraw3' });
    await clock.advance(4000);
    expect(told).toEqual(['lost', 'opened /dev/hidraw0', 'lost', 'opened /dev/hidraw3']);
    expect(bus.openHandles()).toBe(1);
  });

  it('is written to while it is there, and never later', async () => {
    const { clock, bus, transport } = setUp();
    expect(await transport.write(Uint8Array.of(0, 1))).toEqual({
      ok: false,
      error: { kind: 'disconnected' },
    });
    bus.plug({ ...scanner, path: 'a' });
    await clock.advance(2000);
    expect(await transport.write(Uint8Array.of(0, 2))).toEqual({ ok: true, value: undefined });
    expect(bus.written).toEqual(['0002']);
  });

  it('is lost when a write fails', async () => {
    const { clock, bus, told, transport } = setUp();
    bus.plug({ ...scanner, path: 'a' });
    await clock.advance(2000);
    bus.failWriting('Cannot write to hid device');
    expect((await transport.write(Uint8Array.of(0))).ok).toBe(false);
    expect(told).toEqual(['lost', 'opened a', 'lost']);
  });

  it('that refuses to be opened is tried again, and told of once', async () => {
    const { clock, bus, told } = setUp();
    bus.failOpening('permission denied');
    bus.plug({ ...scanner, path: 'a' });
    await clock.advance(10_000);
    bus.failOpening(null);
    await clock.advance(2000);
    expect(told).toEqual(['lost', 'opened a']);
  });

  it('is closed and opened when asked to', async () => {
    const { clock, bus, told, transport } = setUp();
    bus.plug({ ...scanner, path: 'a' });
    await clock.advance(2000);
    transport.reopen();
    await clock.advance(1);
    expect(told).toEqual(['lost', 'opened a', 'lost', 'opened a']);
    expect(bus.openHandles()).toBe(1);
  });
});

it('closed, it holds no handle, no timer, and says nothing more', async () => {
  const { clock, bus, told, transport } = setUp();
  bus.plug({ ...scanner, path: 'a' });
  await clock.advance(2000);
  await transport.close();
  bus.deliver('a', '01');
  await clock.advance(60_000);
  expect(told).toEqual(['lost', 'opened a']);
  expect([bus.openHandles(), clock.pendingTimers()]).toEqual([0, 0]);
});
