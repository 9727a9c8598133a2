import { upExamples } from '../../../wire/testing/examples.ts';
import { deviceClasses } from '../../../wire/words.ts';
import { connectKiosk, type ReportingKiosk } from '../../fleet/reporting-kiosk.ts';
import type { Fault, FleetNews, FleetWish } from './contract.ts';

/**
 * A process of kiosks, each a real MQTT client that says what docs/telemetry.md has it say: a heartbeat each 30 s, a
 * roll-up each minute, what was used each five minutes, all its devices each quarter of an hour; and something that
 * happened each minute. Some are probes besides: every five seconds a device of theirs breaks anew, and its fault
 * carries the moment it was said.
 */
const HEARTBEAT_MS = 30_000;
const MINUTE_MS = 60_000;
const PROBE_MS = 5_000;
const KEEPALIVE_S = 20;
/** So many are signing in at once: a power cut, without the jitter that makes it a matter of minutes. */
const AT_ONCE = 20;

const tell = (news: FleetNews): void => void process.send?.(news);
let messages = 0;
let faults: Fault[] = [];
const lost = new Set<string>();

process.on('message', (wish: FleetWish) => {
  if (wish.kind === 'live')
    return void live(wish).catch((error: unknown) => tell({ kind: 'failed', why: String(error) }));
  tell({ kind: 'counted', messages, lost: lost.size, faults });
  faults = [];
});

async function live({ port, realm, password, kiosks, probes }: Extract<FleetWish, { kind: 'live' }>) {
  const among = new Set(probes);
  const waiting = kiosks.values();
  const comeByTurns = async (): Promise<void> => {
    // All lanes take from one list.
    for (const kiosk of waiting) {
      const machine = await connectKiosk({ port, realm, kiosk, password, keepaliveS: KEEPALIVE_S });
      machine.client.on('close', () => lost.add(kiosk));
      await say(machine, { ty: 'state', d: { s: 'online', version: '0.1.0' } });
      await say(machine, { ty: 'reported', d: upExamples.reported.d });
      routine(kiosk, machine, among.has(kiosk));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, comeByTurns));
  tell({ kind: 'all-here' });
}

function routine(kiosk: string, machine: ReportingKiosk, isProbe: boolean): void {
  const every = (periodMs: number, act: () => Promise<unknown>): void =>
    again(periodMs, () => act().catch(() => lost.add(kiosk)));
  every(HEARTBEAT_MS, () => say(machine, { ty: 'hb', d: upExamples.hb.d }));
  every(MINUTE_MS, () => say(machine, { ty: 'met', d: upExamples.met.d }));
  every(MINUTE_MS, () => say(machine, { ty: 'evt', d: { kind: 'card-left' } }));
  every(5 * MINUTE_MS, () => say(machine, { ty: 'use', d: upExamples.use.d }));
  // A probe's device breaks, and does nothing else.
  if (isProbe) every(PROBE_MS, () => say(machine, { ty: 'dev', d: broken(kiosk) }));
  else
    every(15 * MINUTE_MS, () =>
      Promise.all(deviceClasses.map(() => say(machine, { ty: 'dev', d: inOrder }))),
    );
}

/** One is like another here: as many are told of as a kiosk has. */
const inOrder = { ...upExamples.dev.d, fault: null };

/** A moment of its own within the first period; then a tenth early or late each time. */
function again(periodMs: number, act: () => Promise<unknown>): void {
  const plan = (afterMs: number): void => {
    setTimeout(() => {
      void act();
      plan(periodMs * (0.9 + Math.random() * 0.2));
    }, afterMs);
  };
  plan(Math.random() * periodMs);
}

async function say(machine: ReportingKiosk, message: Parameters<ReportingKiosk['say']>[0]): Promise<void> {
  messages += 1;
  await machine.say(message);
}

function broken(kiosk: string) {
  const { d } = upExamples.dev;
  if (d.fault === null) throw new Error('the example has a fault');
  const now = new Date();
  faults.push({ kiosk, at: now.getTime() });
  return { ...d, fault: { ...d.fault, at: now.toISOString() } };
}
