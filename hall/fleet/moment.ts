import type { UpMessage } from '../../wire/envelope.ts';

const DAY_MS = 24 * 3_600_000;
/** Longer than any kiosk keeps what it could not send. */
const OLDEST_MS = 400 * DAY_MS;
/** A clock further off than this is a problem of the machine. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * When it happened, as the hall writes it down: what comes at once happened now by the hall's clock; what comes late
 * is dated by the kiosk, if its clock was ever set and what it says can be.
 * @param at when it came in, milliseconds since 1970
 */
export function momentOf({ late, tq, t }: Pick<UpMessage, 'late' | 'tq' | 't'>, at: number): number {
  if (!late || tq === 'none') return at;
  const said = Date.parse(t);
  return said <= at && said > at - OLDEST_MS ? said : at;
}

/** By how much the kiosk's clock is ahead of the hall's; null where the message does not tell. */
export function clockOffsetMs(message: UpMessage, at: number): number | null {
  // A will carries the moment of the connection, what is late that of the event.
  const tells = !message.late && !(message.ty === 'state' && message.d.s === 'offline');
  return tells ? Date.parse(message.t) - at : null;
}
