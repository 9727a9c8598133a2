/** What is looked for in the trail, as it is typed: days are civil days of the halls, empty is anything. */
export type AuditSearch = {
  readonly who: string;
  readonly what: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
};

export const ANYTHING: AuditSearch = { who: '', what: '', target: '', from: '', to: '' };

const DAY_MS = 24 * 3_600_000;

/** As `GET /api/audit/search` takes it. The last day is part of the period, so it ends when that day does. */
export function auditQuery(search: AuditSearch, before: number | null = null): string {
  const query = new URLSearchParams();
  for (const part of ['who', 'what', 'target'] as const) {
    const text = search[part].trim();
    if (text !== '') query.set(part, text);
  }
  const [from, to] = [midnight(search.from), midnight(search.to)];
  if (from !== null) query.set('from', String(from));
  if (to !== null) query.set('to', String(to + DAY_MS));
  if (before !== null) query.set('before', String(before));
  return query.toString();
}

/** When a day of the halls begins; China has had one zone and no summer time since 1991. */
function midnight(day: string): number | null {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isNaN(at) ? null : at;
}
