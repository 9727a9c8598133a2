import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KioskConfig, PASSWORD_FILE } from '../../kiosk-config/config.ts';
import type { RandomBytes } from '../ids.ts';
import { nextBoot } from './boot-id.ts';
import { type Health, type HealthOptions, startHealth } from './health.ts';
import { machineFacts } from './machine.ts';
import { mqttConnect } from './mqtt-connection.ts';
import { openTelemetryStore } from './telemetry-store.ts';

export type OpenHealthOptions = Omit<
  HealthOptions,
  'kiosk' | 'realm' | 'commandKey' | 'connect' | 'store' | 'timeQuality' | 'machine' | 'node'
> & {
  readonly config: KioskConfig;
  readonly dataRoot: string;
  readonly randomBytes: RandomBytes;
  /** PEM; whom to trust as the hall's broker. */
  readonly ca: string;
};

/**
 * Begins to tell the hall how this machine is. Null on a machine nobody watches, and on one whose disk does not take the
 * messages: that is written into the log, and citizens are served all the same.
 */
export function openHealth({
  config,
  dataRoot,
  randomBytes,
  ca,
  ...options
}: OpenHealthOptions): Health | null {
  const { fleet } = config;
  if (!fleet) return null;
  const { clock, log } = options;
  try {
    const facts = machineFacts(dataRoot);
    const store = openTelemetryStore({
      dataRoot,
      newBoot: (last) => nextBoot(last, clock.now().getTime(), randomBytes),
    });
    return startHealth({
      ...options,
      kiosk: config.kiosk.id,
      realm: fleet.realm,
      commandKey: fleet.commandKey ?? null,
      node: process.versions.node,
      timeQuality: facts.timeQuality,
      machine: facts.load,
      store,
      connect: mqttConnect({
        url: fleet.url,
        // The hall's broker takes a machine under its own name only.
        clientId: fleet.username,
        username: fleet.username,
        password: fleet.password ?? readFileSync(join(config.secretsDir, PASSWORD_FILE), 'utf8').trim(),
        ca,
      }),
    });
  } catch (error) {
    log.defect('telemetry-not-opened', error);
    return null;
  }
}
