import { setTimeout as wait } from 'node:timers/promises';
import { openDesk } from '../fleet/hall-desk.ts';
import { watch } from './fleet/console.ts';
import { cpuSeconds, usedBetween } from './fleet/cpu.ts';
import { type FleetProcess, startFleet } from './fleet/fleet-process.ts';
import { embedded, type Form, PASSWORD, REALM, type Serving, shared } from './fleet/forms.ts';
import { type Report, rounded } from './report.ts';

const SIZES = [1000, 2500, 5000, 10_000] as const;
const PROBES = 25;
const PROMISED_MS = 2000;
/** Of steady work; each kiosk has begun its routine. */
const WINDOW_MS = 45_000;

type Load = { readonly cpuPerMessage: number; readonly messagesPerSecond: number };
type Measured = Load & { readonly kiosks: number; readonly p99Ms: number; readonly seen: number };

/** The hall under ever more machines: as one process with all in it, and on mosquitto and PostgreSQL. */
export async function fleet(): Promise<Report> {
  const lines: string[] = [];
  const figures: Record<string, number> = {};
  let isLinear = true;
  for (const form of [embedded, shared]) {
    const steps: Measured[] = [];
    for (const kiosks of SIZES) {
      const step = await underLoad(form, kiosks);
      lines.push(describe(form, step));
      if (step.p99Ms >= PROMISED_MS || step.seen === 0) break;
      steps.push(step);
    }
    const most = steps.at(-1);
    const bare = most === undefined ? null : await bareLoad(form, most.kiosks);
    const suffix = form.name === 'embedded' ? '' : 'Shared';
    figures[`kiosks${suffix}`] = most?.kiosks ?? 0;
    figures[`p99Ms${suffix}`] = rounded(most?.p99Ms ?? Number.NaN, 0);
    figures[`ratio${suffix}`] = rounded(
      most && bare ? most.cpuPerMessage / bare.cpuPerMessage : Number.NaN,
      2,
    );
    if (bare)
      lines.push(
        `${form.name}: the bare broker with a null subscriber ${micros(bare)} a message, ratio ${figures[`ratio${suffix}`]}`,
      );
    isLinear &&= most?.kiosks === SIZES.at(-1);
  }
  return { lines, figures, isKept: isLinear };
}

async function underLoad(form: Form, count: number): Promise<Measured> {
  const kiosks = namesOf(count);
  const probes = kiosks.filter((_, index) => index % Math.ceil(count / PROBES) === 0);
  const hall = await form.startHall(kiosks);
  try {
    const desk = await openDesk(hall.url, 'zhou', hall.adminCode, () => new Date());
    const watching = await watch(hall.url, desk, probes);
    const load = await measured(hall, kiosks, probes, watching.begin);
    watching.stop();
    const latencies = [...watching.latencies()].sort((one, other) => one - other);
    const p99Ms = latencies[Math.ceil(latencies.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
    return { ...load, kiosks: count, p99Ms, seen: latencies.length };
  } finally {
    await hall.stop();
  }
}

async function bareLoad(form: Form, count: number): Promise<Load> {
  const broker = await form.startBare();
  const kiosks = namesOf(count);
  try {
    return await measured(broker, kiosks, [], () => {});
  } finally {
    await broker.stop();
  }
}

/** The same kiosks on whatever serves them, for the length of the window. */
async function measured(
  { mqttPort: port }: Serving,
  kiosks: readonly string[],
  probes: readonly string[],
  begin: () => void,
): Promise<Load> {
  const fleet: FleetProcess = await startFleet({ port, realm: REALM, password: PASSWORD, kiosks, probes });
  try {
    begin();
    const cpu = cpuSeconds([fleet.pid]);
    const said = await fleet.said();
    await wait(WINDOW_MS);
    const used = usedBetween(cpu, cpuSeconds([fleet.pid]));
    const messages = (await fleet.said()) - said;
    return { cpuPerMessage: used / messages, messagesPerSecond: messages / (WINDOW_MS / 1000) };
  } finally {
    await fleet.stop();
  }
}

const namesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `TL-${String(index + 1).padStart(5, '0')}`);

const micros = ({ cpuPerMessage }: Load): string => `${(cpuPerMessage * 1e6).toFixed(0)} µs of processor`;

const describe = (form: Form, step: Measured): string =>
  `${form.name}: ${step.kiosks} kiosks, ${step.messagesPerSecond.toFixed(0)} messages a second, event to console p99 ${step.p99Ms.toFixed(0)} ms of ${step.seen} (promised under ${PROMISED_MS}), ${micros(step)} a message`;
