import type { UsageAnswer } from '../../../hall/api/contract.ts';

type Row = UsageAnswer['rows'][number];
type Outcome = Row['outcome'];

/** How often an item was begun, and how that ended. */
export type ItemUse = {
  readonly item: string;
  readonly begun: number;
  readonly done: number;
};

const DONE: readonly Outcome[] = ['done', 'pending'];
/** What the machine or the line to the departments is to blame for. */
const MACHINE: readonly Outcome[] = ['failed', 'payment-unknown', 'not-charged'];
const INELIGIBLE: readonly Outcome[] = ['refused', 'rejected', 'none-accepted'];

const sum = (rows: readonly Row[], of: readonly Outcome[] | null = null): number =>
  rows.filter(({ outcome }) => of === null || of.includes(outcome)).reduce((total, { n }) => total + n, 0);

/** Every item that was begun, the most used first. */
export const itemsUsed = (rows: readonly Row[]): readonly ItemUse[] =>
  [...Map.groupBy(rows, ({ item }) => item)]
    .map(([item, mine]) => ({ item, begun: sum(mine), done: sum(mine, DONE) }))
    .toSorted((one, other) => other.begun - one.begun || one.item.localeCompare(other.item));

/** The versions of an item that were begun, newest first. */
export const versionsOf = (rows: readonly Row[], item: string): readonly number[] =>
  [...new Set(rows.filter((row) => row.item === item).map(({ version }) => version))].toSorted(
    (a, b) => b - a,
  );

export type FunnelRow = {
  /** A step of the item, or how those ended whose end has no step. */
  readonly at:
    | { readonly kind: 'start' | 'other-steps' | 'ineligible' | 'machine' | 'finish' }
    | { readonly kind: 'step'; readonly step: string };
  /** How many came to it, and how many went past it. */
  readonly came: number;
  readonly past: number;
};

export type Funnel = {
  readonly rows: readonly FunnelRow[];
  readonly begun: number;
  readonly done: number;
  readonly byMachine: number;
  /** Seconds, of those that were done; null: none was. */
  readonly meanSeconds: number | null;
  /** Where most gave up; null: nowhere enough to say. */
  readonly worst: { readonly step: string; readonly left: number } | null;
};

/**
 * Where people give up. The hall knows the step of those who left, and of everybody else only how it ended, so the
 * others go after the steps. A step nobody (or fewer than five) left at is none of its rows.
 *
 * @param order the item's steps as they follow each other; one that is not in it goes last
 */
export function funnelOf(rows: readonly Row[], order: readonly string[]): Funnel {
  const begun = sum(rows);
  const left = rows.filter(({ outcome }) => outcome === 'left');
  const place = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length);
  const steps = [...Map.groupBy(left, ({ step }) => step)]
    .flatMap(([step, mine]) => (step === null ? [] : { step, left: sum(mine) }))
    .toSorted((one, other) => place(one.step) - place(other.step));
  const drawn: FunnelRow[] = [{ at: { kind: 'start' }, came: begun, past: begun }];
  const drop = (at: FunnelRow['at'], n: number): void => {
    const came = drawn.at(-1)?.past ?? begun;
    if (n > 0) drawn.push({ at, came, past: came - n });
  };
  for (const each of steps) drop({ kind: 'step', step: each.step }, each.left);
  drop({ kind: 'other-steps' }, sum(left.filter(({ step }) => step === null)));
  drop({ kind: 'ineligible' }, sum(rows, INELIGIBLE));
  const byMachine = sum(rows, MACHINE);
  drop({ kind: 'machine' }, byMachine);
  const finished = rows.filter(({ outcome }) => DONE.includes(outcome));
  const done = sum(finished);
  drawn.push({ at: { kind: 'finish' }, came: done, past: done });
  const [worst] = steps.toSorted((one, other) => other.left - one.left);
  return {
    rows: drawn,
    begun,
    done,
    byMachine,
    meanSeconds:
      done === 0 ? null : Math.round(finished.reduce((total, { seconds }) => total + seconds, 0) / done),
    worst: worst ?? null,
  };
}

/** One line an outcome and step, for the table and for whoever cannot see a bar. */
export type TableRow = Pick<Row, 'outcome' | 'step' | 'n' | 'seconds' | 'ratings'>;

export const tableOf = (rows: readonly Row[]): readonly TableRow[] =>
  [...Map.groupBy(rows, ({ outcome, step }) => `${outcome}\n${step ?? ''}`)]
    .flatMap(([, mine]) => {
      const [first] = mine;
      if (first === undefined) return [];
      const rated = (at: 0 | 1 | 2 | 3 | 4) => mine.reduce((total, { ratings }) => total + ratings[at], 0);
      return {
        outcome: first.outcome,
        step: first.step,
        n: sum(mine),
        seconds: mine.reduce((total, { seconds }) => total + seconds, 0),
        ratings: [rated(0), rated(1), rated(2), rated(3), rated(4)] as const,
      };
    })
    .toSorted((one, other) => other.n - one.n);
