/** Tests say where a problem must be found by a mark in the text itself. */
export const MARK = '«';

export type Marked = { readonly text: string; readonly line: number; readonly column: number };

/** Takes the mark out of a text and says where it stood; line and column from 1. */
export function unmark(marked: string): Marked {
  const at = marked.indexOf(MARK);
  if (at === -1) throw new Error('the text has no mark');
  const before = marked.slice(0, at);
  const line = before.split('\n').length;
  return { text: marked.replace(MARK, ''), line, column: at - before.lastIndexOf('\n') };
}

/** The text with one passage replaced; a passage that is not there exactly once makes the test itself wrong. */
export function changed(text: string, passage: string, replacement: string): string {
  if (text.split(passage).length !== 2) throw new Error(`not exactly once: ${passage}`);
  return text.replace(passage, () => replacement);
}
