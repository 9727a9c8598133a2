import { describe, expect, it } from 'vitest';
import { sampleReceipt, setUpPrinter } from '../testing/printer-bench.ts';
import { moods } from '../testing/published-printer.ts';

describe('printing a receipt', () => {
  it('is done when the printer has said that it is printed, not when it was sent', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    device.printMs = 1600;
    await clock.advance(100);
    const startedAt = clock.now();
    const report = await clock.until(printer.print(sampleReceipt));
    expect(report).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(1600);
    expect(copies()).toBe(1);
  });

  it('two receipts come out one after the other, each confirmed by its own id', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    const [first, second] = [printer.print(sampleReceipt), printer.print(sampleReceipt)];
    expect(await clock.until(first)).toMatchObject({ ok: true });
    expect(copies()).toBe(1);
    expect(await clock.until(second)).toMatchObject({ ok: true });
    expect(copies()).toBe(2);
    const ids = [...device.printed().matchAll(/1D284806003030([0-9A-F]{8})/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('a late confirmation of another receipt confirms nothing', async () => {
    const { clock, transport, device, printer } = setUpPrinter();
    device.printMs = 60_000;
    await clock.advance(100);
    const printing = printer.print(sampleReceipt, { deadlineMs: 5000 });
    await clock.advance(500);
    transport.deliver('37225839393900');
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 5000, printed: 'unknown' },
    });
  });

  it('a printer that asks to wait is waited for', async () => {
    const { clock, transport, printer, copies } = setUpPrinter();
    await clock.advance(100);
    transport.deliver('13');
    const printing = printer.print(sampleReceipt);
    await clock.advance(1000);
    expect(copies()).toBe(0);
    transport.deliver('11');
    expect(await clock.until(printing)).toMatchObject({ ok: true });
    expect(copies()).toBe(1);
  });

  it('a hot print head is busy, and prints on', async () => {
    const { clock, device, printer } = setUpPrinter();
    device.mood = moods.headHot;
    await clock.advance(100);
    expect(printer.status().device).toBe('deviceBusy');
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({ ok: true });
  });
});

describe('a printer without GS ( H', () => {
  it('prints, and what cannot be confirmed is not called confirmed', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    device.hasProcessId = false;
    await clock.advance(100);
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: false },
    });
    expect(copies()).toBe(1);
  });

  it('is not asked for it again', async () => {
    const { clock, device, printer } = setUpPrinter();
    device.hasProcessId = false;
    await clock.advance(100);
    await clock.until(printer.print(sampleReceipt));
    await clock.until(printer.print(sampleReceipt));
    expect(device.printed().split('1D284806')).toHaveLength(2);
  });

  it('one that has confirmed before and now does not is waited for longer, not for ever', async () => {
    const { clock, device, printer } = setUpPrinter();
    await clock.advance(100);
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: true },
    });
    device.hasProcessId = false;
    const startedAt = clock.now();
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: false },
    });
    expect(clock.now() - startedAt).toBeGreaterThan(4500);
    expect(clock.now() - startedAt).toBeLessThan(10_000);
  });

  it('and another one in its place is asked anew', async () => {
    const { clock, transport, device, printer } = setUpPrinter();
    device.hasProcessId = false;
    await clock.advance(100);
    await clock.until(printer.print(sampleReceipt));
    transport.unplug();
    device.hasProcessId = true;
    transport.plug();
    await clock.advance(100);
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: true },
    });
  });

  it('a fault after all was taken is said honestly: nobody knows what came out', async () => {
    const { clock, device, printer } = setUpPrinter();
    device.hasProcessId = false;
    await clock.advance(100);
    await clock.until(printer.print(sampleReceipt));
    const printing = printer.print(sampleReceipt);
    await clock.advance(300);
    device.mood = moods.paperOut;
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'paper-out', printed: 'unknown' },
    });
  });
});

describe('what the printer says about itself', () => {
  it.each([
    ['well', { device: 'online', paper: 'full', isCoverOpen: false }],
    ['nearEnd', { device: 'online', paper: 'low', isCoverOpen: false }],
    ['paperOut', { device: 'online', paper: 'out', isCoverOpen: false }],
    ['coverOpen', { device: 'userError', paper: 'full', isCoverOpen: true }],
    ['cutterJammed', { device: 'hardwareError', paper: 'full', isCoverOpen: false }],
    ['broken', { device: 'hardwareError', paper: 'full', isCoverOpen: false }],
  ] as const)('%s is known within a second', async (mood, expected) => {
    const { clock, device, printer, statuses } = setUpPrinter();
    await clock.advance(100);
    const before = statuses.length;
    device.mood = moods[mood];
    await clock.advance(1100);
    const now = { ...expected, media: 'unknown', isOutOfService: false };
    expect(printer.status()).toEqual(now);
    // Told once: nobody hears of a state between the old one and the new.
    expect(statuses.slice(before)).toEqual(mood === 'well' ? [] : [now]);
  });

  it('a change it reports by itself is known at once', async () => {
    const { clock, transport, printer, statuses } = setUpPrinter();
    await clock.advance(100);
    expect(transport.written).toContain('1D610F');
    transport.deliver('10000300');
    expect(printer.status().paper).toBe('low');
    transport.deliver('38000000');
    expect(statuses.at(-1)).toMatchObject({ device: 'userError', isCoverOpen: true });
  });
});
