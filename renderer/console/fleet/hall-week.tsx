import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { useWords } from '../words/console-words.ts';
import { byHall } from './filter.ts';
import { type DayShare, shareText } from './week.ts';

/** The figures of the small lines: each hall's availability, day by day. */
export function HallWeek({
  fleet,
  machines,
  weeks,
  days,
}: {
  readonly fleet: Pick<FleetAnswer, 'halls'>;
  readonly machines: readonly FleetMachine[];
  readonly weeks: ReadonlyMap<string, readonly DayShare[]>;
  readonly days: readonly string[];
}) {
  const { t, text } = useWords();
  const halls = byHall(fleet, machines);
  const textOf = (of: DayShare | undefined): string => {
    const share = of === undefined ? null : shareText(of);
    return share === null ? t('none') : `${share}${t('unit.percent')}`;
  };
  const growing = useGrowing(halls.length);
  return (
    <>
      <Scrolled label={t('fleet.week')}>
        <table className="machines">
          <thead>
            <tr>
              <th scope="col">{t('fleet.hall')}</th>
              {days.map((day) => (
                <th key={day} scope="col" className="end">
                  {day.slice(5)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {halls.slice(0, growing.shown).map(({ hall }) => (
              <tr key={hall.id}>
                <th scope="row">{hall.name === null ? hall.id : text(hall.name)}</th>
                {days.map((day, index) => (
                  <td key={day} className="end">
                    {textOf(weeks.get(hall.id)?.[index])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      <More growing={growing} />
    </>
  );
}
