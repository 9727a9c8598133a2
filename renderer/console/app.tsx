import { useEffect, useMemo, useState } from 'react';
import type { SessionAnswer } from '../../hall/api/contract.ts';
import { ConsoleContext } from './console-context.ts';
import { createHallApi } from './data/hall-api.ts';
import type { Listen } from './data/live.ts';
import { Pages } from './pages.tsx';
import { useLanguage } from './preferences.ts';
import { Door } from './sign-in/door.tsx';
import { LanguageContext } from './words/console-words.ts';

/** The console: whoever is signed in sees its pages, everybody else its door. */
export function App({ fetch, listen }: { readonly fetch: typeof globalThis.fetch; readonly listen: Listen }) {
  const [language, turnLanguage] = useLanguage();
  /** `undefined` until the hall has said who this is. */
  const [who, setWho] = useState<SessionAnswer | null>();
  const api = useMemo(() => createHallApi(fetch, () => setWho(null)), [fetch]);
  const console = useMemo(() => (who ? { api, listen, who } : null), [api, listen, who]);
  useEffect(() => {
    void api.session().then(setWho, () => setWho(null));
  }, [api]);
  if (who === undefined) return null;
  const signOut = (): void => void api.signOut().finally(() => setWho(null));
  return (
    <LanguageContext value={language}>
      {console === null ? (
        <Door api={api} onLanguage={turnLanguage} onIn={setWho} />
      ) : (
        <ConsoleContext value={console}>
          <Pages onLanguage={turnLanguage} onSignOut={signOut} />
        </ConsoleContext>
      )}
    </LanguageContext>
  );
}
