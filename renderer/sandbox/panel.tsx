import { useState } from 'react';
import { CitizenPicker } from './citizen-picker.tsx';
import { Devices } from './devices.tsx';
import { ExchangePanel, LedgerPanel, Phone } from './exchange-panel.tsx';
import { Papers } from './papers.tsx';
import { useStreet } from './street.ts';
import { sayIn } from './words.ts';

/** The street: which kiosk, who stands there, which card they hold, paper, cables, the exchange behind it. */
export function Panel() {
  const [language, setLanguage] = useState<0 | 1>(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const say = sayIn(language);
  const street = useStreet(chosen);
  const kiosk = street.kiosks.find(({ id }) => id === chosen) ?? street.kiosks[0];
  if (kiosk && chosen !== kiosk.id) setChosen(kiosk.id);

  return (
    <div className="street" lang={language === 0 ? 'zh-CN' : 'en'}>
      <header className="top">
        <h1>{say('title')}</h1>
        <label>
          {say('kiosk')}
          <select value={kiosk?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {street.kiosks.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        {kiosk?.screen && (
          <span className="address">
            {say('screen')} <code>{kiosk.screen}</code>
          </span>
        )}
        <output className="refusal">{street.refusal}</output>
        <button type="button" onClick={() => setLanguage(language === 0 ? 1 : 0)}>
          {say('language')}
        </button>
      </header>
      {kiosk && (
        <main>
          <div className="column">
            <CitizenPicker kiosk={kiosk} say={say} run={street.run} />
          </div>
          <div className="column">
            <Devices kiosk={kiosk} say={say} run={street.run} />
            <ExchangePanel exchange={street.exchange} say={say} run={street.run} />
            <Phone ledger={street.ledger} say={say} run={street.run} />
          </div>
          <div className="column">
            <Papers kiosk={kiosk} receipts={street.receipts} say={say} run={street.run} />
          </div>
          <div className="column">
            <LedgerPanel ledger={street.ledger} say={say} />
          </div>
        </main>
      )}
    </div>
  );
}
