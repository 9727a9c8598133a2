import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { Hills } from '../../design/illustrations/hills.tsx';
import { PlaceCard } from '../../design/illustrations/reader.tsx';
import { clock, dayLine, lunarLine } from '../format.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { firstNames } from '../parts/first-names.ts';
import { Heading, Note } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Press } from '../parts/press.tsx';
import { useNow } from '../timers.ts';
import { cardWords } from '../words/card-words.ts';

/** Ems for the names of departments: three lines of a portrait panel, or one under a notice. */
const ROOM = { alone: 78, besideNotice: 26 } as const;

/** Nobody is served: what to do, what can be done here, how to read it in another language. */
export function Attract({ screen }: { readonly screen: ScreenOf<'attract'> }) {
  const { frame, send } = useKiosk();
  const { t, second, text, language, other } = useWords();
  const now = useNow();
  const { help } = frame.machine;
  return (
    <div className="attract">
      <div className="attract-scene">
        <Hills />
        <div className="attract-clock">
          <time>{clock(now)}</time>
          <p>
            <b>{dayLine(now, language)}</b>
            <span>
              {language === 'zh-CN' && (
                <>
                  {lunarLine(now)}
                  <i className="dot" />
                </>
              )}
              {t('open24')}
            </span>
          </p>
        </div>
        <div className="attract-title">
          <Heading>{t(cardWords[frame.cards].title)}</Heading>
          <p className="second" lang={other}>
            {second(cardWords[frame.cards].title).replace('\n', other === 'en' ? ' ' : '')}
          </p>
        </div>
        <div className="attract-picture">
          <PlaceCard />
        </div>
      </div>
      <div className="attract-sheet">
        {screen.notice && (
          <Note icon="warning" look="warn">
            {text(screen.notice)}
          </Note>
        )}
        <Press className="tile browse" onClick={() => send({ kind: 'browse' })}>
          <b className="browse-count">{screen.itemCount}</b>
          <span className="browse-words">
            <b>{t('attract.items', { count: screen.itemCount })}</b>
            <span>{t('attract.browse')}</span>
          </span>
          <span className="go">
            <Icon name="arrow-right" />
          </span>
        </Press>
        <ul className="departments">
          {firstNames(screen.departments.map(text), screen.notice ? ROOM.besideNotice : ROOM.alone).map(
            (name) => (
              <li key={name}>
                <Phrase>{name}</Phrase>
              </li>
            ),
          )}
        </ul>
        <div className="attract-others">
          <Press
            className="tile language"
            lang={other}
            onClick={() => send({ kind: 'language', language: other })}
          >
            <Icon name="globe" size="xl" />
            <span>
              <b>{t('language.other')}</b>
              <span lang={language}>{t('language.switchTo')}</span>
            </span>
          </Press>
          <p className="panel desk">
            <Icon name="counter" size="xl" />
            <span>
              <b>{text(help.desk)}</b>
              <span>
                <Phrase>{`${text(help.hours)} · ${help.phone}`}</Phrase>
              </span>
            </span>
          </p>
        </div>
      </div>
    </div>
  );
}
