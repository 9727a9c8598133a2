import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Child, ChildFailure, firstEvent, startChild } from './child.ts';
import { freePort, startScreens, watchHost } from './development.ts';
import { electronBinary } from './electron-binary.ts';
import { enrol, hallReady, startHall } from './hall.ts';
import { sandboxKioskConfig } from './kiosk-config.ts';
import { takeRoot } from './lock.ts';
import { formatTable } from './table.ts';

export type StartOptions = {
  /** Root of everything that is written: `kiosks/`, `sandbox/`, `hall/`. */
  readonly data: string;
  /** A kiosk of this configuration, with real devices; without it the sandbox is started and one is written. */
  readonly config: string | undefined;
  readonly port: number;
  readonly orientation: 'portrait' | 'landscape';
  /** The sandbox kiosk's, as `sandbox/main.ts` names it. */
  readonly receiptPrinter: string;
  /** Brings up a hall that watches the sandbox kiosk. */
  readonly hall: boolean;
  readonly window: boolean;
  /** Opens the street panel in this machine's browser. */
  readonly open: boolean;
  readonly dev: boolean;
};

const KIOSK = 'TL-003';
const SANDBOX_DEADLINE_MS = 60_000;
const SERVING_DEADLINE_MS = 60_000;
const STOP_GRACE_MS = 10_000;

/** An entry of a configuration's `devices`; only the host knows what each driver needs. */
const deviceSchema = z.looseObject({ class: z.string(), driver: z.string() });

/** The sandbox's ready line. */
const sandboxSchema = z.object({
  control: z.url(),
  securityServer: z.url(),
  /** What the hall's server is to the exchange. */
  hall: z.object({ client: z.string(), secretsDir: z.string() }),
  kiosks: z.array(
    z.object({
      id: z.string(),
      devices: z.array(deviceSchema),
      /** The video to play for a camera. */
      cameraFilm: z.string(),
      secretsDir: z.string(),
    }),
  ),
});
type Sandbox = z.infer<typeof sandboxSchema>;

/**
 * Brings up sandbox, hall, host and window, prints what runs where, and takes everything down again when `stop` is aborted
 * or one of them ends by itself.
 *
 * @returns the exit code: 0 when it was asked to stop
 */
export async function start(house: string, options: StartOptions, stop: AbortSignal): Promise<number> {
  const root = resolve(options.data);
  const release = takeRoot(root, process.pid);
  if (typeof release !== 'function') {
    console.error(
      `once is running on ${root} already (process ${release.takenBy}). Another root: --data DIR`,
    );
    return 1;
  }
  const children: Child[] = [];
  const undo: (() => void)[] = [release];
  const stopped = new Promise<undefined>((done) => stop.addEventListener('abort', () => done(undefined)));
  try {
    const running = bringUp(house, root, options, children, undo);
    const first = await Promise.race([running, stopped]);
    if (first === undefined) {
      running.catch(() => {});
      return 0;
    }
    const ended = await Promise.race([stopped, ...children.map((child) => child.exited.then(() => child))]);
    if (ended === undefined) return 0;
    throw new ChildFailure(ended, 'ended');
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    // The window and the host first: a kiosk that loses its devices while it stops would report a fault.
    for (const child of children.toReversed()) await child.stop(STOP_GRACE_MS);
    for (const step of undo) step();
  }
}

async function bringUp(
  house: string,
  root: string,
  options: StartOptions,
  children: Child[],
  undo: (() => void)[],
): Promise<true> {
  const sandbox =
    options.config === undefined ? await startSandbox(house, root, options, children) : undefined;
  const config = options.config ?? writeConfig(house, root, sandbox, options.orientation);
  // After the sandbox: the hall asks its exchange how long one waits at the offices.
  const hall =
    sandbox !== undefined && options.hall ? startHall(house, root, { kiosk: KIOSK, ...sandbox }) : undefined;
  if (hall !== undefined) children.push(hall);
  const watching = hall && (await hallReady(hall));
  if (watching !== undefined) await enrol(config, watching);
  const kiosk = kioskId(config);
  const data = join(root, 'kiosks', kiosk, 'data');

  const port = options.dev && options.port === 0 ? await freePort() : options.port;
  const screensPort = options.dev ? await freePort() : undefined;
  if (screensPort !== undefined) children.push(startScreens(house, join(root, 'logs'), screensPort, port));
  const renderer =
    screensPort === undefined ? join(house, 'dist/renderer/citizen') : `http://127.0.0.1:${screensPort}`;

  const shell = startShell(house, data, { ...options, port }, [
    '--config',
    config,
    '--data',
    data,
    '--renderer',
    renderer,
    ...(sandbox?.kiosks[0] === undefined ? [] : ['--camera-film', sandbox.kiosks[0].cameraFilm]),
  ]);
  children.push(shell);
  const { url, shown } = await whatIsShown(shell);
  if (sandbox !== undefined) await registerScreen(sandbox.control, kiosk, url);
  if (options.dev) undo.push(watchHost(house, () => shell.tell('restart-host')));

  console.log(
    `\n${formatTable([
      ['kiosk', `${kiosk}, ${config}`],
      ['screen', shown.kind === 'none' ? shown.address : url],
      ['window', shown.why],
      ['street panel', sandbox?.control],
      ['exchange', sandbox?.securityServer],
      ['hall', watching?.http],
      ['hall admin', watching?.firstAdmin && `${watching.firstAdmin.name}, code ${watching.firstAdmin.code}`],
      ...(sandbox?.kiosks[0]?.devices ?? []).map(
        ({ class: name, driver, ...place }): readonly [string, string] => [
          name,
          [driver, ...Object.values(place)].join(' '),
        ],
      ),
      ['kiosk data', data],
      ['sandbox data', sandbox === undefined ? undefined : join(root, 'sandbox')],
      ['screens from', screensPort === undefined ? undefined : `${renderer} (reloaded as they are edited)`],
    ])}\n`,
  );
  if (shown.kind === 'none') offerAddresses(shell, undo);
  else console.log('Ctrl-C stops all of it.');
  if (options.open && sandbox !== undefined) openInBrowser(sandbox.control);
  return true;
}

