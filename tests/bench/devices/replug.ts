import { join } from 'node:path';
import { openIdCardReader } from '../../../drivers/id-card/open-id-card-reader.ts';
import { systemClock } from '../../../drivers/system-clock.ts';
import { createIdCardStation } from '../../../sandbox/devices/id-card/station.ts';
import { openStation } from '../../../sandbox/devices/testing/station-bench.ts';

const ROUNDS = 15;

/**
 * How long after its cable is back a reader is online: found again by its pattern, each time under another name, its
 * self test passed, its plate looked at. The simulated module thinks no time; a real one stays mute for 1.5 s or more.
 *
 * @returns milliseconds, one a round
 */
export async function replugTimes(now: () => number): Promise<readonly number[]> {
  const bench = await openStation(createIdCardStation);
  const reader = openIdCardReader({
    path: join(bench.directory, 'id-card*'),
    baudRate: 115_200,
    clock: systemClock,
  });
  const until = (device: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (reader.status().device !== device) return;
        stop();
        resolve();
      };
      const stop = reader.subscribe(look);
      look();
    });
  const times: number[] = [];
  try {
    await until('online');
    for (let round = 0; round < ROUNDS; round += 1) {
      await bench.press('PUT', 'unplug');
      await until('powerOff');
      // The transport waits longer after each failed look for the port, up to 2 s: a hand is never quicker than this.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await bench.press('PUT', 'plug', { path: join(bench.directory, `id-card-${round}`) });
      const since = now();
      await until('online');
      times.push(now() - since);
    }
  } finally {
    await reader.close();
    await bench.close();
  }
  return times;
}
