import type { AlarmView, FleetAnswer } from '../../../hall/api/contract.ts';
import { mayAct, useConsole } from '../console-context.ts';
import { shortMoment, span } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Dot, SeverityMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { AlarmActs } from './alarm-acts.tsx';
import { AlarmLog } from './alarm-log.tsx';
import { RestoreCell } from './restore-cell.tsx';

/** One alarm: what it means for citizens, what else serves there, what to do, and what was done. */
export function AlarmDetail({
  alarm,
  fleet,
  hallName,
  now,
  onDone,
  onBack,
}: {
  readonly alarm: AlarmView;
  readonly fleet: FleetAnswer | null;
  readonly hallName: string;
  readonly now: number;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { t, text } = useWords();
  const { who } = useConsole();
  const twins = (fleet?.machines ?? []).filter(
    ({ hall, kiosk }) => hall === alarm.hall && kiosk !== alarm.kiosk,
  );
  const serving = twins.filter(({ reach, offered }) => reach === 'online' && (offered ?? 0) > 0);
  const raisedAt = alarm.raisedAt ?? alarm.lastAt;
  return (
    <section className="panel detail" aria-labelledby="alarm">
      <button type="button" className="button back" onClick={onBack}>
        <Icon name="arrow-left" />
        {t('alarms.title')}
      </button>
      <div className="detail-head">
        <SeverityMark alarm={alarm} />
        <h2 id="alarm">
          {alarm.kiosk ?? hallName} {text(alarm.title)}
        </h2>
        <span className="quiet small">{t('alarms.id', { id: alarm.id.slice(-8).toUpperCase() })}</span>
      </div>
      <p className="since">
        {t('alarms.since')} {span((alarm.clearedAt ?? now) - raisedAt, t)}
        <Dot />
        {t('alarms.sinceAt', { at: shortMoment(raisedAt, now) })}
        <Dot />
        {t('alarms.times', { count: alarm.occurrences })}
        {alarm.flapping && (
          <>
            <Dot />
            {t('alarms.flapping')}
          </>
        )}
      </p>
      <dl className="impact">
        <div>
          <dt>{t('alarms.effect')}</dt>
          <dd className="words">{text(alarm.effect) || t('none')}</dd>
          <dd className="note">{hallName}</dd>
        </div>
        <div>
          <dt>{t('alarms.twins')}</dt>
          <dd className="value">
            {serving.length}
            <small> {t('alarms.twinsUnit')}</small>
          </dd>
          <dd className="note">
            {twins.length === 0
              ? t('alarms.twinsNone')
              : serving
                  .slice(0, 3)
                  .map(({ kiosk }) => kiosk)
                  .join('  ')}
          </dd>
        </div>
        <RestoreCell alarm={alarm} now={now} />
      </dl>
      <h3>
        {t('alarms.steps')}
        {alarm.hint.minutes > 0 && (
          <small className="quiet"> {t('alarms.minutes', { minutes: alarm.hint.minutes })}</small>
        )}
      </h3>
      <ol className="steps">
        {alarm.hint.steps.map((step, index) => (
          <li key={step.en}>
            <span className="step-number" aria-hidden="true">
              {index + 1}
            </span>
            {text(step)}
          </li>
        ))}
      </ol>
      <AlarmLog alarm={alarm} now={now} />
      <div className="acts row">
        {mayAct(who) && alarm.state !== 'closed' && <AlarmActs alarm={alarm} now={now} onDone={onDone} />}
        {alarm.kiosk !== null && (
          <a className="button" href={hashOf({ page: 'machine', kiosk: alarm.kiosk })}>
            <Icon name="kiosk" />
            {t('alarms.look')}
          </a>
        )}
        <span className="quiet small">{t('alarms.note')}</span>
      </div>
    </section>
  );
}