async function startSandbox(
  house: string,
  root: string,
  { receiptPrinter }: StartOptions,
  children: Child[],
): Promise<Sandbox> {
  const sandbox = startChild({
    name: 'sandbox',
    command: process.execPath,
    args: [
      join(house, 'sandbox/main.ts'),
      ...['--data', join(root, 'sandbox'), '--port', '0', '--exchange-port', '0', '--kiosks', KIOSK],
      ...['--receipt-printer', receiptPrinter],
    ],
    logFile: join(root, 'sandbox', 'sandbox.log'),
    cwd: house,
    env: process.env,
  });
  children.push(sandbox);
  // Its ready line, as sandbox/main.ts writes it.
  return firstEvent(
    sandbox,
    (event) => ('control' in event ? (event as Sandbox) : undefined),
    SANDBOX_DEADLINE_MS,
  );
}

function writeConfig(
  house: string,
  root: string,
  sandbox: Sandbox | undefined,
  orientation: StartOptions['orientation'],
): string {
  const kiosk = sandbox?.kiosks[0];
  if (sandbox === undefined || kiosk === undefined) throw new Error('the sandbox announced no kiosk');
  const profile = readFileSync(join(house, 'kiosk-config/profiles/street.yaml'), 'utf8');
  const directory = join(root, 'kiosks', kiosk.id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'config.yaml');
  writeFileSync(
    file,
    sandboxKioskConfig(profile, { kiosk, securityServer: sandbox.securityServer, orientation }),
  );
  return file;
}

/** Only the id, for the name of the data root; the host checks the whole file. */
function kioskId(config: string): string {
  const id: unknown = parse(readFileSync(config, 'utf8'))?.kiosk?.id;
  return typeof id === 'string' && /^[A-Z0-9-]+$/.test(id) ? id : 'kiosk';
}

function startShell(house: string, data: string, options: StartOptions, shared: readonly string[]): Child {
  const electron = options.window && process.getuid?.() !== 0 ? electronBinary(house) : undefined;
  const size = options.orientation === 'portrait' ? '1080x1920' : '1920x1080';
  const args = [
    ...shared,
    '--port',
    String(options.port),
    '--attached',
    ...(options.dev ? ['--windowed'] : []),
  ];
  const plain = [
    join(house, 'electron/chromium/main.ts'),
    ...[...args, '--size', size, '--window', options.window ? 'auto' : 'none'],
  ];
  return startChild({
    name: 'kiosk',
    command: electron ?? process.execPath,
    args: electron === undefined ? plain : [house, ...args],
    logFile: join(data, 'logs', 'shell.log'),
    cwd: house,
    env: process.env,
  });
}

type Shown = { readonly kind: string; readonly why: string; readonly address: string };

/** Waits until the host serves and the window, if there is one, shows it. */
async function whatIsShown(shell: Child): Promise<{ url: string; shown: Shown }> {
  let url = '';
  let kind = 'electron';
  let why = 'Electron';
  return firstEvent(
    shell,
    (event) => {
      if (event.event === 'host-serving') url = String(event.url);
      if (event.event === 'shell') {
        kind = String(event.kind);
        why = String(event.why);
      }
      if (event.event === 'window-open' && kind !== 'none')
        return { url, shown: { kind, why, address: url } };
      if (event.event === 'address') return { url, shown: { kind, why, address: String(event.address) } };
      return undefined;
    },
    SERVING_DEADLINE_MS,
  );
}

/** The street panel shows which kiosk's screen is where; a sandbox that does not want to know is no reason to stop. */
async function registerScreen(control: string, kiosk: string, url: string): Promise<void> {
  await fetch(`${control}/kiosks/${kiosk}/screen`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => {});
}

/** An address is good for one window; on a terminal Enter asks for the next. */
function offerAddresses(shell: Child, undo: (() => void)[]): void {
  shell.onEvent((event) => {
    if (event.event === 'address')
      console.log(`  ${event.address ?? 'the kiosk is not serving at the moment'}`);
  });
  if (!process.stdin.isTTY) {
    console.log('Open the screen address in a browser: it is good for one window. Ctrl-C stops all of it.');
    return;
  }
  console.log('Open the screen address in a browser: it is good for one window.');
  console.log('Enter gives a new one, Ctrl-C stops all of it.');
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => shell.tell('issue-address'));
  undo.push(() => lines.close());
}

function openInBrowser(url: string): void {
  const opener = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log(`There is no browser to open; the street panel is ${url}`));
  opener.unref();
}
