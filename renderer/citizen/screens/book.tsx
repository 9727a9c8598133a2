import { useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { civilDate, shortDay } from '../format.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { EntryError, Note, Page, Primary, Title } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Press } from '../parts/press.tsx';

type Slot = ScreenOf<'book'>['slots'][number];
const DAYS = { portrait: 7, landscape: 4 } as const;
const PARTS = ['am', 'pm'] as const;

const byDay = (
  slots: readonly Slot[],
): readonly { readonly date: string; readonly slots: readonly Slot[] }[] =>
  [...new Set(slots.map(({ date }) => date))].map((date) => ({
    date,
    slots: slots.filter((slot) => slot.date === date),
  }));

/** A free slot is a button with how many are left; a full one stands there without an edge, so nobody looks for it. */
export function Book({ screen }: { readonly screen: ScreenOf<'book'> }) {
  const { frame, send } = useKiosk();
  const { t, text, language } = useWords();
  const [chosen, setChosen] = useState(screen.selected);
  const [isMissing, setMissing] = useState(false);
  const days = byDay(screen.slots);
  const { help, panel } = frame.machine;
  const hasFree = screen.slots.some(({ left }) => left > 0);

  const choose = (value: string) => {
    setChosen(value);
    setMissing(false);
    send({ kind: 'draft', step: screen.step, value });
  };
  const go = () =>
    chosen === null ? setMissing(true) : send({ kind: 'answer', step: screen.step, value: chosen });
  const cell = (slot: Slot | undefined, part: Slot['part'], date: string) => {
    if (slot === undefined || slot.left === 0)
      return (
        <span key={part} className="slot slot-full">
          {t('book.full')}
        </span>
      );
    const value = `${slot.date}/${slot.part}`;
    const words = t(`book.${part}`);
    return (
      <Press
        key={part}
        className={`slot${value === chosen ? ' slot-chosen' : ''}`}
        aria-pressed={value === chosen}
        aria-label={`${civilDate(date, language)} ${words}`}
        onClick={() => choose(value)}
      >
        <b>{words}</b>
        <span>{t('book.left', { count: slot.left })}</span>
        {value === chosen && <Icon name="check" size="sm" />}
      </Press>
    );
  };

  return (
    <Page
      kind="book"
      head={<Title text={screen.question} />}
      aside={
        <>
          <Note icon="info">{t('choose.why', { why: text(screen.why) })}</Note>
          {screen.queue && <Note icon="counter">{t('book.queue', { queue: text(screen.queue) })}</Note>}
        </>
      }
      action={
        hasFree && (
          <Primary iconAfter="arrow-right" onPress={go}>
            {t('action.continue')}
          </Primary>
        )
      }
    >
      {isMissing && <EntryError>{t('book.nothingChosen')}</EntryError>}
      {screen.slots.length > 0 && !hasFree && (
        <div className="panel when">
          <span className="icon-block">
            <Icon name="calendar" />
          </span>
          <span>
            <b>{t('book.none')}</b>
            <span>
              <Phrase>{t('book.noneNext', { phone: help.phone })}</Phrase>
            </span>
          </span>
        </div>
      )}
      {hasFree && (
        <Paged
          entries={days}
          size={DAYS[panel.orientation]}
          spare={1}
          keep={days.findIndex(({ date }) => chosen?.startsWith(date))}
        >
          {(shown) => (
            <ul className="slots">
              {shown.map(({ date, slots }) => {
                const { day, weekday } = shortDay(date, language);
                return (
                  <li key={date}>
                    <span className="slot-day">
                      <b>{day}</b>
                      <span>{weekday}</span>
                    </span>
                    {PARTS.map((part) =>
                      cell(
                        slots.find((slot) => slot.part === part),
                        part,
                        date,
                      ),
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </Paged>
      )}
    </Page>
  );
}
