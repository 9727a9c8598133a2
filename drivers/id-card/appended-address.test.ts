import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setUpReader } from '../testing/reader-bench.ts';
import { parseAppendedAddresses } from './appended-address.ts';

const block = (text: string): Uint8Array => Buffer.from(text.padEnd(35, ' '), 'utf16le');

describe('addresses added to a card', () => {
  it('are read oldest first, their padding taken off', () => {
    const bytes = Buffer.concat([block('桐庐县迎春南路1号'), block('桐庐县白云源路2号')]);
    expect(parseAppendedAddresses(bytes)).toEqual(['桐庐县迎春南路1号', '桐庐县白云源路2号']);
  });

  it('that are no whole blocks, or too many, are none', () => {
    for (const length of [0, 69, 71, 350]) expect(parseAppendedAddresses(new Uint8Array(length))).toBeNull();
  });

  it('of any bytes are at most four, or null', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(parseAppendedAddresses(bytes)?.length ?? 0).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('are none for a card whose module says there are none', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    sam.answer('appendedAddress', 'sw3_91');
    await clock.advance(400);
    await clock.until(reader.read());
    expect(await clock.until(reader.readAppendedAddresses())).toEqual({ ok: true, value: [] });
  });

  it('come with the card that was read', async () => {
    const { clock, reader, sam } = setUpReader();
    sam.answer('find', 'find_ok');
    sam.answer('appendedAddress', 'new_address_two');
    await clock.advance(400);
    await clock.until(reader.read());
    expect(await clock.until(reader.readAppendedAddresses())).toEqual({
      ok: true,
      value: ['上海市浦东新区测试新村５号', '江苏省南京市玄武区测试巷６号'],
    });
  });
});
