import { z } from 'zod';
import type { HallStore } from '../store/store.ts';

/**
 * Where an account may look and act: ids of halls, and beginnings of ids with a star behind (`tonglu-*`), as areas are
 * named. Null: everywhere.
 */
export type Scope = readonly string[] | null;

const entry = z.string().regex(/^(?!.*[0-9]{11})[a-z0-9][a-z0-9-]{0,30}\*?$/);
/** An account that may see nothing is one to be disabled. */
export const scopeSchema = z.array(entry).min(1).max(100).nullable();

/** What belongs to no hall (null) belongs to all of the realm. */
export const isWithin = (scope: Scope, hall: string | null): boolean =>
  scope === null || (hall !== null && scope.some((each) => isNamedBy(each, hall)));

const isNamedBy = (entry: string, hall: string): boolean =>
  entry.endsWith('*') ? hall.startsWith(entry.slice(0, -1)) : entry === hall;

/** The machines that stand there now; null: all there are. */
export async function kiosksWithin(
  store: Pick<HallStore, 'records'>,
  scope: Scope,
): Promise<ReadonlySet<string> | null> {
  if (scope === null) return null;
  const records = await store.records();
  return new Set(records.filter(({ hall }) => isWithin(scope, hall)).map(({ kiosk }) => kiosk));
}
