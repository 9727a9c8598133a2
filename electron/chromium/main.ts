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
 *         [--window auto|chromium|none] [--windowed] [--size WxH] [--camera-film FILE] [--attached]
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    renderer: { type: 'string' },
    window: { type: 'string', default: 'auto' },
    windowed: { type: 'boolean', default: false },
    size: { type: 'string', default: '1080x1920' },
    /** The sandbox's camera: a video in place of a device. */
    'camera-film': { type: 'string' },
    /** Started by `once start`: end when it ends. */
    attached: { type: 'boolean', default: false },
  },
});

const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

type Choice = {
  readonly kind: 'chromium' | 'none';
  readonly why: string;
  readonly shell: (data: string) => Shell;
};

/** Which shell this machine can have, and why, in words for whoever started it. */
function chooseShell(env: NodeJS.ProcessEnv): Choice | undefined {
  const none = (why: string): Choice => ({
    kind: 'none',
    why,
    shell: () => noWindow((address) => say({ event: 'address', address })),
  });
  if (values.window === 'none') return none('none, as asked');
  const executable = findExecutable(chromiumNames, env.PATH);
  const hasDisplay = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  if (executable !== undefined && hasDisplay) {
    const isRoot = process.getuid?.() === 0;
    const reason = isRoot ? 'Electron does not run as root' : "Electron's binary is not here";
    const warning = isRoot ? '; as root it runs without its sandbox' : '';
    return {
      kind: 'chromium',
      why: `${reason}, so Chromium shows the same screens${warning}`,
      shell: (data) => chromium(executable, data, env, isRoot),
    };
  }
  if (values.window === 'chromium') return undefined;
  return none(
    hasDisplay ? 'none: neither Electron nor Chromium is here' : 'none: this machine has no display',
  );
}

function chromium(executable: string, data: string, env: NodeJS.ProcessEnv, isRoot: boolean): Shell {
  const [width = 1080, height = 1920] = values.size.split('x').map(Number);
  return chromiumShell({
    executable,
    openbox: env.DISPLAY === undefined ? undefined : findExecutable(['openbox'], env.PATH),
    directory: resolve(data, 'shell'),
    windowed: values.windowed,
    size: { width, height },
    isRoot,
    cameraFilm: values['camera-film'],
    otherOrigins: renderer !== undefined && URL.canParse(renderer) ? [new URL(renderer).origin] : [],
    env,
    clock: systemClock,
    report: (refusal) => say({ event: 'locked', ...refusal }),
  });
}

const { config, data, renderer } = values;
const choice = chooseShell(process.env);
if (config === undefined || data === undefined || choice === undefined) {
  say({
    event: 'refused',
    arguments: [choice === undefined ? 'no Chromium here' : '--config FILE and --data DIR'],
  });
  process.exitCode = 64;
} else {
  say({ event: 'shell', kind: choice.kind, why: choice.why });
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
    shell: choice.shell(data),
    clock: systemClock,
    port: Number(values.port),
    starter: values.attached ? process.stdin : undefined,
    say,
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => kiosk.stop());
  await kiosk.ended;
  process.exit(0);
}
