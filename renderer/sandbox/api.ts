import type { KioskState } from '../../sandbox/control/contract.ts';
import type { Receipt } from '../../sandbox/devices/receipt-printer/contract.ts';
import type {
  ErrorSpelling,
  ExchangeFault,
  ExchangeState,
  Ledger,
  OfficeQueue,
} from '../../sandbox/exchange/contract.ts';
import type { Citizen, CitizenSummary, CitizenTag } from '../../sandbox/population/citizen.ts';

/** The buttons of one device, by their names in docs/sandbox-control.md. */
export type DeviceButtons = {
  readonly put: (button: string, body?: object) => Promise<unknown>;
  readonly delete: (button: string) => Promise<unknown>;
  /** Something its state has no room for. The caller knows its type as the sandbox's contract has it. */
  readonly get: <T>(button: string) => Promise<T>;
  /** Where a browser can open it. */
  readonly address: (button: string) => string;
};

/** One person whole: the card in their pocket, who they live with, and every record a department has of them. */
export type CitizenFile = CitizenSummary &
  Pick<Citizen, 'document'> & { readonly records: Readonly<Record<string, unknown>> };

/** What an office's queue shall be; `own`: as the day has it. */
export type QueueWish =
  | { readonly state: 'open'; readonly waiting: number }
  | { readonly state: 'closed' | 'unknown' | 'own' };

/** A button was not pressed after all; the message is the sandbox's own words. */
export class Refusal extends Error {}

/** The sandbox's buttons as docs/sandbox-control.md lists them. Each of them throws a `Refusal` and nothing else. */
export type SandboxApi = ReturnType<typeof createSandboxApi>;

/** @param fetch the page's own; the panel is served by the sandbox, so every address is relative. */
export function createSandboxApi(fetch: typeof globalThis.fetch) {
  const call = async <T>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> => {
    const request =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(path, request).catch(() => {
      throw new Refusal('the sandbox does not answer');
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new Refusal(wordsOf(answer) ?? `HTTP ${response.status}`);
    if (answer === undefined) throw new Refusal('the sandbox answered no JSON');
    return answer as T; // the sandbox compiles against the very types this page does
  };

  const kioskPath = (kiosk: string, rest: string) => `/kiosks/${encodeURIComponent(kiosk)}/${rest}`;
  const put = (path: string, body: object = {}) => call<unknown>('PUT', path, body);

  return {
    kiosks: () => call<readonly KioskState[]>('GET', '/kiosks'),
    receipts: (kiosk: string) =>
      call<readonly Receipt[]>('GET', kioskPath(kiosk, 'printers/receipt/receipts')),
    exchange: () => call<ExchangeState>('GET', '/exchange'),
    ledger: () => call<Ledger>('GET', '/exchange/ledger'),
    offices: () => call<readonly OfficeQueue[]>('GET', '/exchange/offices'),

    citizens: (search: {
      readonly query: string;
      readonly tag: CitizenTag | null;
      readonly limit: number;
    }) => {
      const asked = new URLSearchParams({ query: search.query, limit: String(search.limit) });
      if (search.tag !== null) asked.set('tag', search.tag);
      return call<readonly CitizenSummary[]>('GET', `/citizens?${asked}`);
    },
    citizen: (id: string) => call<CitizenFile>('GET', `/citizens/${encodeURIComponent(id)}`),

    /**
     * The buttons of one device.
     *
     * @param path where they are below the kiosk: `readers/id-card`
     */
    device: (kiosk: string, path: string): DeviceButtons => ({
      put: (button, body) => put(kioskPath(kiosk, `${path}/${button}`), body),
      delete: (button) => call<unknown>('DELETE', kioskPath(kiosk, `${path}/${button}`)),
      get: <T>(button: string) => call<T>('GET', kioskPath(kiosk, `${path}/${button}`)),
      address: (button) => kioskPath(kiosk, `${path}/${button}`),
    }),

    setFault: (service: string | null, preset: ExchangeFault, times: number | null) =>
      put('/exchange/fault', { service, preset, times }),
    setLatency: (service: string | null, ms: number) => put('/exchange/latency', { service, ms }),
    setSpelling: (style: ErrorSpelling) => put('/exchange/spelling', { style }),
    setQueue: (office: string, queue: QueueWish) =>
      put(`/exchange/offices/${encodeURIComponent(office)}/queue`, queue),
    pay: (orderNo: string, result: 'paid' | 'declined') =>
      call<unknown>('POST', `/exchange/orders/${encodeURIComponent(orderNo)}/pay`, { result }),
  };
}

const wordsOf = (answer: unknown): string | undefined =>
  typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string'
    ? answer.error
    : undefined;
