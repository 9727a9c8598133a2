import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon, iconNamed } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading } from '../parts/page.tsx';
import { Button, Press } from '../parts/press.tsx';
import { Reminders } from '../parts/reminders.tsx';
import { SearchRow } from '../parts/search-row.tsx';
import { Tile } from '../parts/tile.tsx';
import { cardWords } from '../words/card-words.ts';

/** Drawn for the 14 stages of a life; another one has the sign of all items. */
const STAGE_ICONS: Readonly<Record<string, string>> = {
  birth: 'baby',
  education: 'graduation',
  employment: 'briefcase',
  marriage: 'rings',
  housing: 'house',
  health: 'heart-pulse',
  business: 'shop',
  travel: 'car',
  military: 'shield-star',
  disability: 'wheelchair',
  retirement: 'tree',
  living: 'bulb',
  judicial: 'scales',
  death: 'lotus',
};

/** Where every visit begins: what is asked for most, and four ways to all the rest. No totals of a person. */
export function Home({ screen }: { readonly screen: ScreenOf<'home'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { greeting, reminders, common, stages, departmentCount, itemCount } = screen;
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
      <div className="home-head">
        <div className="home-greeting">
          <Heading>{words}</Heading>
          {greeting && (
            <Button look="small" icon="eye-off" onPress={() => send({ kind: 'cover', covered: true })}>
              {t('home.cover')}
            </Button>
          )}
        </div>
        <SearchRow />
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
        {reminders && <Reminders reminders={reminders} />}
      </div>
      <div className="home-ways">
        <section>
          <header className="section-line">
            <h2>{t('home.items')}</h2>
            {common.every(({ unavailable }) => unavailable === null) && <span>{t('home.allHere')}</span>}
          </header>
          <div className="tiles tiles-many">
            {common.map((tile) => (
              <Tile key={tile.id} tile={tile} />
            ))}
          </div>
        </section>
        <section>
          <header className="section-line">
            <h2>{t('home.stages')}</h2>
            <span>{t('home.stagesWhat')}</span>
          </header>
          <div className="lives">
            {stages.map(({ id, name }) => (
              <Press
                key={id}
                className="tile life"
                onClick={() => send({ kind: 'find', where: { page: 'stage', id } })}
              >
                <Icon name={iconNamed(STAGE_ICONS[id] ?? 'grid')} size="lg" />
                {text(name)}
              </Press>
            ))}
          </div>
        </section>
        <div className="home-more">
          <Press className="tile" onClick={() => send({ kind: 'find', where: { page: 'departments' } })}>
            <Icon name="government" size="lg" />
            <b>{t('home.departments')}</b> {departmentCount}
          </Press>
          <Press className="tile" onClick={() => send({ kind: 'find', where: { page: 'all' } })}>
            <Icon name="grid" size="lg" />
            <b>{t('home.all')}</b> {itemCount}
          </Press>
        </div>
      </div>
    </div>
  );
}
