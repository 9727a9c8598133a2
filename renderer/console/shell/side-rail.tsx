import { Seal } from '../../design/seal.tsx';
import { mayActAs, mayActEverywhere, useConsole } from '../console-context.ts';
import { masked } from '../format.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useMode } from '../preferences.ts';
import { hashOf, type Route } from '../route.ts';
import { useWords, type WordKey } from '../words/console-words.ts';

type Place = {
  readonly word: WordKey;
  readonly icon: IconName;
  readonly route: Route;
  readonly pages: readonly Route['page'][];
};
const PLACES: readonly Place[] = [
  { word: 'nav.fleet', icon: 'overview', route: { page: 'fleet' }, pages: ['fleet'] },
  { word: 'nav.machines', icon: 'kiosk', route: { page: 'machines' }, pages: ['machines', 'machine'] },
  { word: 'nav.alarms', icon: 'bell', route: { page: 'alarms', alarm: null }, pages: ['alarms'] },
  { word: 'nav.supplies', icon: 'box', route: { page: 'supplies' }, pages: ['supplies'] },
  { word: 'nav.services', icon: 'funnel', route: { page: 'services', item: null }, pages: ['services'] },
  { word: 'nav.stops', icon: 'octagon', route: { page: 'stops' }, pages: ['stops'] },
];
const AUDIT: Place = { word: 'nav.audit', icon: 'document', route: { page: 'audit' }, pages: ['audit'] };
const ACCOUNTS: Place = {
  word: 'nav.accounts',
  icon: 'person',
  route: { page: 'accounts' },
  pages: ['accounts'],
};

/** Where one can go, who one is, and how it shall look. On a phone the places of a day are a bar below. */
export function SideRail({
  route,
  alarms,
  onLanguage,
  onSignOut,
}: {
  readonly route: Route;
  /** That somebody should act on. */
  readonly alarms: number;
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useWords();
  const { who } = useConsole();
  const [mode, setMode] = useMode();
  const kept = [
    ...(mayActEverywhere(who, 'ops') ? [AUDIT] : []),
    ...(mayActAs(who, 'admin') ? [ACCOUNTS] : []),
  ];
  const link = ({ word, icon, route: to, pages }: Place) => (
    <a key={word} href={hashOf(to)} aria-current={pages.includes(route.page) ? 'page' : undefined}>
      <Icon name={icon} />
      {t(word)}
      {word === 'nav.alarms' && alarms > 0 && <span className="number">{alarms}</span>}
    </a>
  );
  return (
    <aside className="side" aria-label={t('console')}>
      <div className="brand">
        <Seal />
        <span>
          {t('brand')}
          <small>{t('console')}</small>
        </span>
      </div>
      <nav className="nav" aria-label={t('nav.name')}>
        {PLACES.map(link)}
      </nav>
      {kept.length > 0 && (
        <nav className="nav kept" aria-label={t('nav.keep')}>
          {kept.map(link)}
        </nav>
      )}
      <section className="foot" aria-label={masked(who.name)}>
        <div className="who">
          <span className="avatar" aria-hidden="true">
            {who.name.slice(0, 1)}
          </span>
          <span>
            {masked(who.name)}
            <small>{t(`role.${who.role}`)}</small>
          </span>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for a legend in the line */}
        <div className="pair" role="group" aria-label={t('mode.name')}>
          <button type="button" aria-pressed={mode === 'light'} onClick={() => setMode('light')}>
            <Icon name="sun" size="sm" />
            {t('mode.light')}
          </button>
          <button type="button" aria-pressed={mode === 'dark'} onClick={() => setMode('dark')}>
            <Icon name="moon" size="sm" />
            {t('mode.dark')}
          </button>
        </div>
        <div className="pair">
          <button type="button" aria-label={t('language.switchTo')} onClick={onLanguage}>
            {t('language.other')}
          </button>
          <button type="button" onClick={onSignOut}>
            <Icon name="exit" size="sm" />
            {t('nav.signOut')}
          </button>
        </div>
      </section>
    </aside>
  );
}
