import type {
  Device,
  DeviceClass,
  DeviceReport,
  DeviceStatus,
  SelfTest,
} from '../../drivers/device/device.ts';
import type { DeviceFault, Result } from '../../drivers/status.ts';

/** A device of any class, as a technician sees it. */
export type AnyDevice = Device<DeviceStatus, { readonly kind: string }>;

/** A configured device: what the configuration says of it, and the driver that was opened for it. */
export type OpenedDevice = {
  readonly class: DeviceClass;
  readonly driver: string;
  readonly device: AnyDevice;
};

/** One device in the technician's list. */
export type DeviceEntry = DeviceReport & { readonly class: DeviceClass; readonly driver: string };

/** One line of `watch`: a device's status, when the watch begins and whenever it is another one. */
export type StatusLine = {
  /** Instant, UTC. */
  readonly at: string;
  readonly class: DeviceClass;
  readonly status: DeviceStatus;
};

/** What a technician can do with the devices of a kiosk, running or not. */
export type DeviceDesk = {
  readonly list: () => Promise<readonly DeviceEntry[]>;
  /** Null when this kiosk has no such device. */
  readonly selfTest: (deviceClass: DeviceClass) => Promise<Result<SelfTest, DeviceFault> | null>;
  /** Takes a device up again that was out of service; false when this kiosk has none of the class. */
  readonly restart: (deviceClass: DeviceClass) => Promise<boolean>;
  /** Tells until the signal fires, or the kiosk ends. */
  readonly watch: (tell: (line: StatusLine) => void, signal: AbortSignal) => Promise<void>;
};

/** The desk in the process that holds the devices. */
export function createDeviceDesk(devices: readonly OpenedDevice[], now: () => Date): DeviceDesk {
  const find = (deviceClass: DeviceClass): AnyDevice | null =>
    devices.find((opened) => opened.class === deviceClass)?.device ?? null;
  return {
    list: async () =>
      devices.map(({ class: deviceClass, driver, device }) => ({
        class: deviceClass,
        driver,
        ...device.report(),
        status: device.status(),
      })),
    selfTest: async (deviceClass) => (await find(deviceClass)?.selfTest()) ?? null,
    restart: async (deviceClass) => {
      const device = find(deviceClass);
      device?.restart();
      return device !== null;
    },
    watch: (tell, signal) =>
      new Promise((resolve) => {
        const line = ({ class: deviceClass, device }: OpenedDevice): StatusLine => ({
          at: now().toISOString(),
          class: deviceClass,
          status: device.status(),
        });
        const stops = devices.map((opened) => {
          tell(line(opened));
          return opened.device.subscribe((event) => {
            if (event.kind === 'status') tell(line(opened));
          });
        });
        const end = (): void => {
          for (const stop of stops) stop();
          resolve();
        };
        if (signal.aborted) end();
        else signal.addEventListener('abort', end, { once: true });
      }),
  };
}
