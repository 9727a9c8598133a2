import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { openAuthority } from '../pki.ts';
import { createPopulation } from '../population/population.ts';
import type { Ledger } from './contract.ts';
import { type ExchangeOptions, startExchange } from './exchange.ts';

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'test-certificates', name), 'utf8');

export type Identity = 'kiosk' | 'unregistered' | 'stranger' | 'none';

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The parsed body. */
  readonly body: Record<string, unknown>;
};

export type CallOptions = {
  readonly as?: Identity;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Gives up after so long, as a kiosk's deadline does. */
  readonly signal?: AbortSignal;
};

/** What the tests' kiosk sends with every call unless a test says otherwise. */
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'X-Road-Client': 'ONCE/GOV/330122/kiosks',
  'X-Road-Id': '01890000-0000-7000-8000-000000000001',
  'X-Road-UserId': 'CN00112233445566aa',
};

/** An exchange on a free port with a county of thirty, its buttons, and a kiosk's way to call it. */
export const startTestExchange = async (options: Partial<ExchangeOptions> = {}) => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'exchange-'));
  const today = '2026-11-24';
  const population = createPopulation({ seed: 'exchange', size: 30, today });
  const changes: string[] = [];
  const exchange = await startExchange({
    host: '127.0.0.1',
    port: 0,
    tls: { key: pem('server.key'), cert: pem('server.crt'), ca: pem('ca.crt') },
    sealOf: (await openAuthority(join(dataDir, 'pki'), () => new Date())).seal,
    clock: () => new Date('2026-11-24T02:00:00Z'),
    seed: 'exchange',
    population,
    dataDir,
    kiosks: ['TL-0001'],
    onChange: (what) => changes.push(what),
    ...options,
  });
  const control = Fastify();
  control.register(exchange.controlPlugin);

  const send = (path: string, body: string | Uint8Array, { as = 'kiosk', ...rest }: CallOptions = {}) =>
    new Promise<Reply>((resolve, reject) => {
      const sent = request(
        `${exchange.url}${path}`,
        {
          method: rest.method ?? 'POST',
          headers: { ...HEADERS, ...rest.headers },
          ca: pem('ca.crt'),
          ...(as !== 'none' && { key: pem(`${as}.key`), cert: pem(`${as}.crt`) }),
          ...(rest.signal && { signal: rest.signal }),
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const isJson = response.headers['content-type']?.startsWith('application/json') === true;
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              body: isJson && text.startsWith('{') ? JSON.parse(text) : {},
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(rest.method === 'GET' ? undefined : body);
    });

  return {
    exchange,
    population,
    changes,
    dataDir,
    send,
    /** Calls `police/data/driver-licence` and the like. */
    call: (service: string, body: unknown, options?: CallOptions) =>
      send(`/r1/ONCE/GOV/${service}/v1`, JSON.stringify(body), options),
    press: async (method: 'PUT' | 'POST', url: string, payload: object = {}) => {
      const answer = await control.inject({ method, url, payload });
      return { status: answer.statusCode, body: answer.json() };
    },
    ledger: async (): Promise<Ledger> => (await control.inject('/exchange/ledger')).json(),
    person: (id: string) => {
      const citizen = population.find(id);
      if (citizen === undefined) throw new Error(`nobody is called ${id}`);
      return { idType: citizen.document.type, idNo: citizen.document.number, name: citizen.name };
    },
    /** Stops it and keeps its data, as a restart does. */
    stop: async () => {
      await control.close();
      await exchange.close();
    },
    dispose: async () => {
      await control.close();
      await exchange.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export type TestExchange = Awaited<ReturnType<typeof startTestExchange>>;

/** A submission of Li Na's, complete, with what a test wants different. */
export const filing = (exchange: TestExchange, changes: Record<string, unknown> = {}) => ({
  key: 'visit-1/submit/medins',
  item: { id: 'medins.remote-filing', version: 1, hash: 'sha256-test' },
  applicant: { ...exchange.person('li-na'), phone: '19900000001' },
  answers: { kind: 'work', city: '上海' },
  derived: {},
  signature: { strokes: [[[0, 0]]], at: '2026-11-24T02:00:00Z' },
  kiosk: 'TL-0001',
  submittedAt: '2026-11-24T02:00:00Z',
  ...changes,
});

export const rows = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);
