import { devicesAsync, HIDAsync } from 'node-hid';

/** What the operating system says of one HID collection. A device with several has an entry for each. */
export type ListedHid = {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  /** HID usage page of the collection: 8Ch is a bar code scanner, 01h a keyboard. */
  readonly usagePage?: number | undefined;
};

/** What an opened device tells whoever opened it. */
export type HidEars = {
  /** One input report; its first byte is the report id when the device numbers its reports. */
  readonly onReport: (report: Uint8Array) => void;
  /** Nothing more will come. */
  readonly onGone: (reason: string) => void;
};

export type OpenedHid = {
  /** One output report; its first byte is the report id, 0 when the device does not number them. */
  readonly write: (report: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The HID devices of this machine. Injected, because a machine without a USB bus has none to test with. */
export type HidAccess = {
  readonly listDevices: () => Promise<readonly ListedHid[]>;
  readonly open: (path: string, ears: HidEars) => Promise<OpenedHid>;
};

/** hidraw through node-hid; its calls run beside the event loop. */
export const nodeHidAccess: HidAccess = {
  listDevices: () => devicesAsync(),
  open: async (path, ears) => {
    const device = await HIDAsync.open(path);
    device.on('error', (error: Error) => ears.onGone(error.message));
    device.on('data', (report: Buffer) => ears.onReport(new Uint8Array(report)));
    return {
      write: async (report) => {
        await device.write(Buffer.from(report));
      },
      close: () => device.close(),
    };
  },
};
