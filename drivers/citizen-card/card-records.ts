import { parseCompactDate } from '../id-card/civil-date.ts';
import type { SexCode } from '../id-card/id-card-reader.ts';
import { checkCharacter } from '../id-card/id-number.ts';
import type { Result } from '../status.ts';
import type { CitizenCard } from './citizen-card-reader.ts';

/** A record of a social-security card: one tag, one length byte, the value (LD/T 32, file structure). */
export type RecordTag = number;
export type CardRecords = ReadonlyMap<RecordTag, Uint8Array>;

type Fault = { readonly kind: 'protocol'; readonly detail: string };

/**
 * What a kiosk needs of the two free files; birth place (0C) and the rest stay on the card. `bytes` is the length of
 * the value, so that a T=0 card can be asked for the right number at once.
 */
export const wantedRecords: readonly {
  readonly file: number;
  readonly records: readonly { readonly tag: RecordTag; readonly bytes: number }[];
}[] = [
  {
    file: 0xef05,
    records: [
      { tag: 0x01, bytes: 16 },
      { tag: 0x03, bytes: 4 },
      { tag: 0x04, bytes: 12 },
      { tag: 0x06, bytes: 4 },
      { tag: 0x07, bytes: 9 },
    ],
  },
  {
    file: 0xef06,
    records: [
      { tag: 0x08, bytes: 18 },
      { tag: 0x09, bytes: 30 },
      { tag: 0x0a, bytes: 1 },
      { tag: 0x0b, bytes: 1 },
      { tag: 0x0d, bytes: 4 },
    ],
  },
];

/** Splits tag, length, value; what a card sends behind the value is padding. */
export function parseRecord(
  bytes: Uint8Array,
): Result<{ readonly tag: RecordTag; readonly value: Uint8Array }, Fault> {
  const [tag, length] = bytes;
  if (tag === undefined || length === undefined || bytes.length < 2 + length) return faulty('record length');
  return { ok: true, value: { tag, value: bytes.subarray(2, 2 + length) } };
}

/** A card out of its records. A fault names the record, never what stands in it. */
export function parseCitizenCard(records: CardRecords): Result<CitizenCard, Fault> {
  const value = (tag: RecordTag): Uint8Array => records.get(tag) ?? new Uint8Array();
  const number = alphanumeric(value(0x08))?.toUpperCase();
  if (number === undefined || !isSound(number)) return faulty('record 08');
  const name = chinese(value(0x09));
  if (name === null || name === '') return faulty('record 09');
  const sex = sexCodes.find((code) => code === alphanumeric(value(0x0a)));
  if (sex === undefined) return faulty('record 0A');
  const nation = digits(value(0x0b));
  if (!/^\d\d$/.test(nation)) return faulty('record 0B');
  const birthDate = parseCompactDate(digits(value(0x0d)));
  if (birthDate === null) return faulty('record 0D');
  const region = digits(value(0x01)).slice(0, 6);
  if (!/^\d{6}$/.test(region)) return faulty('record 01');
  const version = alphanumeric(value(0x03));
  if (version === null) return faulty('record 03');
  const issuer = digits(value(0x04));
  const end = endOfValidity(value(0x06));
  if (!end.ok) return end;
  const cardNumber = alphanumeric(value(0x07));
  if (cardNumber === null || cardNumber === '') return faulty('record 07');
  return {
    ok: true,
    value: {
      ...{ number, name, sex, nation, birthDate },
      ...{ cardNumber, issuer, region, version, validTo: end.value },
    },
  };
}

const faulty = (detail: string): { readonly ok: false; readonly error: Fault } => ({
  ok: false,
  error: { kind: 'protocol', detail },
});

const sexCodes: readonly SexCode[] = ['0', '1', '2', '9'];

/** GB 11643; permits of Hong Kong, Macau, Taiwan and of foreigners are numbered by the same formula. */
const isSound = (number: string): boolean =>
  /^\d{17}[\dX]$/.test(number) && checkCharacter(number.slice(0, 17)) === number.charAt(17);

/** `an`: ASCII, padded with 00. Anything else is not text: the card, or the way to it, is out of order. */
function alphanumeric(value: Uint8Array): string | null {
  const text = Buffer.from(withoutPadding(value)).toString('latin1').trim();
  return /^[\x20-\x7e]*$/.test(text) ? text : null;
}

const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** A name in GBK, on younger cards GB18030 with its four-byte characters; padded with 00 or blanks. */
function chinese(value: Uint8Array): string | null {
  try {
    const text = gb18030.decode(withoutPadding(value)).trim();
    // Private-use characters stay: rare ones stand like that on old cards.
    return /[\p{Cc}\p{Cs}\ufffd]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** `cn`: two digits a byte. A nibble F pads; others stay letters, for the caller to refuse. */
const digits = (value: Uint8Array): string => Buffer.from(value).toString('hex').toUpperCase();

/** No date, all nines or all F: the card is not limited. */
function endOfValidity(value: Uint8Array): Result<string | null, Fault> {
  const compact = digits(value);
  if (/^(0*|9{8}|F{8})$/.test(compact)) return { ok: true, value: null };
  const date = parseCompactDate(compact);
  return date === null ? faulty('record 06') : { ok: true, value: date };
}

function withoutPadding(value: Uint8Array): Uint8Array {
  const isPadding = (byte: number): boolean => byte === 0x00 || byte === 0xff;
  return value.subarray(0, value.findLastIndex((byte) => !isPadding(byte)) + 1);
}
