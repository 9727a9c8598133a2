import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';

const run = promisify(execFile);

/** A CUPS of its own on loopback: nothing of the machine's is read or touched. */
export type Cups = {
  /** `ipp:` address of a queue. */
  readonly queue: (name: string) => string;
  /** Makes a queue that hands documents on as they are. */
  readonly addQueue: (name: string, device: string) => Promise<void>;
  /** `cupsdisable`, `cupsenable`, `cancel` …, with their arguments. */
  readonly command: (program: string, ...args: string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const path = `${process.env.PATH ?? ''}:/usr/sbin`;
/** The user and group of CUPS's own programs, on Debian. */
const printGroup = 'lp';

/** Why there can be no CUPS here; null when there can. */
export async function lacksCups(): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'only root starts a cupsd';
  for (const [program, debianPackage] of [
    ['cupsd', 'cups-daemon'],
    ['lpadmin', 'cups-client'],
  ]) {
    const found = await run('sh', ['-c', `command -v ${program}`], {
      env: { ...process.env, PATH: path },
    }).catch(() => null);
    if (found === null) return `Debian package ${debianPackage} is missing`;
  }
  return null;
}

export async function startCups(): Promise<Cups> {
  const root = await mkdtemp(join(tmpdir(), 'once-cups-'));
  const port = await freePort();
  // cupsd drops to user lp before it runs anything.
  await chmod(root, 0o755);
  const group = await groupId(printGroup);
  for (const folder of ['etc', 'spool', 'cache', 'state', 'tmp']) {
    await mkdir(join(root, folder), { mode: 0o770 });
    await chown(join(root, folder), 0, group);
  }
  await chmod(join(root, 'tmp'), 0o1770);
  await writeFile(
    join(root, 'etc', 'cupsd.conf'),
    `Listen 127.0.0.1:${port}
DefaultAuthType None
Browsing Off
WebInterface No
ErrorPolicy retry-job
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
`,
  );
  const log = join(root, 'error.log');
  await writeFile(
    join(root, 'etc', 'cups-files.conf'),
    `ServerRoot ${join(root, 'etc')}
RequestRoot ${join(root, 'spool')}
CacheDir ${join(root, 'cache')}
StateDir ${join(root, 'state')}
TempDir ${join(root, 'tmp')}
AccessLog ${join(root, 'access.log')}
PageLog ${join(root, 'page.log')}
ErrorLog ${log}
FileDevice Yes
`,
  );
  const cupsd = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', '--', 'cupsd', '-f'],
      ...['-c', join(root, 'etc', 'cupsd.conf'), '-s', join(root, 'etc', 'cups-files.conf')],
    ],
    { stdio: 'ignore', env: { ...process.env, PATH: path } },
  );
  const gone = once(cupsd, 'exit');
  const command = async (program: string, ...args: string[]) => {
    await run(program, args, { env: { ...process.env, PATH: path, CUPS_SERVER: `127.0.0.1:${port}` } });
  };
  const close = async () => {
    cupsd.kill('SIGTERM');
    await gone;
    await rm(root, { recursive: true });
  };
  try {
    await vi.waitUntil(
      async () => {
        if (cupsd.exitCode !== null) throw new Error(`it ended with ${cupsd.exitCode}`);
        return command('lpstat', '-r').then(
          () => true,
          () => false,
        );
      },
      { timeout: 10_000, interval: 50 },
    );
  } catch (error) {
    const said = await readFile(log, 'utf8').catch(() => 'nothing');
    await close();
    throw new Error(`cupsd does not start: ${said}`, { cause: error });
  }
  return {
    queue: (name) => `ipp://127.0.0.1:${port}/printers/${name}`,
    addQueue: (name, device) => command('lpadmin', '-p', name, '-E', '-v', device, '-m', 'raw'),
    command,
    close,
  };
}

async function groupId(name: string): Promise<number> {
  const { stdout } = await run('getent', ['group', name]);
  return Number(stdout.split(':')[2]);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
