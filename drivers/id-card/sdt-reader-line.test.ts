import { describe, expect, it } from 'vitest';
import { setUpReader } from '../testing/reader-bench.ts';
import { replyFrame } from '../testing/vectors.ts';

async function withCard() {
  const bench = setUpReader();
  bench.sam.answer('find', 'find_ok');
  await bench.clock.advance(400);
  return bench;
}

describe('a disturbed line', () => {
  it.each(['base_bad_checksum', 'base_flipped_photo_bit'])(
    '%s is read once more, unnoticed',
    async (damaged) => {
      const { clock, reader, sam } = await withCard();
      sam.answer('read', damaged, 'base_resident');
      sam.asked.length = 0;
      expect(await clock.until(reader.read())).toMatchObject({ ok: true, value: { name: '张三测' } });
      expect(sam.asked).toEqual(['select', 'read', 'read']);
    },
  );

  it('a second damaged frame is a protocol fault; nothing of the card is in it or in the log', async () => {
    const { clock, reader, sam, logged } = await withCard();
    sam.answer('read', 'base_bad_checksum');
    expect(await clock.until(reader.read())).toEqual({
      ok: false,
      error: { kind: 'protocol', detail: 'bad-checksum' },
    });
    expect(logged.join('\n')).not.toMatch(/张|1101/);
  });

  it('a card used up by a damaged read has to be laid down again', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('read', 'base_bad_checksum', 'find_no_card');
    expect(await clock.until(reader.read())).toEqual({ ok: false, error: { kind: 'card-moved' } });
  });

  it('noise in front of a frame does not hide it', async () => {
    const { clock, sam, announcements } = setUpReader();
    sam.answer('find', 'garbage_then_find_ok');
    await clock.advance(400);
    expect(announcements()).toEqual(['card-found']);
  });

  it('a late reply is never taken for the answer to the next command', async () => {
    const { clock, reader, sam, transport } = await withCard();
    sam.answer('read', 'silence');
    await clock.until(reader.read());
    sam.answer('find', 'find_no_card');
    // The card's data arrive when nobody waits for them any more, and go on while the next command is due.
    const late = replyFrame('base_resident');
    for (let at = 0; at < late.length; at += 200) {
      transport.deliver(late.slice(at, at + 200));
      await clock.advance(30);
    }
    expect(sam.asked.at(-1)).toBe('read');
    await clock.advance(1000);
    expect(reader.status()).toMatchObject({ device: 'online', media: 'notPresent' });
  });

  it('three garbled answers in a row are a defect, reported; a line that clears up is used again', async () => {
    const { clock, reader, sam, logged } = setUpReader();
    await clock.advance(500);
    sam.answer('find', 'base_bad_checksum');
    await clock.advance(2000);
    expect(reader.status().device).toBe('hardwareError');
    expect(logged.some((line) => line.startsWith('device-defect'))).toBe(true);
    sam.answer('find', 'find_no_card');
    await clock.advance(6000);
    expect(reader.status()).toMatchObject({ device: 'online', media: 'notPresent' });
  });
});

describe('a broken module', () => {
  it('says out of order and its code, and is asked again', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('status', 'status_selftest_failed');
    await clock.advance(500);
    expect(reader.status().device).toBe('hardwareError');
    expect(await clock.until(reader.read())).toEqual({
      ok: false,
      error: { kind: 'hardware', code: '000060' },
    });
    sam.answer('status', 'status_ok');
    await clock.advance(12_000);
    expect(reader.status().device).toBe('online');
  });
});
