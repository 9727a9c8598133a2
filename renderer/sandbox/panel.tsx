import { useState } from 'react';
import type { KioskState } from '../../sandbox/control/contract.ts';
import type { SandboxApi } from './api.ts';
import { DeviceList } from './devices/device-list.tsx';
import { ExchangePanel } from './exchange/exchange-panel.tsx';
import { LedgerPanel } from './exchange/ledger-panel.tsx';
import { Offices } from './exchange/offices.tsx';
import { Phone } from './exchange/phone.tsx';
import type { ListenForNews } from './news.ts';
import { Papers } from './paper/papers.tsx';
import { People } from './people/people.tsx';
import { useCitizenFile } from './people/use-citizens.ts';
import { TopBar } from './top-bar.tsx';
import { type Street, useStreet } from './use-street.ts';
import { LanguageContext, type PanelLanguage, useWords } from './words/use-words.ts';

/** The street: which kiosk, who stands there, what lies on it, what comes out of it, and the exchange behind it. */
export function Panel({ api, listen }: { readonly api: SandboxApi; readonly listen: ListenForNews }) {
  const [language, setLanguage] = useState<PanelLanguage>('zh-CN');
  const [chosen, setChosen] = useState<string | null>(null);
  const street = useStreet(api, listen);
  const kiosk = street.kiosks.find(({ id }) => id === chosen) ?? street.kiosks[0];
  return (
    <LanguageContext value={language}>
      <div className="street" lang={language}>
        <TopBar
          line={street.line}
          kiosks={street.kiosks}
          kiosk={kiosk}
          onKiosk={setChosen}
          onLanguage={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        />
        {kiosk === undefined ? (
          <Waiting />
        ) : (
          <AtKiosk key={kiosk.id} api={api} kiosk={kiosk} street={street} />
        )}
      </div>
    </LanguageContext>
  );
}

const Waiting = () => <p className="waiting">{useWords().noKiosk}</p>;

/** One kiosk and what is around it. Whoever's card lies on the reader stands there, whoever laid it. */
function AtKiosk({
  api,
  kiosk,
  street,
}: {
  readonly api: SandboxApi;
  readonly kiosk: KioskState;
  readonly street: Street;
}) {
  const { card } = kiosk.reader;
  const [standing, setStanding] = useState(card);
  const [lastCard, setLastCard] = useState(card);
  if (card !== lastCard) {
    setLastCard(card);
    if (card !== null) setStanding(card);
  }
  const file = useCitizenFile(api, standing);
  return (
    <main>
      <People api={api} standing={standing} file={file} onStep={setStanding} />
      <div className="middle">
        <div className="buttons">
          <DeviceList api={api} kiosk={kiosk} standing={standing} />
          <div className="stack">
            <ExchangePanel api={api} exchange={street.exchange} ledger={street.ledger} />
            <Offices api={api} offices={street.offices} />
            <Phone api={api} ledger={street.ledger} />
          </div>
        </div>
        {street.ledger !== null && <LedgerPanel ledger={street.ledger} />}
      </div>
      <Papers api={api} kiosk={kiosk} />
    </main>
  );
}
