/** As the hall ends sessions (`hall/accounts/account.ts`); it says when. All in milliseconds. */
export const WARN_MS = 2 * 60_000;
/** The hall writes the use of a session down once a minute; oftener would say nothing new. */
export const RENEW_MS = 60_000;

const HASTE_MS = 1000;

export type SessionPhase = 'fine' | 'ending' | 'over';

/** @param endsAt until when it lasts if nobody does anything, in the hall's time */
export const phaseOf = (endsAt: number, now: number): SessionPhase =>
  now >= endsAt ? 'over' : now >= endsAt - WARN_MS ? 'ending' : 'fine';

/** Whether something somebody did just now is worth telling the hall. */
export const isWorthTelling = (phase: SessionPhase, toldAt: number, now: number): boolean =>
  phase !== 'over' && now - toldAt >= (phase === 'ending' ? HASTE_MS : RENEW_MS);

/** However much is done, it ends: it was told of just now and lasts no longer than a warning. */
export const isFinal = (endsAt: number, toldAt: number): boolean => endsAt - toldAt <= WARN_MS;

/** How long there is left: `1:05`. */
export function countdown(endsAt: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
