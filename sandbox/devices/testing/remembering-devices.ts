import type { StartDevice } from '../device-handle.ts';

export type RememberingDevices = {
  readonly startDevice: StartDevice;
  /** Every order given so far, by the folder of the device's program, oldest first. */
  readonly orders: readonly { readonly device: string; readonly order: unknown }[];
  /** The device says something by itself. */
  readonly report: (device: string, event: unknown) => void;
};

/**
 * Devices that remember what they were told, in place of processes: a station's buttons and state without its wire.
 *
 * @param obey what an order comes to; resolves at once unless it is given
 */
export function createRememberingDevices(
  obey: (device: string, order: unknown) => Promise<void> = async () => {},
): RememberingDevices {
  const orders: { readonly device: string; readonly order: unknown }[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  return {
    startDevice: ({ program, onEvent }) => {
      const device = new URL('.', program).pathname.split('/').at(-2) ?? '';
      // The test that reports an event says which one the device has.
      listeners.set(device, onEvent as (event: unknown) => void);
      return {
        order: async (order) => {
          orders.push({ device, order });
          await obey(device, order);
        },
        pid: () => undefined,
        close: async () => {},
      };
    },
    orders,
    report: (device, event) => listeners.get(device)?.(event),
  };
}
