import type { AlarmView, FleetAnswer } from '../../../hall/api/contract.ts';
import { actionable, bySeverity, healedToday } from '../alarms/inbox.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { masked, shortMoment, span } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Dot, SeverityMark, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { isToBring, withNeed } from '../supplies/pick-list.ts';
import { NeedMark, SUPPLY_ICONS } from '../supplies/supply-parts.tsx';
import { useWords } from '../words/console-words.ts';

const SHOWN = 5;

type Shown = {
  readonly alarms: readonly AlarmView[];
  /** Open or not. */
  readonly all: readonly AlarmView[];
  readonly fleet: FleetAnswer;
  readonly scope: string | null;
  readonly now: number;
};

/** The worst of what somebody should act on, and the first step of it. */
export function ToDo({ alarms, all, fleet, scope, now }: Shown) {
  const { t, text } = useWords();
  const isOf = ({ hall }: AlarmView): boolean => scope === null || hall === scope;
  const mine = alarms.filter(actionable).filter(isOf).toSorted(bySeverity);
  const healed = all.filter((alarm) => isOf(alarm) && healedToday(alarm, now)).length;
  return (
    <section className="panel" aria-labelledby="to-do">
      <div className="panel-head">
        <h2 id="to-do">{t('fleet.todo')}</h2>
        <span>
          {healed === 0
            ? t('fleet.todoCount', { count: mine.length })
            : t('fleet.todoHealed', { count: mine.length, healed })}
        </span>
      </div>
      {mine.length === 0 && <p className="empty">{t('fleet.todoNone')}</p>}
      <ul className="to-do">
        {mine.slice(0, SHOWN).map((alarm) => {
          const hall = fleet.halls.find(({ id }) => id === alarm.hall);
          const [step] = alarm.hint.steps;
          return (
            <li key={alarm.id}>
              <a href={hashOf({ page: 'alarms', alarm: alarm.id })}>
                <SeverityMark alarm={alarm} />
                <b>
                  {alarm.kiosk} {text(alarm.title)}
                </b>
                <time>{span(now - (alarm.raisedAt ?? now), t)}</time>
              </a>
              <p>
                {hall ? text(hall.name) : t('alarms.realm')}
                <Dot />
                {text(alarm.effect)}
              </p>
              <p className="next">
                <Icon name="arrow-right" size="sm" />
                {alarm.assigned
                  ? t('alarms.assignedShort', { to: masked(alarm.assigned.to) })
                  : step
                    ? text(step)
                    : t(`alarms.state.${alarm.state}`)}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A look each minute: forecasts are of days. */
const EVERY_MS = 60_000;

/** What does not last until the next round, the worst first; the page of supplies has all of it. */
export function SuppliesToBring({ scope, now }: Pick<Shown, 'scope' | 'now'>) {
  const { t } = useWords();
  const { api } = useConsole();
  const { answer } = useAnswer('supplies', Math.floor(now / EVERY_MS), api.supplies);
  const needed = withNeed(answer?.supplies ?? [], now)
    .filter(({ hall }) => scope === null || hall === scope)
    .filter(isToBring);
  return (
    <section className="panel" aria-labelledby="to-bring">
      <div className="panel-head">
        <h2 id="to-bring">{t('supplies.within3')}</h2>
        <span>{t('fleet.suppliesBy')}</span>
      </div>
      {answer === null && <p className="empty">{t('fleet.noData')}</p>}
      {answer !== null && needed.length === 0 && <p className="empty">{t('supplies.within3None')}</p>}
      <ul className="to-bring">
        {needed.slice(0, SHOWN).map((each) => (
          <li key={`${each.kiosk} ${each.supply}`}>
            <Icon name={SUPPLY_ICONS[each.supply]} size="sm" />
            <a href={hashOf({ page: 'machine', kiosk: each.kiosk })}>
              {each.kiosk} {t(`supply.${each.supply}`)}
            </a>
            {each.need === 'soon' && each.p90At !== null ? (
              <StateMark tone="warn">{shortMoment(each.p90At, now)}</StateMark>
            ) : (
              <NeedMark of={each} />
            )}
          </li>
        ))}
      </ul>
      {needed.length > 0 && (
        <p className="all">
          <a href={hashOf({ page: 'supplies' })}>{t('supplies.toPage', { count: needed.length })}</a>
        </p>
      )}
    </section>
  );
}
