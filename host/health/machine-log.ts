import type { DeviceClass } from '../../drivers/device/device.ts';
import { type Supply, supplies } from '../../wire/words.ts';
import type { Clock } from '../clock.ts';
import type { Devices } from '../devices/devices.ts';
import type { Log } from '../log.ts';
import { supplyState } from './supply-news.ts';
import type { Stamp } from './telemetry-store.ts';

/** Writes into the log how the machine is, whenever that is another than it was. */
export type MachineLog = {
  /** Devices and what they print on. */
  readonly devices: () => void;
  /** Disk and clock; once a minute. */
  readonly machine: () => void;
};

export type MachineLogOptions = {
  readonly devices: Devices;
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  readonly timeQuality: () => Stamp['tq'];
  readonly diskFreeMb: () => number;
  readonly log: Pick<Log, 'info' | 'warning'>;
};

/** Below it the journal may soon take nothing more. */
const DISK_LOW_MB = 500;
const DISK_ENOUGH_MB = 1_000;
/** What a clock that is kept by time servers never does in a minute. */
const STEP_S = 5;
const SUPPLY_OF: Readonly<Record<Supply, DeviceClass>> = {
  'receipt-paper': 'receipt-printer',
  'document-paper': 'document-printer',
  toner: 'document-printer',
};

export function createMachineLog({ devices, clock, log, ...machine }: MachineLogOptions): MachineLog {
  const states = new Map<string, string>();
  let isDiskLow = false;
  let source: Stamp['tq'] | null = null;
  const aheadMs = (): number => clock.now().getTime() - clock.monotonicMs();
  let aheadBefore = aheadMs();

  const isNews = (of: string, state: string): boolean => {
    if (states.get(of) === state) return false;
    states.set(of, state);
    return true;
  };

  return {
    devices: () => {
      for (const { class: device, device: opened } of devices.all) {
        const { device: state } = opened.status();
        // Busy and starting are how every visit and every start look.
        if (state === 'deviceBusy' || state === 'starting' || !isNews(device, state)) continue;
        log[state === 'online' ? 'info' : 'warning']('device-state', { device, state });
      }
      for (const supply of supplies) {
        const state = supplyState(devices, supply);
        if (state === null || !isNews(supply, state)) continue;
        const level = state === 'full' || state === 'unknown' ? 'info' : 'warning';
        log[level]('supply-state', { device: SUPPLY_OF[supply], supply, state });
      }
    },
    machine: () => {
      const freeMb = machine.diskFreeMb();
      if (!isDiskLow && freeMb < DISK_LOW_MB) log.warning('disk-low', { freeMb });
      if (isDiskLow && freeMb >= DISK_ENOUGH_MB) log.info('disk-enough', { freeMb });
      isDiskLow = freeMb < (isDiskLow ? DISK_ENOUGH_MB : DISK_LOW_MB);
      const sourceNow = machine.timeQuality();
      if (sourceNow !== source) log.info('clock-source', { source: sourceNow });
      source = sourceNow;
      const ahead = aheadMs();
      const seconds = Math.round((ahead - aheadBefore) / 1000);
      if (Math.abs(seconds) >= STEP_S) log.warning('clock-stepped', { seconds });
      aheadBefore = ahead;
    },
  };
}
