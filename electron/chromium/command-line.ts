import { join } from 'node:path';

export type ChromiumOptions = {
  /** Directory under the kiosk's data root; everything Chromium writes goes there. */
  readonly directory: string;
  /** An ordinary window instead of a kiosk one, while developing. */
  readonly windowed: boolean;
  readonly size: { readonly width: number; readonly height: number };
  /** Chromium refuses to run as root with its sandbox on. */
  readonly isRoot: boolean;
  readonly wayland: boolean;
  /** A video played in place of a camera: the sandbox's, on machines without hardware. */
  readonly cameraFilm: string | undefined;
};

/** Shown until the first real page: the paper colour of the screens, so that nothing flashes white. */
const BLANK = 'data:text/html,<html lang="zh-CN"><body style="background:%23f4f1ea">';

/**
 * Chromium's command line for a kiosk window. Flags are convenience, not security; what must hold is in the managed
 * policy (`managed-policy.json`) and in what the shell refuses over the debugging pipe. The pipe is private to the
 * process that started Chromium: unlike a debugging port nobody else can connect to it.
 */
export function chromiumArguments({
  directory,
  windowed,
  size,
  isRoot,
  wayland,
  cameraFilm,
}: ChromiumOptions): string[] {
  return [
    `--user-data-dir=${join(directory, 'profile')}`,
    `--disk-cache-dir=${join(directory, 'cache')}`,
    '--remote-debugging-pipe',
    ...(windowed ? [] : ['--kiosk']),
    `--app=${BLANK}`,
    `--window-size=${size.width},${size.height}`,
    '--window-position=0,0',
    // Nothing of a visit reaches the disk.
    '--incognito',
    '--no-first-run',
    '--no-default-browser-check',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--password-store=basic',
    // --lang does not change navigator.language; this does.
    '--accept-lang=zh-CN',
    '--disable-features=Translate,TranslateUI,OverscrollHistoryNavigation,GlobalMediaControls,MediaRouter',
    '--overscroll-history-navigation=0',
    '--disable-pinch',
    '--disable-session-crashed-bubble',
    '--disable-component-update',
    '--disable-background-networking',
    '--disable-sync',
    '--disable-extensions',
    '--disable-print-preview',
    '--deny-permission-prompts',
    '--autoplay-policy=no-user-gesture-required',
    // No name is ever looked up and no other machine reached: the host is on loopback.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    '--proxy-server=direct://',
    ...(cameraFilm === undefined ? [] : filmSwitches(cameraFilm)),
    ...(wayland ? ['--ozone-platform=wayland'] : []),
    // A machine without a graphics card draws in software; said beforehand it costs no failed attempts.
    '--disable-gpu',
    // --test-type only hides the warning bar that --no-sandbox shows.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/**
 * A camera that is a file (YUV4MPEG2), and no question whether the page may use it: an incognito window can be given the
 * camera by the managed policy only, which a machine without hardware need not have. The page is our own by the
 * navigation lock, and is denied the microphone by its own Permissions-Policy.
 */
const filmSwitches = (film: string): string[] => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
  '--use-fake-ui-for-media-stream',
];

const DENY = 2;

/** Settings of a new profile; for what no flag can turn off, such as the translation bubble on Chinese pages. */
export const profilePreferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  autofill: { profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  printing: { enabled: false },
  search: { suggest_enabled: false },
  profile: {
    // The camera is not here: --deny-permission-prompts denies it until the managed policy allows it to our page.
    default_content_setting_values: {
      automatic_downloads: DENY,
      bluetooth_guard: DENY,
      bluetooth_scanning: DENY,
      clipboard: DENY,
      file_system_read_guard: DENY,
      file_system_write_guard: DENY,
      geolocation: DENY,
      hid_guard: DENY,
      idle_detection: DENY,
      local_fonts: DENY,
      media_stream_mic: DENY,
      midi_sysex: DENY,
      notifications: DENY,
      payment_handler: DENY,
      popups: DENY,
      sensors: DENY,
      serial_guard: DENY,
      usb_guard: DENY,
      window_placement: DENY,
    },
  },
} as const;
