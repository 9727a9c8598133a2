import { Backoff, restartPolicy } from './backoff.ts';
import type { Clock } from './clock.ts';
import { type HostAddress, type HostProcess, type ProcessExit, windowAddress } from './host-process.ts';
import type { Shell, WindowLoss } from './shell/shell.ts';

/** What the supervisor tells the outside; nothing personal can be in it. */
export type SupervisorEvent =
  | { readonly event: 'host-serving'; readonly url: string; readonly pid: number | undefined }
  | { readonly event: 'host-gone'; readonly exit: ProcessExit; readonly againInMs: number }
  | { readonly event: 'window-open' }
  | { readonly event: 'window-gone'; readonly loss: WindowLoss; readonly againInMs: number };

export type SupervisorParts = {
  /** Starts a host on this port (0: any). */
  readonly startHost: (port: number) => HostProcess;
  readonly shell: Shell;
  readonly clock: Clock;
  readonly report: (event: SupervisorEvent) => void;
  /** Answers true while the host answers at this address; what does not answer three times running is killed. */
  readonly probe: (url: string) => Promise<boolean>;
  readonly port: number;
};

const PROBE_EVERY_MS = 5_000;
const PROBE_MISSES = 3;

/**
 * Keeps one host and one window alive: what dies is started again, soon at first, then at growing intervals, for ever.
 * A new host has forgotten the old window's cookie and a new window has none, so each gets a one-time token of its own.
 */
export class Supervisor {
  readonly #parts: SupervisorParts;
  readonly #hostBackoff = new Backoff(restartPolicy);
  readonly #windowBackoff = new Backoff(restartPolicy);
  #host: { readonly process: HostProcess; address: HostAddress | undefined } | undefined;
  #port: number;
  #stopping = false;
  #cancelHost = () => {};
  #cancelWindow = () => {};
  #cancelProbe = () => {};

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#port = parts.port;
    parts.shell.onLoss((loss) => this.#windowLost(loss));
  }

  start(): void {
    const process = this.#parts.startHost(this.#port);
    const host: { readonly process: HostProcess; address: HostAddress | undefined } = {
      process,
      address: undefined,
    };
    this.#host = host;
    process.serving.then((address) => {
      if (address === undefined || this.#stopping) return;
      host.address = address;
      // The same port again after a restart: the page's origin stays what it was.
      this.#port = Number(new URL(address.url).port);
      this.#hostBackoff.up(this.#parts.clock.now());
      this.#parts.report({ event: 'host-serving', url: address.url, pid: process.pid });
      this.#watch(process, address.url, 0);
      this.#cancelWindow();
      this.#show(windowAddress(address));
    });
    process.exited.then((exit) => {
      this.#cancelProbe();
      if (this.#stopping) return;
      // A host that could not even serve may have lost its port to somebody else.
      if (host.address === undefined) this.#port = this.#parts.port;
      this.#host = undefined;
      const againInMs = this.#hostBackoff.failed(this.#parts.clock.now());
      this.#parts.report({ event: 'host-gone', exit, againInMs });
      this.#cancelHost = this.#parts.clock.after(againInMs, () => this.start());
    });
  }

  /** An address with a fresh one-time token, for one more window; `undefined` while no host serves. */
  async issueAddress(): Promise<string | undefined> {
    const host = this.#host;
    if (host?.address === undefined) return undefined;
    const token = await host.process.issueToken();
    return token === undefined ? undefined : windowAddress({ url: host.address.url, token });
  }

  /** Ends the host and starts it again, as if it had died: what was edited is read afresh. */
  async restartHost(): Promise<void> {
    await this.#host?.process.stop();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelHost();
    this.#cancelWindow();
    this.#cancelProbe();
    await Promise.all([this.#parts.shell.close(), this.#host?.process.stop()]);
  }

  #show(address: string): void {
    this.#parts.shell.open(address).then(
      () => {
        this.#windowBackoff.up(this.#parts.clock.now());
        this.#parts.report({ event: 'window-open' });
      },
      () => this.#windowLost('launch-failed'),
    );
  }

  #windowLost(loss: WindowLoss): void {
    if (this.#stopping) return;
    const againInMs = this.#windowBackoff.failed(this.#parts.clock.now());
    this.#parts.report({ event: 'window-gone', loss, againInMs });
    this.#cancelWindow();
    this.#cancelWindow = this.#parts.clock.after(againInMs, async () => {
      const host = this.#host;
      const address = await this.issueAddress();
      // Without a host there is nothing to show; the next one opens the window itself.
      if (this.#stopping || host?.address === undefined || host !== this.#host) return;
      if (address === undefined) this.#windowLost('launch-failed');
      else this.#show(address);
    });
  }

  #watch(process: HostProcess, url: string, misses: number): void {
    this.#cancelProbe = this.#parts.clock.after(PROBE_EVERY_MS, async () => {
      const missed = (await this.#parts.probe(url)) ? 0 : misses + 1;
      if (this.#stopping || this.#host?.process !== process) return;
      if (missed >= PROBE_MISSES) process.kill();
      else this.#watch(process, url, missed);
    });
  }
}
