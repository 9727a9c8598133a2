import type { MachineAnswer, TimelineAnswer } from '../../../hall/api/contract.ts';
import type { Tone } from '../look.ts';

const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 24 * 3_600_000;

/** A day of one machine: how it stood, from moment to moment, and how many came, each quarter of an hour. */
export type DayView = {
  readonly spans: readonly { readonly from: number; readonly to: number; readonly tone: Tone }[];
  readonly quarters: readonly { readonly from: number; readonly visits: number }[];
};

type Standing = TimelineAnswer['standings'][number];

/** What its line and its offer together come to. Of a machine nobody can reach nobody knows what it offers. */
function toneOf(
  reach: string | null,
  offer: { readonly offered: number; readonly assigned: number } | null,
): Tone {
  if (reach === null || reach === 'never' || reach === 'unknown') return 'stale';
  if (reach === 'unreachable' || reach === 'lost') return 'lost';
  if (offer === null) return 'stale';
  if (offer.assigned > 0 && offer.offered === 0) return 'down';
  return offer.offered < offer.assigned ? 'warn' : 'ok';
}

/** @param from 24 hours before `to`; what stood before the first change in it is not known */
export function dayView(
  { standings, messages }: TimelineAnswer,
  maintenance: MachineAnswer['maintenance'],
  to: number,
): DayView {
  const from = to - DAY_MS;
  const changes = standings.toSorted((one, other) => one.at - other.at);
  let reach: string | null = null;
  let offer: Extract<Standing, { kind: 'offer' }> | null = null;
  const spans: { from: number; to: number; tone: Tone }[] = [];
  const since = (at: number): void => {
    const tone = toneOf(reach, offer);
    const last = spans.at(-1);
    if (last) last.to = Math.max(last.from, at);
    if (last?.tone !== tone) spans.push({ from: Math.max(from, at), to, tone });
    else last.to = to;
  };
  since(from);
  for (const change of changes) {
    if (change.kind === 'reach') reach = change.reach;
    else offer = change;
    since(change.at);
  }
  const windows = maintenance.map((window) => ({
    from: Math.max(from, window.from),
    to: Math.min(to, window.to),
    tone: 'mnt' as const,
  }));
  const visits = new Map<number, number>();
  for (const { d } of messages) {
    if (!('visits' in d)) continue;
    const quarter = Math.floor(Date.parse(d.from) / QUARTER_MS) * QUARTER_MS;
    visits.set(quarter, (visits.get(quarter) ?? 0) + d.visits);
  }
  return {
    spans: [...spans, ...windows].filter((each) => each.to > each.from),
    quarters: [...visits]
      .map(([quarter, n]) => ({ from: quarter, visits: n }))
      .toSorted((a, b) => a.from - b.from),
  };
}
