import type { AlarmLogAnswer, AlarmView } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { whyOf } from '../data/hall-api.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, clockTime, dayWords, masked, shortMoment } from '../format.ts';
import { type ConsoleLanguage, type ConsoleWords, useWords } from '../words/console-words.ts';
import { type LogRow, logOf } from './inbox.ts';

/** What happened to it and who did what, newest first, as the audit trail has it. */
export function AlarmLog({ alarm, now }: { readonly alarm: AlarmView; readonly now: number }) {
  const { t, language } = useWords();
  const { api } = useConsole();
  const { answer, error } = useAnswer(alarm.id, alarm.rev, () => api.alarmLog(alarm.id));
  return (
    <>
      <h3>{t('alarms.log')}</h3>
      {answer === null && error !== null && (
        <p className="mistake" role="alert">
          {t(`refusal.${whyOf(error)}`)}
        </p>
      )}
      <ul className="log">
        {logOf(alarm, answer?.entries ?? []).map((row) => (
          <li key={`${row.do} ${row.at}`}>
            <time>{shortClock(row.at, now)}</time>
            <b>{row.by === null ? t('alarms.system') : masked(row.by)}</b>
            <span className="quiet">
              {wordOf(row, now, t)}
              {row.do === 'raised' &&
                answer !== null &&
                earlierWords(row.at, answer.earlier, now, language, t)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const shortClock = (at: number, now: number): string => {
  const short = shortMoment(at, now);
  return short.length === 5 ? clockTime(at) : short;
};

function wordOf(row: LogRow, now: number, t: ConsoleWords): string {
  const what = deedOf(row, now, t);
  return row.reason === '' ? what : t('alarms.because', { what, reason: row.reason });
}

function deedOf(row: LogRow, now: number, t: ConsoleWords): string {
  switch (row.do) {
    case 'assign':
      return t('alarms.did.assign', { to: masked(row.to) });
    case 'shelve':
      return t('alarms.did.shelve', { until: shortMoment(row.until, now) });
    default:
      return t(`alarms.did.${row.do}`);
  }
}

/** `，今年第3次，前次 11月2日`. */
function earlierWords(
  raisedAt: number,
  { times, lastAt }: AlarmLogAnswer['earlier'],
  now: number,
  language: ConsoleLanguage,
  t: ConsoleWords,
): string {
  const year = civilDay(raisedAt).slice(0, 4);
  const isThisYear = year === civilDay(now).slice(0, 4);
  const nth = isThisYear
    ? t('alarms.nthThisYear', { count: times + 1 })
    : t('alarms.nthOf', { year, count: times + 1 });
  return lastAt === null ? nth : nth + t('alarms.lastTime', { day: dayWords(lastAt, now, language) });
}
