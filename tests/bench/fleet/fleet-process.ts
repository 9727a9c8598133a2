import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { FleetNews, FleetWish } from './contract.ts';

export type FleetProcess = {
  readonly pid: number;
  /** Messages said so far. */
  readonly said: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Starts the kiosks in a process of their own; resolves when all are signed in and each has its routine. */
export async function startFleet(
  wish: Omit<Extract<FleetWish, { kind: 'live' }>, 'kind'>,
): Promise<FleetProcess> {
  const child = fork(join(import.meta.dirname, 'simulated-fleet.ts'), {
    execArgv: ['--max-old-space-size=8000'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (message: FleetWish) => void child.send(message);
  send({ kind: 'live', ...wish });
  await newsOf(child, 'all-here');
  return {
    pid: child.pid ?? 0,
    said: async () => {
      const counted = newsOf(child, 'counted');
      send({ kind: 'count' });
      return (await counted).said;
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
    child.once('exit', (code) => reject(new Error(`the kiosks ended with ${code}`)));
  });
}
