/** Switches that would open the shell to the outside or weaken the browser; prefixes, without the dashes. */
const forbiddenSwitches = [
  'inspect',
  'remote-debugging',
  'remote-allow-origins',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation',
  'disable-setuid-sandbox',
  'allow-running-insecure-content',
  'allow-file-access',
  'ignore-certificate-errors',
  'unsafely-treat-insecure-origin-as-secure',
  'load-extension',
  'js-flags',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'proxy-server',
  'host-rules',
  'host-resolver-rules',
  'use-fake-',
  'use-file-for-fake-',
  'auto-accept-camera',
  'auto-select-',
  'enable-logging',
  'log-net-log',
  'debug',
  'require',
  'experimental-',
  'enable-features',
  'disable-features',
];

const forbiddenVariables = [
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_ENABLE_LOGGING',
  'NODE_REPL_EXTERNAL_MODULE',
];

/**
 * What in the command line and the environment of Electron's main process must not be there. A kiosk that is started
 * with any of it does not start.
 *
 * @returns the offending switches and variables, by name, without their values
 */
export function forbiddenArguments(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const switches = argv
    .filter((argument) => argument.startsWith('-'))
    .map((argument) => argument.replace(/^-+/, '').replace(/=.*$/s, '').toLowerCase())
    .filter((name) => forbiddenSwitches.some((forbidden) => name.startsWith(forbidden)));
  const variables = forbiddenVariables.filter((name) => env[name] !== undefined && env[name] !== '');
  return [...switches.map((name) => `--${name}`), ...variables];
}
