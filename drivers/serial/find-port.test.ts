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

  it('of two adapters that fit, none is guessed; the serial number tells them apart', async () => {
    const twin = { ...adapter, path: '/dev/ttyUSB4', serialNumber: 'B2' };
    expect(await finder('usb:1a86:7523', [adapter, twin])()).toBeNull();
    expect(await finder('usb:1a86:7523:B2', [adapter, twin])()).toBe('/dev/ttyUSB4');
  });
});
