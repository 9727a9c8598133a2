import { describe, expect, it } from 'vitest';
import { setUpReader } from '../testing/reader-bench.ts';

describe('a reader that answers nothing', () => {
  it('goes offline within three seconds, is reset, reopened, and then out of service', async () => {
    const { clock, reader, sam, reopens, logged } = setUpReader();
    await clock.advance(500);
    for (const question of ['find', 'status'] as const) sam.answer(question, 'silence');
    await clock.advance(3000);
    expect(reader.status()).toEqual({ device: 'offline', media: 'unknown', isOutOfService: false });
    await clock.advance(60_000);
    expect(sam.asked).toContain('reset');
    expect(reopens()).toBe(1);
    expect(reader.status()).toEqual({ device: 'offline', media: 'unknown', isOutOfService: true });
    expect(logged.filter((line) => line.startsWith('out-of-service'))).toHaveLength(1);
    expect(reader.report().recoveries.map(({ step }) => step)).toEqual([
      'abort',
      'reset',
      'reopen',
      'outOfService',
    ]);
  });

  it('is looked at every ten seconds while out of service, and an operation is refused at once', async () => {
    const { clock, reader, sam } = setUpReader();
    for (const question of ['find', 'status'] as const) sam.answer(question, 'silence');
    await clock.advance(60_000);
    sam.asked.length = 0;
    await clock.advance(60_000);
    expect(sam.asked).toHaveLength(5);
    expect(await clock.until(reader.read(), 0)).toEqual({
      ok: false,
      error: { kind: 'hardware', code: 'out-of-service' },
    });
  });

  it('is back within ten seconds when it speaks again, at once when a technician asks', async () => {
    const { clock, reader, sam } = setUpReader();
    for (const question of ['find', 'status'] as const) sam.answer(question, 'silence');
    await clock.advance(120_000);
    sam.answer('status', 'status_ok');
    sam.answer('find', 'find_no_card');
    reader.restart();
    await clock.advance(500);
    expect(reader.status()).toEqual({ device: 'online', media: 'notPresent', isOutOfService: false });
    for (const question of ['find', 'status'] as const) sam.answer(question, 'silence');
    await clock.advance(120_000);
    expect(reader.status().isOutOfService).toBe(true);
    sam.answer('status', 'status_ok');
    sam.answer('find', 'find_no_card');
    await clock.advance(12_000);
    expect(reader.status()).toEqual({ device: 'online', media: 'notPresent', isOutOfService: false });
  });

  it('a module slow after power-up is starting, not out of order', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('status', 'silence', 'status_ok');
    await clock.advance(1100);
    expect(reader.status().device).toBe('starting');
    await clock.advance(1000);
    expect(reader.status().device).toBe('online');
  });

  it('a read ends at the caller’s deadline, and leaves no timer behind it', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    sam.answer('read', 'silence');
    const startedAt = clock.now();
    expect(await clock.until(reader.read({ deadlineMs: 700 }))).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 700 },
    });
    expect(clock.now() - startedAt).toBe(700);
    await reader.close();
    await clock.advance(0);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('a read can be called off, before it begins and in the middle', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    sam.answer('read', 'silence');
    const caller = new AbortController();
    const reading = reader.read({ signal: caller.signal });
    await clock.advance(100);
    caller.abort();
    expect(await reading).toEqual({ ok: false, error: { kind: 'aborted' } });
    expect(await reader.read({ signal: caller.signal })).toEqual({ ok: false, error: { kind: 'aborted' } });
    sam.answer('read', 'base_resident');
    await clock.advance(500);
    expect(await clock.until(reader.read())).toMatchObject({ ok: true });
  });
});

describe('a pulled cable', () => {
  it('ends what is under way and what waits, and nothing of it is sent after the replug', async () => {
    const { clock, reader, sam, transport } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    sam.answer('read', 'silence');
    const reading = reader.read();
    const waiting = reader.samId();
    await clock.advance(100);
    transport.unplug();
    const disconnected = { ok: false, error: { kind: 'disconnected' } };
    expect(await Promise.all([reading, waiting, reader.read()])).toEqual([
      disconnected,
      disconnected,
      disconnected,
    ]);
    expect(reader.status()).toMatchObject({ device: 'powerOff', media: 'unknown' });
    sam.asked.length = 0;
    await clock.advance(30_000);
    expect(sam.asked).toEqual([]);
    sam.answer('find', 'find_no_card');
    transport.plug('/dev/elsewhere');
    await clock.advance(400);
    expect(sam.asked.slice(0, 3)).toEqual(['status', 'find', 'find']);
    expect(sam.asked).not.toContain('samId');
    expect(reader.status()).toMatchObject({ device: 'online', media: 'notPresent' });
  });

  it('and a card that was read before it is read again after the replug', async () => {
    const { clock, reader, sam, transport, announcements } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    await clock.until(reader.read());
    transport.unplug();
    await clock.advance(1000);
    transport.plug();
    await clock.advance(400);
    expect(announcements()).toEqual(['card-found', 'card-found']);
    expect(await clock.until(reader.read())).toMatchObject({ ok: true });
  });

  it('a closed reader asks nothing more', async () => {
    const { clock, reader, sam } = setUpReader();
    await clock.advance(500);
    await reader.close();
    sam.asked.length = 0;
    await clock.advance(10_000);
    expect(sam.asked).toEqual([]);
    expect(await reader.read()).toEqual({ ok: false, error: { kind: 'disconnected' } });
  });
});
