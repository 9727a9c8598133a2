import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { byHall, tally } from '../fleet/filter.ts';
import { LOOKS, type Look, lookOf } from '../look.ts';
import { type Named, placeLabels } from './place-labels.ts';
import { type Picture, type Point, pictureOf, type Size } from './projection.ts';

type Text = FleetMachine['place'];

/** A hall on the map, or beside it where nobody wrote down where it is. */
export type HallMark = {
  readonly id: string;
  /** Null: there are machines of a hall that is not written down. */
  readonly name: Text | null;
  readonly location: { readonly lat: number; readonly lon: number } | null;
  readonly counts: readonly (readonly [Look, number])[];
  readonly worst: Look;
  readonly machines: number;
};

/** From what needs somebody most to what needs nobody. */
const WORST: readonly Look[] = [
  'out-of-service',
  'degraded',
  'unreachable',
  'stale',
  'unknown',
  'maintenance',
];

/** What is shown of each hall, in the order of the list. */
export function hallMarks(fleet: FleetAnswer, machines: readonly FleetMachine[]): readonly HallMark[] {
  return byHall(fleet, machines).map(({ hall, machines: mine }) => {
    const looks = new Set(mine.map(lookOf));
    return {
      id: hall.id,
      name: hall.name,
      location: 'location' in hall ? (hall.location ?? null) : null,
      counts: tally(mine).filter(([, n]) => n > 0),
      worst: WORST.find((look) => looks.has(look)) ?? 'normal',
      machines: mine.length,
    };
  });
}

export type MapView = {
  readonly picture: Picture;
  /** Where each hall's name stands; null: only its point is drawn. */
  readonly labels: ReadonlyMap<string, Point | null>;
};

/** Names stand around their points: room for half of one on a desk, for little on a phone. */
const edgeOf = ({ width }: Size): Size => ({ width: Math.min(130, width * 0.16), height: 56 });
const WIDEST_PX = 168;
export const LABEL_HEIGHT_PX = 46;

/** @param nameOf in the language it is read in */
export function mapView(marks: readonly HallMark[], size: Size, nameOf: (mark: HallMark) => string): MapView {
  const placed = marks.flatMap((mark) => (mark.location === null ? [] : [{ ...mark, ...mark.location }]));
  const picture = pictureOf(placed, size, edgeOf(size));
  // Where something is wrong the name is read first, so it is placed first.
  const byNeed = placed.toSorted(
    (one, other) => rank(one.worst) - rank(other.worst) || other.machines - one.machines,
  );
  const names = byNeed.flatMap((mark): Named[] => {
    const point = picture.points.get(mark.id);
    return point
      ? [{ id: mark.id, ...point, width: labelWidth(mark, nameOf(mark)), height: LABEL_HEIGHT_PX }]
      : [];
  });
  return { picture, labels: placeLabels(names, size) };
}

const rank = (look: Look): number => (look === 'normal' ? LOOKS.length : WORST.indexOf(look));

/** About what a name and its counts take, in CSS pixels; a longer name is cut. */
export function labelWidth({ counts }: Pick<HallMark, 'counts'>, name: string): number {
  const letters = [...name].reduce((sum, letter) => sum + (/[^\u0020-\u024f]/.test(letter) ? 13.2 : 7.6), 0);
  const states = counts.reduce((sum, [, n]) => sum + 28 + 8 * String(n).length, 0);
  return Math.min(WIDEST_PX, Math.ceil(Math.max(letters, states) + 24));
}

/** Machines by the place written down for them, in the order of their first numbers. */
export function planOf(
  machines: readonly FleetMachine[],
): readonly { readonly place: Text; readonly machines: readonly FleetMachine[] }[] {
  return [...Map.groupBy(machines, ({ place }) => `${place['zh-CN']}\n${place.en}`).values()].flatMap(
    (mine) => {
      const [first] = mine;
      return first ? [{ place: first.place, machines: mine }] : [];
    },
  );
}
