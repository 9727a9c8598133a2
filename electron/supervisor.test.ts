import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';
import type { HostProcess, ProcessExit } from './host-process.ts';
import type { Shell, WindowLoss } from './shell/shell.ts';
import { Supervisor, type SupervisorEvent } from './supervisor.ts';

/** A host that serves at once unless told otherwise, and dies when told. */
class FakeHost implements HostProcess {
  readonly pid = 4711;
  readonly port: number;
  readonly #exit = Promise.withResolvers<ProcessExit>();
  readonly #serving = Promise.withResolvers<{ url: string; token: string } | undefined>();
  readonly exited = this.#exit.promise;
  readonly serving = this.#serving.promise;
  #tokens = 0;

  constructor(port: number) {
    this.port = port === 0 ? 40_001 : port;
  }
  serve(): void {
    this.#serving.resolve({ url: `http://127.0.0.1:${this.port}`, token: 'first' });
  }
  die(code = 1): void {
    this.#serving.resolve(undefined);
    this.#exit.resolve({ code, signal: null });
  }
  async issueToken(): Promise<string> {
    this.#tokens += 1;
    return `more-${this.#tokens}`;
  }
  async stop(): Promise<void> {
    this.die(0);
  }
  kill(): void {
    this.die(137);
  }
}

class FakeShell implements Shell {
  readonly opened: string[] = [];
  failures = 0;
  closed = false;
  lose: (loss: WindowLoss) => void = () => {};
  async open(url: string): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('no display');
    }
    this.opened.push(url);
  }
  onLoss(listener: (loss: WindowLoss) => void): void {
    this.lose = listener;
  }
  async close(): Promise<void> {
    this.closed = true;
  }
}

let hosts: FakeHost[];
let shell: FakeShell;
let events: SupervisorEvent[];
let answers: boolean;
let supervisor: Supervisor;

beforeEach(() => {
  vi.useFakeTimers();
  hosts = [];
  shell = new FakeShell();
  events = [];
  answers = true;
  supervisor = new Supervisor({
    startHost(port) {
      const host = new FakeHost(port);
      hosts.push(host);
      return host;
    },
    shell,
    clock: systemClock,
    report: (event) => events.push(event),
    probe: async () => answers,
    port: 0,
  });
  supervisor.start();
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const host = (index: number): FakeHost => {
  const found = hosts[index];
  if (found === undefined) throw new Error(`host ${index} was never started`);
  return found;
};

describe('the host', () => {
  test('is shown as soon as it serves, with its one-time token', async () => {
    host(0).serve();
    await pass(0);
    expect(shell.opened).toEqual(['http://127.0.0.1:40001/?token=first']);
  });

  test('comes back within a second when it dies, on the same port, and is shown again', async () => {
    host(0).serve();
    await pass(1_000);
    host(0).die();
    await pass(1_000);
    host(1).serve();
    await pass(0);
    expect(host(1).port).toBe(40_001);
    expect(shell.opened).toHaveLength(2);
  });

  test('is tried at growing intervals, never given up, and never more than 15 seconds apart', async () => {
    const waits: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      host(index).die();
      await pass(15_000);
      const event = events.at(-1);
      if (event?.event === 'host-gone') waits.push(event.againInMs);
    }
    expect(waits.slice(0, 4)).toEqual([200, 400, 800, 1_600]);
    expect(Math.max(...waits)).toBe(15_000);
    expect(hosts).toHaveLength(13);
  });

  test('that stood for half a minute is restarted at once again', async () => {
    host(0).die();
    await pass(200);
    host(1).serve();
    await pass(30_000);
    host(1).die();
    await pass(0);
    expect(events.at(-1)).toMatchObject({ event: 'host-gone', againInMs: 200 });
  });

  test('that no longer answers is killed and comes back', async () => {
    host(0).serve();
    await pass(1_000);
    answers = false;
    await pass(15_000);
    expect(events.at(-1)).toMatchObject({ event: 'host-gone', exit: { code: 137 } });
    await pass(1_000);
    expect(hosts).toHaveLength(2);
  });

  test('that answers late once is left alone', async () => {
    host(0).serve();
    await pass(1_000);
    answers = false;
    await pass(10_000);
    answers = true;
    await pass(60_000);
    expect(hosts).toHaveLength(1);
  });
});

describe('the window', () => {
  test('comes back within a second when it is lost, with a new token', async () => {
    host(0).serve();
    await pass(0);
    shell.lose('crashed');
    await pass(1_000);
    expect(shell.opened.at(-1)).toBe('http://127.0.0.1:40001/?token=more-1');
  });

  test('that cannot be opened is tried again', async () => {
    shell.failures = 3;
    host(0).serve();
    await pass(5_000);
    expect(shell.opened).toHaveLength(1);
  });

  test('lost while the host is down waits for the next host', async () => {
    host(0).serve();
    await pass(0);
    host(0).die();
    shell.lose('closed');
    await pass(10_000);
    expect(shell.opened).toHaveLength(1);
    host(1).serve();
    await pass(0);
    expect(shell.opened).toHaveLength(2);
  });
});

describe('the end', () => {
  test('takes window and host along, and nothing is started afterwards', async () => {
    host(0).serve();
    await pass(0);
    await supervisor.stop();
    await pass(120_000);
    expect(shell.closed).toBe(true);
    expect(hosts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('in the middle of a restart starts nothing', async () => {
    host(0).die();
    await pass(0);
    await supervisor.stop();
    await pass(120_000);
    expect(hosts).toHaveLength(1);
  });
});
