import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { deviceStates } from '../status.ts';
import { systemClock } from '../system-clock.ts';
import { sampleReceipt } from '../testing/printer-bench.ts';
import { customPresenter } from './custom-presenter.ts';
import { openReceiptPrinter } from './open-receipt-printer.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

const SEQUENCES = 200;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A well printer behind a real socket, by published bytes, on a line that carries anything besides. */
async function plugIn() {
  const guests = new Set<Socket>();
  let heard = '';
  const server = createServer((guest) => {
    guests.add(guest);
    guest.on('error', () => undefined);
    guest.on('close', () => guests.delete(guest));
    guest.on('data', (chunk) => {
      const hex = chunk.toString('hex').toUpperCase();
      heard += hex;
      for (const [, kind = ''] of hex.matchAll(/1004(0[1-4]|14)/g))
        guest.write(Buffer.from(kind === '14' ? '100F00000000' : '12', 'hex'));
      const id = /1D284806003030([0-9A-F]{8})/.exec(hex)?.[1];
      if (id !== undefined) guest.write(Buffer.from(`3722${id}00`, 'hex'));
      if (hex.includes('1D7201')) guest.write(Buffer.from('00', 'hex'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const guest of guests) guest.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    tcpPort: address.port,
    babble: (bytes: Uint8Array) => {
      for (const guest of guests) guest.write(bytes);
    },
    heard: () => heard,
  };
}

it.each([
  ['a slot', undefined],
  ['a presenter', customPresenter(12)],
] as const)(
  'two hundred sequences of any bytes over a real connection cost nothing but time, at a printer with %s',
  async (_, presenter) => {
    const device = await plugIn();
    const printer: ReceiptPrinter = openReceiptPrinter({
      line: { kind: 'tcp', host: '127.0.0.1', tcpPort: device.tcpPort },
      clock: systemClock,
      columns: 48,
      presenter,
    });
    closers.push(printer.close);
    const online = () =>
      vi.waitFor(() => expect(printer.status()).toMatchObject({ device: 'online' }), {
        timeout: 45_000,
        interval: 10,
      });
    await online();
    const printing = printer.print(sampleReceipt, { deadlineMs: 20_000 });
    for (const bytes of fc.sample(fc.uint8Array({ minLength: 1, maxLength: 64 }), SEQUENCES)) {
      device.babble(bytes);
      await new Promise((resolve) => setImmediate(resolve));
      expect(deviceStates).toContain(printer.status().device);
    }
    await printing;
    await online();
    expect(printer.report().frames.length).toBeLessThanOrEqual(32);
    // However it ended, it was sent once at most.
    expect(device.heard().split('D5FECEF1B7FECEF1D6D0D0C4').length - 1).toBeLessThanOrEqual(1);
  },
);
