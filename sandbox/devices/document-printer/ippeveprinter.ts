import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * A running ippeveprinter (CUPS): the real IPP Everywhere printer of Debian's `cups-ipp-utils`, with nothing behind it
 * but {@link IppeveprinterOptions.socket}. Supplies are set over its own web forms.
 */
export type Ippeveprinter = {
  readonly pid: () => number | undefined;
  /** Percent in the tray of A4, and of toner. */
  readonly setPaper: (level: number) => Promise<void>;
  readonly setToner: (level: number) => Promise<void>;
  /**
   * Makes it run the command once, so that states can be said while nothing is printed: as it takes them only from a
   * command, the panel prints something very short. Resolves when that is over; false when it is busy with another.
   */
  readonly runPanelJob: () => Promise<boolean>;
  /** Stops it in mid-thought: connections are taken, nothing is answered. */
  readonly freeze: (isFrozen: boolean) => void;
  /** Pulls the plug. */
  readonly kill: () => Promise<void>;
  /** Resolves when it is gone, whoever pulled it. */
  readonly gone: Promise<void>;
};

export type IppeveprinterOptions = {
  /** Its spool, its keys and its command; emptied at the start. */
  readonly directory: string;
  readonly port: number;
  /** Where `relay.ts` finds whoever plays the mechanism. */
  readonly socket: string;
  /** The user whose jobs are the panel's own. */
  readonly panelUser: string;
  /** It has said yes to a Cancel-Job; to a Create-Job. */
  readonly onCancelJob: () => void;
  readonly onCreateJob: () => void;
};

const programs = { printer: 'ippeveprinter', bus: 'dbus-daemon', tool: 'ipptool' } as const;
/** Debian puts ippeveprinter where only root's path leads. */
const path = `${process.env.PATH ?? ''}:/usr/sbin`;
const run = promisify(execFile);
const startMs = 10_000;

/** The Debian package that is missing here, or null when all are there. */
export async function missingPackage(): Promise<string | null> {
  const isThere = (program: string) =>
    run('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH: path } }).then(
      () => true,
      () => false,
    );
  if (!(await isThere(programs.printer)) || !(await isThere(programs.tool))) return 'cups-ipp-utils';
  return (await isThere(programs.bus)) ? null : 'dbus-daemon';
}

export async function startIppeveprinter(options: IppeveprinterOptions): Promise<Ippeveprinter> {
  const { directory, port } = options;
  const spool = join(directory, 'spool');
  await rm(spool, { recursive: true, force: true });
  await mkdir(spool, { recursive: true });
  await mkdir(join(directory, 'keys'), { recursive: true, mode: 0o700 });
  const command = join(directory, 'command.sh');
  const relay = fileURLToPath(new URL('relay.ts', import.meta.url));
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${relay}' '${options.socket}' "$1"\n`);
  await chmod(command, 0o755);
  await writePanelJob(directory, options.panelUser);

  // It insists on announcing itself over D-Bus; nobody is to hear it, so it gets a bus of its own.
  const bus = spawnBound('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {});
  const address = await firstLine(bus);
  const printer = spawnBound(
    programs.printer,
    [
      ...['-p', `${port}`, '-n', 'localhost', '-d', spool, '-K', join(directory, 'keys'), '-c', command],
      ...['-f', 'application/pdf', '-M', 'Once', '-m', 'Simulated A4', '-r', 'off', '-v', 'Kiosk A4'],
    ],
    { DBUS_SYSTEM_BUS_ADDRESS: address },
  );
  const gone = once(printer, 'exit').then(() => {
    bus.kill('SIGKILL');
  });
  listen(printer, options);
  const isUp = await answers(port, gone);
  if (!isUp) {
    printer.kill('SIGKILL');
    throw new Error('ippeveprinter does not start');
  }

  const form = async (query: string) => {
    const response = await fetch(`http://localhost:${port}/${query}`, {
      signal: AbortSignal.timeout(startMs),
    });
    await response.arrayBuffer();
  };
  return {
    pid: () => printer.pid,
    // Tray 3 is told of too, or it would be emptied.
    setPaper: (level) =>
      form(
        `media?size1=iso_a4_210x297mm&type1=stationery&level1=${level}&size3=iso_dl_110x220mm&type3=envelope&level3=25`,
      ),
    setToner: (level) => form(`supplies?supply0=25&supply1=${level}`),
    runPanelJob: () =>
      run(
        programs.tool,
        [
          '-q',
          '-f',
          join(directory, 'panel.pdf'),
          `ipp://localhost:${port}/ipp/print`,
          join(directory, 'panel.test'),
        ],
        { env: { ...process.env, PATH: path } },
      ).then(
        () => true,
        () => false,
      ),
    freeze: (isFrozen) => printer.kill(isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    kill: async () => {
      printer.kill('SIGKILL');
      await gone;
    },
    gone,
  };
}

/** A child the kernel ends with this process, in whatever way that dies. */
function spawnBound(program: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path, ...environment },
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('started without a pipe');
  child.stderr?.resume();
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('dbus-daemon does not start');
}

/** With `-v` it says of each operation how it answered. */
function listen(printer: ChildProcess, { onCancelJob, onCreateJob }: IppeveprinterOptions): void {
  printer.stdout?.resume();
  if (printer.stderr === null) return;
  createInterface({ input: printer.stderr }).on('line', (line) => {
    if (/ Cancel-Job successful-ok/.test(line)) onCancelJob();
    else if (/ (Create|Print)-Job successful-ok/.test(line)) onCreateJob();
  });
}

async function answers(port: number, gone: Promise<void>): Promise<boolean> {
  const until = performance.now() + startMs;
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  while (!isGone && performance.now() < until) {
    if (await knock(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function knock(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: 'localhost', port });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function writePanelJob(directory: string, user: string): Promise<void> {
  await writeFile(join(directory, 'panel.pdf'), '%PDF-1.4\n%%EOF\n');
  const head = `GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri`;
  await writeFile(
    join(directory, 'panel.test'),
    `{
  OPERATION Print-Job
  ${head}
  ATTR name requesting-user-name ${user}
  ATTR mimeMediaType document-format application/pdf
  FILE $filename
  STATUS successful-ok
}
{
  OPERATION Get-Job-Attributes
  ${head}
  ATTR integer job-id $job-id
  STATUS successful-ok
  EXPECT job-state OF-TYPE enum WITH-VALUE >6 REPEAT-NO-MATCH
  REPEAT-LIMIT 500
  DELAY 0.02
}
`,
  );
}
