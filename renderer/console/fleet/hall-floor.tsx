import { memo } from 'react';
import type { AvailabilityAnswer, FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { age } from '../format.ts';
import { type Look, lookOf, TONES } from '../look.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Shape } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { share } from './figures.tsx';
import { byHall, commonPrefix, upTo } from './filter.ts';

/** Halls in rows, their machines in them. Healthy ones are quiet outlines; only exceptions carry a fill. */
export function HallFloor({
  fleet,
  machines,
  availability,
  now,
}: {
  readonly fleet: FleetAnswer;
  readonly machines: readonly FleetMachine[];
  readonly availability: AvailabilityAnswer | null;
  readonly now: number;
}) {
  const { t, text } = useWords();
  const prefix = commonPrefix(machines);
  const growing = useGrowing(machines.length);
  return (
    <>
      <table className="floor">
        <thead>
          <tr>
            <th scope="col">{t('fleet.hall')}</th>
            <th scope="col">
              {t('fleet.machine')} {prefix}
            </th>
            <th scope="col" className="end">
              {t('fleet.offered')}
            </th>
            <th scope="col" className="end">
              {t('fleet.reach24')}
            </th>
          </tr>
        </thead>
        <tbody>
          {upTo(byHall(fleet, machines), growing.shown).map(({ hall, machines: mine }) => (
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
              <td className="end">{offerOf(mine)}</td>
              <td className="end">
                {withUnit(
                  share(availability, ({ hall: id }) => id === hall.id, 'any', 1),
                  t('unit.percent'),
                ) ?? t('none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More growing={growing} />
    </>
  );
}

const withUnit = (value: string | null, unit: string) => (value === null ? null : `${value}${unit}`);

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
