import { useEffect, useMemo, useState } from 'react';
import type { SessionAnswer } from '../../hall/api/contract.ts';
import { ConsoleContext } from './console-context.ts';
import { createHallApi } from './data/hall-api.ts';
import type { Listen } from './data/live.ts';
import { type Filter, NO_FILTER } from './fleet/filter.ts';
import { Pages } from './pages.tsx';
import { useLanguage } from './preferences.ts';
import { Door } from './sign-in/door.tsx';
import { LanguageContext } from './words/console-words.ts';

/** The console: whoever is signed in sees its pages, everybody else its door. */
export function App({ fetch, listen }: { readonly fetch: typeof globalThis.fetch; readonly listen: Listen }) {
  const [language, turnLanguage] = useLanguage();
  /** `undefined` until the hall has said who this is. */
  const [{ who, isOver }, setSession] = useState<{
    readonly who: SessionAnswer | null | undefined;
    /** There was somebody, whose session came to its end. */
    readonly isOver: boolean;
  }>({ who: undefined, isOver: false });
  /** Outlives a session, as the address does: who signs in again sees what they saw. */
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const setWho = (next: SessionAnswer | null): void => setSession({ who: next, isOver: false });
  const api = useMemo(
    () =>
      createHallApi(fetch, () =>
        setSession((before) => ({ who: null, isOver: before.isOver || !!before.who })),
      ),
    [fetch],
  );
  const console = useMemo(() => (who ? { api, listen, who } : null), [api, listen, who]);
  useEffect(() => {
    api.session().then(
      (session) => setSession({ who: session, isOver: false }),
      () => setSession({ who: null, isOver: false }),
    );
  }, [api]);
  if (who === undefined) return null;
  const signOut = (): void => {
    setFilter(NO_FILTER);
    void api.signOut().finally(() => setWho(null));
  };
  return (
    <LanguageContext value={language}>
      {console === null ? (
        <Door api={api} isOver={isOver} onLanguage={turnLanguage} onIn={setWho} />
      ) : (
        <ConsoleContext value={console}>
          <Pages filter={filter} onFilter={setFilter} onLanguage={turnLanguage} onSignOut={signOut} />
        </ConsoleContext>
      )}
    </LanguageContext>
  );
}
