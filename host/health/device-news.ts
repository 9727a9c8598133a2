import type { DeviceClass } from '../../drivers/device/device.ts';
import type { DeviceFaultReport, DevicePayload } from '../../wire/device-payload.ts';
import { cabinetCodesOf } from '../devices/cabinet-watch.ts';
import type { Devices } from '../devices/devices.ts';
import type { OpenedDevice } from '../technician/device-desk.ts';
import { type Alarms, cabinetAlarms } from './alarms.ts';
import { deviceReport, faultReport, gist, isFailing } from './device-report.ts';

/** Tells how the devices are: each when it is another than it was, all of them when asked. */
export type DeviceNews = {
  readonly tellChanged: () => void;
  readonly tellAll: () => void;
  /** Devices that need somebody. */
  readonly down: () => DeviceClass[];
};

type Time = { readonly now: () => string; readonly monotonicMs: () => number };
type Fault = { readonly at: string; readonly sinceMs: number; readonly device: DevicePayload['device'] };

export function createDeviceNews(
  devices: Devices,
  time: Time,
  alarms: Pick<Alarms, 'set'>,
  say: (report: DevicePayload) => void,
): DeviceNews {
  const told = new Map<DeviceClass, string>();
  const faults = new Map<DeviceClass, Fault>();
  const failing = new Set<DeviceClass>();

  /** A fault begins when the device does; it goes on being reported as the last one when it is over. */
  const noteFault = (opened: OpenedDevice): void => {
    const status = opened.device.status();
    if (!isFailing(status)) {
      failing.delete(opened.class);
    } else if (!failing.has(opened.class)) {
      failing.add(opened.class);
      faults.set(opened.class, { at: time.now(), sinceMs: time.monotonicMs(), device: status.device });
    }
  };

  const lastFault = (opened: OpenedDevice): DeviceFaultReport | null => {
    const fault = faults.get(opened.class);
    return fault ? faultReport(fault.at, fault.device, opened.device.report(), fault.sinceMs) : null;
  };

  const tell = (opened: OpenedDevice, always: boolean): void => {
    noteFault(opened);
    const report = deviceReport(devices, opened, lastFault(opened));
    if (!report) return;
    alarms.set('device-out-of-service', opened.class, report.isOutOfService);
    const now = gist(report);
    if (!always && told.get(opened.class) === now) return;
    told.set(opened.class, now);
    say(report);
  };

  const watchCabinet = (): void => {
    const status = devices.cabinet?.status();
    // While the board is away nothing is known, and nothing is said to be over.
    if (!status || status.cabinetDoor === 'unknown') return;
    const codes = cabinetCodesOf(status);
    for (const [code, alarm] of cabinetAlarms) alarms.set(alarm, 'cabinet', codes.includes(code));
  };

  return {
    tellChanged: () => {
      for (const opened of devices.all) tell(opened, false);
      watchCabinet();
    },
    tellAll: () => {
      for (const opened of devices.all) tell(opened, true);
      watchCabinet();
    },
    down: () => devices.all.filter(({ device }) => isFailing(device.status())).map((opened) => opened.class),
  };
}
