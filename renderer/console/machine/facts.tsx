import type { MachineAnswer } from '../../../hall/api/contract.ts';
import { civilDay, count, shortMoment, span } from '../format.ts';
import { SeverityMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';

/** What runs there, and what it takes. */
export function Facts({ answer, now }: { readonly answer: MachineAnswer; readonly now: number }) {
  const { t } = useWords();
  const { machine, heartbeat, metrics, flows } = answer;
  const rows: readonly (readonly [string, string | null])[] = [
    [t('machine.program'), machine.version],
    [t('machine.release'), machine.release?.slice(0, 12) ?? null],
    [t('machine.outbox'), heartbeat && t('machine.outboxUnit', { count: count(heartbeat.d.outbox) })],
    [t('machine.disk'), metrics && `${count(Math.round(metrics.d.diskFreeMb / 1024))} GB`],
    [t('machine.memory'), metrics && `${count(metrics.d.rssMb)} MB`],
    [
      t('machine.exchange'),
      metrics &&
        t('machine.exchangeUnit', {
          calls: count(metrics.d.exchange.calls),
          failed: count(metrics.d.exchange.failed),
          slowest: count(metrics.d.exchange.slowestMs),
        }),
    ],
    [t('machine.enrolled'), answer.enrolledAt === null ? null : shortMoment(answer.enrolledAt, now)],
    [
      t('machine.credential'),
      answer.credentialExpiresAt === null ? null : civilDay(answer.credentialExpiresAt),
    ],
  ];
  return (
    <section className="panel" aria-labelledby="versions">
      <div className="panel-head">
        <h2 id="versions">{t('machine.versions')}</h2>
      </div>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value ?? t('none')}</dd>
          </div>
        ))}
      </dl>
      {flows.length > 0 && (
        <details>
          <summary>{t('machine.itemVersions', { count: flows.length })}</summary>
          <ul className="frames">
            {flows.map(({ item, version }) => (
              <li key={item}>
                {item} · {version}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What came in its name and should not have, with the reason; and what never came. */
export function Problems({ answer, now }: { readonly answer: MachineAnswer; readonly now: number }) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="problems">
      <div className="panel-head">
        <h2 id="problems">{t('machine.problems')}</h2>
      </div>
      {answer.problems.length === 0 && answer.holes.length === 0 && (
        <p className="empty">{t('machine.problemsNone')}</p>
      )}
      <ul className="mini">
        {answer.problems.map((problem) => (
          <li key={problem.kind}>
            <b>{t(`problem.${problem.kind}`)}</b>
            <span className="quiet">{problem.detail}</span>
            <span className="small">
              {t('machine.times', { count: count(problem.count) })} {shortMoment(problem.lastAt, now)}
            </span>
          </li>
        ))}
        {answer.holes.flatMap(({ boot, missing }) =>
          missing.map(([first, last]) => (
            <li key={`${boot} ${first}`}>
              <b>{t('machine.holes')}</b>
              <span className="quiet">{t('machine.holesUnit', { first, last })}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

export function ItsAlarms({ answer, now }: { readonly answer: MachineAnswer; readonly now: number }) {
  const { t, text } = useWords();
  const alarms = answer.alarms.filter(({ state }) => state !== 'pending');
  return (
    <section className="panel" aria-labelledby="its-alarms">
      <div className="panel-head">
        <h2 id="its-alarms">{t('machine.alarms')}</h2>
      </div>
      {alarms.length === 0 && <p className="empty">{t('machine.alarmsNone')}</p>}
      <ul className="mini">
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <SeverityMark alarm={alarm} />
            <a href={hashOf({ page: 'alarms', alarm: alarm.id })}>{text(alarm.title)}</a>
            <span className="quiet">{t(`alarms.state.${alarm.state}`)}</span>
            <time>{span(now - (alarm.raisedAt ?? now), t)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
