import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Population } from '../population/population.ts';
import type { ExchangeState } from './contract.ts';
import { exchangeControlPlugin } from './control-plugin.ts';
import { createFaultBoard } from './fault-board.ts';
import { openCheckRegister } from './identity/check-register.ts';
import { openLedger } from './ledger.ts';
import { openLicenceRegister } from './licences/licence-register.ts';
import type { SealIdentity } from './licences/seal-document.ts';
import { startVerificationPage } from './licences/verification-page.ts';
import { startSecurityServer } from './security-server.ts';
import { createDirectory } from './services/directory.ts';

export type ExchangeOptions = {
  readonly host: string;
  readonly port: number;
  /** PEM: the server's key and certificate, and the authority whose certificates kiosks carry. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
  /** Key and certificate of a department's seal. */
  readonly sealOf: (organisation: string) => Promise<SealIdentity>;
  /** Port of the public verification page; a free one without it. */
  readonly verifyPort?: number;
  readonly clock: () => Date;
  readonly seed: string;
  readonly population: Population;
  /** Where the ledger lives; made if it is not there. */
  readonly dataDir: string;
  /** Told what changed: `case`, `order`, `licence`, `rating`, `query`, or the button that was pressed. */
  readonly onChange: (what: string) => void;
  /** `flows/` of the release, read as data. */
  readonly flowsDirectory?: string;
  /** X-Road instance, and the client id of the hall's kiosk subsystem. */
  readonly instance?: string;
  readonly client?: string;
  /** CNs registered for that client; every enrolled kiosk without it. */
  readonly kiosks?: readonly string[];
  /** GB/T 2260 code on the case numbers. */
  readonly area?: string;
  readonly newId?: () => string;
};

export type Exchange = {
  /** `https://host:port`: the hall's security server. */
  readonly url: string;
  /** Public verification page of sealed documents; a token follows it. */
  readonly verifyPage: string;
  /** `/exchange/…` for the control server. */
  readonly controlPlugin: (server: FastifyInstance) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * The hall's server is no kiosk: its certificate has this CN, it speaks for a subsystem of its own, and that may ask for
 * nobody's data.
 */
export const HALL_SERVER = { name: 'hall-server', client: 'ONCE/GOV/330122/hall' } as const;
const HALL_SERVICES = 'govsvc/office-queue/';

/** Starts the reference exchange: security server, departments, treasury and their ledger. */
export const startExchange = async (options: ExchangeOptions): Promise<Exchange> => {
  const {
    flowsDirectory = join(import.meta.dirname, '../../flows'),
    instance = 'ONCE',
    client = 'ONCE/GOV/330122/kiosks',
    area = '330122',
    newId = randomUUID,
  } = options;
  mkdirSync(options.dataDir, { recursive: true });
  const ledger = openLedger(options.dataDir);
  const register = openLicenceRegister(options.dataDir);
  const checks = openCheckRegister(options.dataDir);
  const faults = createFaultBoard();
  const page = await startVerificationPage({ ...options, port: options.verifyPort ?? 0, register });
  const directory = createDirectory({
    ...{ ...options, ledger, instance, area, flowsDirectory, register, checks },
    verifyPage: page.url,
  });
  const server = await startSecurityServer({
    ...options,
    ...{ instance, directory, faults, newId },
    clientOf: (name) => {
      if (name === HALL_SERVER.name) return HALL_SERVER.client;
      return options.kiosks?.includes(name) === false ? undefined : client;
    },
    mayCall: (who, service) => who !== HALL_SERVER.client || service.startsWith(HALL_SERVICES),
  });
  const state = (): ExchangeState => ({ url: server.url, verifyPage: page.url, ...faults.state() });
  return {
    url: server.url,
    verifyPage: page.url,
    controlPlugin: exchangeControlPlugin({
      ...{ faults, state, pay: directory.pay, queues: directory.queues, onChange: options.onChange },
      ledger: () => ({ ...ledger.read(), licences: register.all(), checks: checks.all() }),
      apply: server.followFaults,
    }),
    close: async () => {
      await server.close();
      await page.close();
      ledger.close();
      register.close();
      checks.close();
    },
  };
};
