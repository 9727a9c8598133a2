import type { Action } from '../../wire/down.ts';
import type { Payload } from '../../wire/payloads.ts';

/** Something a machine shall do once, as it was written down before anything was sent. */
export type Command = {
  readonly id: string;
  readonly kiosk: string;
  /** Grows with each command to this machine; part of what is signed. */
  readonly counter: number;
  readonly action: Action;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
  /** Past this moment the machine refuses it, and the hall sends it no more. */
  readonly notAfter: number;
  /** When it last went out to a machine that was there; null: not yet. */
  readonly sentAt: number | null;
};

/** What the machine said of it, and when. */
export type CommandResult = Pick<Payload<'res'>, 'is' | 'code' | 'checks'> & { readonly at: number };

/**
 * `queued`: written down, the machine is not there. `sent`: gone out, no answer yet. `accepted`: it said it has begun.
 * `done` `failed` `refused`: it said how it ended. `expired`: its time passed without a word. `unknown`: it had begun, and
 * said no more in `ANSWER_MS`; what it says later counts all the same.
 */
export type CommandState =
  | 'queued'
  | 'sent'
  | 'accepted'
  | 'done'
  | 'failed'
  | 'refused'
  | 'expired'
  | 'unknown';

export type CommandStanding = {
  readonly state: CommandState;
  /** The end, or the last that was said before it; null: nothing was said. */
  readonly result: CommandResult | null;
};

/** A machine that comes back within it does what was asked for; after it somebody would be surprised. */
export const COMMAND_MS = 60 * 60_000;

/**
 * A machine that has begun waits for the visit under way at the longest, and one that is started anew says what became of
 * what it had begun. Who hears neither for so long need not wait on.
 */
export const ANSWER_MS = 60 * 60_000;

/**
 * How a command stands, from all that was said of it, in any order.
 *
 * A machine that is told twice, and was started anew between, knows only that the number was used: `replayed`. That is
 * no end where another is known. Where it had begun, it means that nobody will learn how it ended: `failed`.
 */
export function standingOf(
  command: Command,
  results: readonly CommandResult[],
  now: number,
): CommandStanding {
  const isReplay = ({ is, code }: CommandResult) => is === 'refused' && code === 'replayed';
  const ends = results.filter(({ is }) => is === 'done' || is === 'failed' || is === 'refused');
  const end = ends.find((each) => !isReplay(each)) ?? ends[0];
  const begun = results.findLast(({ is }) => is === 'accepted' || is === 'progress');
  if (end && begun && isReplay(end)) return { state: 'failed', result: end };
  if (end) return { state: endOf(end), result: end };
  if (begun) return { state: now > begun.at + ANSWER_MS ? 'unknown' : 'accepted', result: begun };
  if (now > command.notAfter) return { state: 'expired', result: null };
  return { state: command.sentAt === null ? 'queued' : 'sent', result: null };
}

const endOf = ({ is }: CommandResult): 'done' | 'failed' | 'refused' =>
  is === 'done' || is === 'failed' ? is : 'refused';

const SINCE_2020_S = Date.UTC(2020, 0, 1) / 1000;

/**
 * The next of numbers that only grow: beyond the last, and beyond all that were given out before a store was put back
 * to an older copy, because it counts the seconds since 2020. The wire's numbers end in 2051.
 */
export const nextNumber = (now: number, last: number): number =>
  Math.max(Math.floor(now / 1000) - SINCE_2020_S, last + 1);
