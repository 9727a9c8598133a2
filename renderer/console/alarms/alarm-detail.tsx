import { useState } from 'react';
import type { AlarmView, FleetAnswer } from '../../../hall/api/contract.ts';
import { mayAct, useConsole } from '../console-context.ts';
import { type Why, whyOf } from '../data/hall-api.ts';
import { clockTime, masked, shortMoment, span } from '../format.ts';
import { Ask } from '../parts/ask.tsx';
import { Icon } from '../parts/icon.tsx';
import { Dot, SeverityMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { type ConsoleWords, useWords } from '../words/console-words.ts';
import { type Entry, logOf } from './inbox.ts';

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
        <div>
          <dt>{t('alarms.since')}</dt>
          <dd className="value">{span((alarm.clearedAt ?? now) - raisedAt, t)}</dd>
          <dd className="note">
            {t('alarms.sinceAt', { at: shortMoment(raisedAt, now) })}
            <Dot />
            {t('alarms.times', { count: alarm.occurrences })}
            {alarm.flapping && (
              <>
                <Dot />
                {t('alarms.flapping')}
              </>
            )}
          </dd>
        </div>
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
      <h3>{t('alarms.log')}</h3>
      <ul className="log">
        {logOf(alarm).map((entry) => (
          <li key={`${entry.what.kind} ${entry.at}`}>
            <time>{shortClock(entry.at, now)}</time>
            <b>{entry.by === null ? t('alarms.system') : masked(entry.by)}</b>
            <span className="quiet">{wordOf(entry, now, t)}</span>
          </li>
        ))}
      </ul>
      <div className="acts row">
        {mayAct(who) && alarm.state !== 'closed' && <Acts alarm={alarm} now={now} onDone={onDone} />}
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

const shortClock = (at: number, now: number): string => {
  const short = shortMoment(at, now);
  return short.length === 5 ? clockTime(at) : short;
};

function wordOf({ what }: Entry, now: number, t: ConsoleWords): string {
  switch (what.kind) {
    case 'raised':
      return t('alarms.raised');
    case 'acked':
      return t('alarms.ackedBy');
    case 'cleared':
      return t('alarms.clearedAt');
    case 'assigned':
      return t('alarms.assignedTo', { to: masked(what.to) });
    case 'shelved':
      return t('alarms.shelvedUntil', { until: shortMoment(what.until, now), reason: what.reason });
  }
}

const HOURS = ['1', '4', '8', '24'] as const;
const HOUR_MS = 3_600_000;

function Acts({
  alarm,
  now,
  onDone,
}: {
  readonly alarm: AlarmView;
  readonly now: number;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { api, who } = useConsole();
  const [asked, setAsked] = useState<'assign' | 'shelve' | 'clear' | null>(null);
  const [to, setTo] = useState(who.name);
  const [hours, setHours] = useState<string>('4');
  const [why, setWhy] = useState<Why | null>(null);
  const close = (): void => setAsked(null);
  const ack = (): void => {
    setWhy(null);
    void api.ack(alarm.id).then(onDone, (error: unknown) => setWhy(whyOf(error)));
  };
  const done = <T,>(answer: T): T => {
    onDone();
    return answer;
  };
  return (
    <>
      <button type="button" className="button primary" disabled={alarm.acked !== null} onClick={ack}>
        <Icon name="check" />
        {t(alarm.acked === null ? 'alarms.ack' : 'alarms.acked')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('assign')}>
        <Icon name="person" />
        {t('alarms.assign')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('shelve')}>
        <Icon name="clock" />
        {t('alarms.shelve')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('clear')}>
        <Icon name="close" />
        {t('alarms.clear')}
      </button>
      {why !== null && (
        <p className="mistake" role="alert">
          {t(`refusal.${why}`)}
        </p>
      )}
      {asked === 'assign' && (
        <Ask
          title={t('alarms.assign')}
          verb={t('alarms.assign')}
          needsReason={false}
          onDo={() => api.assign(alarm.id, to.trim()).then(done)}
          onClose={close}
        >
          <label className="field">
            <span>{t('alarms.assignTo')}</span>
            <input
              required
              autoCapitalize="none"
              autoComplete="off"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </label>
        </Ask>
      )}
      {asked === 'shelve' && (
        <Ask
          title={t('alarms.shelve')}
          verb={t('alarms.shelve')}
          // A second less: the hall's clock may be a little behind, and takes a day at most.
          onDo={(reason) => api.shelve(alarm.id, now + Number(hours) * HOUR_MS - 1000, reason).then(done)}
          onClose={close}
        >
          <label className="field">
            <span>{t('alarms.shelveFor')}</span>
            <select value={hours} onChange={(event) => setHours(event.target.value)}>
              {HOURS.map((each) => (
                <option key={each} value={each}>
                  {t('alarms.shelveHours', { hours: each })}
                </option>
              ))}
            </select>
          </label>
        </Ask>
      )}
      {asked === 'clear' && (
        <Ask
          title={t('alarms.clear')}
          verb={t('alarms.clear')}
          onDo={(reason) => api.clear(alarm.id, reason).then(done)}
          onClose={close}
        />
      )}
    </>
  );
}
