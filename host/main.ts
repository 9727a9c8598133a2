import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { type DeviceLogCode, deviceLogCodes } from '../drivers/device-log.ts';
import { loadCatalogue } from '../flows/catalogue/catalogue-directory.ts';
import { openCatalogue } from '../flows/catalogue/factory.ts';
import type { KioskConfig } from '../kiosk-config/config.ts';
import type { DeviceConfig } from '../kiosk-config/devices.ts';
import { loadConfig } from '../kiosk-config/load-config.ts';
import { describeProblem } from '../kiosk-config/parse-config.ts';
import { systemClock } from './clock.ts';
import { journalCode } from './codes/codes.ts';
import { openDevices } from './devices/devices.ts';
import { createExchangeClient } from './exchange/exchange-client.ts';
import { createHttpsPost } from './exchange/https-post.ts';
import { openAskHall } from './health/ask-hall.ts';
import { openDesired } from './health/desired.ts';
import type { Health } from './health/health.ts';
import { openLogRing } from './health/log-ring.ts';
import { observedJournal } from './health/observed-journal.ts';
import { openHealth } from './health/open-health.ts';
import { startScreenServer } from './http/screen-server.ts';
import { createWindowPass } from './http/window-pass.ts';
import { createIds } from './ids.ts';
import { openJournal } from './journal/journal.ts';
import { startKiosk } from './kiosk.ts';
import { createLog, type Log } from './log.ts';
import { createOutbox } from './outbox/create-outbox.ts';
import { openPseudonyms } from './pseudonym.ts';
import { startDeskServer } from './technician/desk-server.ts';
import { createDeviceDesk } from './technician/device-desk.ts';

const HERE = import.meta.dirname;
const VERSION = '0.1.0';
/** `node host/main.ts --config FILE --data DIR [--port N] [--renderer DIR|URL] [--log-level LEVEL]` */
const { values: options } = parseArgs({
  options: {
    config: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    renderer: { type: 'string', default: join(HERE, '..', 'dist', 'renderer', 'citizen') },
    'log-level': { type: 'string', default: 'info' },
  },
});

await main();

