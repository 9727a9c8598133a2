import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../world/processes.ts';
import { startSandbox } from '../../world/sandbox.ts';

export type IdleDrivers = { readonly cpuPercent: number; readonly devices: readonly string[] };

/** Processor time of all drivers of a kiosk of the sandbox while nothing happens, in percent of one core. */
export async function idleDrivers(): Promise<IdleDrivers> {
  const directory = mkdtempSync(join(tmpdir(), 'once-idle-'));
  const sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'real'] });
  try {
    const [kiosk] = sandbox.ready.kiosks;
    const drivers = await startProcess<IdleDrivers>(
      'tests/bench/devices/idle-drivers.ts',
      ['--devices', JSON.stringify(kiosk?.devices ?? [])],
      (line) => (isFigure(line) ? line : null),
    );
    await drivers.ended;
    return drivers.ready;
  } finally {
    await sandbox.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function isFigure(line: unknown): line is IdleDrivers {
  return typeof line === 'object' && line !== null && 'cpuPercent' in line && 'devices' in line;
}
