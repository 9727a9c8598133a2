/**
 * CODE128 (ISO/IEC 15417) as GS k 73 takes it: symbols of code set B, two digits a symbol in code set C, the
 * changes between them written `{B` and `{C`. The printer adds start, check and stop symbols.
 */
export type Code128 = {
  /** The data field of GS k. */
  readonly bytes: Uint8Array;
  /** Width in modules, quiet zones not counted. */
  readonly modules: number;
};

const brace = 0x7b;
const setB = 0x42;
const setC = 0x43;
const modulesPerSymbol = 11;
/** Start and check symbol are as wide as any; the stop pattern has two modules more. */
const modulesAround = 3 * modulesPerSymbol + 2;
/** The length of the data field is one byte. */
const longestField = 255;

/** A run of digits is worth the change to code set C and back from so many on. */
const digitRun = /\d{6,}|^\d{4,}|\d{4,}$/g;

/**
 * @param text printable ASCII
 * @returns null for anything else, for nothing, and for more than one bar code holds
 */
export function encodeCode128(text: string): Code128 | null {
  if (!/^[ -~]+$/.test(text)) return null;
  const bytes: number[] = [];
  let symbols = 0;
  let set: number | null = null;
  const change = (to: number): void => {
    if (set === to) return;
    // The first one says which start symbol to print.
    if (set !== null) symbols += 1;
    bytes.push(brace, to);
    set = to;
  };
  const plain = (run: string): void => {
    if (run !== '') change(setB);
    for (const code of Buffer.from(run, 'latin1')) {
      // `{` announces something, so one that is meant is written twice.
      bytes.push(...(code === brace ? [brace, brace] : [code]));
      symbols += 1;
    }
  };
  const digits = (run: string): void => {
    change(setC);
    for (let at = 0; at < run.length; at += 2) {
      bytes.push(Number(run.slice(at, at + 2)));
      symbols += 1;
    }
  };

  let done = 0;
  for (const { 0: run, index } of text.matchAll(digitRun)) {
    // Of an odd number of digits the first stays in code set B.
    const start = index + (run.length % 2);
    plain(text.slice(done, start));
    digits(text.slice(start, index + run.length));
    done = index + run.length;
  }
  plain(text.slice(done));
  if (bytes.length > longestField) return null;
  return { bytes: Uint8Array.from(bytes), modules: modulesAround + symbols * modulesPerSymbol };
}
