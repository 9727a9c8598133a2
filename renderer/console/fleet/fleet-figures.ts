import type {
  AlarmView,
  AvailabilityAnswer,
  DayAvailabilityAnswer,
  HallUsageAnswer,
  ServiceAvailabilityAnswer,
  UsageAnswer,
} from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, percent } from '../format.ts';
import { weekUntil } from './week.ts';

/** Each null until the hall has answered it. */
export type FleetFigures = {
  readonly availability: AvailabilityAnswer | null;
  /** Of the hall that is looked at, if it is one. */
  readonly items: ServiceAvailabilityAnswer | null;
  readonly week: DayAvailabilityAnswer | null;
  readonly usage: UsageAnswer | null;
  readonly served: HallUsageAnswer | null;
  /** Open or not, of the newest thousand. */
  readonly alarms: readonly AlarmView[] | null;
};

const DAY_MS = 24 * 3_600_000;
/** They are reckoned from the whole history: a look each five minutes is enough for a figure of a day. */
const EVERY_MS = 5 * 60_000;

export function useFigures(now: number, scope: string | null): FleetFigures {
  const { api } = useConsole();
  const turn = Math.floor(now / EVERY_MS);
  const today = civilDay(now);
  const [first = today] = weekUntil(now);
  const availability = useAnswer('availability', turn, () => api.availability(now - DAY_MS, now));
  const items = useAnswer(`items ${scope}`, turn, () => api.itemAvailability(now - DAY_MS, now, scope));
  const week = useAnswer(`week ${first}`, turn, () => api.dayAvailability(first, today));
  const usage = useAnswer(`usage ${today}`, turn, () => api.usage(today, today));
  const served = useAnswer(`served ${today}`, turn, () => api.hallUsage(today, today));
  const alarms = useAnswer('alarms', turn, () => api.alarms('all'));
  return {
    availability: availability.answer,
    items: items.answer,
    week: week.answer,
    usage: usage.answer,
    served: served.answer,
    alarms: alarms.answer?.alarms ?? null,
  };
}

/** In what of some machines' minutes one item at least could be done; 0 … 1, null: nothing was measured. */
export function share(machines: AvailabilityAnswer['machines']): number | null {
  const sum = (of: 'any' | 'measured') => machines.reduce((total, each) => total + each[of], 0);
  return sum('measured') === 0 ? null : sum('any') / sum('measured');
}

/** `99.62`, and whether it is as much as was promised (in per cent). */
export const againstTarget = (
  part: number | null,
  target: number,
): { readonly value: string; readonly isMet: boolean } | null => {
  const value = part === null ? null : percent(part, 1);
  return value === null ? null : { value, isMet: Number(value) >= target };
};

/** What was done in one hall, or in all that say it; null: fewer than five, or not known yet. */
export function doneIn(answer: Pick<HallUsageAnswer, 'halls'> | null, hall: string | null): number | null {
  const known = (answer?.halls ?? [])
    .filter((each) => hall === null || each.hall === hall)
    .flatMap(({ done }) => done ?? []);
  return known.length === 0 ? null : known.reduce((sum, done) => sum + done, 0);
}
