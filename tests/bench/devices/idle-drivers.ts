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

const devices = openDevices(
  deviceSchema.array().parse(JSON.parse(options.devices)),
  systemClock(),
  () => () => undefined,
);
await wait(Number(options.settleMs));
const before = process.cpuUsage();
const since = performance.now();
await wait(Number(options.forMs));
const used = process.cpuUsage(before);
const wallMs = performance.now() - since;
process.stdout.write(
  `${JSON.stringify({
    cpuPercent: ((used.user + used.system) / 1000 / wallMs) * 100,
    devices: devices.all.map(({ class: deviceClass, device }) => `${deviceClass} ${device.status().device}`),
  })}\n`,
);
await devices.close();
process.exit(0);
