/** Sizes in px; widths are counted in em, because no font is at hand where the picture is made. */
export const FONT = { title: 17, detail: 13 } as const;

const isWide = (character: string): boolean => /[\p{Script=Han}　-〿＀-￯“”—…]/u.test(character);

/** Width of a line in em: Chinese characters are one, the others a little more than half. */
export const widthOf = (line: string): number =>
  [...line].reduce((width, character) => width + (isWide(character) ? 1 : 0.58), 0);

/** Marks that never begin a line (避头点). */
const NEVER_FIRST = /^[，。、；：？！”）》%/]/u;

/** Breaks a text into lines of at most `em`; Chinese breaks anywhere, other words at spaces. */
export function wrap(text: string, em: number): readonly string[] {
  // An opening mark goes with what it opens (避尾点).
  const pieces = text.match(/[“（《][^\s]|[^\s\p{Script=Han}　-〿＀-￯]+\s*|\s+|./gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const fits = widthOf((line + piece).trimEnd()) <= em || NEVER_FIRST.test(piece);
    if (!fits && line !== '') {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
