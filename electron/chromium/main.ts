import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { runKiosk } from '../kiosk.ts';
import { noWindow } from '../shell/no-window.ts';
import type { Shell } from '../shell/shell.ts';
import { chromiumShell } from './chromium-shell.ts';
import { chromiumNames, findExecutable } from './find-executable.ts';

/**
 * The kiosk's shell on plain Node: supervises the host and shows it in Chromium, or in no window at all.
 *
 *     node electron/chromium/main.ts --config FILE --data DIR [--port N] [--renderer DIR|URL]
 *         [--window chromium|none] [--windowed] [--size WxH] [--attached]
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    renderer: { type: 'string' },
    window: { type: 'string', default: 'chromium' },
    windowed: { type: 'boolean', default: false },
    size: { type: 'string', default: '1080x1920' },
    /** Started by `once start`: end when it ends. */
    attached: { type: 'boolean', default: false },
  },
});

const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

function openShell(data: string): Shell | undefined {
  if (values.window === 'none') return noWindow((address) => say({ event: 'address', address }));
  const executable = findExecutable(chromiumNames, process.env.PATH);
  if (executable === undefined) return undefined;
  const [width = 1080, height = 1920] = values.size.split('x').map(Number);
  return chromiumShell({
    executable,
    openbox: process.env.DISPLAY === undefined ? undefined : findExecutable(['openbox'], process.env.PATH),
    directory: resolve(data, 'shell'),
    windowed: values.windowed,
    size: { width, height },
    isRoot: process.getuid?.() === 0,
    otherOrigins:
      values.renderer !== undefined && URL.canParse(values.renderer) ? [new URL(values.renderer).origin] : [],
    env: process.env,
    clock: systemClock,
    report: (refusal) => say({ event: 'locked', ...refusal }),
  });
}

const { config, data, renderer } = values;
const shell = data === undefined ? undefined : openShell(data);
if (config === undefined || data === undefined || shell === undefined) {
  say({
    event: 'refused',
    arguments: [shell === undefined ? 'no Chromium on the PATH' : '--config FILE and --data DIR'],
  });
  process.exitCode = 64;
} else {
  const house = resolve(import.meta.dirname, '../..');
  const kiosk = runKiosk({
    host: {
      nodeBinary: process.execPath,
      hostMain: resolve(house, 'host/main.ts'),
      config,
      data,
      renderer,
      env: process.env,
    },
    shell,
    clock: systemClock,
    port: Number(values.port),
    starter: values.attached ? process.stdin : undefined,
    say,
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => kiosk.stop());
  await kiosk.ended;
  process.exit(0);
}
