import { describe, expect, it } from 'vitest';
import { sampleReceipt, setUpPrinter } from '../testing/printer-bench.ts';
import { moods } from '../testing/published-printer.ts';

describe('a printer that cannot print', () => {
  it.each([
    ['paperOut', { kind: 'paper-out', printed: 'nothing' }],
    ['coverOpen', { kind: 'cover-open', printed: 'nothing' }],
    ['cutterJammed', { kind: 'cutter', printed: 'nothing' }],
    ['broken', { kind: 'hardware', code: 'unrecoverable', printed: 'nothing' }],
  ] as const)('%s: nothing is sent, and that is said', async (mood, error) => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    // The last poll has still seen a healthy printer: the job looks for itself.
    device.mood = moods[mood];
    expect(await clock.until(printer.print(sampleReceipt))).toEqual({ ok: false, error });
    expect(copies()).toBe(0);
  });
});

describe('a fault in mid-print', () => {
  it.each([
    ['paperOut', { kind: 'paper-out', printed: 'partly' }],
    ['coverOpen', { kind: 'cover-open', printed: 'partly' }],
    ['cutterJammed', { kind: 'cutter', printed: 'partly' }],
  ] as const)('%s: said within a second, the rest is cleared, nothing is sent twice', async (mood, error) => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    device.onCut = () => {
      device.mood = moods[mood];
    };
    expect(await clock.until(printer.print(sampleReceipt), 1000)).toEqual({ ok: false, error });
    expect(device.orders()).toEqual(['100502']);
    expect(copies()).toBe(1);
  });

  it('what hangs half printed is cut off before anybody else’s receipt', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    device.onCut = () => {
      device.mood = moods.paperOut;
    };
    await clock.until(printer.print(sampleReceipt));
    const before = device.printed();
    device.onCut = () => undefined;
    await clock.advance(5000);
    expect(device.printed()).toBe(before);
    device.mood = moods.well;
    await clock.advance(2000);
    expect(device.printed().slice(before.length)).toContain('1B401D564203');
    expect(printer.status()).toMatchObject({ device: 'online', paper: 'full' });
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { confirmed: true },
    });
    expect(copies()).toBe(2);
  });
});

describe('a printer that falls silent', () => {
  it('before the job prints nothing', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    device.isSilent = true;
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: false,
      error: { kind: 'timeout', printed: 'nothing' },
    });
    expect(copies()).toBe(0);
  });

  it('after all was sent: unknown, and never sent again', async () => {
    const { clock, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    device.onCut = () => {
      device.isSilent = true;
    };
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: false,
      error: { kind: 'timeout', printed: 'unknown' },
    });
    await clock.advance(5000);
    expect(printer.status().device).toBe('offline');
    expect(copies()).toBe(1);
    device.onCut = () => undefined;
    device.isSilent = false;
    await clock.advance(31_000);
    expect(printer.status()).toMatchObject({ device: 'online', isOutOfService: false });
    expect(copies()).toBe(1);
  });

  it('a caller can give up: before anything was sent, and after', async () => {
    const { clock, device, printer } = setUpPrinter();
    device.printMs = 60_000;
    await clock.advance(100);
    const caller = new AbortController();
    const running = printer.print(sampleReceipt, { signal: caller.signal });
    const waiting = printer.print(sampleReceipt, { signal: caller.signal });
    await clock.advance(1000);
    caller.abort();
    expect(await running).toEqual({ ok: false, error: { kind: 'aborted', printed: 'unknown' } });
    expect(await waiting).toEqual({ ok: false, error: { kind: 'aborted', printed: 'nothing' } });
  });
});

describe('a pulled cable', () => {
  it('before the end: not known how far it came; after the replug nothing of it is sent', async () => {
    const { clock, transport, device, printer, copies } = setUpPrinter();
    await clock.advance(100);
    device.onCut = () => transport.unplug();
    const running = printer.print(sampleReceipt);
    const waiting = printer.print(sampleReceipt);
    expect(await clock.until(running)).toMatchObject({ ok: false, error: { kind: 'disconnected' } });
    expect(await clock.until(waiting)).toEqual({
      ok: false,
      error: { kind: 'disconnected', printed: 'nothing' },
    });
    expect(await printer.print(sampleReceipt)).toEqual({
      ok: false,
      error: { kind: 'disconnected', printed: 'nothing' },
    });
    expect(printer.status().device).toBe('powerOff');
    device.onCut = () => undefined;
    transport.plug('/dev/elsewhere');
    await clock.advance(3000);
    expect(printer.status().device).toBe('online');
    expect(copies()).toBe(1);
  });

  it('a closed printer is left alone', async () => {
    const { clock, transport, printer } = setUpPrinter();
    await clock.advance(100);
    await printer.close();
    const { length } = transport.written;
    await clock.advance(10_000);
    expect(transport.written).toHaveLength(length);
    expect(clock.pendingTimers()).toBe(0);
  });
});
