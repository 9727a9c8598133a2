import { setTimeout as wait } from 'node:timers/promises';
import { openDesk } from '../fleet/hall-desk.ts';
import { watch } from './fleet/console.ts';
import { cpuSeconds, usedBetween } from './fleet/cpu.ts';
import { type FleetProcess, type Said, startFleet } from './fleet/fleet-process.ts';
import { embedded, type Form, PASSWORD, REALM, type Serving, shared } from './fleet/forms.ts';
import { openFileLimit } from './fleet/open-files.ts';
import { type Report, rounded } from './report.ts';

const FORMS: readonly Form[] = [embedded, shared];
/** The first for how it grows from there, then from the last downwards until one holds. */
const SIZES: readonly number[] = [1000, 2500, 5000, 10_000];
const PROBES = 25;
const PROMISED_MS = 2000;
/** Of steady work; each kiosk has begun its routine. */
const WINDOW_MS = 45_000;
/** A form that has taken so long tries no further size: with what is under way and the bare broker it is twice that. */
const FORM_MS = 5 * 60_000;

type Load = { readonly cpuPerMessage: number; readonly messagesPerSecond: number };
type Measured = Load & {
  readonly kiosks: number;
  readonly p99Ms: number;
  readonly faults: number;
  readonly lost: number;
  readonly lists: string;
};

/**
 * The hall under ever more machines: as one process with all in it, and on mosquitto and PostgreSQL.
 * @param args `embedded` or `shared` for that form alone, numbers for these sizes alone
 */
export async function fleet(args: readonly string[] = []): Promise<Report> {
  const forms = FORMS.filter(({ name }) => args.includes(name));
  const sizes = args.filter((each) => /^\d+$/.test(each)).map(Number);
  const figures: Record<string, number> = {};
  const lines: string[] = [];
  const tell = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  for (const form of forms.length > 0 ? forms : FORMS) {
    const { least, most } = await climb(form, possible(sizes.length > 0 ? sizes : SIZES, tell), tell);
    const bare = most && (await bareLoad(form, most.kiosks));
    const suffix = form.name === 'embedded' ? '' : 'Shared';
    figures[`kiosks${suffix}`] = most?.kiosks ?? 0;
    figures[`p99Ms${suffix}`] = rounded(most?.p99Ms ?? Number.NaN, 0);
    figures[`ratio${suffix}`] = most && bare ? shareOf(most, bare) : Number.NaN;
    figures[`growth${suffix}`] = most && least ? shareOf(most, least) : Number.NaN;
    if (bare) tell(`${form.name}: the bare broker with a null subscriber, ${micros(bare)} a message`);
  }
  const isKept = Object.entries(figures).every(
    ([name, value]) => !name.startsWith('kiosks') || value >= Math.max(...(sizes.length > 0 ? sizes : SIZES)),
  );
  return { lines, figures, isKept };
}

/** The smallest, and the largest of those that hold. */
async function climb(
  form: Form,
  sizes: readonly number[],
  tell: (line: string) => void,
): Promise<{ readonly least: Measured | null; readonly most: Measured | null }> {
  const tried = async (kiosks: number): Promise<Measured | null> => {
    try {
      const step = await underLoad(form, kiosks);
      tell(describe(form, step));
      return step.p99Ms < PROMISED_MS && step.lost === 0 ? step : null;
    } catch (error) {
      tell(`${form.name}: ${kiosks} kiosks: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const [first = 0, ...more] = sizes;
  const began = Date.now();
  const least = await tried(first);
  if (!least) return { least, most: null };
  for (const kiosks of more.toReversed()) {
    if (Date.now() - began > FORM_MS) {
      tell(`${form.name}: ${kiosks} kiosks and fewer: not tried, it has taken too long`);
      break;
    }
    const most = await tried(kiosks);
    if (most) return { least, most };
  }
  return { least, most: least };
}

async function underLoad(form: Form, count: number): Promise<Measured> {
  const kiosks = namesOf(count);
  const probes = kiosks.filter((_, index) => index % Math.ceil(count / PROBES) === 0);
  const hall = await form.startHall(kiosks);
  try {
    const desk = await openDesk(hall.url, 'zhou', hall.adminCode, () => new Date());
    const watching = await watch(hall.url, desk, probes);
    const { said, ...load } = await measured(hall, kiosks, probes, () => wait(PROMISED_MS));
    watching.stop();
    // What was never seen was waited for in vain.
    const latencies = said.faults.map((fault) => watching.latencyOf(fault) ?? Number.POSITIVE_INFINITY);
    const p99Ms = latencies.sort((one, other) => one - other)[Math.ceil(latencies.length * 0.99) - 1];
    return {
      ...load,
      kiosks: count,
      p99Ms: p99Ms ?? Number.POSITIVE_INFINITY,
      faults: latencies.length,
      lost: said.lost,
      lists: watching.lists(),
    };
  } finally {
    await hall.stop();
  }
}

async function bareLoad(form: Form, count: number): Promise<Load> {
  const broker = await form.startBare();
  try {
    return await measured(broker, namesOf(count), [], async () => {});
  } finally {
    await broker.stop();
  }
}

/** The same kiosks on whatever serves them, for the length of the window. */
async function measured(
  { mqttPort: port }: Serving,
  kiosks: readonly string[],
  probes: readonly string[],
  afterwards: () => Promise<void>,
): Promise<Load & { readonly said: Said }> {
  const wish = { port, realm: REALM, password: PASSWORD, kiosks, probes };
  const fleet: FleetProcess = await startFleet(wish);
  try {
    const before = await fleet.said();
    const cpu = cpuSeconds([fleet.pid]);
    await wait(WINDOW_MS);
    const used = usedBetween(cpu, cpuSeconds([fleet.pid]));
    const said = await fleet.said();
    const messages = said.messages - before.messages;
    await afterwards();
    return { cpuPerMessage: used / messages, messagesPerSecond: messages / (WINDOW_MS / 1000), said };
  } finally {
    await fleet.stop();
  }
}

/** Each kiosk is an open connection of one process, and of another. */
function possible(sizes: readonly number[], tell: (line: string) => void): readonly number[] {
  const most = openFileLimit() - 500;
  const left = sizes.filter((size) => size <= most);
  if (left.length < sizes.length) tell(`no more than ${most} files may be open here (ulimit -n)`);
  return left.toSorted((one, other) => one - other);
}

const namesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `TL-${String(index + 1).padStart(5, '0')}`);

const shareOf = (one: Load, other: Load): number => rounded(one.cpuPerMessage / other.cpuPerMessage, 2);

const micros = ({ cpuPerMessage }: Load): string => `${(cpuPerMessage * 1e6).toFixed(0)} µs of processor`;

const describe = (form: Form, step: Measured): string =>
  [
    `${form.name}: ${step.kiosks} kiosks, ${step.messagesPerSecond.toFixed(0)} messages a second`,
    `event to console p99 ${step.p99Ms.toFixed(0)} ms of ${step.faults} (promised under ${PROMISED_MS})`,
    `${step.lost} lines lost, ${micros(step)} a message, ${step.lists}`,
  ].join(', ');
