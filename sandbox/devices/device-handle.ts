import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { CableOrder, FromDevice, Numbered } from './device-messages.ts';

/** A device's process from the sandbox's side: orders go in and are answered; a crash is mended. */
export type DeviceHandle<Order> = {
  /** Resolves once the device has carried `order` out; rejects with its reason when it could not. */
  readonly order: (order: Order | CableOrder) => Promise<void>;
  readonly pid: () => number | undefined;
  readonly close: () => Promise<void>;
};

export type DeviceHandleOptions<Order, Event> = {
  readonly program: URL;
  readonly arguments: readonly string[];
  readonly onEvent: (event: Event) => void;
  /** What a freshly started process must be told to be what it was: its cable, its card, its paper. */
  readonly restore: () => readonly (Order | CableOrder)[];
};

/** A process that dies at once, every time, is not started a hundred times a second. */
const RESTART_DELAY_MS = 200;

type Pending = { readonly resolve: () => void; readonly reject: (error: Error) => void };

export type StartDevice = <Order, Event>(options: DeviceHandleOptions<Order, Event>) => DeviceHandle<Order>;

/** Starts the device and keeps it running until `close`. */
export function startDevice<Order, Event>(options: DeviceHandleOptions<Order, Event>): DeviceHandle<Order> {
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let isClosing = false;
  let restart: NodeJS.Timeout | undefined;
  const onRestarted: (() => void)[] = [];
  let child = start();

  function start(): ChildProcess {
    // Its standard output stays shut: the sandbox's own carries one line of JSON and nothing else.
    const started = fork(options.program, options.arguments, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // Only device-process.ts of the same build writes to this channel, and it is typed there.
    started.on('message', (message) => onMessage(message as FromDevice<Event>));
    started.on('error', () => {});
    started.once('exit', () => onExit());
    return started;
  }

  function onMessage(message: FromDevice<Event>): void {
    if (message.kind === 'event') {
      options.onEvent(message.event);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'done') waiting?.resolve();
    else waiting?.reject(new Error(message.error));
  }

  function onExit(): void {
    for (const { reject } of pending.values()) reject(new Error('the device process ended'));
    pending.clear();
    if (isClosing) return;
    restart = setTimeout(() => {
      child = start();
      // Failing here means that it has died again, and onExit is already at work.
      for (const order of options.restore()) void send(order).catch(() => {});
      for (const sendLate of onRestarted.splice(0)) sendLate();
    }, RESTART_DELAY_MS);
  }

  async function send(order: Order | CableOrder): Promise<void> {
    if (!child.connected) {
      if (isClosing) throw new Error('the device is being closed');
      await new Promise<void>((resolve) => onRestarted.push(resolve));
    }
    const id = nextId++;
    const message: Numbered<Order | CableOrder> = { id, order };
    await new Promise<void>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      child.send(message);
    });
  }

  return {
    order: send,
    pid: () => child.pid,
    close: async () => {
      isClosing = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
