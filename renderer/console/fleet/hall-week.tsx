import type { DayAvailabilityAnswer, FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { useWords } from '../words/console-words.ts';
import { byHall } from './filter.ts';
import { shareText, weekOf } from './week.ts';

/** The figures of the small lines: each hall's availability, day by day. */
export function HallWeek({
  fleet,
  machines,
  answer,
  days,
}: {
  readonly fleet: Pick<FleetAnswer, 'halls'>;
  readonly machines: readonly FleetMachine[];
  readonly answer: DayAvailabilityAnswer | null;
  readonly days: readonly string[];
}) {
  const { t, text } = useWords();
  const halls = byHall(fleet, machines);
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
                {weekOf(answer, hall.id, days).map((each) => (
                  <td key={each.day} className="end">
                    {shareText(each) === null ? t('none') : `${shareText(each)}${t('unit.percent')}`}
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
