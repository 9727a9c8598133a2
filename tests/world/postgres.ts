import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { endNow, isRunning, treeOf } from './process-tree.ts';

/** A real PostgreSQL of the test's own: Debian's binaries, a free port, its data in a temporary directory. */
export type Postgres = {
  /** Of a new, empty database. */
  readonly newDatabase: () => Promise<string>;
  /** As a pulled plug: every process of it at once, `kill -9`. */
  readonly kill: () => Promise<void>;
  /** On the same port, with the same data. */
  readonly rise: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const USER = 'hall';

/**
 * @param durability `machine`: what is committed outlives the machine's own end, as where it is used in earnest;
 *   `process`: that of its processes, which is all a test can bring about, without a sync of the disk for each commit
 */
export async function startPostgres(durability: 'machine' | 'process' = 'process'): Promise<Postgres> {
  const binaries = binariesAt('/usr/lib/postgresql');
  const directory = mkdtempSync(join(tmpdir(), 'once-postgres-'));
  // It does not run as root.
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : null;
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', USER, '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...owner, cwd: directory, stdio: 'pipe' },
  );
  const port = await freePort();
  let child: ChildProcess | null = null;
  let databases = 0;

  const rise = async (): Promise<void> => {
    const settings = ['-p', `${port}`, '-h', '127.0.0.1', '-k', directory];
    if (durability === 'process') settings.push('-F');
    child = spawn(join(binaries, 'postgres'), ['-D', data, ...settings], {
      ...owner,
      cwd: directory,
      stdio: 'ignore',
    });
    await until(() => answers(`postgres://${USER}@127.0.0.1:${port}/postgres`));
  };
  const kill = async (): Promise<void> => {
    if (child?.pid === undefined) return;
    const all = treeOf(child.pid);
    endNow(all);
    await until(async () => !all.some(isRunning));
    child = null;
  };
  await rise();
  return {
    newDatabase: async () => {
      databases += 1;
      const name = `hall_${databases}`;
      const client = new pg.Client(`postgres://${USER}@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return `postgres://${USER}@127.0.0.1:${port}/${name}`;
    },
    kill,
    rise,
    stop: async () => {
      await kill();
      rmSync(directory, { recursive: true });
    },
  };
}

/** The newest version there is. */
function binariesAt(root: string): string {
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter(Number.isFinite) : [];
  if (versions.length === 0) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return join(root, String(Math.max(...versions)), 'bin');
}

const idOf = (which: '-u' | '-g'): number =>
  Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A port nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Whether somebody listens there. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const over = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => over(true));
    socket.once('error', () => over(false));
  });

const READY_MS = 30_000;
const LOOK_MS = 20;

/** Looks until it is so; a process says by nothing else that it is there, or gone. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come to be within half a minute');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
