import type { CableOrder, FromDevice, Numbered } from './device-messages.ts';
import { type Pty, plugPty } from './pty.ts';
import { plugTcp } from './tcp-port.ts';

/** What a simulator gives its process to run. */
export type SimulatedDevice<Order> = {
  readonly receive: (bytes: Uint8Array) => void;
  readonly onPlugged: () => void;
  readonly onUnplugged: () => void;
  readonly obey: (order: Order) => void;
};

export type DeviceLink<Event> = {
  /** Towards the kiosk; lost while no cable is plugged in. */
  readonly send: (bytes: Uint8Array) => void;
  readonly report: (event: Event) => void;
  /** The device has started anew: who was connected to it over a network is connected no more. */
  readonly hangUp: () => void;
};

/** A device that brings its own line to the kiosk: a network port, a daemon. */
export type OwnLineDevice<Order> = {
  readonly obey: (order: Order) => Promise<void> | void;
  /** Nothing of it may outlive this process. */
  readonly end: () => Promise<void>;
};

/**
 * Runs one device as this process: the orders of the sandbox that started it, one after another. The process ends
 * with the IPC channel, so it never outlives a sandbox that was killed.
 */
export function runOwnLineDevice<Order, Event>(
  create: (report: (event: Event) => void) => OwnLineDevice<Order>,
): void {
  const tell = (message: FromDevice<Event>) => {
    if (process.connected) process.send?.(message);
  };
  const device = create((event) => tell({ kind: 'event', event }));
  let last: Promise<void> = Promise.resolve();
  // Only device-handle.ts of the same build writes to this channel, and it is typed there.
  const onMessage = ({ id, order }: Numbered<Order>) => {
    last = last.then(async () => {
      try {
        await device.obey(order);
        tell({ kind: 'done', id });
      } catch (error) {
        tell({ kind: 'failed', id, error: String(error) });
      }
    });
  };
  process.on('message', onMessage);
  process.on('disconnect', () => {
    void device.end().finally(() => process.exit(0));
  });
  // A terminal's Ctrl-C reaches the whole group; the sandbox decides when its devices end.
  process.on('SIGINT', () => {});
}

/**
 * Runs one device on a cable as this process: a serial one, or with a path `tcp://ADDRESS:PORT` a network cable. socat
 * reads the end of its input when this process ends, and goes too.
 */
export function runDeviceProcess<Order, Event>(
  create: (link: DeviceLink<Event>) => SimulatedDevice<Order>,
): void {
  runOwnLineDevice<Order | CableOrder, Event>((report) => onCable(create, report));
}

function onCable<Order, Event>(
  create: (link: DeviceLink<Event>) => SimulatedDevice<Order>,
  report: (event: Event) => void,
): OwnLineDevice<Order | CableOrder> {
  let cable: Pty | null = null;
  const device = create({
    send: (bytes) => cable?.write(bytes),
    report,
    hangUp: () => cable?.hangUp(),
  });

  const plug = async (path: string) => {
    await unplug();
    const plugIn = path.startsWith('tcp://') ? plugTcp : plugPty;
    const plugged = await plugIn(path, { onData: device.receive });
    cable = plugged;
    device.onPlugged();
    // socat ending by itself is a crash of this device; whoever started it starts it anew.
    void plugged.closed.then(() => {
      if (cable === plugged) process.exit(1);
    });
  };
  const unplug = async () => {
    const pulled = cable;
    cable = null;
    if (pulled === null) return;
    device.onUnplugged();
    await pulled.unplug();
  };
  const isCableOrder = (order: Order | CableOrder): order is CableOrder =>
    typeof order === 'object' &&
    order !== null &&
    'kind' in order &&
    (order.kind === 'plug' || order.kind === 'unplug');
  return {
    obey: async (order) => {
      if (!isCableOrder(order)) device.obey(order);
      else if (order.kind === 'plug') await plug(order.path);
      else await unplug();
    },
    end: unplug,
  };
}
