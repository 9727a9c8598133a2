import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Clock } from './clock.ts';
import { type HostCommand, startHost } from './host-process.ts';
import type { Shell } from './shell/shell.ts';
import { Supervisor } from './supervisor.ts';

export type KioskParts = {
  readonly host: HostCommand;
  readonly shell: Shell;
  readonly clock: Clock;
  readonly port: number;
  /** Whoever started this shell: its lines are wishes, its end is the end of the kiosk. `undefined` under systemd. */
  readonly starter: Readable | undefined;
  /** One line of JSON an event. */
  readonly say: (event: object) => void;
};

const PROBE_DEADLINE_MS = 5_000;

/**
 * Runs one kiosk until `stop` or until its starter goes away. Lines understood on the starter's side:
 * `issue-address` (answers `{"event":"address","address":…}` with a fresh one-time token), `restart-host`.
 *
 * @returns resolves when host and window are gone; `stop` asks for that
 */
export function runKiosk(parts: KioskParts): { readonly ended: Promise<void>; stop(): Promise<void> } {
  const { host, shell, clock, port, starter, say } = parts;
  const supervisor = new Supervisor({
    startHost: (onPort) => startHost(host, onPort, clock),
    shell,
    clock,
    port,
    probe: answersHttp,
    report: say,
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= supervisor.stop().then(end);
    return stopping;
  };
  if (starter !== undefined) {
    const lines = createInterface({ input: starter });
    lines.on('line', async (line) => {
      if (line === 'issue-address')
        say({ event: 'address', address: (await supervisor.issueAddress()) ?? null });
      else if (line === 'restart-host') await supervisor.restartHost();
    });
    lines.on('close', stop);
  }
  supervisor.start();
  return { ended, stop };
}

/** Any answer will do: it shows that the host's event loop turns. The page itself would be refused, and logged as such. */
async function answersHttp(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/alive', url), { signal: AbortSignal.timeout(PROBE_DEADLINE_MS) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
