import { memo, useMemo } from 'react';
import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { age, count, percent } from '../format.ts';
import { type Look, lookOf, TONES } from '../look.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Shape } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { byHall, commonPrefix, upTo } from './filter.ts';
import { doneIn, type FleetFigures, share } from './fleet-figures.ts';
import { Spark } from './spark.tsx';
import type { DayShare } from './week.ts';

/** Halls in rows, their machines in them. Healthy ones are quiet outlines; only exceptions carry a fill. */
export function HallFloor({
  fleet,
  machines,
  figures: { availability, served },
  weeks,
  now,
}: {
  readonly fleet: FleetAnswer;
  readonly machines: readonly FleetMachine[];
  readonly figures: FleetFigures;
  readonly weeks: ReadonlyMap<string, readonly DayShare[]>;
  readonly now: number;
}) {
  const { t, text } = useWords();
  const prefix = commonPrefix(machines);
  const growing = useGrowing(machines.length);
  const halls = byHall(fleet, machines);
  // A second is drawn anew for its ages; these change with their answer only.
  const minutes = useMemo(
    () => Map.groupBy(availability?.machines ?? [], ({ hall }) => hall),
    [availability],
  );
  const doneOf = (hall: string): string => {
    const done = doneIn(served, hall);
    if (done !== null) return count(done);
    return t(served === null ? 'none' : 'fleet.fewerThanFive');
  };
  const availabilityOf = (hall: string): string => {
    const part = share(minutes.get(hall) ?? []);
    return part === null ? t('none') : `${percent(part, 1, 1)}${t('unit.percent')}`;
  };
  return (
    <div className="floor-box">
      <table className="floor">
        <thead>
          <tr>
            <th scope="col">{t('fleet.hall')}</th>
            <th scope="col">
              {t('fleet.machine')} {prefix}
            </th>
            <th scope="col" className="end offered">
              {t('fleet.offered')}
            </th>
            <th scope="col" className="end">
              {t('fleet.done')}
            </th>
            <th scope="col" className="end">
              {t('fleet.reach24')}
            </th>
            <th scope="col" className="end">
              {t('fleet.week')}
            </th>
          </tr>
        </thead>
        <tbody>
          {upTo(halls, growing.shown, (each) => each.machines.length).map(({ hall, machines: mine }) => (
            <tr key={hall.id}>
              <th scope="row">{hall.name === null ? hall.id : text(hall.name)}</th>
              <td>
                <div className="chips">
                  {mine.map(({ kiosk, state, reach, heardAt }) => (
                    <Chip
                      key={kiosk}
                      kiosk={kiosk}
                      look={lookOf({ state, reach })}
                      heard={reach === 'online' || heardAt === null ? null : age(heardAt, now, t)}
                      prefix={prefix}
                    />
                  ))}
                </div>
              </td>
              <td className="end offered" data-label={t('fleet.offered')}>
                {offerOf(mine)}
              </td>
              <td className="end" data-label={t('fleet.done')}>
                {doneOf(hall.id)}
              </td>
              <td className="end" data-label={t('fleet.reach24')}>
                {availabilityOf(hall.id)}
              </td>
              <td className="end" data-label={t('fleet.week')}>
                <Spark week={weeks.get(hall.id) ?? []} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More growing={growing} />
    </div>
  );
}

/** What its machines offer, taken together, of how much: `1709/1760`. */
function offerOf(machines: readonly FleetMachine[]): string {
  const known = machines.flatMap(({ offered, assigned }) =>
    offered === null || assigned === null ? [] : [{ offered, assigned }],
  );
  const sum = (of: 'offered' | 'assigned') => known.reduce((total, each) => total + each[of], 0);
  return known.length === 0 ? '—' : `${sum('offered')}/${sum('assigned')}`;
}

/** There are hundreds, and a second changes few of them: each is drawn again when it looks different. */
const Chip = memo(function Chip({
  kiosk,
  look,
  heard,
  prefix,
}: {
  readonly kiosk: string;
  readonly look: Look;
  /** How old its word is, where it is old. */
  readonly heard: string | null;
  readonly prefix: string;
}) {
  const { t } = useWords();
  const name = [kiosk, t(`state.${look}`), ...(heard === null ? [] : [heard])].join(' ');
  return (
    <a
      className={look === 'normal' ? 'chip' : `chip marked tone-${TONES[look]}`}
      href={hashOf({ page: 'machine', kiosk })}
      aria-label={name}
      title={name}
    >
      {look !== 'normal' && <Shape tone={TONES[look]} />}
      {kiosk.slice(prefix.length)}
    </a>
  );
});
