import type { AlarmView } from '../../../hall/api/contract.ts';
import { actionable } from './inbox.ts';

/** So many of one kind are one row. */
const MANY = 5;

/** A row of the inbox: an alarm with those it explains, or many machines with the same alarm. */
export type InboxRow =
  | { readonly kind: 'one'; readonly alarm: AlarmView; readonly explained: readonly AlarmView[] }
  | { readonly kind: 'many'; readonly key: string; readonly alarms: readonly [AlarmView, ...AlarmView[]] };

/**
 * Folds a storm: what another alarm of the list explains stands under that one, and many machines with the same alarm
 * are one row, where the first of them would stand.
 *
 * @param alarms in the order they are shown
 */
export function rowsOf(alarms: readonly AlarmView[]): readonly InboxRow[] {
  const ids = new Set(alarms.map(({ id }) => id));
  const explained = Map.groupBy(
    alarms.filter(
      ({ id, suppressedBy }) => suppressedBy !== null && suppressedBy !== id && ids.has(suppressedBy),
    ),
    ({ suppressedBy }) => suppressedBy,
  );
  const folded = new Set([...explained.values()].flat().map(({ id }) => id));
  const standing = alarms.filter(({ id }) => !folded.has(id));
  const kinds = Map.groupBy(
    standing.filter(({ id, kiosk }) => kiosk !== null && !explained.has(id)),
    kindOf,
  );
  const begun = new Set<string>();
  return standing.flatMap((alarm): readonly InboxRow[] => {
    const key = kindOf(alarm);
    const [first, ...others] = kinds.get(key) ?? [];
    const isOneOfMany =
      first !== undefined && others.length + 1 >= MANY && alarm.kiosk !== null && !explained.has(alarm.id);
    if (!isOneOfMany) return [{ kind: 'one', alarm, explained: explained.get(alarm.id) ?? [] }];
    if (begun.has(key)) return [];
    begun.add(key);
    return [{ kind: 'many', key, alarms: [first, ...others] }];
  });
}

const kindOf = (alarm: AlarmView): string =>
  [alarm.severity, alarm.component, alarm.code, actionable(alarm)].join(' ');

/** How many of them are in which state, the most frequent first. */
export const statesOf = (alarms: readonly AlarmView[]): readonly (readonly [AlarmView['state'], number])[] =>
  [...Map.groupBy(alarms, ({ state }) => state)]
    .map(([state, those]) => [state, those.length] as const)
    .toSorted(([, one], [, other]) => other - one);
