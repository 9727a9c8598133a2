import { hexOf, type Redactor, struckOut } from '../device/frame-recorder.ts';

/** Commands that carry nothing of anybody: how a receipt begins and ends, what is asked and ordered. */
const impersonal = [
  /^1B40/,
  /^1C26/,
  /^1004../,
  /^1005../,
  /^1D61../,
  /^1D72../,
  /^1D28480600303[0].{8}/,
  /^1D56(?:4[12]..|..)/,
  /^1B64../,
  /^1B6[9D]/,
  /^1D65(?:03..|20....|..)/,
] as const;

/**
 * What of an ESC/POS line may be kept: of what is sent, the commands above, every other byte is struck out; of what
 * is received all, because a printer says nothing but status.
 */
export const escposRedactor: Redactor = {
  sent: (bytes) => {
    const hex = hexOf(bytes);
    let shown = '';
    for (let at = 0; at < hex.length; ) {
      const rest = hex.slice(at, at + 30);
      const command = impersonal
        .map((pattern) => pattern.exec(rest)?.[0])
        .find((found) => found !== undefined);
      shown += command ?? struckOut(1);
      at += command?.length ?? 2;
    }
    return shown;
  },
  received: hexOf,
  reset: () => undefined,
};
