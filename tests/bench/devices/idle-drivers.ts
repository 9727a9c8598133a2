import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../host/clock.ts';
import { openDevices } from '../../../host/devices/devices.ts';
import { deviceSchema } from '../../../kiosk-config/devices.ts';

/**
 * The driver layer alone, as its own process: opens the devices of `--devices JSON`, lets them come up, and says how
 * much processor time it takes while nobody uses them, as one line of JSON.
 */
const { values: options } = parseArgs({
  options: {
    devices: { type: 'string', default: '[]' },
    settleMs: { type: 'string', default: '8000' },
    forMs: { type: 'string', default: '20000' },
  },
});
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Processor time of this process and of the children its drivers have started, in milliseconds. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenUsedMs();
}

/** The kernel counts in hundredths of a second; over the time measured that is fine enough. */
function childrenUsedMs(): number {
  const tickMs = 10;
  return readdirSync('/proc/self/task')
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '))
    .filter((pid) => pid !== '')
    .map((pid) => {
      // Behind the name in brackets: fields 14 and 15 of proc(5) stat are user and system time.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * tickMs;
    })
    .reduce((sum, ms) => sum + ms, 0);
}

const devices = openDevices(
  deviceSchema.array().parse(JSON.parse(options.devices)),
  systemClock(),
  () => () => undefined,
  { owner: 'bench', newId: randomUUID },
);
await wait(Number(options.settleMs));
const before = usedMs();
const since = performance.now();
await wait(Number(options.forMs));
const used = usedMs() - before;
const wallMs = performance.now() - since;
process.stdout.write(
  `${JSON.stringify({
    cpuPercent: (used / wallMs) * 100,
    devices: devices.all.map(({ class: deviceClass, device }) => `${deviceClass} ${device.status().device}`),
  })}\n`,
);
await devices.close();
process.exit(0);
