import { decodeRate } from './devices/decode-rate.ts';
import { idleDrivers } from './devices/idle-cpu.ts';
import { receiptRates } from './devices/receipt-ratio.ts';
import { replugTimes } from './devices/replug.ts';
import { median, type Report, rounded, spread } from './report.ts';

const PROMISED = { receiptRatio: 1, idleCpuPercent: 1 } as const;

/** The driver layer: how fast its codecs are, how soon a device is back, and what it costs while nobody comes. */
export async function devices(): Promise<Report> {
  const now = (): number => performance.now();
  const idle = await idleDrivers();
  const replug = await replugTimes(now);
  const decodesPerSecond = decodeRate(now);
  const receipts = receiptRates(now);
  const figures = {
    decodesPerSecond: Math.round(decodesPerSecond),
    receiptRatio: rounded(receipts.ratio, 2),
    replugMs: rounded(median(replug), 0),
    idleCpuPercent: rounded(idle.cpuPercent, 2),
  };
  return {
    lines: [
      `${figures.decodesPerSecond} base-info messages decoded a second`,
      `full receipts a second: ours ${Math.round(receipts.ours)}, receiptline ${Math.round(receipts.receiptline)}, node-thermal-printer ${Math.round(receipts.nodeThermalPrinter)}`,
      `back online after a replug: ${spread(replug)} ms`,
      `idle, ${figures.idleCpuPercent} % of a core (promised under ${PROMISED.idleCpuPercent}): ${idle.devices.join(', ')}`,
    ],
    figures,
    isKept: figures.receiptRatio >= PROMISED.receiptRatio && figures.idleCpuPercent < PROMISED.idleCpuPercent,
  };
}
