import { describe, expect, it } from 'vitest';
import { setUpSerialImager, triggers } from '../testing/imager-bench.ts';
import type { ImagerCommandSet } from './imager-commands.ts';

const { on, off } = triggers;
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase();

async function setUp(commands: ImagerCommandSet = 'honeywell') {
  const bench = setUpSerialImager(commands);
  bench.transport.plug();
  await bench.clock.advance(100);
  return bench;
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

  it('of one that falls silent between two scans is refused, and the next looks find it offline', async () => {
    const bench = await setUp();
    bench.mute(true);
    for (let scan = 0; scan < 2; scan += 1)
      expect(await bench.clock.until(bench.scanner.scan({ deadlineMs: 15_000 }), 2000)).toMatchObject({
        ok: false,
        error: { kind: 'timeout' },
      });
    expect(bench.scanner.status().device).toBe('offline');
    expect(bench.orders()).toEqual([]);
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

  it('never cost the one that is asked for right behind them', async () => {
    const { clock, scanner, say } = await setUp('none');
    say(']Q1OLD\r\n');
    const scanned = scanner.scan();
    await clock.advance(0);
    say(']Q1NEW\r\n');
    expect(await clock.until(scanned)).toMatchObject({ value: { text: 'NEW' } });
  });

  it('are dropped when somebody gave up in the middle of one and asked again', async () => {
    const { clock, scanner, say } = await setUp('none');
    const leaving = new AbortController();
    const left = scanner.scan({ signal: leaving.signal });
    await clock.advance(0);
    say(']Q1OLD-');
    leaving.abort();
    await clock.until(left);
    const scanned = scanner.scan();
    await clock.advance(10);
    say('TAIL\r');
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
  it('that is deaf for two seconds after it got its power is online as soon as it is not', async () => {
    const { clock, transport, scanner, mute } = await setUp();
    transport.unplug();
    mute(true);
    transport.plug();
    await clock.advance(1900);
    expect(scanner.status().device).toBe('starting');
    mute(false);
    await clock.advance(200);
    expect(scanner.status().device).toBe('online');
  });

  it('that answers nothing is offline within seconds, and tried again by itself', async () => {
    const { clock, scanner, mute, reopens, logged } = await setUp();
    mute(true);
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
