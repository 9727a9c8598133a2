import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { age } from '../format.ts';
import { lookOf, TONES } from '../look.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { SeverityMark, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';

/** One machine a row. */
export function MachineTable({
  fleet,
  machines,
  now,
}: {
  readonly fleet: FleetAnswer;
  readonly machines: readonly FleetMachine[];
  readonly now: number;
}) {
  const { t, text } = useWords();
  const growing = useGrowing(machines.length);
  const names = new Map(fleet.halls.map(({ id, name }) => [id, name]));
  return (
    <>
      <Scrolled label={t('fleet.asTable')}>
        <table className="machines">
          <thead>
            <tr>
              <th scope="col">{t('fleet.machine')}</th>
              <th scope="col">{t('machine.state')}</th>
              <th scope="col">{t('fleet.hall')}</th>
              <th scope="col">{t('fleet.place')}</th>
              <th scope="col" className="end">
                {t('fleet.offered')}
              </th>
              <th scope="col">{t('fleet.alarms')}</th>
              <th scope="col">{t('fleet.version')}</th>
              <th scope="col" className="end">
                {t('fleet.heard')}
              </th>
            </tr>
          </thead>
          <tbody>
            {machines.slice(0, growing.shown).map((machine) => {
              const look = lookOf(machine);
              const hall = names.get(machine.hall);
              return (
                <tr key={machine.kiosk}>
                  <th scope="row">
                    <a href={hashOf({ page: 'machine', kiosk: machine.kiosk })}>{machine.kiosk}</a>
                  </th>
                  <td>
                    <StateMark tone={TONES[look]}>{t(`state.${look}`)}</StateMark>
                  </td>
                  <td>{hall ? text(hall) : machine.hall}</td>
                  <td className="quiet">{text(machine.place)}</td>
                  <td className="end">
                    {machine.offered === null || machine.assigned === null
                      ? t('none')
                      : t('unit.of', { part: machine.offered, whole: machine.assigned })}
                  </td>
                  <td>
                    {machine.worst === null ? (
                      t('none')
                    ) : (
                      <span className="row">
                        <SeverityMark alarm={{ severity: machine.worst }} />
                        {machine.alarms}
                      </span>
                    )}
                  </td>
                  <td className="quiet">{machine.version ?? t('none')}</td>
                  <td className="end quiet">
                    {machine.heardAt === null ? t('fleet.neverHeard') : age(machine.heardAt, now, t)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scrolled>
      <More growing={growing} />
    </>
  );
}
