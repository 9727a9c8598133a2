import { hexOf, type Redactor, struckOut } from '../device/frame-recorder.ts';
import { sdtPreamble } from './sdt-frame.ts';

const statusEnd = sdtPreamble.length + 2 + 3;
/** Status words, a card number pair, a SAM id: nothing so short says who somebody is. */
const longestImpersonal = sdtPreamble.length + 2 + 0x14;

/**
 * What of an SDT line may be kept: commands, and of a reply the header and the status words. Everything behind them
 * in a reply long enough for a name is struck out, also when the reply is damaged: what cannot be told is personal.
 */
export function createSdtRedactor(): Redactor {
  let held: number[] = [];
  let end = 0;

  const isPersonal = (): boolean => held.length > statusEnd && end > longestImpersonal;

  const take = (byte: number): string => {
    if (held.length >= sdtPreamble.length) {
      held.push(byte);
      if (held.length === sdtPreamble.length + 2)
        end = held.length + (((held[5] ?? 0) << 8) | (held[6] ?? 0));
      const shown = isPersonal() ? struckOut(1) : hexOf(Uint8Array.of(byte));
      if (held.length > sdtPreamble.length + 2 && held.length >= end) held = [];
      return shown;
    }
    const isNext = byte === sdtPreamble[held.length];
    const isLongRun = byte === 0xaa && held.length === 3;
    if (isNext) held.push(byte);
    else if (!isLongRun) held = byte === 0xaa ? [byte] : [];
    // Outside a frame nobody knows what a byte is; only the preamble's own are shown.
    return isNext || isLongRun ? hexOf(Uint8Array.of(byte)) : struckOut(1);
  };

  return {
    sent: hexOf,
    received: (bytes) => Array.from(bytes, take).join(''),
    reset: () => {
      held = [];
    },
  };
}
