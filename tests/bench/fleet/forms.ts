import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSecret } from '../../../hall/accounts/secret.ts';
import { mosquittoHash } from '../../../hall/ingest/mosquitto-password.ts';
import { openPostgresStore } from '../../../hall/store/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../hall/store/sqlite-store.ts';
import type { HallStore, HallWrite } from '../../../hall/store/store.ts';
import { textAt } from '../../fleet/hall-desk.ts';
import { prepareMosquitto } from '../../world/mosquitto.ts';
import { freePort, isListening, startPostgres, until } from '../../world/postgres.ts';
import { startProcess } from '../../world/processes.ts';

export const REALM = 'zj-hz';
export const PASSWORD = 'of every machine of the benchmark';
const ONCE = join(import.meta.dirname, '..', '..', '..', 'cli', 'once.ts');
const place = { 'zh-CN': '测试大厅', en: 'Test hall' };

/** Something kiosks can connect to. */
export type Serving = { readonly mqttPort: number; readonly stop: () => Promise<void> };
export type ServingHall = Serving & { readonly url: string; readonly adminCode: string };

/** A way the hall can be run, and the broker it is run on with nothing behind it. */
export type Form = {
  readonly name: 'embedded' | 'shared';
  readonly startHall: (kiosks: readonly string[]) => Promise<ServingHall>;
  readonly startBare: () => Promise<Serving>;
};

export const embedded: Form = {
  name: 'embedded',
  startHall: async (kiosks) => {
    const data = mkdtempSync(join(tmpdir(), 'once-bench-hall-'));
    await writeDown(openSqliteStore(join(data, 'store')), kiosks);
    const { hall, ready } = await hallProcess(['--data', data, '--mqtt', '0']);
    return {
      ...ready,
      stop: async () => {
        await ended(hall.child);
        rmSync(data, { recursive: true, force: true });
      },
    };
  },
  startBare: async () => {
    const mqttPort = await freePort();
    const broker = spawn(process.execPath, [join(import.meta.dirname, 'bare-broker.ts'), `${mqttPort}`]);
    await until(() => isListening(mqttPort));
    return { mqttPort, stop: () => ended(broker) };
  },
};

export const shared: Form = {
  name: 'shared',
  startHall: async (kiosks) => {
    const data = mkdtempSync(join(tmpdir(), 'once-bench-hall-'));
    const credentials = join(data, 'broker-credentials');
    writeFileSync(credentials, 'hall:a pass phrase of all copies\n', { mode: 0o600 });
    const postgres = await startPostgres('machine');
    const database = await postgres.newDatabase();
    await writeDown(await openPostgresStore(database), kiosks);
    const mosquitto = await prepareMosquitto();
    const both = ['--database', database, '--realm', REALM, '--broker-credentials', credentials];
    execFileSync(process.execPath, [ONCE, 'hall', 'mosquitto-files', '--out', mosquitto.directory, ...both]);
    await mosquitto.rise();
    const broker = ['--broker', `mqtt://127.0.0.1:${mosquitto.halls}`, '--mqtt', `${mosquitto.machines}`];
    const { hall, ready } = await hallProcess(['--data', data, ...both, ...broker]);
    return {
      ...ready,
      mqttPort: mosquitto.machines,
      stop: async () => {
        await ended(hall.child);
        await mosquitto.stop();
        await postgres.stop();
        rmSync(data, { recursive: true, force: true });
      },
    };
  },
  startBare: async () => {
    const mqttPort = await freePort();
    const broker = spawn('/usr/sbin/mosquitto', ['-p', `${mqttPort}`], { stdio: 'ignore' });
    await until(() => isListening(mqttPort));
    const main = join(import.meta.dirname, 'null-subscriber.ts');
    const subscriber = await startProcess(main, [`${mqttPort}`], (line) => line);
    return {
      mqttPort,
      stop: async () => {
        await subscriber.stop();
        await ended(broker);
      },
    };
  },
};

async function hallProcess(args: readonly string[]) {
  const always = ['hall', 'start', '--realm', REALM, '--http', '0', '--first-admin', 'zhou'];
  const hall = await startProcess(ONCE, [...always, ...args], (line) => {
    if (typeof line !== 'object' || line === null || !('firstAdmin' in line)) return null;
    return {
      url: textAt(line, 'http'),
      mqttPort: Number(new URL(textAt(line, 'mqtt')).port),
      adminCode: textAt(line.firstAdmin, 'code'),
    };
  });
  return { hall, ready: hall.ready };
}

/** Enrolled one and all, twenty to a hall. */
async function writeDown(store: HallStore, kiosks: readonly string[]): Promise<void> {
  const credential = {
    hash: await hashSecret(PASSWORD, 'made'),
    mosquitto: mosquittoHash(PASSWORD),
    expiresAt: Date.now() + 86_400_000,
  };
  const writes = kiosks.flatMap((kiosk, index): readonly HallWrite[] => {
    const hall = `hall-${Math.floor(index / 20)}`;
    const machine = { kiosk, hall, place, credential, enrolment: null, enrolledAt: Date.now() };
    return [
      ...(index % 20 === 0
        ? [{ kind: 'hall', hall: { id: hall, name: place, opening: 'always' } } as const]
        : []),
      { kind: 'record', record: machine },
    ];
  });
  for (let from = 0; from < writes.length; from += 500) await store.commit(writes.slice(from, from + 500));
  await store.close();
}

/** Nothing of it is needed any more, nor that it ends in order. */
async function ended(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await over;
}
