import { readFileSync } from 'node:fs';
import { v4 } from 'uuid';
import type { HallOptions } from './hall.ts';
import type { BrokerUser } from './ingest/mosquitto-files.ts';
import { sharedBroker } from './ingest/shared-broker.ts';
import { joinCopies } from './store/postgres/copies.ts';
import { openPostgresStore } from './store/postgres/postgres-store.ts';

/** What copies of a hall share, as the command line names it: docs/hall-beyond-one-machine.md. */
export type SharedOptions = {
  readonly database?: string;
  readonly broker?: string;
  readonly brokerCredentials?: string;
  readonly brokerCa?: string;
};

/** Why this cannot be meant; null when it can. */
export function problemOfShared({
  database,
  broker,
  brokerCredentials,
  brokerCa,
}: SharedOptions): string | null {
  if (database !== undefined) {
    const url = urlOf(database, ['postgres:', 'postgresql:']);
    if (!url) return '--database is postgres://USER@HOST:PORT/DATABASE';
    // Everybody on the machine can read an argument.
    if (url.password !== '') return 'the password of the database belongs into PGPASSWORD or a PGPASSFILE';
    const isSafe =
      isHere(url) || /^(require|verify-ca|verify-full)$/.test(url.searchParams.get('sslmode') ?? '');
    if (!isSafe) return 'beyond this machine --database needs ?sslmode=verify-full (or verify-ca, require)';
  }
  if ((broker === undefined) !== (brokerCredentials === undefined))
    return '--broker and --broker-credentials go together';
  if (broker === undefined) return brokerCa === undefined ? null : '--broker-ca is for --broker';
  const url = urlOf(broker, ['mqtt:', 'mqtts:']);
  if (url?.username !== '' || url.password !== '') return '--broker is mqtt://HOST:PORT or mqtts://HOST:PORT';
  return url.protocol === 'mqtts:' || isHere(url) ? null : 'beyond this machine --broker is mqtts:';
}

function urlOf(text: string, protocols: readonly string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && protocols.includes(url.protocol) ? url : null;
}

/** No host at all is a socket of this machine. */
const isHere = ({ hostname }: URL): boolean =>
  ['', 'localhost', '[::1]'].includes(hostname) || /^127\./.test(hostname);

/** The parts of a hall that are shared, where they are; nothing where a hall stands alone. */
export function sharedParts(
  { database, broker, brokerCredentials, brokerCa }: SharedOptions,
  { realm, mqtt, clock, log }: Pick<HallOptions, 'realm' | 'mqtt' | 'clock' | 'log'>,
): Pick<HallOptions, 'openStore' | 'joinCopies' | 'startBroker'> {
  const self = v4();
  return {
    ...(database === undefined
      ? {}
      : {
          openStore: () => openPostgresStore(database),
          joinCopies: (onError) => joinCopies(database, self, clock, onError),
        }),
    ...(broker === undefined || brokerCredentials === undefined
      ? {}
      : {
          startBroker: sharedBroker({
            url: broker,
            ...readBrokerUser(brokerCredentials),
            ca: brokerCa === undefined ? null : readFileSync(brokerCa, 'utf8'),
            realm,
            now: () => clock.now().getTime(),
            clientId: `hall-${self}`,
            port: mqtt.port,
            onBroker: (state, why) => log(state === 'away' ? 'error' : 'info', `broker-${state}`, why),
          }),
        }),
  };
}

/**
 * One line, `USER:PASSWORD`.
 * @throws when it is anything else
 */
export function readBrokerUser(file: string): BrokerUser {
  const [, username, password] = /^([A-Za-z0-9._-]+):([^\n]+)\n?$/.exec(readFileSync(file, 'utf8')) ?? [];
  if (username === undefined || password === undefined) throw new Error(`${file} is one line, USER:PASSWORD`);
  return { username, password };
}
