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
  let isReduced = false;
  const printable = [...text].map((character) => {
    const shown = lookAlikes.get(character) ?? character;
    if (isPrintable(shown)) return shown;
    isReduced = true;
    return placeholder;
  });
  return { bytes: Uint8Array.from(iconv.encode(printable.join(''), 'gb18030')), isReduced };
}

/** How many columns a character takes in a font of normal size. */
export function columnsOf(character: string): number {
  return encodeText(character).bytes.length;
}

/**
 * Makes text harmless for a device that takes orders in its text: control characters (ESC, GS, DLE …) and
 * line ends become blanks, so that no name and no office can cut the paper or speak to the drawer.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function isPrintable(character: string): boolean {
  if (/[\p{Cs}\p{Cn}\p{Co}]/u.test(character)) return false;
  const { length } = iconv.encode(character, 'gb18030');
  return length === 1 || length === 2;
}
