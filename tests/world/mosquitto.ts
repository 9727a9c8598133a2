import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isListening, until } from './postgres.ts';

/** A real mosquitto of the test's own, as docs/hall-beyond-one-machine.md configures it, on the loopback. */
export type Mosquitto = {
  /** Where machines connect, and where copies of the hall do. */
  readonly machines: number;
  readonly halls: number;
  /** Of its password and ACL file. */
  readonly directory: string;
  readonly pidFile: string;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  /** On the same ports, remembering nothing. */
  readonly rise: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const BINARY = '/usr/sbin/mosquitto';

export async function prepareMosquitto(): Promise<Mosquitto> {
  const root = mkdtempSync(join(tmpdir(), 'once-mosquitto-'));
  const directory = join(root, 'once');
  mkdirSync(directory);
  // Started as root it runs as its own user, and reads its files as that.
  if (process.getuid?.() === 0) for (const each of [root, directory]) chownSync(each, idOf('-u'), idOf('-g'));
  const [machines, halls] = [await freePort(), await freePort()];
  const config = join(root, 'mosquitto.conf');
  const pidFile = join(root, 'mosquitto.pid');
  writeFileSync(
    config,
    `
    per_listener_settings false
    allow_anonymous false
    password_file ${join(directory, 'passwords')}
    acl_file ${join(directory, 'acl')}
    persistence false
    max_inflight_messages 2000
    max_queued_messages 0
    message_size_limit 4096
    log_dest topic
    pid_file ${pidFile}

    listener ${machines} 127.0.0.1
    use_username_as_clientid true

    listener ${halls} 127.0.0.1
    `.replaceAll(/^ +/gm, ''),
  );
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const was = child;
    child = null;
    if (!was || was.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => was.once('exit', () => resolve()));
    was.kill('SIGKILL');
    await ended;
  };
  return {
    machines,
    halls,
    directory,
    pidFile,
    kill,
    rise: async () => {
      child = spawn(BINARY, ['-c', config], { stdio: 'ignore' });
      await until(async () => (await isListening(machines)) && (await isListening(halls)));
    },
    stop: async () => {
      await kill();
      rmSync(root, { recursive: true });
    },
  };
}

const idOf = (which: '-u' | '-g'): number =>
  Number(execFileSync('id', [which, 'mosquitto'], { encoding: 'utf8' }));
