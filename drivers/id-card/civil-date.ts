/**
 * Turns the `YYYYMMDD` of cards and numbers into the civil date `YYYY-MM-DD`.
 *
 * @returns `null` unless that day exists in the calendar: 29 February 1900 does not
 */
export function parseCompactDate(compact: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(compact);
  if (parts === null) return null;
  const [, year = '', month = '', day = ''] = parts;
  const date = `${year}-${month}-${day}`;
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? date : null;
}
