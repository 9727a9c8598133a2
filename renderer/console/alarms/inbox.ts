import type { AlarmView } from '../../../hall/api/contract.ts';
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

/** What somebody should act on before what only explains itself. */
const byTurn = (one: AlarmView, other: AlarmView): number =>
  Number(actionable(other)) - Number(actionable(one)) || bySeverity(one, other);

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

export const says = ({ kiosk, code, title, hall }: AlarmView, hallName: string, query: string): boolean =>
  [kiosk ?? '', code, title['zh-CN'], title.en, hall ?? '', hallName].some((each) =>
    plain(each).includes(plain(query)),
  );

/** What happened to it, newest first. */
export type Entry = {
  readonly at: number;
  readonly by: string | null;
  readonly what:
    | { readonly kind: 'raised' | 'acked' | 'cleared' }
    | { readonly kind: 'assigned'; readonly to: string }
    | { readonly kind: 'shelved'; readonly until: number; readonly reason: string };
};

export function logOf({ raisedAt, clearedAt, acked, assigned, shelved }: AlarmView): readonly Entry[] {
  const entries: Entry[] = [];
  if (raisedAt !== null) entries.push({ at: raisedAt, by: null, what: { kind: 'raised' } });
  if (acked) entries.push({ at: acked.at, by: acked.by, what: { kind: 'acked' } });
  if (assigned)
    entries.push({ at: assigned.at, by: assigned.by, what: { kind: 'assigned', to: assigned.to } });
  if (shelved) {
    const { at, by, until, reason } = shelved;
    entries.push({ at, by, what: { kind: 'shelved', until, reason } });
  }
  if (clearedAt !== null) entries.push({ at: clearedAt, by: null, what: { kind: 'cleared' } });
  return entries.toSorted((one, other) => other.at - one.at);
}
