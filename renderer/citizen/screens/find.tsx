import { useEffect, useRef, useState } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { TextKeyboard } from '../input/text-keyboard.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button, Press } from '../parts/press.tsx';
import { TileRow } from '../parts/tile.tsx';

/** What fits on a page of rows, above the dock and, when searching, above the keyboard. */
const ROWS = { portrait: { list: 9, search: 3 }, landscape: { list: 8, search: 3 } } as const;
const GROUPS = { portrait: 18, landscape: 12 } as const;
/** Typing rests this long before it is searched for. */
const REST_MS = 200;
const LONGEST = 40;

/** The pages behind the home page: a stage of life, a department, all items, the departments, a search. */
export function Find({ screen }: { readonly screen: ScreenOf<'find'> }) {
  if (screen.page === 'search') return <Search screen={screen} />;
  return screen.page === 'departments' ? <Departments screen={screen} /> : <Listed screen={screen} />;
}

function Listed({ screen }: { readonly screen: ScreenOf<'find'> }) {
  const { frame } = useKiosk();
  const { t, text } = useWords();
  return (
    <div className="find">
      <header className="section-line">
        <Heading>{text(screen.title)}</Heading>
        <span>{t('find.count', { count: screen.tiles.length })}</span>
      </header>
      <Paged entries={screen.tiles} size={ROWS[frame.machine.panel.orientation].list} spare={1}>
        {(shown) => (
          <div className="find-rows">
            {shown.map((tile) => (
              <TileRow key={tile.id} tile={tile} />
            ))}
          </div>
        )}
      </Paged>
    </div>
  );
}

function Departments({ screen }: { readonly screen: ScreenOf<'find'> }) {
  const { frame, send } = useKiosk();
  const { text } = useWords();
  return (
    <div className="find">
      <Heading>{text(screen.title)}</Heading>
      <Paged entries={screen.groups} size={GROUPS[frame.machine.panel.orientation]}>
        {(shown) => (
          <div className="find-groups">
            {shown.map(({ id, name, count }) => (
              <Press
                key={id}
                className="tile find-group"
                onClick={() => send({ kind: 'find', where: { page: 'department', id } })}
              >
                <Icon name="government" size="lg" />
                <b>{text(name)}</b>
                <span>{count}</span>
              </Press>
            ))}
          </div>
        )}
      </Paged>
    </div>
  );
}

/** Searched while one types: letters not chosen as a word yet count as initials. */
function Search({ screen }: { readonly screen: ScreenOf<'find'> }) {
  const { frame, send } = useKiosk();
  const { t } = useWords();
  const [value, setValue] = useState(screen.typed);
  const [composing, setComposing] = useState('');
  const typed = `${value}${composing}`.slice(0, LONGEST);
  const sent = useRef(screen.typed);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      send({ kind: 'find', where: { page: 'search', typed } });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [send, typed]);
  const clear = () => {
    setValue('');
    setComposing('');
  };

  return (
    <div className="find find-search">
      <div className="find-results">
        <div className="visually-hidden">
          <Heading>{t('find.title')}</Heading>
        </div>
        <output className="field search-field" aria-label={t('find.title')} aria-live="off">
          <Icon name="search" size="lg" />
          <span className="search-typed">
            {value}
            {composing !== '' && <u className="composing">{composing}</u>}
            {typed === '' && <span className="search-hint">{t('find.hint')}</span>}
            <i className="caret" />
          </span>
          {typed !== '' && (
            <Button look="small" icon="close" onPress={clear}>
              {t('find.clear')}
            </Button>
          )}
        </output>
        {screen.typed !== '' && (
          <header className="section-line" aria-live="polite">
            <h2>
              {screen.tiles.length === 0
                ? t('find.nothing')
                : t('find.found', { count: screen.tiles.length })}
            </h2>
          </header>
        )}
        {screen.typed !== '' && screen.tiles.length === 0 && <Nothing />}
        <Paged entries={screen.tiles} size={ROWS[frame.machine.panel.orientation].search}>
          {(shown) => (
            <div className="find-rows">
              {shown.map((tile) => (
                <TileRow key={tile.id} tile={tile} />
              ))}
            </div>
          )}
        </Paged>
      </div>
      <TextKeyboard
        value={value}
        maxLength={LONGEST}
        onChange={setValue}
        composing={composing}
        onCompose={setComposing}
      />
    </div>
  );
}

/** Not a dead end: other words, the departments, the counter. */
function Nothing() {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  return (
    <div className="panel find-nothing">
      <p>
        <Phrase>
          {t('home.notFoundWhere', { desk: text(help.desk), hours: text(help.hours), phone: help.phone })}
        </Phrase>
      </p>
      <Button
        look="small"
        icon="government"
        onPress={() => send({ kind: 'find', where: { page: 'departments' } })}
      >
        {t('home.departments')}
      </Button>
    </div>
  );
}
