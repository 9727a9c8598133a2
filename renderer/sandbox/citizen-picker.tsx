import { useEffect, useState } from 'react';
import type { KioskState } from '../../sandbox/control/contract.ts';
import type { CitizenSummary } from '../../sandbox/population/citizen.ts';
import { Icon } from '../design/icon.tsx';
import { api } from './api.ts';
import type { Street } from './street.ts';
import type { Say } from './words.ts';

/** Finds somebody of the synthetic population and lays their card on the reader, or lifts it. */
export function CitizenPicker({
  kiosk,
  say,
  run,
}: {
  readonly kiosk: KioskState;
  readonly say: Say;
  readonly run: Street['run'];
}) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly CitizenSummary[]>([]);
  useEffect(() => run(async () => setFound(await api.citizens(query))), [query, run]);
  const { card } = kiosk.reader;

  return (
    <section>
      <h2>{say('who')}</h2>
      <input
        type="search"
        placeholder={say('search')}
        aria-label={say('search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className="citizens">
        {found.map((citizen) => (
          <li key={citizen.id} className={citizen.id === card ? 'lying' : ''}>
            <span className="citizen">
              <b>{citizen.name}</b> {citizen.sex === 'male' ? '♂' : '♀'} {citizen.age}
              <small>{citizen.tags.filter((tag) => tag !== 'named').join(' · ')}</small>
            </span>
            {citizen.id === card ? (
              <button type="button" onClick={() => run(() => api.liftCard(kiosk.id))}>
                {say('lift')}
              </button>
            ) : (
              <button
                type="button"
                className="main"
                onClick={() =>
                  run(() => api.press(`/kiosks/${kiosk.id}/readers/id-card/card`, { citizen: citizen.id }))
                }
              >
                <Icon name="id-card" size="xs" /> {say('lay')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
