import { describe, expect, it } from 'vitest';
import { createScriptedHid } from '../testing/scripted-hid.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import { createVectorSam } from '../testing/vector-sam.ts';
import { bytesOf, replyFrame } from '../testing/vectors.ts';
import { openHidIdCardReader } from './open-id-card-reader.ts';

const reader = { vendorId: 0x0425, productId: 0x8159, serialNumber: 'R1' };

/** The driver, a bus in memory, and a module behind 64-byte reports. */
function setUp() {
  const clock = createSimulatedClock();
  const bus = createScriptedHid();
  let path = '/dev/hidraw0';
  const sam = createVectorSam(
    {
      onWrite: (device) => bus.onWrite((report) => device(frameIn(report))),
      isThere: () => bus.openHandles() > 0,
      deliver: (frame) => {
        for (const report of reportsOf(bytesOf(frame))) bus.deliverBytes(path, report);
      },
    },
    clock,
  );
  const opened = openHidIdCardReader({ port: 'usb:0425:8159', clock, access: bus });
  const plug = (at: string): void => {
    path = at;
    bus.plug({ ...reader, path: at });
  };
  return { clock, bus, sam, plug, reader: opened };
}

/** One command a report: id 0, the frame, zeros. */
function frameIn(report: string): string {
  expect(report).toHaveLength(65 * 2);
  expect(report.slice(0, 2)).toBe('00');
  const frame = report.slice(2);
  const length = Number.parseInt(frame.slice(10, 14), 16);
  expect(frame.slice(14 + length * 2)).toMatch(/^0*$/);
  return frame.slice(0, 14 + length * 2);
}

function reportsOf(frame: Uint8Array): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let at = 0; at < frame.length; at += 64) {
    const report = new Uint8Array(64);
    report.set(frame.subarray(at, at + 64));
    reports.push(report);
  }
  return reports;
}

describe('an ID-card reader behind HID reports', () => {
  it('reads a card as the one on a serial line does: 1295 bytes are 21 reports', async () => {
    const { clock, reader: device, sam, plug } = setUp();
    expect(reportsOf(bytesOf(replyFrame('base_resident')))).toHaveLength(21);
    plug('/dev/hidraw0');
    sam.answer('find', 'find_ok');
    await clock.advance(3000);
    expect(await clock.until(device.read())).toMatchObject({
      ok: true,
      value: { type: 'resident', number: '11010519900307283X' },
    });
    await device.close();
  });

  it('pulled in mid-read says so, and is found again under another path', async () => {
    const { clock, bus, reader: device, sam, plug } = setUp();
    plug('/dev/hidraw0');
    sam.answer('find', 'find_ok');
    await clock.advance(3000);
    sam.answer('read', 'silence');
    const reading = device.read();
    await clock.advance(100);
    bus.unplug('/dev/hidraw0');
    expect(await clock.until(reading)).toEqual({ ok: false, error: { kind: 'disconnected' } });
    expect(device.status().device).toBe('powerOff');
    plug('/dev/hidraw7');
    await clock.advance(3000);
    expect(device.status()).toMatchObject({ device: 'online', media: 'present' });
    expect(device.report().connectedAs).toBe('/dev/hidraw7');
    await device.close();
  });
});
