import { upExamples } from '../../../wire/testing/examples.ts';
import { connectKiosk, type ReportingKiosk } from '../../fleet/reporting-kiosk.ts';
import type { FleetNews, FleetWish } from './contract.ts';

/**
 * A process of kiosks, each a real MQTT client that says what docs/telemetry.md has it say: a heartbeat each 30 s, a
 * roll-up each 60 s, and something that happened each minute. Some are probes besides: every five seconds a device of
 * theirs breaks anew, and its fault carries the moment it was said.
 */
const HEARTBEAT_MS = 30_000;
const MINUTE_MS = 60_000;
const PROBE_MS = 5_000;
/** So many sign in at once: a hall is woken after a power cut in turns (facts of the field: about 300 a second and core). */
const AT_ONCE = 20;

const tell = (news: FleetNews): void => void process.send?.(news);
let said = 0;

process.on('message', (wish: FleetWish) => {
  if (wish.kind === 'count') return tell({ kind: 'counted', said });
  void live(wish).catch((error: unknown) => tell({ kind: 'failed', why: String(error) }));
});

async function live({ port, realm, password, kiosks, probes }: Extract<FleetWish, { kind: 'live' }>) {
  for (let first = 0; first < kiosks.length; first += AT_ONCE) {
    const turn = kiosks.slice(first, first + AT_ONCE);
    const come = turn.map(async (kiosk) => {
      const machine = await connectKiosk({ port, realm, kiosk, password });
      await say(machine, { ty: 'state', d: { s: 'online', version: '0.1.0' } });
      await say(machine, { ty: 'reported', d: upExamples.reported.d });
      routine(machine, probes.includes(kiosk));
    });
    await Promise.all(come);
  }
  tell({ kind: 'all-here' });
}

function routine(machine: ReportingKiosk, isProbe: boolean): void {
  every(HEARTBEAT_MS, () => say(machine, { ty: 'hb', d: upExamples.hb.d }));
  every(MINUTE_MS, () => say(machine, { ty: 'met', d: upExamples.met.d }));
  every(MINUTE_MS, () => say(machine, { ty: 'evt', d: { kind: 'card-left' } }));
  if (isProbe) every(PROBE_MS, () => say(machine, { ty: 'dev', d: brokenAt(new Date()) }));
}

/** A moment of its own within the first period; then a tenth early or late each time. */
function every(periodMs: number, act: () => Promise<void>): void {
  const again = (afterMs: number): void => {
    setTimeout(() => {
      void act().catch((error: unknown) => tell({ kind: 'failed', why: String(error) }));
      again(periodMs * (0.9 + Math.random() * 0.2));
    }, afterMs);
  };
  again(Math.random() * periodMs);
}

async function say(machine: ReportingKiosk, message: Parameters<ReportingKiosk['say']>[0]): Promise<void> {
  said += 1;
  await machine.say(message);
}

function brokenAt(now: Date) {
  const { d } = upExamples.dev;
  if (d.fault === null) throw new Error('the example has a fault');
  return { ...d, fault: { ...d.fault, at: now.toISOString() } };
}
