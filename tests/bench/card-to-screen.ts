import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { citizenAt, STANDBY } from '../world/citizen.ts';
import { startHost } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen } from '../world/screen.ts';
import { clockAhead, watchHeading } from './painted-heading.ts';
import { tapReplies, wireMs } from './reply-tap.ts';
import { type Measurement, median, spread } from './report.ts';

const ROUNDS = 20;
const BAUD_RATE = 115_200;
/** The reply to “read base information” of a card without fingerprints: 7 of header, 1287 counted, a checksum. */
const BASE_INFO_BYTES = 1295;
const SCREENS = 'dist/renderer/citizen/index.html';
const GREETING = '[data-screen="home"] h1';
const PROMISED_RATIO = 1.5;
/** More than any round takes; a round without an end is a defect, not a slow one. */
const ROUND_MS = 15_000;

const CITIZENS = ['chen-guoqiang', 'wang-xiuyun', 'zhou-ming'] as const;

/**
 * From the first byte of the base-info reply to the painted greeting, in a whole kiosk: the simulated reader without
 * think times behind its pty, the host, Chromium. The baseline is how long the same reply was on the line in the
 * same round.
 */
export async function cardToScreen(): Promise<Measurement> {
  if (!existsSync(SCREENS)) throw new Error('the screens are not built: npm run setup builds them');
  await using cleanUp = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'once-bench-'));
  cleanUp.defer(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, 'kiosk'));

  const sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
  cleanUp.defer(sandbox.stop);
  const tapped = join(directory, 'tapped-reader');
  const tap = await tapReplies({
    devicePath: readerOf(sandbox),
    kioskPath: tapped,
    baudRate: BAUD_RATE,
    replyBytes: BASE_INFO_BYTES,
    now,
  });
  cleanUp.defer(tap.close);
  const host = await startHost(withReaderAt(sandbox, tapped), { directory: join(directory, 'kiosk') });
  cleanUp.defer(host.stop);
  const browser = await launchBrowser();
  cleanUp.defer(() => browser.close());
  const screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
  const paints = await watchHeading(screen.page, GREETING);
  const aheadMs = await clockAhead(screen.page, now);

  const citizen = citizenAt(sandbox, screen);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await screen.heading(STANDBY);
    const ends = Promise.all([tap.nextReply(), paints.nextPaint()]);
    await citizen.layCard(CITIZENS[round % CITIZENS.length] ?? CITIZENS[0]);
    const [reply, painted] = await within(ROUND_MS, ends);
    rounds.push({
      wholeMs: painted.paintedAt - aheadMs - reply.beganAt,
      wireMs: reply.endedAt - reply.beganAt,
      toDrawnMs: painted.drawnAt - aheadMs - reply.endedAt,
      toPaintedMs: painted.paintedAt - painted.drawnAt,
    });
    await citizen.giveUp();
  }
  return measurementOf(rounds);
}

type Round = {
  readonly wholeMs: number;
  readonly wireMs: number;
  readonly toDrawnMs: number;
  readonly toPaintedMs: number;
};

function measurementOf(rounds: readonly Round[]): Measurement {
  const wires = rounds.map((round) => round.wireMs);
  const limit = wireMs(BASE_INFO_BYTES, BAUD_RATE);
  return {
    name: 'card-to-screen',
    unit: 'ms',
    values: rounds.map((round) => round.wholeMs),
    baselines: wires,
    promisedRatio: PROMISED_RATIO,
    notes: [
      `${BASE_INFO_BYTES} bytes at ${BAUD_RATE} baud take ${limit.toFixed(1)} ms; on this line ${median(wires).toFixed(1)}`,
      `last byte to drawn (driver, host, socket, React): ${spread(rounds.map((round) => round.toDrawnMs))}`,
      `drawn to painted (layout, raster, next refresh): ${spread(rounds.map((round) => round.toPaintedMs))}`,
    ],
  };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function readerOf(sandbox: Sandbox): string {
  const [kiosk] = sandbox.ready.kiosks;
  if (!kiosk) throw new Error('the sandbox has a kiosk');
  const port = kiosk.devices.find((device) => device.class === 'id-card')?.port;
  if (port === undefined) throw new Error('the kiosk has a card reader');
  return port;
}

/** The same street, with the reader's cable leading somewhere else. */
function withReaderAt(sandbox: Sandbox, port: string): Sandbox {
  const kiosks = sandbox.ready.kiosks.map((kiosk) => ({
    ...kiosk,
    devices: kiosk.devices.map((device) => (device.class === 'id-card' ? { ...device, port } : device)),
  }));
  return { ...sandbox, ready: { ...sandbox.ready, kiosks } };
}

async function within<Value>(ms: number, value: Promise<Value>): Promise<Value> {
  const late = AbortSignal.timeout(ms);
  return Promise.race([
    value,
    once(late, 'abort').then(() => {
      throw new Error(`no greeting within ${ms} ms of laying the card`);
    }),
  ]);
}
