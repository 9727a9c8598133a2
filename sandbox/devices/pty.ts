import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdir, readlink, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A serial port without hardware: the cable between a simulated device and whoever opens `path`. */
export type Pty = {
  readonly path: string;
  /** Towards the kiosk. Bytes written after the cable was pulled go nowhere, as on a real one. */
  readonly write: (bytes: Uint8Array) => void;
  /** Ends whoever's connection; a serial line has none, and stays open when the device starts anew. */
  readonly hangUp: () => void;
  /** Pulls the cable: open handles see a hang-up, and the path is gone. */
  readonly unplug: () => Promise<void>;
  /** Resolves when the cable is gone, whoever pulled it. */
  readonly closed: Promise<void>;
};

export type PtyEvents = { readonly onData: (bytes: Uint8Array) => void };

const READY = 'starting data transfer';

/**
 * How long socat outlives the end of its input. Its usual half second would let it meet its successor at the same
 * path; for the same reason it leaves its link alone (`unlink-close=0`), and `removeLink` looks whose it is.
 */
const LINGER_S = '0.05';

/**
 * Puts a serial port at `path`, its device end being this process. socat holds the pseudo terminal and hands
 * its bytes through pipes: so a cable can be pulled (socat dies), and nothing is left behind when this process
 * is killed outright, because socat then reads the end of its input.
 *
 * @throws when socat is missing or cannot make the port
 */
export async function plugPty(path: string, events: PtyEvents): Promise<Pty> {
  await mkdir(dirname(path), { recursive: true });
  await removeLink(path);
  const socat = spawn('socat', [
    '-d',
    '-d',
    '-t',
    LINGER_S,
    `pty,raw,echo=0,link=${path},unlink-close=0`,
    'STDIO',
  ]);
  const terminal = await ready(socat);

  // A write that meets a just-killed socat fails with EPIPE; the cable is gone, that is all there is to know.
  socat.stdin.on('error', () => {});
  socat.stdout.on('data', (bytes: Buffer) => events.onData(bytes));
  socat.stderr.resume();

  const closed = once(socat, 'exit').then(() => removeLink(path, terminal));
  return {
    path,
    write: (bytes) => {
      if (socat.exitCode === null && socat.signalCode === null && socat.stdin.writable)
        socat.stdin.write(bytes);
    },
    hangUp: () => {},
    unplug: async () => {
      // SIGKILL: on SIGTERM socat first finishes what it has, and a pulled cable does not.
      socat.kill('SIGKILL');
      await closed;
    },
    closed,
  };
}

/** Waits until the port can be opened; returns the terminal its link points to. */
async function ready(socat: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const onExit = () => reject(new Error(`socat could not make a serial port: ${said.trim()}`));
    const onData = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (!said.includes(READY)) return;
      socat.stderr.off('data', onData);
      socat.off('error', reject);
      socat.off('exit', onExit);
      resolve(/PTY is (\S+)/.exec(said)?.[1] ?? '');
    };
    socat.stderr.on('data', onData);
    socat.once('error', reject);
    socat.once('exit', onExit);
  });
}

/**
 * A killed socat leaves its symbolic link behind. `terminal` keeps a late clean-up from taking away the link of
 * a cable plugged in meanwhile; anything that is not a link is somebody else's and stays.
 */
async function removeLink(path: string, terminal?: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isSymbolicLink()) return;
  if (terminal !== undefined && (await readlink(path).catch(() => null)) !== terminal) return;
  await rm(path, { force: true });
}
