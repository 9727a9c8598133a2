import { useEffect, useRef } from 'react';
import type { HallView } from '../data/use-hall.ts';
import { matching } from '../fleet/filter.ts';
import { age, clockTime } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';

/** Older than this it is not called fresh, whatever the line says. */
const FRESH_MS = 45_000;

/** Which hall, search (`/`), how old the data is, and the clock of the halls. */
export function TopBar({
  hall,
  now,
  query,
  scope,
  onQuery,
  onScope,
  onOpen,
}: {
  readonly hall: HallView;
  readonly now: number;
  readonly query: string;
  readonly scope: string | null;
  readonly onQuery: (text: string) => void;
  readonly onScope: (hall: string | null) => void;
  readonly onOpen: (kiosk: string) => void;
}) {
  const { t, text } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const open = (): void => {
    const found = hall.fleet ? matching(hall.fleet, { query, scope, look: null }) : [];
    const [only] = found;
    if (only && (found.length === 1 || only.kiosk === query.trim().toUpperCase())) onOpen(only.kiosk);
  };
  return (
    <header className="top">
      <select
        className="scope"
        aria-label={t('top.scope')}
        value={scope ?? ''}
        onChange={(event) => onScope(event.target.value || null)}
      >
        <option value="">{t('top.everywhere')}</option>
        {hall.fleet?.halls.map(({ id, name }) => (
          <option key={id} value={id}>
            {text(name)}
          </option>
        ))}
      </select>
      <label className="search">
        <Icon name="search" size="sm" />
        <input
          ref={input}
          type="search"
          aria-label={t('top.search')}
          aria-keyshortcuts="/"
          placeholder={t('top.search')}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') open();
            if (event.key === 'Escape') onQuery('');
          }}
        />
        <kbd>/</kbd>
      </label>
      <span className="fresh">
        <Freshness hall={hall} now={now} />
        <span className="clock">{clockTime(now)}</span>
      </span>
    </header>
  );
}

function Freshness({ hall: { line, fleet }, now }: { readonly hall: HallView; readonly now: number }) {
  const { t } = useWords();
  if (fleet === null) return null;
  const old = age(fleet.at, now, t);
  return line === 'live' && now - fleet.at < FRESH_MS ? (
    <>
      <StateMark tone="ok">{t('top.fresh', { age: old })}</StateMark>
      <span className="heartbeat">{t('top.heartbeat')}</span>
    </>
  ) : (
    <StateMark tone="lost">{t('top.lost', { age: old })}</StateMark>
  );
}
