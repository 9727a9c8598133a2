import iconv from 'iconv-lite';
import type { SocialSecurityCard } from '../../population/social-security-card.ts';

/** The files of a card: records by tag, each tag, length, value, in the order they stand in. */
export type CardFiles = ReadonlyMap<number, readonly Uint8Array[]>;

export const EF05 = 0xef05;
export const EF06 = 0xef06;

/** Writes a card's free files as an issuer personalises them (LD/T 32; BCD dates, GB18030 name, `an` padded with 00). */
export function writeFiles(card: SocialSecurityCard): CardFiles {
  return new Map([
    [
      EF05,
      [
        // Region, then the issuer's serial number.
        record(0x01, bcd(`${card.area}00000000000000${card.cardNo.slice(1)}`.padEnd(32, '0').slice(0, 32))),
        record(0x02, text('1', 1)),
        record(0x03, text('3.00', 4)),
        record(0x04, bcd(`9156000002${card.area}00000000`)),
        record(0x05, bcd(compact(card.issuedOn))),
        record(0x06, bcd(compact(card.validTo))),
        record(0x07, text(card.cardNo, 9)),
      ],
    ],
    [
      EF06,
      [
        record(0x08, text(card.number, 18)),
        record(0x09, padded(iconv.encode(card.name, 'gb18030'), 30)),
        record(0x0a, text(card.sex, 1)),
        record(0x0b, bcd(card.nationCode)),
        record(0x0c, bcd(card.area)),
        record(0x0d, bcd(compact(card.birthDate))),
      ],
    ],
  ]);
}

const record = (tag: number, value: Uint8Array): Uint8Array => Uint8Array.of(tag, value.length, ...value);
const compact = (date: string): string => date.replaceAll('-', '');
const bcd = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));
const text = (characters: string, length: number): Uint8Array =>
  padded(Buffer.from(characters, 'ascii'), length);

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const field = new Uint8Array(length);
  field.set(bytes.subarray(0, length));
  return field;
}
