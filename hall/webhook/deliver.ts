import { surroundingsOf } from '../alarms/surroundings.ts';
import { type Clock, repeat } from '../clock.ts';
import type { Rule } from '../fleet/rules.ts';
import type { HallStore } from '../store/store.ts';
import { cloudEventOf, signedHeaders, type WebhookTarget } from './cloud-event.ts';
import type { Notice } from './notice.ts';

/**
 * Tells somebody outside what became of alarms: one after the other in the order it happened, each at least once. Who
 * does not take it is asked again later; nothing else in the hall waits for that.
 */
export type Webhook = {
  /** What is wrong with the receiver, since when (milliseconds since 1970); null: the last was taken. */
  readonly problem: () => { readonly since: number; readonly what: string } | null;
  readonly close: () => Promise<void>;
};

/** @returns null: it was taken; else why not, in a word */
export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<string | null>;

export type WebhookOptions = {
  readonly store: HallStore;
  readonly clock: Clock;
  readonly target: WebhookTarget;
  readonly realm: string;
  readonly rules: readonly Rule[];
  readonly post: Post;
  /** In [0, 1). */
  readonly random: () => number;
  readonly everyMs: number;
  /** Of several copies of a hall one tells at a time; absent: there is one. */
  readonly isOurs?: () => Promise<boolean>;
  readonly onGivenUp: (notice: Notice, why: string) => void;
  readonly onError: (error: unknown) => void;
};

/** What nobody took within it is no news any more; it stays to be seen as given up. */
export const GIVE_UP_MS = 24 * 3_600_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5 * 60_000;
const NOTICES_A_LOOK = 50;

export function startWebhook(options: WebhookOptions): Webhook {
  const { store, clock, target } = options;
  let failures = 0;
  let retryAt = 0;
  let problem: ReturnType<Webhook['problem']> = null;
  const nowMs = () => clock.now().getTime();

  const tell = async (notice: Notice): Promise<boolean> => {
    const about = await surroundingsOf(store, options.rules, [notice.alarm], notice.at);
    const body = cloudEventOf(notice, options.realm, about);
    const why = await options.post(target.url, signedHeaders(notice.id, body, target.secret, nowMs()), body);
    if (why === null) {
      [failures, problem] = [0, null];
      return true;
    }
    // Full jitter: many that were turned away together do not come back together.
    retryAt = nowMs() + options.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    failures = Math.min(failures + 1, 30);
    problem = { since: problem?.since ?? nowMs(), what: why };
    return false;
  };

  const look = async (): Promise<void> => {
    if (nowMs() < retryAt || !((await options.isOurs?.()) ?? true)) return;
    const waiting = await store.notices({ state: 'waiting', limit: NOTICES_A_LOOK });
    for (const [index, notice] of waiting.entries()) {
      if (!(await tell(notice))) return giveUp(waiting.slice(index));
      await store.commit([{ kind: 'notice-over', id: notice.id, how: 'told', at: nowMs() }]);
    }
  };

  const giveUp = async (notTaken: readonly Notice[]): Promise<void> => {
    const now = nowMs();
    for (const notice of notTaken.filter(({ at }) => now >= at + GIVE_UP_MS)) {
      await store.commit([{ kind: 'notice-over', id: notice.id, how: 'given-up', at: now }]);
      options.onGivenUp(notice, problem?.what ?? '');
    }
  };

  return {
    problem: () => problem,
    close: repeat(clock, options.everyMs, () => look().catch(options.onError)),
  };
}

const ANSWER_MS = 10_000;

/** Over HTTP; any 2xx is taken, a redirect is not followed. */
export const postByHttp: Post = async (url, headers, body) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.body?.cancel();
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    if (!(error instanceof Error)) return 'failed';
    const { cause } = error;
    return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  }
};
