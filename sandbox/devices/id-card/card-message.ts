import { createHash } from 'node:crypto';
import type { IdentityDocument } from '../../population/citizen.ts';

/** Bytes of the text part of a card: 128 UTF-16 code units, whatever the layout. */
export const TEXT_BYTES = 256;
export const PORTRAIT_BYTES = 1024;
/** One address added to a card after it was made; it has room for four. */
const ADDRESS_BYTES = 70;
const MOST_ADDRESSES = 4;

/** Where a field lies, in bytes, and what stands in it. The rest of the 256 bytes are spaces. */
type Field = readonly [offset: number, bytes: number, value: string];

/**
 * The 256 bytes of text a SAM module hands out (GA/T 490 and its amendments): UTF-16LE, fields padded with
 * spaces, the type mark at byte 248 (space, `J`, `I`, `Y`).
 *
 * @throws RangeError when a value does not fit its field: such a card cannot exist
 */
export function encodeCardText(card: IdentityDocument): Uint8Array {
  return encodeFields(card, TEXT_BYTES, fieldsOf(card));
}

/**
 * What `30 03` hands out: the added addresses as blocks of 70 bytes, oldest first, with no length before them; null for
 * a card that has none.
 *
 * @throws RangeError when there are more than four, or one does not fit
 */
export function encodeAppendedAddresses(card: IdentityDocument): Uint8Array | null {
  const addresses = card.type === 'resident' ? card.appendedAddresses : [];
  if (addresses.length === 0) return null;
  if (addresses.length > MOST_ADDRESSES) throw new RangeError(`no card holds ${addresses.length} addresses`);
  return encodeFields(
    card,
    addresses.length * ADDRESS_BYTES,
    addresses.map((address, at): Field => [at * ADDRESS_BYTES, ADDRESS_BYTES, address]),
  );
}

function encodeFields(card: IdentityDocument, length: number, fields: readonly Field[]): Uint8Array {
  const text = Buffer.alloc(length, Buffer.from(' ', 'utf16le'));
  for (const [offset, bytes, value] of fields) {
    const encoded = Buffer.from(value, 'utf16le');
    if (encoded.length > bytes) {
      throw new RangeError(
        `${card.type}: ${value.length} characters do not fit the ${bytes / 2} at byte ${offset}`,
      );
    }
    text.set(encoded, offset);
  }
  return new Uint8Array(text);
}

function fieldsOf(card: IdentityDocument): readonly Field[] {
  const from = compact(card.validFrom);
  const to = card.validTo === null ? '长期' : compact(card.validTo);
  switch (card.type) {
    case 'resident':
      return [
        [0, 30, card.name],
        [30, 2, card.sex],
        [32, 4, card.nationCode],
        [36, 16, compact(card.birthDate)],
        [52, 70, card.address],
        [122, 36, card.number],
        [158, 30, card.authority],
        [188, 16, from],
        [204, 16, to],
      ];
    case 'hmt-residence-permit':
      return [
        [0, 30, card.name],
        [30, 2, card.sex],
        [36, 16, compact(card.birthDate)],
        [52, 70, card.address],
        [122, 36, card.number],
        [158, 30, card.authority],
        [188, 16, from],
        [204, 16, to],
        [220, 18, card.passNumber],
        [238, 4, card.issueCount],
        [248, 2, 'J'],
      ];
    case 'foreigner-2017':
      return [
        [0, 120, card.englishName],
        [120, 2, card.sex],
        [122, 30, card.number],
        [152, 6, card.nationality],
        [158, 30, card.chineseName],
        [188, 16, from],
        [204, 16, to],
        [220, 16, compact(card.birthDate)],
        [236, 4, card.version],
        [240, 8, card.authorityCode],
        [248, 2, 'I'],
      ];
    case 'foreigner-2023':
      return [
        [0, 30, card.chineseName],
        [30, 2, card.sex],
        [32, 4, card.renewalCount],
        [36, 16, compact(card.birthDate)],
        // The English name breaks after 35 characters, wherever that is.
        [52, 70, card.englishName.slice(0, 35)],
        [122, 36, card.number],
        [188, 16, from],
        [204, 16, to],
        [220, 22, card.englishName.slice(35)],
        [242, 6, card.nationality],
        [248, 2, 'Y'],
        [250, 6, card.oldNumberLink],
      ];
  }
}

/**
 * Stands where the WLT portrait stands on a real card, the same bytes for the same number each time. No open WLT
 * encoder exists; what matters is that 1024 arbitrary bytes (frame preambles among them, if it so happens) come
 * through a driver unchanged.
 */
export function portraitOf(card: IdentityDocument): Uint8Array {
  const portrait = new Uint8Array(PORTRAIT_BYTES);
  for (let block = 0; block * 32 < PORTRAIT_BYTES; block++) {
    portrait.set(createHash('sha256').update(`portrait ${card.number} ${block}`).digest(), block * 32);
  }
  return portrait;
}

/** Two lengths, then text and portrait, as `30 01` answers them. */
export function encodeBaseInfo(text: Uint8Array, portrait: Uint8Array): Uint8Array {
  return Buffer.concat([lengths(text.length, portrait.length), text, portrait]);
}

/** As `30 10` answers for a card that stores no fingerprint: a third length of zero. */
export function encodeBaseInfoWithFingerprint(text: Uint8Array, portrait: Uint8Array): Uint8Array {
  return Buffer.concat([lengths(text.length, portrait.length, 0), text, portrait]);
}

function lengths(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}

/** `1990-03-07` as the card writes it: `19900307`. */
function compact(date: string): string {
  return date.replaceAll('-', '');
}
