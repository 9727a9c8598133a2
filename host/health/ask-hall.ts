import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KioskConfig, PASSWORD_FILE } from '../../kiosk-config/config.ts';
import { requestHall } from '../../kiosk-config/hall-request.ts';
import { type NearestAnswer, nearestAnswerSchema } from '../../wire/elsewhere.ts';

/**
 * Asks the hall where else an item can be done; null: anything at all. The question is the item's id and this machine's
 * name, and nothing of who stands here. Never rejects: null when there was no answer in time, or none that can be read.
 */
export type AskHall = (item: string | null, signal: AbortSignal) => Promise<NearestAnswer | null>;

/** Somebody looks at the screen meanwhile. */
const DEADLINE_MS = 3_000;

/** @returns null on a machine that no hall watches, or that does not know where to ask */
export function openAskHall(
  { fleet, secretsDir }: Pick<KioskConfig, 'fleet' | 'secretsDir'>,
  /** PEM; whom to trust as the hall. */
  ca: string,
  defect: (error: unknown) => void,
): AskHall | null {
  if (fleet?.http === undefined) return null;
  const { http: site, username } = fleet;
  try {
    const password = fleet.password ?? readFileSync(join(secretsDir, PASSWORD_FILE), 'utf8').trim();
    return createAskHall({ site, username, password, ca });
  } catch (error) {
    defect(error);
    return null;
  }
}

export function createAskHall({
  site,
  username,
  password,
  ca,
}: {
  readonly site: string;
  readonly username: string;
  readonly password: string;
  readonly ca: string;
}): AskHall {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return async (item, signal) => {
    const url = new URL('/kiosk/nearest', site);
    if (item !== null) url.searchParams.set('item', item);
    try {
      const { status, text } = await requestHall(url, {
        method: 'GET',
        headers: { authorization },
        ca,
        signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      if (status !== 200) return null;
      const answer = nearestAnswerSchema.safeParse(JSON.parse(text)).data;
      return answer?.item === item ? answer : null;
    } catch {
      return null;
    }
  };
}
