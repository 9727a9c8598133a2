import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One undecorated window over the whole screen, and not one key or mouse binding: no menu, no switching, no closing. */
const openboxConfig = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <keyboard/>
  <mouse/>
  <applications>
    <application class="*"><decor>no</decor><focus>yes</focus></application>
  </applications>
</openbox_config>
`;

/**
 * Starts openbox for a display that has no window manager: without one Chromium's kiosk window does not fill the
 * screen. Where there is one already openbox ends by itself.
 *
 * @returns ends the one that was started
 */
export function startWindowManager(
  openbox: string,
  directory: string,
  env: NodeJS.ProcessEnv,
): () => Promise<void> {
  const config = join(directory, 'openbox.xml');
  writeFileSync(config, openboxConfig);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', openbox, '--sm-disable', '--config-file', config], {
    stdio: 'ignore',
    detached: true,
    env,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return () => {
    child.kill('SIGTERM');
    return ended;
  };
}
