import type { FleetMachine } from '../../../hall/api/contract.ts';
import { age } from '../format.ts';
import { LOOKS, lookOf, TONES } from '../look.ts';
import { Icon } from '../parts/icon.tsx';
import { Shape, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { planOf } from './map-view.ts';

/** One hall from above, as far as it is known: the places written down, and the machines that stand there. */
export function HallPlan({
  machines,
  now,
  onBack,
}: {
  readonly machines: readonly FleetMachine[];
  readonly now: number;
  readonly onBack: () => void;
}) {
  const { t, text } = useWords();
  return (
    <>
      <button type="button" className="button map-back" onClick={onBack}>
        <Icon name="arrow-left" />
        {t('map.back')}
      </button>
      <div className="plan">
        {planOf(machines).map(({ place, machines: mine }) => (
          <section key={`${place['zh-CN']} ${place.en}`} className="plan-area">
            <h3>{text(place) || t('map.noPlace')}</h3>
            <ul>
              {mine.map((machine) => (
                <li key={machine.kiosk}>
                  <PlanMachine machine={machine} now={now} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="map-legend">
        <span>{t('map.legend')}</span>
        {LOOKS.map((look) => (
          <StateMark key={look} tone={TONES[look]}>
            {t(`state.${look}`)}
          </StateMark>
        ))}
      </p>
    </>
  );
}

function PlanMachine({ machine, now }: { readonly machine: FleetMachine; readonly now: number }) {
  const { t } = useWords();
  const look = lookOf(machine);
  const isOld = machine.reach !== 'online' && machine.heardAt !== null;
  return (
    <a
      className={`plan-machine tone-${TONES[look]}${look === 'normal' ? '' : ' marked'}`}
      href={hashOf({ page: 'machine', kiosk: machine.kiosk })}
    >
      <Shape tone={TONES[look]} />
      <b>{machine.kiosk}</b>
      <span>{t(`state.${look}`)}</span>
      <small>
        {isOld && machine.heardAt !== null
          ? age(machine.heardAt, now, t)
          : machine.offered === null || machine.assigned === null
            ? t('none')
            : t('unit.of', { part: machine.offered, whole: machine.assigned })}
      </small>
    </a>
  );
}
