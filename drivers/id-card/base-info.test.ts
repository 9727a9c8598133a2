import { describe, expect, it } from 'vitest';
import { baseMessage, bytesOf, vectors } from '../testing/vectors.ts';
import { parseBaseInfo } from './base-info.ts';

/** What follows SW3 in a vector's frame: the driver's own decoder has no part in these tests. */
const dataOf = (frameHex: string): Uint8Array => bytesOf(frameHex).slice(10, -1);
const iso = (compact: string): string => `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;

const types: Record<string, string> = {
  resident: 'resident',
  hmt_residence_permit: 'hmt-residence-permit',
  foreign_permanent_2017: 'foreigner-2017',
  foreign_permanent_2023: 'foreigner-2023',
};
/** The vectors' field names, where ours are others. */
const renamed: Record<string, string> = {
  birth: 'birthDate',
  idNumber: 'number',
  cardNumber: 'number',
  oldNumberAssociation: 'oldNumberLink',
};
const notOurs = new Set(['type', 'typeChar', 'note', 'fingerprintBytes']);

describe('every published layout', () => {
  it.each(vectors.base_messages)('$name gives each field as printed on the card', ({ frame_hex, fields }) => {
    const parsed = parseBaseInfo(dataOf(frame_hex));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const card: Record<string, unknown> = { ...parsed.value };
    expect(card.type).toBe(types[fields.type]);
    for (const [name, value] of Object.entries(fields)) {
      if (notOurs.has(name) || (name === 'nation' && value === '')) continue;
      const expected = /^(birth|valid)/.test(name) ? (value === '长期' ? null : iso(String(value))) : value;
      expect(card[renamed[name] ?? name], name).toBe(expected);
    }
    expect(parsed.value.portraitWlt).toHaveLength(1024);
  });

  it('rare characters of a name stay whole surrogate pairs', () => {
    const parsed = parseBaseInfo(dataOf(baseMessage('base_resident_rare_char').frame_hex));
    const name = parsed.ok && parsed.value.type === 'resident' ? parsed.value.name : '';
    expect([...name]).toEqual(['𠮷', '𣇉', '测']);
  });
});

describe('what is no card text', () => {
  const good = dataOf(baseMessage('base_resident').frame_hex);
  const withText = (offset: number, text: string): Uint8Array => {
    const changed = Uint8Array.from(good);
    changed.set(Buffer.from(text, 'utf16le'), 4 + offset);
    return changed;
  };

  it('a type mark nobody has published is an unknown card, never a guess', () => {
    expect(parseBaseInfo(withText(248, 'Q'))).toEqual({ ok: false, error: { kind: 'unknown-card' } });
  });

  it.each([
    ['birthDate', 36, '20010229'],
    ['validFrom', 188, '20151301'],
    ['validTo', 204, '永久    '],
    ['sex', 30, '7'],
    ['number', 122, '                  '],
    ['name', 0, '               '],
  ])(
    'a nonsensical %s is a protocol fault that names the field and nothing of the card',
    (field, offset, text) => {
      expect(parseBaseInfo(withText(offset, text))).toEqual({
        ok: false,
        error: { kind: 'protocol', detail: `card text: ${field}` },
      });
    },
  );

  it.each([0, 1, 3, 4, 5, 260, 1283])('%i bytes are a protocol fault', (length) => {
    expect(parseBaseInfo(good.slice(0, length))).toMatchObject({ ok: false, error: { kind: 'protocol' } });
  });
});
