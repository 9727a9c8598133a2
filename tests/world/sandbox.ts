import { startProcess } from './processes.ts';

export type SandboxReady = {
  readonly control: string;
  readonly securityServer: string;
  /** What the hall's server is to the exchange. */
  readonly hall: { readonly client: string; readonly secretsDir: string };
  readonly kiosks: readonly {
    readonly id: string;
    /** Entries of the kiosk's configuration. */
    readonly devices: readonly { readonly class: string; readonly driver: string; readonly port?: string }[];
    /** The video its camera is. */
    readonly cameraFilm: string;
    readonly secretsDir: string;
  }[];
};

/** The street outside: simulated devices, exchange, population, each pressed through its HTTP buttons. */
export async function startSandbox(
  data: string,
  options: { readonly seed?: number; readonly args?: readonly string[] } = {},
) {
  const process = await startProcess<SandboxReady>(
    'sandbox/main.ts',
    [
      '--data',
      data,
      '--port',
      '0',
      '--exchange-port',
      '0',
      '--kiosks',
      'TL-003',
      '--seed',
      String(options.seed ?? 1),
      ...(options.args ?? []),
    ],
    (line) => (isReady(line) ? line : null),
  );
  return { ...process, ...sandboxButtons(process.ready.control) };
}
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The buttons of a sandbox that runs already; each answers the new state, and throws when it was refused. */
export function sandboxButtons(control: string) {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(control + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    get: (path: string) => call('GET', path),
    put: (path: string, body: unknown = {}) => call('PUT', path, body),
    post: (path: string, body: unknown = {}) => call('POST', path, body),
    delete: (path: string) => call('DELETE', path),
  };
}
export type SandboxButtons = ReturnType<typeof sandboxButtons>;

function isReady(line: unknown): line is SandboxReady {
  return typeof line === 'object' && line !== null && 'control' in line && 'securityServer' in line;
}
