import type { AvailabilityAnswer, FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { age } from '../format.ts';
import { lookOf, TONES } from '../look.ts';
import { Shape } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { share } from './figures.tsx';
import { byHall, commonPrefix } from './filter.ts';

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
  return (
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
        {byHall(fleet, machines).map(({ hall, machines: mine }) => (
          <tr key={hall.id}>
            <th scope="row">{hall.name === null ? hall.id : text(hall.name)}</th>
            <td>
              <div className="chips">
                {mine.map((machine) => (
                  <Chip key={machine.kiosk} machine={machine} prefix={prefix} now={now} />
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

function Chip({
  machine,
  prefix,
  now,
}: {
  readonly machine: FleetMachine;
  readonly prefix: string;
  readonly now: number;
}) {
  const { t } = useWords();
  const look = lookOf(machine);
  const isOld = machine.reach !== 'online' && machine.heardAt !== null;
  const heard = isOld && machine.heardAt !== null ? ` ${age(machine.heardAt, now, t)}` : '';
  return (
    <a
      className={look === 'normal' ? 'chip' : `chip marked tone-${TONES[look]}`}
      href={hashOf({ page: 'machine', kiosk: machine.kiosk })}
      aria-label={`${machine.kiosk} ${t(`state.${look}`)}${heard}`}
      title={`${machine.kiosk} ${t(`state.${look}`)}${heard}`}
    >
      {look !== 'normal' && <Shape tone={TONES[look]} />}
      {machine.kiosk.slice(prefix.length)}
    </a>
  );
}
