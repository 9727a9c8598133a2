import iconv from 'iconv-lite';

/**
 * Text as a Chinese receipt printer understands it. “GB18030” on a data sheet often means the two-byte
 * areas only; a printer without the four-byte ones prints a code it does not know as two wrong
 * characters, or shifts the rest of the line. So four-byte codes are never sent as text.
 */
export type EncodedText = {
  readonly bytes: Uint8Array;
  /** Whether characters were replaced by {@link placeholder}. */
  readonly isReduced: boolean;
};

/** ■ (A1F6): stands for a character the printer's font does not hold. */
export const placeholder = '■';

/** What GB18030 has only in four bytes although every printer can show it. */
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ['¥', '￥'],
  ['\u00a0', ' '],
  ['\u2011', '-'],
  ['\u2212', '-'],
]);

/** GB18030 for FS & mode. Columns of a line equal its bytes: two-byte characters are two columns wide. */
export function encodeText(text: string): EncodedText {
  const bytes: number[] = [];
  let isReduced = false;
  for (const character of text) {
    let code = codeOf(character);
    if (code === notInFont) {
      isReduced = true;
      code = placeholderCode;
    }
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return { bytes: Uint8Array.from(bytes), isReduced };
}

/** How many columns a character takes in a font of normal size. */
export function columnsOf(character: string): 1 | 2 {
  return codeOf(character) > 0xff ? 2 : 1;
}

/**
 * Makes text harmless for a device that takes orders in its text: control characters (ESC, GS, DLE …) and
 * line ends become blanks, so that no name and no office can cut the paper or speak to the drawer.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

const placeholderCode = 0xa1f6;
const notInFont = 0xffff;
const notLookedUp = 0xfffe;
/** One- and two-byte codes by UTF-16 unit, looked up once; the further planes have four-byte codes only. */
const codes = new Uint16Array(0x10000).fill(notLookedUp);

function codeOf(character: string): number {
  if (character.length > 1) return notInFont;
  const unit = character.charCodeAt(0);
  const known = codes[unit] ?? notInFont;
  if (known !== notLookedUp) return known;
  const code = lookUp(lookAlikes.get(character) ?? character);
  codes[unit] = code;
  return code;
}

function lookUp(character: string): number {
  if (/[\p{Cs}\p{Cn}\p{Co}]/u.test(character)) return notInFont;
  const [first = 0, second, ...more] = iconv.encode(character, 'gb18030');
  if (more.length > 0) return notInFont;
  return second === undefined ? first : (first << 8) | second;
}
