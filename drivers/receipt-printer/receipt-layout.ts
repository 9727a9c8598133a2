import { columnsOf, withoutControls } from './gb18030.ts';

/** Breaks text into lines of at most so many columns: Latin words whole, Chinese anywhere. */
export function wrapColumns(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const breakLine = (): void => {
    lines.push(line.trimEnd());
    line = '';
    width = 0;
  };
  for (const word of wordsOf(withoutControls(text))) {
    const wordWidth = widthOf(word);
    if (width > 0 && width + wordWidth > columns) breakLine();
    if (width === 0 && word === ' ' && lines.length > 0) continue;
    for (const character of wordWidth > columns ? word : [word]) {
      const characterWidth = widthOf(character);
      if (width > 0 && width + characterWidth > columns) breakLine();
      line += character;
      width += characterWidth;
    }
  }
  breakLine();
  return lines;
}

/**
 * A label at the left edge and its value at the right one. What does not fit on one line goes below,
 * indented, so that a long value is never read as the next label.
 */
export function layOutPair(label: string, value: string, columns: number): string[] {
  const left = withoutControls(label);
  const right = withoutControls(value);
  const gap = columns - widthOf(left) - widthOf(right);
  if (gap >= 1) return [left + ' '.repeat(gap) + right];
  const indent = '  ';
  return [
    ...wrapColumns(left, columns),
    ...wrapColumns(right, columns - indent.length).map((line) => indent + line),
  ];
}

/** Columns in a font of normal size. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** Latin words and numbers stay whole; blanks and every other character stand alone. */
function wordsOf(text: string): string[] {
  return text.match(/[!-~]+|[^!-~]/gu) ?? [];
}
