import { BrowserWindow, type Session } from 'electron';
import { type LockParts, lockContents } from './lockdown/lock-window.ts';
import { webPreferences } from './lockdown/web-preferences.ts';
import type { Shell, WindowLoss } from './shell/shell.ts';

export type ElectronShellOptions = {
  readonly session: Session;
  readonly preload: string;
  readonly lock: LockParts;
  /** An ordinary window instead of a kiosk one, while developing. */
  readonly windowed: boolean;
};

/** Electron's own window as the kiosk's. A page that died or hangs is loaded again in the same window. */
export function electronShell({ session, preload, lock, windowed }: ElectronShellOptions): Shell {
  let window: BrowserWindow | undefined;
  let closing = false;
  let lost: (loss: WindowLoss) => void = () => {};

  const create = (): BrowserWindow => {
    const created = new BrowserWindow({
      kiosk: !windowed,
      fullscreen: !windowed,
      frame: windowed,
      autoHideMenuBar: true,
      show: false,
      webPreferences: { ...webPreferences, session, preload },
    });
    created.removeMenu();
    lockContents(created.webContents, lock);
    created.once('ready-to-show', () => created.show());
    created.on('close', (event) => {
      if (!closing && !windowed) event.preventDefault();
    });
    created.on('closed', () => {
      window = undefined;
      if (!closing) lost('closed');
    });
    created.webContents.on('render-process-gone', (_event, details) => {
      if (!closing && details.reason !== 'clean-exit') lost('crashed');
    });
    created.on('unresponsive', () => {
      if (closing) return;
      created.webContents.forcefullyCrashRenderer();
    });
    return created;
  };

  return {
    async open(url) {
      window ??= create();
      await window.loadURL(url);
    },
    onLoss(listener) {
      lost = listener;
    },
    async close() {
      closing = true;
      window?.destroy();
    },
  };
}
