/** The street is in Zhejiang, whatever the zone of the machine this panel is open on. */
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

/** `2026-11-24T02:03:04.000Z` → `10:03:04`. */
export const clock = (instant: string): string => CLOCK.format(new Date(instant));

/** 15000 → `¥150.00`. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
