import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { KioskConfig } from '../../kiosk-config/config.ts';
import { type RunningProcess, startProcess } from './processes.ts';
import type { Sandbox } from './sandbox.ts';

export type HostReady = { readonly url: string; readonly token: string };
export type KioskOptions = {
  readonly directory: string;
  /** One of the sandbox's kiosks; its first without it. */
  readonly kiosk?: string;
  readonly orientation?: 'portrait' | 'landscape';
  /** Only devices of these classes are configured; without it, all the sandbox has. */
  readonly classes?: readonly string[];
  readonly timers?: Readonly<Record<string, number>>;
  readonly deadlines?: { readonly queryMs?: number; readonly submitMs?: number };
  /** The hall that watches it; nobody does without it. */
  readonly fleet?: NonNullable<KioskConfig['fleet']>;
};

/** Writes a configuration for a kiosk of the sandbox and starts its host, as `once start` does. */
export function startHost(sandbox: Sandbox, options: KioskOptions): Promise<RunningProcess<HostReady>> {
  writeConfig(sandbox, options);
  return startConfigured(options.directory);
}

/** @returns the file: `config.yaml` in the kiosk's directory */
export function writeConfig(sandbox: Sandbox, options: KioskOptions): string {
  const config = join(options.directory, 'config.yaml');
  writeFileSync(config, stringify(configFor(sandbox, options)));
  return config;
}

/** Starts the host of the kiosk whose configuration is in this directory already. */
export function startConfigured(directory: string): Promise<RunningProcess<HostReady>> {
  return startProcess<HostReady>(
    'host/main.ts',
    ['--config', join(directory, 'config.yaml'), '--data', join(directory, 'data'), '--port', '0'],
    (line) => (isReady(line) ? line : null),
  );
}

/** A token for one more window, asked for as a shell asks. */
export function issueToken(host: RunningProcess<HostReady>): Promise<string> {
  return new Promise((resolve) => {
    host.child.once('message', (message: { token: string }) => resolve(message.token));
    host.child.send({ type: 'issue-token' });
  });
}

function configFor(sandbox: Sandbox, options: KioskOptions) {
  const kiosk = sandbox.ready.kiosks.find(({ id }) => options.kiosk === undefined || id === options.kiosk);
  if (!kiosk) throw new Error('the sandbox has a kiosk');
  return {
    version: 1,
    kiosk: {
      id: kiosk.id,
      place: { 'zh-CN': '城南社区服务站门厅', en: 'Lobby, Chengnan community station' },
      screen: { orientation: options.orientation ?? 'portrait' },
    },
    hall: {
      name: { 'zh-CN': '桐庐县政务服务中心', en: 'Tonglu Government Service Centre' },
      area: '330122',
      help: {
        phone: '12345',
        desk: { 'zh-CN': '一楼总服务台', en: 'Service desk, ground floor' },
        hours: { 'zh-CN': '工作日9:00—17:00', en: 'Working days, 9:00–17:00' },
      },
      neighbours: [{ id: 'TL-013', where: { 'zh-CN': '就在左边', en: 'to your left' } }],
    },
    devices: kiosk.devices.filter(({ class: deviceClass }) => options.classes?.includes(deviceClass) ?? true),
    exchange: {
      securityServer: sandbox.ready.securityServer,
      instance: 'ONCE',
      client: 'ONCE/GOV/330122/kiosks',
      ...(options.deadlines ? { deadlines: options.deadlines } : {}),
    },
    secretsDir: kiosk.secretsDir,
    ...(options.timers ? { timers: options.timers } : {}),
    ...(options.fleet ? { fleet: options.fleet } : {}),
  };
}

function isReady(line: unknown): line is HostReady {
  return typeof line === 'object' && line !== null && 'url' in line && 'token' in line;
}
