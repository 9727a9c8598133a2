import { describe, expect, it } from 'vitest';
import { setUpReader } from '../testing/reader-bench.ts';
import { replyFrame } from '../testing/vectors.ts';

describe('a card is laid down', () => {
  it('the reader is online once the module has passed its self test', async () => {
    const { clock, reader, sam } = setUpReader();
    expect(reader.status()).toMatchObject({ device: 'starting', media: 'unknown' });
    await clock.advance(400);
    expect(reader.status()).toMatchObject({ device: 'online', media: 'notPresent' });
    expect(sam.asked.slice(0, 3)).toEqual(['status', 'find', 'find']);
  });

  it('is announced within a poll, and read by select and read alone', async () => {
    const { clock, reader, sam, announcements } = setUpReader();
    await clock.advance(1000);
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    expect(announcements()).toEqual(['card-found']);
    sam.asked.length = 0;
    const card = await clock.until(reader.read());
    expect(card).toMatchObject({
      ok: true,
      value: { type: 'resident', name: '张三测', number: '11010519900307283X' },
    });
    expect(sam.asked).toEqual(['select', 'read']);
  });

  it('the answer is there with the last byte, without another tick of the clock', async () => {
    const { clock, reader, sam, transport } = setUpReader();
    await clock.advance(1000);
    sam.answer('find', 'find_ok');
    sam.answer('read', 'silence');
    await clock.advance(400);
    let isRead = false;
    void reader.read().then(() => {
      isRead = true;
    });
    await clock.advance(400);
    transport.deliver(replyFrame('base_resident'));
    await clock.advance(0);
    expect(isRead).toBe(true);
  });

  it('the same card is read once; it is not announced again until it was lifted', async () => {
    const { clock, reader, sam, announcements } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    await clock.until(reader.read());
    sam.answer('find', 'find_no_card');
    await clock.advance(2000);
    expect(announcements()).toEqual(['card-found']);
    expect(await clock.until(reader.read())).toEqual({ ok: false, error: { kind: 'no-card' } });
    expect(reader.status().media).toBe('present');
  });

  it('lifting the card after a good read is noticed by the probe, two misses in a row', async () => {
    const { clock, reader, sam, announcements } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    await clock.until(reader.read());
    sam.answer('find', 'find_no_card');
    sam.answer('probe', 'read_fail', 'management_number');
    await clock.advance(600);
    expect(announcements()).toEqual(['card-found']);
    sam.answer('probe', 'read_fail');
    await clock.advance(600);
    expect(announcements()).toEqual(['card-found', 'card-removed']);
    expect(reader.status().media).toBe('notPresent');
  });

  it('no probe is sent between find and read', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    await clock.advance(1500);
    expect(sam.asked).not.toContain('probe');
    await clock.until(reader.read());
    await clock.advance(400);
    expect(sam.asked).toContain('probe');
  });

  it('a module that misses the first find after power-up is asked twice', async () => {
    const { clock, sam, announcements } = setUpReader();
    sam.answer('find', 'find_no_card', 'find_ok');
    await clock.advance(150);
    expect(announcements()).toEqual(['card-found']);
  });

  it('reading an empty reader says so at once', async () => {
    const { clock, reader } = setUpReader();
    await clock.advance(500);
    expect(await clock.until(reader.read(), 100)).toEqual({ ok: false, error: { kind: 'no-card' } });
  });

  it('a fingerprint block that comes unasked changes nothing', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    sam.answer('read', 'base_resident_with_fingerprint');
    await clock.advance(400);
    expect(await clock.until(reader.read())).toMatchObject({ ok: true, value: { name: '张三测' } });
  });

  it('the module tells its own number', async () => {
    const { clock, reader } = setUpReader();
    await clock.advance(500);
    expect(await clock.until(reader.samId())).toEqual({
      ok: true,
      value: '05.03-20240115-0001234567-2345678901',
    });
  });
});
