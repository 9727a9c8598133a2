/**
 * What an imager can be told. `none` is any imager in presentation mode: it reads whatever is held before it, and
 * cannot be asked anything. `honeywell` is the command set of that maker's 2D imagers and engines (user's guides,
 * “Serial Programming Commands” and “Serial Trigger Commands”), which others have taken over; the imager has to be
 * in manual trigger mode.
 */
export type ImagerCommandSet = 'none' | 'honeywell';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const menu = (command: string): Uint8Array => ascii(`\x16M\r${command}`);

export const honeywell = {
  /** Looks for a code until it has found one, is told to stop, or has looked for as long as it is set to. */
  triggerOn: ascii('\x16T\r'),
  triggerOff: ascii('\x16U\r'),
  /** Which trigger mode is set: a question that changes nothing, asked to hear whether anybody is there. */
  askTriggerMode: menu('TRGMOD?.'),
  /** Product, revisions and serial number, a line each. */
  askRevision: menu('REVINF.'),
  /** Restarts the imager; its settings stay. */
  reset: menu('RESET_.'),
} as const;

/** `Serial Number: 15232B1F0C` and the like, from the answer to {@link honeywell.askRevision}. */
export function readRevision(answer: string): Readonly<Record<string, string>> {
  const lines = answer.split(/\r\n|\r|\n/).map((line) => /^([A-Za-z ]{1,40}): *(.{1,80})$/.exec(line.trim()));
  return Object.fromEntries(
    lines.flatMap((found) => (found === null ? [] : [[found[1] ?? '', (found[2] ?? '').trim()]])),
  );
}
