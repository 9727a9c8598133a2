import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { Hills } from '../../design/illustrations/hills.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { AfterPaint } from '../parts/after-paint.tsx';
import { Heading } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Reminders } from '../parts/reminders.tsx';
import { Tile } from '../parts/tile.tsx';
import { cardWords } from '../words/card-words.ts';

/** Up to this many items are shown as large tiles of two columns; more go into three. */
const FEW = 8;
const PAGE = { portrait: 12, landscape: 9 } as const;

/** What can be done here. With a card it greets, without one it invites to lay one. No totals, no counts of a person. */
export function Home({ screen }: { readonly screen: ScreenOf<'home'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { greeting, items, reminders } = screen;
  const { help, panel } = frame.machine;
  const words =
    greeting === null
      ? t('home.browseTitle')
      : t('home.greeting', {
          name: greeting.maskedName,
          title: text(greeting.title),
          salute: text(greeting.salute),
        });
  return (
    <div className="home">
      {items.length <= FEW && (
        <AfterPaint>
          <div className="home-ground">
            <Hills seed={5} />
          </div>
        </AfterPaint>
      )}
      <div className="home-head">
        <div className="home-greeting">
          <Heading>{words}</Heading>
          {greeting && (
            <Button look="small" icon="eye-off" onPress={() => send({ kind: 'cover', covered: true })}>
              {t('home.cover')}
            </Button>
          )}
        </div>
        {greeting === null && (
          <p className="panel home-invitation">
            <span className="icon-block">
              <Icon name="id-card" />
            </span>
            <span>
              <b>{t(cardWords[frame.cards].home)}</b>
              <span>{t('home.layCardWhere')}</span>
            </span>
          </p>
        )}
      </div>
      {reminders && <Reminders reminders={reminders} />}
      <section className="home-items">
        <header className="section-line">
          <h2>{t('home.items')}</h2>
          {items.every(({ unavailable }) => unavailable === null) && <span>{t('home.allHere')}</span>}
        </header>
        <Paged entries={items} size={PAGE[panel.orientation]}>
          {(shown) => (
            <div className={`tiles ${items.length <= FEW ? 'tiles-few' : 'tiles-many'}`}>
              {shown.map((tile) => (
                <Tile key={tile.id} tile={tile} />
              ))}
            </div>
          )}
        </Paged>
      </section>
      <p className="panel home-otherwise">
        <span className="icon-block">
          <Icon name="counter" />
        </span>
        <span>
          <b>{t('home.notFound')}</b>
          <span>
            <Phrase>
              {t('home.notFoundWhere', { desk: text(help.desk), hours: text(help.hours), phone: help.phone })}
            </Phrase>
          </span>
        </span>
      </p>
    </div>
  );
}
