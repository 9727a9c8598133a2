import { describe, expect, test } from 'vitest';
import {
  encodeAppendedAddresses,
  encodeBaseInfo,
  encodeBaseInfoWithFingerprint,
  encodeCardText,
  portraitOf,
} from './card-message.ts';
import { encodeReply } from './sam-frame.ts';
import { baseMessages, bytesOf, cardOf } from './vectors/vectors.ts';

const withoutFingerprint = baseMessages.filter((message) => message.total_bytes === 1295);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** The vectors' stand-in for a portrait: everything after text and lengths, before CHK. */
const portraitIn = (frameHex: string, at: number) => bytesOf(frameHex).subarray(at, at + 1024);

describe('the frame of every known layout is the one in the vectors, byte for byte', () => {
  test.each(withoutFingerprint)('$name', (message) => {
    const text = encodeCardText(cardOf(message));
    expect(hex(text)).toBe(message.text_hex);
    const frame = encodeReply(0x90, encodeBaseInfo(text, portraitIn(message.frame_hex, 10 + 4 + 256)));
    expect(hex(frame)).toBe(message.frame_hex);
  });

  test('a card without fingerprints, asked for them, says so with a third length of zero', () => {
    const message = baseMessages.find(({ total_bytes }) => total_bytes === 1297);
    if (message === undefined) throw new Error('no such vector');
    const text = encodeCardText(cardOf(message));
    const portrait = portraitIn(message.frame_hex, 10 + 6 + 256);
    expect(hex(encodeReply(0x90, encodeBaseInfoWithFingerprint(text, portrait)))).toBe(message.frame_hex);
  });
});

const resident = () => {
  const message = baseMessages[0];
  if (message === undefined) throw new Error('no vectors');
  return cardOf(message);
};

test('a card that cannot exist is refused, not cut to fit', () => {
  const card = resident();
  if (card.type !== 'resident') throw new Error('first vector is a resident card');
  expect(() => encodeCardText({ ...card, name: '十六个字的名字装不进十五个字的格子' })).toThrow(RangeError);
});

test('a card holds four added addresses of 35 characters, and no fifth', () => {
  const card = resident();
  if (card.type !== 'resident') throw new Error('first vector is a resident card');
  const longest = '测'.repeat(35);
  expect(encodeAppendedAddresses(card)).toBeNull();
  expect(
    encodeAppendedAddresses({ ...card, appendedAddresses: [longest, longest, longest, longest] }),
  ).toHaveLength(280);
  for (const appendedAddresses of [[`${longest}试`], ['一', '二', '三', '四', '五']])
    expect(() => encodeAppendedAddresses({ ...card, appendedAddresses })).toThrow(RangeError);
});

test('a portrait is the same each time, and another one for another card', () => {
  const card = resident();
  expect(portraitOf(card)).toHaveLength(1024);
  expect(portraitOf(card)).toEqual(portraitOf({ ...card }));
  expect(portraitOf(card)).not.toEqual(portraitOf({ ...card, number: '110101200002290018' }));
});
