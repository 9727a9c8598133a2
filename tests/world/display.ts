import { spawn } from 'node:child_process';

/** A screen nobody sees, 1080×1920, for a window that is real all the same. */
export type Display = { readonly name: string; readonly stop: () => void };

/** Starts an X server on a free display. It ends with this process, in whatever way that ends. */
export async function startDisplay(xvfb: string): Promise<Display> {
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', xvfb, '-displayfd', '3', '-screen', '0', '1080x1920x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { name: `:${number}`, stop: () => server.kill() };
}
