import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The worked examples of docs/cabinet-board.md: what a row says before its colon or comma, and its bytes. */
const page = readFileSync(join(import.meta.dirname, '../../docs/cabinet-board.md'), 'utf8');
const rows = page.matchAll(/^\| ([^|]+) \| `((?:[0-9A-F]{2} ?)+)` \|$/gm);

export const boardExamples: ReadonlyMap<string, string> = new Map(
  [...rows].map(([, what = '', bytes = '']) => [what.split(':')[0] ?? '', bytes.replaceAll(' ', '')]),
);

export function boardExample(what: string): string {
  const hex = boardExamples.get(what);
  if (hex === undefined) throw new Error(`no example called ${what}`);
  return hex;
}