async function main(): Promise<void> {
  const file = options.config ?? fail('--config FILE is needed');
  const loaded = await loadConfig(file);
  if (!loaded.ok) return fail(loaded.problems.map((problem) => describeProblem(file, problem)).join('\n'));
  const { config } = loaded;
  const dataRoot = resolve(options.data ?? config.data ?? fail('--data DIR is needed'));
  mkdirSync(dataRoot, { recursive: true, mode: 0o700 });

  const clock = systemClock();
  const logRing = openLogRing({ dataRoot, now: clock.now });
  const log = createLog({
    destination: pino.destination({ dest: join(dataRoot, 'logs', 'host.log'), mkdir: true, sync: true }),
    clock,
    kiosk: config.kiosk.id,
    level: levelOf(options['log-level']),
    keep: logRing.keep,
  });
  const ids = createIds(clock, randomBytes);

  const opened = openJournal({ dataRoot, clock, randomBytes });
  if (!opened.ok) {
    log.error('journal-not-opened', { code: journalCode(opened.fault), state: opened.fault.kind });
    return fail(`the journal cannot be opened: ${opened.fault.kind}`);
  }
  let health: Health | null = null;
  const journal = observedJournal(opened.value, {
    audited: (event) => health?.audited(event),
    wrote: (isWritten) => health?.wrote(isWritten),
  });

  const pushed = config.releases.directory;
  const catalogue = pushed
    ? await loadCatalogue(pushed, { cacheFile: join(dataRoot, 'catalogue') })
    : await openCatalogue();
  for (const problem of catalogue.problems)
    process.stderr.write(`${problem.file}:${problem.line}:${problem.column} ${problem.message}\n`);
  journal.record(null, { kind: 'host-started', version: VERSION, release: catalogue.releaseHash });
  log.info('host-started', { version: VERSION, release: catalogue.releaseHash });
  const wasInterrupted = journal.lastVisit()?.ended === false;
  if (wasInterrupted) log.warning('visit-interrupted');

  const secrets = secretsOf(config);
  const line = createHttpsPost(new URL(config.exchange.securityServer), secrets, clock);
  const exchange = createExchangeClient({
    post: line.post,
    clock,
    instance: config.exchange.instance,
    client: config.exchange.client,
    deadlines: config.exchange.deadlines,
    onCall: (report) => {
      const { service, queryId, requestId, durationMs, status, code } = report;
      log.info('exchange-call', { service, queryId, requestId, durationMs, status, code });
      health?.called(report);
    },
  });
  const outbox = createOutbox({
    journal,
    exchange,
    clock,
    newQueryId: ids.query,
    report: ({ code, visit, key }) => log.warning('outbox', { code, visit, key }),
  });
  const logOf = (device: DeviceConfig['class']) => (code: DeviceLogCode) => {
    const { level } = deviceLogCodes[code];
    log[level === 'warn' ? 'warning' : level]('device', { device, code });
  };
  const devices = openDevices(config.devices, clock, logOf, { owner: config.kiosk.id, newId: ids.query });
  const desired = openDesired({
    dataRoot,
    kiosk: config.kiosk.id,
    commandKey: config.fleet?.commandKey ?? null,
    now: clock.now,
    report: (code) => log.info('desired', { code }),
    defect: (error) => log.defect('desired-not-kept', error),
  });
  health = openHealth({
    config,
    dataRoot,
    version: VERSION,
    release: catalogue.releaseHash,
    items: catalogue.items,
    devices,
    desired,
    wasInterrupted,
    clock,
    random: Math.random,
    randomBytes,
    ca: secrets.ca,
    restartHost: () => process.kill(process.pid, 'SIGTERM'),
    log,
    logRing,
  });
  const kiosk = startKiosk({
    config,
    catalogue,
    devices,
    exchange,
    journal,
    outbox,
    pseudonyms: openPseudonyms(dataRoot, clock, randomBytes),
    desired,
    onHelp: (isOpen) => health?.helpAsked(isOpen),
    askHall: openAskHall(config, secrets.ca, (error) => log.defect('hall-not-asked', error)),
    random: Math.random,
    ids,
    clock,
    log,
  });
  outbox.resume();

  const pass = createWindowPass(() => randomBytes(32).toString('base64url'));
  const server = await startScreenServer({
    port: Number(options.port),
    pass,
    source: kiosk,
    camera: devices.cameraPage,
    renderer: URL.canParse(options.renderer)
      ? { kind: 'url', url: options.renderer }
      : { kind: 'directory', path: resolve(options.renderer) },
    onRefused: (reason) => log.warning('window-refused', { code: reason }),
  });

  health?.watch({
    subscribe: kiosk.subscribe,
    isIdle: kiosk.isIdle,
    pingWindow: server.ping,
    reloadWindow: server.reload,
    openWork: () => outbox.open().length,
  });

  const desk = await startDeskServer(createDeviceDesk(devices.all, clock.now), dataRoot).catch(
    (error: unknown) => {
      log.defect('technician-desk', error);
      return null;
    },
  );

  answerShell(pass.issueToken);
  endWith(log, async () => {
    kiosk.stop();
    await server.close();
    await desk?.close();
    outbox.close();
    await health?.close();
    await devices.close();
    line.close();
    journal.close();
  });
  process.stdout.write(`${JSON.stringify({ url: server.url, token: pass.issueToken() })}\n`);
}

/** The shell asks for a token for each further window it opens. */
function answerShell(issueToken: () => string): void {
  process.on('message', (message) => {
    if (
      typeof message !== 'object' ||
      message === null ||
      !('type' in message) ||
      message.type !== 'issue-token'
    )
      return;
    process.send?.({ type: 'token', token: issueToken() });
  });
}

/** Ends in order when asked to, and when whoever started this host is gone. */
function endWith(log: Log, close: () => Promise<void>): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    log.info('host-ends');
    void close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  process.on('uncaughtException', (error) => {
    log.defect('uncaught', error);
    process.exit(70);
  });
}

/** A kiosk holds its own identity only; 0600 files, written at enrolment. */
function secretsOf({ secretsDir }: KioskConfig): {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
} {
  const read = (name: string) => readFileSync(join(secretsDir, name), 'utf8');
  return { key: read('identity.key'), cert: read('identity.crt'), ca: read('hall-ca.crt') };
}

function levelOf(name: string): 'debug' | 'info' | 'warn' | 'error' {
  return name === 'debug' || name === 'warn' || name === 'error' ? name : 'info';
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(78);
}
