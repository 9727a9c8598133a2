import type { Result } from '../status.ts';
import { parseCompactDate } from './civil-date.ts';
import type { IdCard, SexCode } from './id-card-reader.ts';

export type BaseInfoFault =
  | { readonly kind: 'unknown-card' }
  /** The frame was whole, but what it carries is not a card's text; `detail` names the field only. */
  | { readonly kind: 'protocol'; readonly detail: string };

const textBytes = 256;
/** UTF-16LE at byte 248: which layout the rest has (GA 490 and its successors). */
const typeMark = { offset: 248, bytes: 2 } as const;

/**
 * Reads the answer to `30 01` (also `30 10`): big-endian length words, 256 bytes of text, the portrait.
 *
 * @param data what follows SW3, without the checksum
 */
export function parseBaseInfo(data: Uint8Array): Result<IdCard, BaseInfoFault> {
  const blocks = splitBlocks(data);
  if (blocks === null) return protocol('block lengths');
  const { text, portraitWlt } = blocks;
  const read = (offset: number, bytes: number): string => readField(text, offset, bytes);
  switch (read(typeMark.offset, typeMark.bytes)) {
    case '':
      return resident(read, portraitWlt);
    case 'J':
      return hmtResidencePermit(read, portraitWlt);
    case 'I':
      return foreigner2017(read, portraitWlt);
    case 'Y':
      return foreigner2023(read, portraitWlt);
    default:
      return { ok: false, error: { kind: 'unknown-card' } };
  }
}

type ReadField = (offset: number, bytes: number) => string;
type Parsed = Result<IdCard, BaseInfoFault>;

function resident(read: ReadField, portraitWlt: Uint8Array): Parsed {
  const common = commonFields(read(36, 16), read(30, 2), read(188, 16), read(204, 16), read(122, 36));
  if (!common.ok) return common;
  const name = read(0, 30);
  if (name === '') return protocol('name');
  return {
    ok: true,
    value: {
      type: 'resident',
      name,
      nation: read(32, 4),
      address: read(52, 70),
      authority: read(158, 30),
      ...common.value,
      portraitWlt,
    },
  };
}

function hmtResidencePermit(read: ReadField, portraitWlt: Uint8Array): Parsed {
  const common = commonFields(read(36, 16), read(30, 2), read(188, 16), read(204, 16), read(122, 36));
  if (!common.ok) return common;
  const name = read(0, 30);
  if (name === '') return protocol('name');
  return {
    ok: true,
    value: {
      type: 'hmt-residence-permit',
      name,
      address: read(52, 70),
      authority: read(158, 30),
      passNumber: read(220, 18),
      issueCount: read(238, 4),
      ...common.value,
      portraitWlt,
    },
  };
}

function foreigner2017(read: ReadField, portraitWlt: Uint8Array): Parsed {
  const common = commonFields(read(220, 16), read(120, 2), read(188, 16), read(204, 16), read(122, 30));
  if (!common.ok) return common;
  const englishName = read(0, 120);
  if (englishName === '') return protocol('englishName');
  return {
    ok: true,
    value: {
      type: 'foreigner-2017',
      englishName,
      chineseName: read(158, 30),
      nationality: read(152, 6),
      version: read(236, 4),
      authorityCode: read(240, 8),
      ...common.value,
      portraitWlt,
    },
  };
}

function foreigner2023(read: ReadField, portraitWlt: Uint8Array): Parsed {
  const common = commonFields(read(36, 16), read(30, 2), read(188, 16), read(204, 16), read(122, 36));
  if (!common.ok) return common;
  const firstPart = read(52, 70);
  const continuation = read(220, 22);
  if (firstPart === '') return protocol('englishName');
  // Characters 36 to 46 stand in another field; a space at the seam was stripped with the padding.
  const englishName = continuation === '' ? firstPart : firstPart.padEnd(35, ' ') + continuation;
  return {
    ok: true,
    value: {
      type: 'foreigner-2023',
      englishName,
      chineseName: read(0, 30),
      nationality: read(242, 6),
      renewalCount: read(32, 4),
      oldNumberLink: read(250, 6),
      ...common.value,
      portraitWlt,
    },
  };
}

type CommonFields = Pick<IdCard, 'birthDate' | 'validFrom' | 'validTo' | 'sex' | 'number'>;

function commonFields(
  birth: string,
  sexCode: string,
  from: string,
  to: string,
  number: string,
): Result<CommonFields, BaseInfoFault> {
  const birthDate = parseCompactDate(birth);
  if (birthDate === null) return protocol('birthDate');
  const sex = parseSex(sexCode);
  if (sex === null) return protocol('sex');
  const validFrom = parseCompactDate(from);
  if (validFrom === null) return protocol('validFrom');
  const validTo = to === '长期' ? null : parseCompactDate(to);
  if (validTo === null && to !== '长期') return protocol('validTo');
  if (!/^[0-9A-Z]{15,18}$/.test(number)) return protocol('number');
  return { ok: true, value: { birthDate, sex, validFrom, validTo, number } };
}

function parseSex(code: string): SexCode | null {
  return code === '0' || code === '1' || code === '2' || code === '9' ? code : null;
}

/** Two length words, or three when the module was asked for, or always sends, the fingerprint block. */
function splitBlocks(data: Uint8Array): { text: Uint8Array; portraitWlt: Uint8Array } | null {
  if (data.length < 4) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const textLength = view.getUint16(0);
  const portraitLength = view.getUint16(2);
  if (textLength !== textBytes) return null;
  const isSplitBy = (headerLength: number, fingerprintLength: number): boolean =>
    headerLength + textLength + portraitLength + fingerprintLength === data.length;
  let textAt: number;
  if (isSplitBy(4, 0)) textAt = 4;
  else if (data.length >= 6 && isSplitBy(6, view.getUint16(4))) textAt = 6;
  else return null;
  const portraitAt = textAt + textLength;
  return {
    text: data.subarray(textAt, portraitAt),
    // A copy, so that whoever keeps the portrait does not keep the text alive with it.
    portraitWlt: data.slice(portraitAt, portraitAt + portraitLength),
  };
}

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

function readField(text: Uint8Array, offset: number, bytes: number): string {
  return decodeCardText(text.subarray(offset, offset + bytes));
}

/** A card's text without its padding. Rare characters come as surrogate pairs and stay so. */
export function decodeCardText(bytes: Uint8Array): string {
  return utf16.decode(bytes).replace(/[ \0]+$/, '');
}

function protocol(field: string): { ok: false; error: BaseInfoFault } {
  return { ok: false, error: { kind: 'protocol', detail: `card text: ${field}` } };
}
