import type { HidAccess, HidEars, ListedHid } from '../hid/hid-access.ts';

/** A USB bus in memory: the test is the device that is plugged in. */
export type ScriptedHid = HidAccess & {
  readonly plug: (device: ListedHid & { readonly path: string }) => void;
  /** `silently`: the read does not fail, the device is only listed no more. */
  readonly unplug: (path: string, silently?: boolean) => void;
  /** One input report of an opened device, upper-case hex. */
  readonly deliver: (path: string, hex: string) => void;
  readonly deliverBytes: (path: string, report: Uint8Array) => void;
  /** Every output report so far, upper-case hex. */
  readonly written: readonly string[];
  readonly onWrite: (device: (hex: string) => void) => void;
  readonly failOpening: (reason: string | null) => void;
  readonly failWriting: (reason: string | null) => void;
  readonly openHandles: () => number;
};

export function createScriptedHid(): ScriptedHid {
  let listed: readonly (ListedHid & { readonly path: string })[] = [];
  const opened = new Map<string, HidEars>();
  const written: string[] = [];
  let peer: (hex: string) => void = () => undefined;
  let openFailure: string | null = null;
  let writeFailure: string | null = null;
  const deliverBytes = (path: string, report: Uint8Array): void => opened.get(path)?.onReport(report);

  return {
    listDevices: async () => listed,
    open: async (path, ears) => {
      if (openFailure !== null) throw new Error(openFailure);
      opened.set(path, ears);
      return {
        write: async (report) => {
          if (writeFailure !== null) throw new Error(writeFailure);
          const hex = Buffer.from(report).toString('hex').toUpperCase();
          written.push(hex);
          peer(hex);
        },
        close: async () => {
          if (opened.get(path) === ears) opened.delete(path);
        },
      };
    },
    plug: (device) => {
      listed = [...listed, device];
    },
    unplug: (path, silently = false) => {
      listed = listed.filter((device) => device.path !== path);
      if (!silently) opened.get(path)?.onGone('could not read from HID device');
    },
    deliver: (path, hex) => deliverBytes(path, Uint8Array.from(Buffer.from(hex, 'hex'))),
    deliverBytes,
    written,
    onWrite: (device) => {
      peer = device;
    },
    failOpening: (reason) => {
      openFailure = reason;
    },
    failWriting: (reason) => {
      writeFailure = reason;
    },
    openHandles: () => opened.size,
  };
}
