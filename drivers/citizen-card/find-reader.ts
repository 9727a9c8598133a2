import type { Result } from '../status.ts';

/**
 * The one reader a pattern fits. Never “the first”: a kiosk with a second reader on it (a staff terminal, a virtual
 * one) would read from the wrong one, and the order of PC/SC names changes with every replug.
 *
 * @param pattern a reader's name as pcscd lists it; `*` stands for any characters
 * @returns the reason as a text for the log when none fits, or several do
 */
export function findReader(pattern: string, names: readonly string[]): Result<string, string> {
  const fitting = names.filter((name) => fits(pattern, name));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return { ok: true, value: only };
  const found = fitting.length === 0 ? 'no reader fits' : `${fitting.length} readers fit`;
  return { ok: false, error: `${found} ${pattern}` };
}

/** Matches without a regular expression: a pattern of many stars takes no longer than the product of both lengths. */
function fits(pattern: string, name: string): boolean {
  const [head = '', ...pieces] = pattern.split('*');
  const tail = pieces.pop();
  if (tail === undefined) return name === head;
  if (!name.startsWith(head) || name.length < head.length + tail.length) return false;
  let at = head.length;
  for (const piece of pieces) {
    const next = name.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return name.endsWith(tail) && name.length - tail.length >= at;
}
