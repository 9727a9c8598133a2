/**
 * Civil dates and times of the kiosk's users: always Asia/Shanghai, whatever zone the machine is set to.
 * Instants stay UTC; a civil date is `YYYY-MM-DD` and compares as text.
 */
export type CivilDate = string;

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const partOf = (instant: Date): ((type: Intl.DateTimeFormatPartTypes) => string) => {
  const found = new Map(parts.formatToParts(instant).map((part) => [part.type, part.value]));
  return (type) => found.get(type) ?? '';
};

/** The civil date in Asia/Shanghai at an instant. */
export const civilDate = (instant: Date): CivilDate => {
  const part = partOf(instant);
  return `${part('year')}-${part('month')}-${part('day')}`;
};

/** `09:48:16` in Asia/Shanghai. */
export const civilTime = (instant: Date): string => {
  const part = partOf(instant);
  return `${part('hour')}:${part('minute')}:${part('second')}`;
};

/** Whether a text is a date of the calendar: `2026-02-29` is not. */
export const isCivilDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/**
 * Full years lived on `today` (周岁): a year is complete from the birthday on; somebody born on 29 February
 * completes it on 1 March in common years.
 */
export const ageOn = (birthDate: CivilDate, today: CivilDate): number => {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
