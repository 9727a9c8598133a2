import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPortFinder } from './find-port.ts';

const adapter = { path: '/dev/ttyUSB3', vendorId: '1A86', productId: '7523', serialNumber: 'A1' };
const finder = (port: string, listed: readonly (typeof adapter)[]) =>
  createPortFinder(port, async () => listed);

describe('where a device is', () => {
  it('a path is taken as it stands', async () => {
    expect(await finder('/dev/once/id-card', [])()).toBe('/dev/once/id-card');
  });

  it('a USB adapter is found by its numbers, whatever socket it was put back into', async () => {
    expect(await finder('usb:1a86:7523', [adapter])()).toBe('/dev/ttyUSB3');
    expect(await finder('usb:1a86:7523', [])()).toBeNull();
  });

  it('a pattern finds the one port that fits it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ports-'));
    const find = createPortFinder(join(directory, 'reader*'));
    expect(await find()).toBeNull();
    await writeFile(join(directory, 'reader-2'), '');
    expect(await find()).toBe(join(directory, 'reader-2'));
    await writeFile(join(directory, 'reader-3'), '');
    expect(await find()).toBeNull();
    await rm(directory, { recursive: true });
  });

  it('of two adapters that fit, none is guessed; the serial number tells them apart', async () => {
    const twin = { ...adapter, path: '/dev/ttyUSB4', serialNumber: 'B2' };
    expect(await finder('usb:1a86:7523', [adapter, twin])()).toBeNull();
    expect(await finder('usb:1a86:7523:B2', [adapter, twin])()).toBe('/dev/ttyUSB4');
  });
});
