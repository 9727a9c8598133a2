import { useState } from 'react';
import type { ExchangeState, Ledger } from '../../sandbox/exchange/contract.ts';
import { api } from './api.ts';
import { Choice } from './devices.tsx';
import { exchangeFaults, spellings } from './presets.ts';
import type { Street } from './street.ts';
import type { Say } from './words.ts';

const LATENCIES = ['0', '300', '1000', '3000', '9000'] as const;
const SHOWN = 12;

/** What is wrong with the exchange, for all services or those of one prefix. */
export function ExchangePanel({
  exchange,
  say,
  run,
}: {
  readonly exchange: ExchangeState | null;
  readonly say: Say;
  readonly run: Street['run'];
}) {
  const [service, setService] = useState('');
  const scope = service.trim() === '' ? {} : { service: service.trim() };
  const mine = (entry: { readonly service: string | null }) => entry.service === (service.trim() || null);
  const ms = String(exchange?.latencies.find(mine)?.ms ?? 0);
  return (
    <section>
      <h2>{say('exchange')}</h2>
      <label className="field">
        {say('service')}
        <input
          value={service}
          placeholder="police/data"
          onChange={(event) => setService(event.target.value)}
        />
      </label>
      <Choice
        label={say('fault')}
        value={exchange?.faults.find(mine)?.preset ?? 'none'}
        options={exchangeFaults}
        onChange={(preset) => run(() => api.press('/exchange/fault', { preset, ...scope }))}
      />
      <Choice
        label={`${say('latency')} (ms)`}
        value={LATENCIES.find((each) => each === ms) ?? '0'}
        options={LATENCIES}
        onChange={(chosen) => run(() => api.press('/exchange/latency', { ms: Number(chosen), ...scope }))}
      />
      <Choice
        label="X-Road-Error"
        value={exchange?.spelling ?? 'camel'}
        options={spellings}
        onChange={(style) => run(() => api.press('/exchange/spelling', { style }))}
      />
    </section>
  );
}

/** The phone that scans the code on the screen. */
export function Phone({
  ledger,
  say,
  run,
}: {
  readonly ledger: Ledger | null;
  readonly say: Say;
  readonly run: Street['run'];
}) {
  const waiting = ledger?.orders.filter(({ state }) => state === 'waiting') ?? [];
  return (
    <section>
      <h2>{say('phone')}</h2>
      {waiting.length === 0 && <p className="quiet">{say('noOrders')}</p>}
      {waiting.map((order) => (
        <p key={order.orderNo} className="field">
          <span>
            <b>{(order.amountFen / 100).toFixed(2)}</b> {order.subject['zh-CN']}
          </span>
          <button type="button" className="main" onClick={() => run(() => api.pay(order.orderNo, 'paid'))}>
            {say('pay')}
          </button>
          <button type="button" onClick={() => run(() => api.pay(order.orderNo, 'declined'))}>
            {say('decline')}
          </button>
        </p>
      ))}
    </section>
  );
}

/** What the exchange has on record, the newest first: what is not in it did not happen. */
export function LedgerPanel({ ledger, say }: { readonly ledger: Ledger | null; readonly say: Say }) {
  return (
    <section>
      <h2>{say('ledger')}</h2>
      <h3>{say('cases')}</h3>
      <ul className="ledger">
        {ledger?.cases
          .toReversed()
          .slice(0, SHOWN)
          .map((each) => (
            <li key={each.caseNo}>
              <code>{each.caseNo}</code> {each.item.id} <b>{each.state}</b> ×{each.arrivals}
            </li>
          ))}
      </ul>
      <h3>{say('pay')}</h3>
      <ul className="ledger">
        {ledger?.orders
          .toReversed()
          .slice(0, SHOWN)
          .map((each) => (
            <li key={each.orderNo}>
              <code>{each.orderNo}</code> {(each.amountFen / 100).toFixed(2)} <b>{each.state}</b>
            </li>
          ))}
      </ul>
      <h3>{say('queries')}</h3>
      <ul className="ledger">
        {ledger?.queries
          .toReversed()
          .slice(0, SHOWN)
          .map((each) => (
            <li key={each.requestId}>
              {each.department}/{each.dataset} <b>{each.outcome}</b> <small>{each.item}</small>
            </li>
          ))}
      </ul>
    </section>
  );
}
