import { describe, expect, it } from 'vitest';
import { setUpReader } from '../testing/reader-bench.ts';

async function withCard() {
  const bench = setUpReader();
  bench.sam.answer('find', 'find_ok');
  await bench.clock.advance(400);
  return bench;
}
const cardMoved = { ok: false, error: { kind: 'card-moved' } };

describe('a card that moves', () => {
  it('in mid-read is said so: half a frame and silence', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('read', { frame: 'base_resident', cutAt: 700 });
    expect(await clock.until(reader.read(), 1500)).toEqual(cardMoved);
  });

  it.each(['read_fail', 'sw3_47', 'sw3_24'])('%s asks to lay it down again', async (answer) => {
    const { clock, reader, sam } = await withCard();
    sam.answer('read', answer);
    expect(await clock.until(reader.read())).toEqual(cardMoved);
  });

  it('no answer to read after a good find is a moved card, not a broken reader', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('read', 'silence');
    expect(await clock.until(reader.read(), 4000)).toEqual(cardMoved);
    expect(reader.status().device).toBe('online');
  });

  it('between find and select is looked for once more', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('select', 'select_fail', 'select_ok');
    sam.asked.length = 0;
    expect(await clock.until(reader.read())).toMatchObject({ ok: true });
    expect(sam.asked).toEqual(['select', 'find', 'select', 'read']);
  });

  it('and is gone at the second look is a moved card', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('select', 'select_fail');
    sam.answer('find', 'find_no_card');
    expect(await clock.until(reader.read())).toEqual(cardMoved);
  });

  it('is announced again as soon as it was lifted and laid down', async () => {
    const { clock, reader, sam, announcements } = await withCard();
    sam.answer('read', 'read_fail');
    await clock.until(reader.read());
    sam.answer('find', 'find_no_card');
    await clock.advance(400);
    sam.answer('find', 'find_ok');
    await clock.advance(400);
    expect(announcements()).toEqual(['card-found', 'card-removed', 'card-found']);
  });

  it('and stays is announced again after the message could be read, not before', async () => {
    const { clock, reader, sam, announcements } = await withCard();
    sam.answer('read', 'read_fail');
    await clock.until(reader.read());
    await clock.advance(2500);
    expect(announcements()).toEqual(['card-found']);
    await clock.advance(1000);
    expect(announcements()).toEqual(['card-found', 'card-found']);
  });
});

describe('a card this reader cannot take', () => {
  it.each(['card_rejects_sam', 'sam_cannot_auth_card', 'sw3_33', 'sw3_37'])(
    '%s: not verified',
    async (answer) => {
      const { clock, reader, sam } = await withCard();
      sam.answer('read', answer);
      expect(await clock.until(reader.read())).toEqual({ ok: false, error: { kind: 'card-not-verified' } });
    },
  );

  it('an unknown type is said so', async () => {
    const { clock, reader, sam } = await withCard();
    sam.answer('read', 'sw3_40');
    expect(await clock.until(reader.read())).toEqual({ ok: false, error: { kind: 'unknown-card' } });
  });

  it('is not announced over and over while it lies there', async () => {
    const { clock, reader, sam, announcements } = await withCard();
    sam.answer('read', 'sam_cannot_auth_card');
    await clock.until(reader.read());
    await clock.advance(10_000);
    expect(announcements()).toEqual(['card-found']);
    expect(reader.status()).toMatchObject({ device: 'online', media: 'present' });
    sam.answer('find', 'find_no_card');
    await clock.advance(400);
    expect(announcements()).toEqual(['card-found', 'card-removed']);
  });
});
