import type { AlarmView } from '../../../hall/api/contract.ts';
import { countdown, span } from '../format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { type ConsoleWords, useWords } from '../words/console-words.ts';
import { type RestoreClock, restoreClock } from './restore-view.ts';

/** By when it shall be over: what is left, in words and as a bar with marks at half and four fifths, and whose turn it is. */
export function RestoreCell({ alarm, now }: { readonly alarm: AlarmView; readonly now: number }) {
  const { t } = useWords();
  const clock = restoreClock(alarm, now);
  if (clock === null || alarm.restore === null)
    return (
      <div>
        <dt>{t('restore.limit')}</dt>
        <dd className="words">{t('restore.none')}</dd>
      </div>
    );
  const { line, minutes } = alarm.restore;
  const limit =
    minutes % 60 === 0 ? t('restore.hours', { hours: minutes / 60 }) : t('restore.minutes', { minutes });
  const isLate = clock.is === 'overdue' || clock.is === 'missed';
  const tone = isLate ? 'late' : clock.share >= 0.8 ? 'near' : '';
  return (
    <div>
      <dt>{t(TITLES[clock.is])}</dt>
      <dd className="value">
        {isLate ? (
          <StateMark tone="down">{t('restore.late', { span: span(clock.overMs, t) })}</StateMark>
        ) : (
          figureOf(clock, t)
        )}
      </dd>
      <dd className={`clock-bar ${tone}`} aria-hidden="true">
        <i style={{ width: `${clock.share * 100}%` }} />
        <u style={{ left: '50%' }} />
        <u style={{ left: '80%' }} />
      </dd>
      <dd className="note">
        {t(`restore.${line}`, { limit })}
        {clock.is === 'stopped' && <b> {t('restore.stopped')}</b>}
      </dd>
    </div>
  );
}

const TITLES = {
  running: 'restore.left',
  stopped: 'restore.left',
  overdue: 'restore.limit',
  kept: 'restore.used',
  missed: 'restore.limit',
} as const;

const figureOf = ({ is, usedMs, leftMs }: RestoreClock, t: ConsoleWords): string =>
  is === 'kept' ? span(usedMs, t) : countdown(leftMs);
