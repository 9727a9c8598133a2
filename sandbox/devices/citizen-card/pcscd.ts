import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A pcscd of our own beside the machine's, if it has one: nobody else's readers, nobody else's socket. */
export type Pcscd = {
  /** TCP port of the reader's first slot; null while there is no reader. */
  readonly port: () => number | null;
  /** Starts it anew, with the virtual reader or without any. */
  readonly start: (hasReader: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

const VPCD_DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
/** What it takes, and the Debian package that brings it. */
const PARTS = [
  ['/usr/sbin/pcscd', 'pcscd'],
  [VPCD_DRIVER, 'vsmartcard-vpcd'],
  ['/usr/bin/systemd-socket-activate', 'systemd'],
  ['/usr/bin/setpriv', 'util-linux'],
] as const;

/** pcscd insists on this directory, whatever socket it is given; only root can make it. */
const PCSCD_DIRECTORY = '/run/pcscd';

/** The first Debian package this machine lacks for a virtual reader, or null. */
export function missingPackage(): string | null {
  const missing = PARTS.find(([path]) => !existsSync(path));
  if (missing !== undefined) return missing[1];
  return existsSync(PCSCD_DIRECTORY) || process.getuid?.() === 0 ? null : 'pcscd';
}

/** `sun_path` of `struct sockaddr_un` without its final NUL. */
export const LONGEST_SOCKET_PATH = 107;

/** As systemd does it: a pcscd that has died is up again when somebody asks for it. */
const RESTART_MS = 500;
const UP_WITHIN_MS = 10_000;

/**
 * pcscd takes its socket from whoever starts it (systemd's protocol), so any number of them run side by side,
 * without root and without a namespace. `setpriv` has the kernel end it with this process, however that dies.
 *
 * @param directory all its files; a socket's path has room for {@link LONGEST_SOCKET_PATH} bytes
 * @param reader its name; pcscd adds the numbers of reader and slot, ` 00 00`
 */
export function createPcscd(directory: string, reader: string): Pcscd {
  const socket = socketIn(directory);
  const readers = join(directory, 'reader.conf.d');
  let child: ChildProcess | null = null;
  let port: number | null = null;
  let restart: NodeJS.Timeout | undefined;

  const start = async (hasReader: boolean): Promise<void> => {
    await stop();
    await mkdir(readers, { recursive: true });
    await rm(socket, { force: true });
    const slot = hasReader ? await freePort() : null;
    await writeFile(join(readers, 'vpcd'), slot === null ? '' : readerEntry(reader, slot));
    const started = spawn(
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', 'systemd-socket-activate', '--listen', socket],
        ...['/usr/sbin/pcscd', '--foreground', '--config', readers],
      ],
      { stdio: 'ignore' },
    );
    child = started;
    port = slot;
    started.on('error', () => {});
    started.once('exit', () => {
      if (child !== started) return;
      child = null;
      port = null;
      restart = setTimeout(() => void start(hasReader).catch(() => {}), RESTART_MS);
    });
    await wakeUp(socket, slot);
  };

  const stop = async (): Promise<void> => {
    clearTimeout(restart);
    const stopped = child;
    child = null;
    port = null;
    if (stopped === null || stopped.exitCode !== null || stopped.signalCode !== null) return;
    const ended = once(stopped, 'exit');
    stopped.kill('SIGKILL');
    await ended;
  };

  return {
    port: () => port,
    start,
    close: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What a client of it sets as `PCSCLITE_CSOCK_NAME`. */
export const socketIn = (directory: string): string => join(directory, 'pcscd.comm');

const readerEntry = (reader: string, port: number): string =>
  [
    `FRIENDLYNAME "${reader}"`,
    `DEVICENAME /dev/null:${port}`,
    `LIBPATH ${VPCD_DRIVER}`,
    `CHANNELID ${port}`,
    '',
  ].join('\n');

/** vpcd listens on two ports in a row, one a slot. */
async function freePort(): Promise<number> {
  for (;;) {
    const first = await listenOn(0);
    if (first === null) continue;
    const second = await listenOn(first.port + 1);
    await first.close();
    await second?.close();
    if (second !== null) return first.port;
  }
}

async function listenOn(port: number) {
  const server = createServer();
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return null;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') return null;
  return {
    port: address.port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** Knocks at the socket, since pcscd is started by its first client; then waits for the reader's port. */
async function wakeUp(socket: string, port: number | null): Promise<void> {
  const deadline = AbortSignal.timeout(UP_WITHIN_MS);
  // The socket stands in the directory a moment before anybody listens at it.
  while (!(await knock(socket))) await pause(20, undefined, { signal: deadline });
  if (port === null) return;
  while (!(await isListening(port))) await pause(20, undefined, { signal: deadline });
}

/** Whether somebody took the connection, which is ended at once. */
async function knock(socket: string): Promise<boolean> {
  const client = connect(socket);
  try {
    await once(client, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    client.on('error', () => {});
    client.destroy();
  }
}

/** Looked up in the kernel's table: a connection would be a card, and a listener of our own in pcscd's way. */
async function isListening(port: number): Promise<boolean> {
  const local = `00000000:${port.toString(16).padStart(4, '0').toUpperCase()} 00000000:0000 0A`;
  return (await readFile('/proc/net/tcp', 'utf8')).includes(local);
}
