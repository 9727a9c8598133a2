import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { FleetNews, FleetWish } from './contract.ts';

/** Ten thousand a power cut brings back have five minutes (docs/telemetry.md); who takes longer than this is too slow. */
const COME_MS = 150_000;

export type Said = Extract<FleetNews, { kind: 'counted' }>;

export type FleetProcess = {
  readonly pid: number;
  readonly said: () => Promise<Said>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the kiosks in a process of their own; resolves when all are signed in and each has its routine.
 * @throws when that takes longer than `withinMs`
 */
export async function startFleet(
  wish: Omit<Extract<FleetWish, { kind: 'live' }>, 'kind'>,
  withinMs = COME_MS,
): Promise<FleetProcess> {
  const child = fork(join(import.meta.dirname, 'simulated-fleet.ts'), {
    execArgv: ['--max-old-space-size=8000'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (message: FleetWish) => void child.send(message);
  send({ kind: 'live', ...wish });
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs);
  await newsOf(child, 'all-here').finally(() => clearTimeout(late));
  return {
    pid: child.pid ?? 0,
    said: async () => {
      const counted = newsOf(child, 'counted');
      send({ kind: 'count' });
      return counted;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function newsOf<K extends FleetNews['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FleetNews, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const listen = (news: FleetNews): void => {
      if (news.kind !== kind && news.kind !== 'failed') return;
      child.off('message', listen);
      if (news.kind === 'failed') reject(new Error(`the kiosks: ${news.why}`));
      // It is of the kind that was waited for.
      else resolve(news as Extract<FleetNews, { kind: K }>);
    };
    child.on('message', listen);
    child.once('exit', (code) =>
      reject(new Error(`the kiosks ended (${code ?? 'not all of them were there in time'})`)),
    );
  });
}
