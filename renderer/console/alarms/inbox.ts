import type { AlarmLogAnswer, AlarmView } from '../../../hall/api/contract.ts';
import { civilDay } from '../format.ts';

export type Tab = 'open' | 'mine' | 'shelved' | 'closed';

/** Somebody should act on it now. */
export const actionable = ({ state }: AlarmView): boolean =>
  state === 'active-unacked' || state === 'active-acked' || state === 'cleared-unacked';

/** The worst first, then the oldest. */
export const bySeverity = (one: AlarmView, other: AlarmView): number =>
  one.severity.localeCompare(other.severity) || (one.raisedAt ?? 0) - (other.raisedAt ?? 0);

/** What belongs under a tab. Suppressed ones and those in maintenance are open, and nobody's to act on. */
export function under(
  tab: Tab,
  {
    open,
    all,
    me,
    now,
  }: {
    readonly open: readonly AlarmView[];
    readonly all: readonly AlarmView[];
    readonly me: string;
    readonly now: number;
  },
): readonly AlarmView[] {
  switch (tab) {
    case 'open':
      return open.filter(({ state }) => state !== 'shelved').toSorted(byTurn);
    case 'mine':
      return open.filter(({ assigned }) => assigned?.to === me).toSorted(byTurn);
    case 'shelved':
      return open.filter(({ state }) => state === 'shelved').toSorted(byTurn);
    case 'closed':
      return all
        .filter(
          ({ state, lastAt, clearedAt }) =>
            state === 'closed' && civilDay(clearedAt ?? lastAt) === civilDay(now),
        )
        .toSorted((one, other) => (other.clearedAt ?? other.lastAt) - (one.clearedAt ?? one.lastAt));
  }
}

/** Over today, before anybody had a hand in it. */
export const healedToday = (
  {
    state,
    raisedAt,
    clearedAt,
    acked,
    assigned,
    shelved,
  }: Pick<AlarmView, 'state' | 'raisedAt' | 'clearedAt' | 'acked' | 'assigned' | 'shelved'>,
  now: number,
): boolean =>
  state === 'closed' &&
  raisedAt !== null &&
  clearedAt !== null &&
  civilDay(clearedAt) === civilDay(now) &&
  // Who closes an alarm by hand acknowledges it in that moment.
  [acked, assigned, shelved].every((hand) => hand === null || hand.at > clearedAt);

/** What somebody should act on before what only explains itself. */
const byTurn = (one: AlarmView, other: AlarmView): number =>
  Number(actionable(other)) - Number(actionable(one)) || bySeverity(one, other);

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

export const says = ({ kiosk, code, title, hall }: AlarmView, hallName: string, query: string): boolean =>
  [kiosk ?? '', code, title['zh-CN'], title.en, hall ?? '', hallName].some((each) =>
    plain(each).includes(plain(query)),
  );

/** What happened to an alarm by itself, or by somebody's hand. */
export type LogRow =
  | AlarmLogAnswer['entries'][number]
  | { readonly do: 'raised' | 'cleared'; readonly at: number; readonly by: null; readonly reason: '' };

/** Newest first. */
export function logOf(
  { raisedAt, clearedAt }: Pick<AlarmView, 'raisedAt' | 'clearedAt'>,
  entries: AlarmLogAnswer['entries'],
): readonly LogRow[] {
  // What somebody closed by hand did not go by itself.
  const isByHand = entries.some(({ do: did, at }) => did === 'clear' && at === clearedAt);
  const rows: LogRow[] = [...entries];
  if (raisedAt !== null) rows.push({ do: 'raised', at: raisedAt, by: null, reason: '' });
  if (clearedAt !== null && !isByHand) rows.push({ do: 'cleared', at: clearedAt, by: null, reason: '' });
  return rows.toSorted((one, other) => other.at - one.at);
}
