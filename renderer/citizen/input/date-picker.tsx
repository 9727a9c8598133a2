import { useState } from 'react';
import { civilDate, monthName } from '../format.ts';
import { useWords } from '../kiosk-context.ts';
import { Button, Press } from '../parts/press.tsx';
import { isOpenMonth, monthOf, shiftMonth, weeksOf } from './month.ts';

type DatePickerProps = {
  readonly value: string;
  /** Civil dates, inclusive. */
  readonly min: string | null;
  readonly max: string | null;
  readonly today: string;
  readonly onChange: (date: string) => void;
};

/** One month at a time, every day a full-size button; days that cannot be chosen have no edge. */
export function DatePicker({ value, min, max, today, onChange }: DatePickerProps) {
  const { t, language } = useWords();
  const [month, setMonth] = useState(() =>
    monthOf(value || (min !== null && min > today ? min : max !== null && max < today ? max : today)),
  );
  const before = shiftMonth(month, -1);
  const after = shiftMonth(month, 1);
  return (
    <div className="calendar">
      <div className="calendar-line">
        {isOpenMonth(before, min, max) ? (
          <Button look="small" icon="chevron-left" onPress={() => setMonth(before)}>
            {t('date.previousMonth')}
          </Button>
        ) : (
          <span />
        )}
        <b aria-live="polite">{monthName(month.year, month.month, language)}</b>
        {isOpenMonth(after, min, max) ? (
          <Button look="small" iconAfter="chevron-right" onPress={() => setMonth(after)}>
            {t('date.nextMonth')}
          </Button>
        ) : (
          <span />
        )}
      </div>
      <div className="calendar-days" aria-hidden="true">
        {t('date.weekdays')
          .split(' ')
          .map((weekday) => (
            <span key={weekday} className="calendar-weekday">
              {weekday}
            </span>
          ))}
      </div>
      {weeksOf(month, min, max).map((week) => (
        <div key={week.find((day) => day !== null)?.date} className="calendar-days">
          {week.map((day, index) => {
            if (day === null) return <span key={`gap ${String(index)}`} />;
            if (!day.isOpen)
              return (
                <span key={day.date} className="calendar-day calendar-closed">
                  {day.day}
                </span>
              );
            return (
              <Press
                key={day.date}
                className={`calendar-day${day.date === value ? ' calendar-chosen' : ''}`}
                aria-pressed={day.date === value}
                aria-label={civilDate(day.date, language)}
                onClick={() => onChange(day.date)}
              >
                {day.day}
              </Press>
            );
          })}
        </div>
      ))}
    </div>
  );
}
