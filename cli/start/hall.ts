import { join } from 'node:path';
import { z } from 'zod';
import { main as kioskCommand } from '../../kiosk-config/main.ts';
import { type Child, firstEvent, startChild } from './child.ts';

/** The hall's ready line. */
const readySchema = z.object({
  http: z.url(),
  firstAdmin: z.object({ name: z.string(), code: z.string() }).optional(),
  beside: z.object({ code: z.string() }),
});
export type HallReady = z.infer<typeof readySchema>;

const HALL_DEADLINE_MS = 60_000;

export type HallPlaces = {
  /** Id of the kiosk it watches. */
  readonly kiosk: string;
  /** The exchange it asks how long one waits at the offices, and what it is to it. */
  readonly securityServer: string;
  readonly hall: { readonly client: string; readonly secretsDir: string };
};

/** GB/T 2260, of the county the sandbox plays. */
const AREA = '330122';

/** Starts the hall that watches the kiosk on this computer. */
export const startHall = (house: string, root: string, { kiosk, securityServer, hall }: HallPlaces): Child =>
  startChild({
    name: 'hall',
    command: process.execPath,
    args: [
      ...[join(house, 'cli/once.ts'), 'hall', 'start', '--data', join(root, 'hall')],
      ...['--http', '0', '--mqtt', '0', '--first-admin', 'admin', '--beside', kiosk],
      ...['--exchange', securityServer, '--exchange-client', hall.client],
      ...['--exchange-secrets', hall.secretsDir, '--exchange-area', AREA],
    ],
    logFile: join(root, 'hall', 'hall.log'),
    cwd: house,
    env: process.env,
  });

export const hallReady = (hall: Child): Promise<HallReady> =>
  firstEvent(hall, (event) => readySchema.safeParse(event).data, HALL_DEADLINE_MS);

/** Enrols the kiosk as a technician would; a kiosk nobody watches serves all the same, so it only says why not. */
export async function enrol(config: string, { http, beside }: HallReady): Promise<void> {
  await kioskCommand(['enrol', '--config', config, '--hall', http, '--code', beside.code], {
    out: () => undefined,
    err: (text) => process.stderr.write(`Not enrolled at the hall: ${text}`),
  });
}
