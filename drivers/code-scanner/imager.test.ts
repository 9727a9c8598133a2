import { describe, expect, it } from 'vitest';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import type { CodeScannerStatus } from './code-scanner.ts';
import { createImager } from './imager.ts';
import type { ImagerCommandSet } from './imager-commands.ts';
import { serialRedactor } from './imager-redactor.ts';
import { serialWire } from './serial-wire.ts';

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase();
const on = ascii('\x16T\r');
const off = ascii('\x16U\r');

/** An imager at the other end of the line, written from the maker's guide. */
async function setUp(commands: ImagerCommandSet = 'honeywell') {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const logged: string[] = [];
  let isMute = false;
  let reopens = 0;
  const say = (text: string): void => transport.deliver(ascii(text));
  transport.onWrite((hex) => {
    if (isMute) return;
    if (hex === ascii('\x16M\rTRGMOD?.')) say('TRGMOD0\x06.');
    if (hex === ascii('\x16M\rREVINF.')) say('Product Name: Test\r\nSerial Number: T0001\r\nREVINF\x06.');
  });
  const scanner = createImager({
    transport,
    clock,
    commands,
    wire: serialWire,
    redactor: serialRedactor,
    reopen: () => {
      reopens += 1;
    },
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: CodeScannerStatus[] = [];
  scanner.subscribe((event) => statuses.push(event.status));
  transport.plug();
  await clock.advance(100);
  const mute = (): void => {
    isMute = true;
  };
  const orders = (): string[] => transport.written.filter((hex) => hex === on || hex === off);
  return { clock, transport, scanner, statuses, logged, say, mute, orders, reopens: () => reopens };
}

describe('showing a code', () => {
  it('arms the imager, answers with the code, and makes the imager dark again', async () => {
    const { clock, scanner, say, orders } = await setUp();
    expect(scanner.status()).toMatchObject({ device: 'online', scanner: 'off' });
    const scanned = scanner.scan();
    await clock.advance(10);
    expect(scanner.status()).toMatchObject({ device: 'deviceBusy', scanner: 'on' });
    expect(orders()).toEqual([on]);
    say(']Q1TEST0001\r');
    expect(await clock.until(scanned)).toEqual({
      ok: true,
      value: { symbology: 'qrCode', text: 'TEST0001' },
    });
    expect(orders()).toEqual([on, off]);
    expect(scanner.status()).toMatchObject({ device: 'online', scanner: 'off' });
  });

  it('works without a suffix: the code ends when the line is quiet', async () => {
    const { clock, scanner, say } = await setUp();
    const scanned = scanner.scan();
    await clock.advance(10);
    say(']Q1TEST');
    await clock.advance(50);
    say('0001');
    expect(await clock.until(scanned)).toMatchObject({ value: { text: 'TEST0001' } });
  });

  it('takes as long as the citizen needs: the imager is armed again before it gives up', async () => {
    const { clock, scanner, say, orders } = await setUp();
    const scanned = scanner.scan({ deadlineMs: 60_000 });
    await clock.advance(45_000);
    expect(orders()).toEqual([on, on, on]);
    say(']Q1TEST0001\r');
    expect((await clock.until(scanned)).ok).toBe(true);
  });

  it('ends at the deadline, and nobody’s hesitation is a fault of the imager', async () => {
    const { clock, scanner, orders } = await setUp();
    const scanned = scanner.scan({ deadlineMs: 5000 });
    expect(await clock.until(scanned)).toEqual({ ok: false, error: { kind: 'timeout', deadlineMs: 5000 } });
    await clock.advance(20_000);
    expect(orders()).toEqual([on, off]);
    expect(scanner.status().device).toBe('online');
  });

  it('ends when the citizen goes, and the imager is dark', async () => {
    const { clock, scanner, orders } = await setUp();
    const leaving = new AbortController();
    const scanned = scanner.scan({ signal: leaving.signal });
    await clock.advance(10);
    leaving.abort();
    expect(await clock.until(scanned)).toEqual({ ok: false, error: { kind: 'aborted' } });
    await clock.advance(10);
    expect(orders()).toEqual([on, off]);
  });

  it('that holds no text is said to be invalid', async () => {
    const { clock, scanner, transport } = await setUp();
    const scanned = scanner.scan();
    await clock.advance(10);
    transport.deliver('5D5131FFFF0D');
    expect(await clock.until(scanned)).toEqual({ ok: false, error: { kind: 'barcode-invalid' } });
    expect(scanner.status().device).toBe('online');
  });
});

describe('codes nobody asked for', () => {
  it('are dropped, also when the next one asked for comes later', async () => {
    const { clock, scanner, say } = await setUp('none');
    say(']Q1OLD\r');
    await clock.advance(1000);
    const scanned = scanner.scan();
    await clock.advance(10);
    say(']Q1NEW\r');
    expect(await clock.until(scanned)).toMatchObject({ value: { text: 'NEW' } });
  });

  it('are dropped when they were half read as somebody asked', async () => {
    const { clock, scanner, say } = await setUp('none');
    say(']Q1OLD-');
    const scanned = scanner.scan();
    await clock.advance(40);
    say('TAIL\r');
    await clock.advance(100);
    say(']Q1NEW\r');
    expect(await clock.until(scanned)).toMatchObject({ value: { text: 'NEW' } });
  });

  it('stand in no log and no report', async () => {
    const { clock, scanner, say, logged } = await setUp();
    say(']Q1SECRET\r');
    await clock.advance(1000);
    const scanned = scanner.scan();
    await clock.advance(10);
    say(']Q1SECRET\r');
    expect((await clock.until(scanned)).ok).toBe(true);
    const told = JSON.stringify([scanner.report(), logged]);
    expect(told).not.toMatch(/SECRET/);
    expect(told).not.toContain(ascii('SECRET'));
  });
});

describe('an imager that fails', () => {
  it('that answers nothing is offline within seconds, and tried again by itself', async () => {
    const { clock, scanner, mute, reopens, logged } = await setUp();
    mute();
    await clock.advance(15_000);
    expect(scanner.status()).toMatchObject({ device: 'offline', scanner: 'unknown' });
    await clock.advance(30_000);
    expect(reopens()).toBeGreaterThan(0);
    expect(logged.join()).toContain('device-silent');
  });

  it('whose cable is pulled while a code is waited for says so at once', async () => {
    const { clock, scanner, transport } = await setUp();
    const scanned = scanner.scan();
    await clock.advance(10);
    transport.unplug();
    expect(await clock.until(scanned, 100)).toEqual({ ok: false, error: { kind: 'disconnected' } });
    expect(scanner.status()).toMatchObject({ device: 'powerOff', scanner: 'unknown' });
    transport.plug();
    await clock.advance(1000);
    expect(scanner.status().device).toBe('online');
  });

  it('that is in presentation mode is online as long as its line is open', async () => {
    const { clock, scanner, transport } = await setUp('none');
    await clock.advance(60_000);
    expect(scanner.status()).toMatchObject({ device: 'online', scanner: 'on' });
    expect(transport.written).toEqual([]);
  });
});

it('a technician sees which imager it is, and that it answers', async () => {
  const { clock, scanner } = await setUp();
  const tested = await clock.until(scanner.selfTest());
  expect(tested).toEqual({
    ok: true,
    value: { checks: [{ name: 'connection', verdict: 'passed', detail: 'ack' }] },
  });
  expect(scanner.report()).toMatchObject({
    connectedAs: '/dev/scripted',
    identity: { 'Product Name': 'Test', 'Serial Number': 'T0001' },
  });
});

it('closed, it leaves no timer and says nothing more', async () => {
  const { clock, scanner, say, statuses } = await setUp();
  const scanned = scanner.scan();
  await clock.advance(10);
  await clock.until(scanner.close());
  expect((await clock.until(scanned)).ok).toBe(false);
  const told = statuses.length;
  say(']Q1TEST0001\r');
  await clock.advance(120_000);
  expect([statuses.length, clock.pendingTimers()]).toEqual([told, 0]);
});
