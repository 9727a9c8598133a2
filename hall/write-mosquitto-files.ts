import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mosquittoFiles } from './ingest/mosquitto-files.ts';
import { readBrokerUser } from './shared-parts.ts';
import { openPostgresStore } from './store/postgres/postgres-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { HallStore } from './store/store.ts';

export type WrittenFiles = {
  readonly machines: number;
  readonly leftOut: readonly string[];
  readonly changed: boolean;
};

/**
 * Writes `passwords` and `acl` for mosquitto into `out`, whole or not at all, for whom the directory belongs to; and has
 * the broker whose number is in `pidFile` read them, if anything is new.
 */
export async function writeMosquittoFiles(options: {
  readonly data: string;
  readonly database?: string;
  readonly realm: string;
  readonly out: string;
  readonly brokerCredentials: string;
  readonly pidFile?: string;
  readonly now: number;
}): Promise<WrittenFiles> {
  const { database, realm, out, now } = options;
  const store: HallStore =
    database === undefined ? openSqliteStore(join(options.data, 'store')) : await openPostgresStore(database);
  const records = await store.records().finally(store.close);
  mkdirSync(out, { recursive: true, mode: 0o750 });
  const old = (name: string): string =>
    existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8') : '';
  const hall = readBrokerUser(options.brokerCredentials);
  const files = mosquittoFiles(realm, hall, records, now, old('passwords'));
  const { uid, gid } = statSync(out);
  let changed = false;
  for (const name of ['passwords', 'acl'] as const) {
    if (old(name) === files[name]) continue;
    const draft = join(out, `${name}.new`);
    writeFileSync(draft, files[name], { mode: 0o600 });
    chownSync(draft, uid, gid);
    renameSync(draft, join(out, name));
    changed = true;
  }
  if (changed && options.pidFile !== undefined)
    process.kill(Number(readFileSync(options.pidFile, 'utf8')), 'SIGHUP');
  return { machines: files.machines, leftOut: files.leftOut, changed };
}
