import type { KioskState, Receipt, SandboxEvent } from '../../sandbox/control/contract.ts';
import type { ExchangeState, Ledger } from '../../sandbox/exchange/contract.ts';
import type { CitizenSummary } from '../../sandbox/population/citizen.ts';

/** The sandbox's buttons, as docs/sandbox-control.md lists them; a refusal is thrown in the server's words. */
async function call<T>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T; // the server and this page are built from the same contract
  throw new Error(isRefusal(answer) ? answer.error : `${response.status}`);
}

const isRefusal = (answer: unknown): answer is { readonly error: string } =>
  typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string';

export const api = {
  kiosks: () => call<readonly KioskState[]>('GET', '/kiosks'),
  receipts: (kiosk: string) => call<readonly Receipt[]>('GET', `/kiosks/${kiosk}/printers/receipt/receipts`),
  citizens: (query: string) =>
    call<readonly CitizenSummary[]>('GET', `/citizens?limit=12&query=${encodeURIComponent(query)}`),
  ledger: () => call<Ledger>('GET', '/exchange/ledger'),
  exchange: () => call<ExchangeState>('GET', '/exchange'),
  press: (path: string, body: unknown = {}) => call<unknown>('PUT', path, body),
  liftCard: (kiosk: string) => call<unknown>('DELETE', `/kiosks/${kiosk}/readers/id-card/card`),
  pay: (orderNo: string, result: 'paid' | 'declined') =>
    call<unknown>('POST', `/exchange/orders/${orderNo}/pay`, { result }),
};

/** Tells of every change of the street, for as long as the page lives. */
export function listen(onEvent: (event: SandboxEvent) => void): () => void {
  const source = new EventSource('/events');
  for (const kind of ['kiosk', 'receipt', 'exchange'] as const) {
    source.addEventListener(kind, (message) => onEvent(JSON.parse(message.data) as SandboxEvent));
  }
  return () => source.close();
}
