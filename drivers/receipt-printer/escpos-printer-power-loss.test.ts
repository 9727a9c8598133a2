import { describe, expect, it } from 'vitest';
import { sampleReceipt, setUpPresenter, setUpPrinter } from '../testing/printer-bench.ts';

/** A printer known to answer GS ( H, because it has printed one receipt. */
async function printedOnce() {
  const bench = setUpPrinter();
  await bench.clock.advance(100);
  await bench.clock.until(bench.printer.print(sampleReceipt));
  return bench;
}
const unknown = (kind: string) => ({ ok: false, error: { kind, printed: 'unknown' } });

describe('a printer that says OK and loses power', () => {
  it('at once is not believed: it is asked how it is, and does not answer', async () => {
    const { clock, transport, device, printer, copies } = await printedOnce();
    device.hasProcessId = false;
    const printing = printer.print(sampleReceipt);
    await clock.advance(400);
    const id = device
      .printed()
      .match(/1D284806003030([0-9A-F]{8})/g)
      ?.at(-1)
      ?.slice(-8);
    device.isSilent = true;
    transport.deliver(`3722${id}00`);
    expect(await clock.until(printing)).toMatchObject(unknown('timeout'));
    await clock.advance(60_000);
    expect(copies()).toBe(2);
  });

  it('after it took everything, and is well again a moment later: nobody knows what came out', async () => {
    const { clock, device, printer, copies } = await printedOnce();
    device.hasProcessId = false;
    const printing = printer.print(sampleReceipt);
    await clock.advance(300);
    device.isSilent = true;
    await clock.advance(700);
    device.isSilent = false;
    expect(await clock.until(printing)).toMatchObject(unknown('timeout'));
    await clock.advance(60_000);
    expect(copies()).toBe(2);
    expect(printer.status().device).toBe('online');
  });

  it('and takes its USB port with it for an instant, is not taken for the printer of before', async () => {
    const { clock, transport, device, printer, copies } = await printedOnce();
    device.hasProcessId = false;
    const printing = printer.print(sampleReceipt);
    await clock.advance(300);
    transport.unplug();
    transport.plug();
    expect(await clock.until(printing, 1000)).toEqual(unknown('disconnected'));
    await clock.advance(60_000);
    expect(copies()).toBe(2);
  });

  it('before it could confirm, on a model that never confirms: nobody knows', async () => {
    const { clock, device, printer } = setUpPrinter();
    device.hasProcessId = false;
    await clock.advance(100);
    await clock.until(printer.print(sampleReceipt));
    const printing = printer.print(sampleReceipt);
    await clock.advance(300);
    device.isSilent = true;
    await clock.advance(700);
    device.isSilent = false;
    expect(await clock.until(printing)).toMatchObject(unknown('timeout'));
  });

  it('with the paper on its way to the mouth: nobody knows, and nothing is printed again', async () => {
    const { clock, device, printer, copies } = setUpPresenter();
    await clock.advance(100);
    device.presentMs = 60_000;
    const printing = printer.print(sampleReceipt);
    await clock.advance(700);
    device.isSilent = true;
    expect(await clock.until(printing)).toMatchObject(unknown('timeout'));
    device.isSilent = false;
    await clock.advance(59_000);
    expect(copies()).toBe(1);
  });

  it('what it left is cut off before the next receipt, and the next one is printed', async () => {
    const { clock, device, printer, copies } = await printedOnce();
    device.hasProcessId = false;
    const printing = printer.print(sampleReceipt);
    await clock.advance(300);
    device.isSilent = true;
    await clock.until(printing);
    device.hasProcessId = true;
    device.isSilent = false;
    await clock.advance(60_000);
    expect(device.printed().endsWith('1B401D5642031D610F')).toBe(true);
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: true },
    });
    expect(copies()).toBe(3);
  });
});
