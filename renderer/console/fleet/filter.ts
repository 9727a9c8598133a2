import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { LOOKS, type Look, lookOf } from '../look.ts';

/** What of the fleet is looked for. */
export type Filter = {
  readonly query: string;
  /** One hall. */
  readonly scope: string | null;
  readonly look: Look | null;
};

export const NO_FILTER: Filter = { query: '', scope: null, look: null };

type Hall = FleetAnswer['halls'][number];
const plain = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

/** `TL-9` before `TL-10`. Made once: to make one takes longer than to compare with it. */
const numeric = new Intl.Collator('en', { numeric: true });

/** A machine is found by its number, its hall and its place, in either language; by its end, too: `003`. */
const says = (
  { kiosk, hall, place }: FleetMachine,
  name: Hall['name'] | undefined,
  wanted: string,
): boolean =>
  [kiosk, hall, place['zh-CN'], place.en, name?.['zh-CN'] ?? '', name?.en ?? ''].some((each) =>
    plain(each).includes(wanted),
  );

export function matching(
  { machines, halls }: FleetAnswer,
  { query, scope, look }: Filter,
): readonly FleetMachine[] {
  const names = new Map(halls.map(({ id, name }) => [id, name]));
  const wanted = plain(query);
  return machines
    .filter(({ hall }) => scope === null || hall === scope)
    .filter((machine) => look === null || lookOf(machine) === look)
    .filter((machine) => wanted === '' || says(machine, names.get(machine.hall), wanted))
    .toSorted((one, other) => numeric.compare(one.kiosk, other.kiosk));
}

/** The halls that have something to show, in the order of their names, with their machines. */
export function byHall(
  { halls }: Pick<FleetAnswer, 'halls'>,
  machines: readonly FleetMachine[],
): readonly {
  readonly hall: Hall | { readonly id: string; readonly name: null };
  readonly machines: readonly FleetMachine[];
}[] {
  const groups = Map.groupBy(machines, ({ hall }) => hall);
  return [...groups]
    .map(([id, mine]) => ({
      hall: halls.find((hall) => hall.id === id) ?? { id, name: null },
      machines: mine,
    }))
    .toSorted((one, other) => numeric.compare(one.hall.id, other.hall.id));
}

/** Whole groups from the beginning, until there are so many rows in them. */
export function upTo<Group>(
  groups: readonly Group[],
  rows: number,
  sizeOf: (group: Group) => number,
): readonly Group[] {
  let before = 0;
  return groups.filter((group) => {
    const isIn = before < rows;
    before += sizeOf(group);
    return isIn;
  });
}

/** How many stand how; only what there is. */
export const tally = (machines: readonly FleetMachine[]): readonly (readonly [Look, number])[] =>
  LOOKS.map((look) => [look, machines.filter((machine) => lookOf(machine) === look).length] as const).filter(
    ([look, n]) => n > 0 || look === 'normal',
  );

/** What all numbers of a list begin with, up to a dash: `TL-`. It is said once, in the head of the column. */
export function commonPrefix(machines: readonly Pick<FleetMachine, 'kiosk'>[]): string {
  const prefixes = new Set(machines.map(({ kiosk }) => kiosk.slice(0, kiosk.lastIndexOf('-') + 1)));
  const [only = ''] = prefixes;
  return prefixes.size === 1 ? only : '';
}
