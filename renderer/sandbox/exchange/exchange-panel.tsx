import { useId, useState } from 'react';
import type { ExchangeFault, ExchangeState, Ledger } from '../../../sandbox/exchange/contract.ts';
import type { SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { Section } from '../controls/section.tsx';
import { Segments } from '../controls/segments.tsx';
import { StateWord } from '../controls/state-word.tsx';
import { TimesChoice } from '../devices/times-choice.tsx';
import { EXCHANGE_FAULTS, LATENCIES_MS, SPELLINGS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import { knownServices } from './known-services.ts';
import { Rules } from './rules.tsx';

/** What shall go wrong behind the exchange: for every service, or for those under a prefix. */
export function ExchangePanel({
  api,
  exchange,
  ledger,
}: {
  readonly api: SandboxApi;
  readonly exchange: ExchangeState | null;
  readonly ledger: Ledger | null;
}) {
  const words = useWords();
  const services = useId();
  const [prefix, setPrefix] = useState('');
  const [preset, setPreset] = useState<ExchangeFault>('maintenance');
  const [times, setTimes] = useState<number | null>(null);
  const [ms, setMs] = useState<number>(3_000);
  const service = prefix.trim() === '' ? null : prefix.trim();
  const isNormal = exchange !== null && exchange.faults.length + exchange.latencies.length === 0;

  return (
    <Section
      title={words.exchange.title}
      note={
        exchange !== null && (
          <StateWord tone={isNormal ? 'ok' : 'warn'}>
            {isNormal ? words.exchange.normal : words.exchange.active}
          </StateWord>
        )
      }
    >
      <div className="field">
        <label>
          <span className="field-name">{words.exchange.service}</span>
          <input
            className="code"
            list={services}
            placeholder={words.exchange.servicePlaceholder}
            value={prefix}
            onChange={(event) => setPrefix(event.target.value)}
          />
        </label>
        <datalist id={services}>
          {knownServices(ledger).map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </div>
      <div className="pair with-button">
        <div className="field">
          <label>
            <span className="field-name">{words.exchange.fault}</span>
            <select
              value={preset}
              onChange={(event) =>
                setPreset(EXCHANGE_FAULTS.find((each) => each === event.target.value) ?? 'none')
              }
            >
              {EXCHANGE_FAULTS.filter((each) => each !== 'none').map((each) => (
                <option key={each} value={each}>
                  {words.exchangeFaults[each]} · {each}
                </option>
              ))}
            </select>
          </label>
        </div>
        <TimesChoice times={times} onChoose={setTimes} />
        <PressButton
          label={`${words.exchange.set}: ${words.exchange.fault}`}
          onPress={() => api.setFault(service, preset, times)}
        >
          {words.exchange.set}
        </PressButton>
      </div>
      <div className="pair with-button">
        <div className="field">
          <label>
            <span className="field-name">{words.exchange.latency}</span>
            <select value={ms} onChange={(event) => setMs(Number(event.target.value))}>
              {LATENCIES_MS.map((each) => (
                <option key={each} value={each}>
                  {each / 1000} s
                </option>
              ))}
            </select>
          </label>
        </div>
        <PressButton
          label={`${words.exchange.set}: ${words.exchange.latency}`}
          onPress={() => api.setLatency(service, ms)}
        >
          {words.exchange.set}
        </PressButton>
      </div>
      {exchange !== null && (
        <>
          <Rules api={api} exchange={exchange} />
          <Segments
            label={words.exchange.spelling}
            value={exchange.spelling}
            options={SPELLINGS.map((value) => ({ value, word: words.spellings[value] }))}
            onChoose={api.setSpelling}
          />
        </>
      )}
    </Section>
  );
}
