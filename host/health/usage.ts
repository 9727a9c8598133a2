import type { Payload } from '../../wire/payloads.ts';
import { outcomes } from '../../wire/words.ts';
import type { AuditEvent } from '../journal/audit-event.ts';

type Usage = Payload<'use'>;
type Row = Usage['items'][number];

/** Counts visits by what became of them. It hears of a visit what the audit trail does: ids and words. */
export type UsageTally = {
  /** The step the citizen sees now, while an item runs. */
  readonly seen: (step: string) => void;
  readonly audited: (event: AuditEvent, atMs: number) => void;
  /** What was counted since the last call, in messages of at most eight rows; none when nothing was. */
  readonly take: (from: string, to: string) => readonly Usage[];
};

const MOST_ROWS = 8;

export function createUsageTally(): UsageTally {
  let visits = 0;
  let withoutItem = 0;
  let rows = new Map<string, Row>();
  let running: { readonly item: string; readonly version: number; readonly sinceMs: number } | null = null;
  let step: string | null = null;
  /** The item of this visit that ended last: an opinion is about it. */
  let last: Omit<Row, 'n' | 'seconds' | 'ratings'> | null = null;
  let hadItem = false;
  let isRated = false;

  const rowOf = (of: Omit<Row, 'n' | 'seconds' | 'ratings'>): Row => {
    const key = JSON.stringify([of.item, of.version, of.outcome, of.step]);
    const row = rows.get(key) ?? { ...of, n: 0, seconds: 0, ratings: [0, 0, 0, 0, 0] };
    rows.set(key, row);
    return row;
  };

  const ended = (outcome: string, atMs: number): void => {
    const word = outcomes.find((each) => each === outcome);
    if (!running || !word) return;
    const { item, version, sinceMs } = running;
    last = { item, version, outcome: word, step: word === 'left' ? step : null };
    const row = rowOf(last);
    row.n += 1;
    row.seconds += Math.max(0, Math.round((atMs - sinceMs) / 1000));
    running = null;
  };

  return {
    seen: (next) => {
      step = next;
    },
    audited: (event, atMs) => {
      switch (event.kind) {
        case 'visit-started':
          hadItem = false;
          last = null;
          break;
        case 'item-started':
          running = { item: event.item, version: event.version, sinceMs: atMs };
          step = null;
          hadItem = true;
          isRated = false;
          break;
        case 'item-ended':
          ended(event.outcome, atMs);
          break;
        case 'rating-kept':
          // A joint item keeps one opinion a department: it is one opinion.
          if (last && !isRated) {
            const { ratings } = rowOf(last);
            ratings[event.level - 1] = (ratings[event.level - 1] ?? 0) + 1;
            isRated = true;
          }
          break;
        case 'visit-ended':
          visits += 1;
          if (!hadItem) withoutItem += 1;
          break;
        default:
          break;
      }
    },
    take: (from, to) => {
      if (visits === 0 && rows.size === 0) return [];
      const all = [...rows.values()];
      const messages: Usage[] = [{ from, to, visits, withoutItem, items: all.slice(0, MOST_ROWS) }];
      for (let at = MOST_ROWS; at < all.length; at += MOST_ROWS)
        messages.push({ from, to, visits: 0, withoutItem: 0, items: all.slice(at, at + MOST_ROWS) });
      visits = 0;
      withoutItem = 0;
      rows = new Map();
      return messages;
    },
  };
}
