import type { AlarmView, FleetAnswer, MachineAnswer } from '../../../hall/api/contract.ts';
import { actionable, bySeverity } from '../alarms/inbox.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { masked, shortMoment, span } from '../format.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Dot, SeverityMark, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';

type SupplyForecast = MachineAnswer['forecasts'][number];
const SHOWN = 5;

type Shown = {
  readonly alarms: readonly AlarmView[];
  readonly fleet: FleetAnswer;
  readonly scope: string | null;
  readonly now: number;
};

/** The worst of what somebody should act on, and the first step of it. */
export function ToDo({ alarms, fleet, scope, now }: Shown) {
  const { t, text } = useWords();
  const mine = alarms
    .filter(actionable)
    .filter(({ hall }) => scope === null || hall === scope)
    .toSorted(bySeverity);
  return (
    <section className="panel" aria-labelledby="to-do">
      <div className="panel-head">
        <h2 id="to-do">{t('fleet.todo')}</h2>
        <span>{t('fleet.todoCount', { count: mine.length })}</span>
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

type Supply = SupplyForecast['supply'];
const ICONS: Readonly<Record<Supply, IconName>> = {
  'receipt-paper': 'receipt',
  'document-paper': 'document',
  toner: 'printer',
};
const SUPPLIES = ['receipt-paper', 'document-paper', 'toner'] as const satisfies readonly Supply[];
/** Each of them is one more question to the hall. */
const ASKED = 8;

/** What runs out: where the hall has an alarm of it, with the forecast of that machine. */
export function SuppliesToBring({ alarms, scope, now }: Shown) {
  const { t } = useWords();
  const { api } = useConsole();
  const needed = alarms
    .filter(({ state }) => state !== 'closed')
    .filter(({ hall }) => scope === null || hall === scope)
    .flatMap(({ kiosk, code }) => {
      const supply = SUPPLIES.find((each) => code === `${each}-low` || code === `${each}-out`);
      return kiosk === null || supply === undefined ? [] : { kiosk, supply, isOut: code.endsWith('-out') };
    })
    .slice(0, ASKED);
  const key = needed.map(({ kiosk, supply, isOut }) => `${kiosk} ${supply} ${isOut}`).join('\n');
  const { answer } = useAnswer(key, 0, () => Promise.all(needed.map(({ kiosk }) => api.machine(kiosk))));
  return (
    <section className="panel" aria-labelledby="to-bring">
      <div className="panel-head">
        <h2 id="to-bring">{t('fleet.supplies')}</h2>
        <span>{t('fleet.suppliesBy')}</span>
      </div>
      {needed.length === 0 && <p className="empty">{t('fleet.suppliesNone')}</p>}
      <ul className="to-bring">
        {needed.map(({ kiosk, supply, isOut }) => (
          <li key={`${kiosk} ${supply}`}>
            <Icon name={ICONS[supply]} size="sm" />
            <a href={hashOf({ page: 'machine', kiosk })}>
              {kiosk} {t(`supply.${supply}`)}
            </a>
            {isOut ? (
              <StateMark tone="down">{t('machine.usedUp')}</StateMark>
            ) : (
              <StateMark tone="warn">{moment(answer, kiosk, supply, now) ?? t('supplyState.low')}</StateMark>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function moment(
  answers: readonly MachineAnswer[] | null,
  kiosk: string,
  supply: Supply,
  now: number,
): string | null {
  const of = answers?.find(({ machine }) => machine.kiosk === kiosk);
  const p90At = of?.forecasts.find((forecast) => forecast.supply === supply)?.p90At ?? null;
  return p90At === null ? null : shortMoment(p90At, now);
}
