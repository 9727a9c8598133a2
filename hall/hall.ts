import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { issueAccount } from './accounts/sign-in.ts';
import { startApi } from './api/server.ts';
import { codeForKioskBeside } from './beside.ts';
import type { Clock } from './clock.ts';
import { openCommandKey } from './commands/command-key.ts';
import { startDispatch } from './commands/dispatch.ts';
import { type Copies, onlyCopy } from './copies.ts';
import { startDayKeeper } from './day-keeper.ts';
import { noQueueBoard, startQueueBoard } from './exchange/queue-board.ts';
import { type ExchangeAccess, openSecurityServer } from './exchange/security-server.ts';
import { LADDER, type LadderTimes } from './fleet/ladder.ts';
import { readRules } from './fleet/rules.ts';
import type { StartBroker, Tls } from './ingest/broker.ts';
import { embeddedBroker } from './ingest/embedded-broker.ts';
import { startIngest } from './ingest/ingest.ts';
import { openSpill } from './ingest/spill.ts';
import { startRetention } from './retention.ts';
import { listeningTogether } from './store/listening.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { Hall, HallStore } from './store/store.ts';
import { startWatch } from './watch.ts';
import type { WebhookTarget } from './webhook/cloud-event.ts';
import { postByHttp, startWebhook } from './webhook/deliver.ts';
import { withNotices } from './webhook/noticing-store.ts';

/** A hall server in one process: broker, store, watch, HTTP. */
export type RunningHall = {
  readonly httpPort: number;
  readonly mqttPort: number;
  /** Code of the first admin's account, if one was made now. */
  readonly firstAdmin: { readonly name: string; readonly code: string } | null;
  /** For the kiosk on this computer, if one was named. */
  readonly beside: { readonly kiosk: string; readonly code: string } | null;
  /** Stops listening, writes what waits, ends. */
  readonly close: () => Promise<void>;
};

export type HallOptions = {
  /** Everything the hall keeps is under it. */
  readonly data: string;
  readonly realm: string;
  /** `proxies`: those before it, which say whom a request came from. */
  readonly http: { readonly host: string; readonly port: number; readonly proxies?: string };
  readonly mqtt: { readonly host: string; readonly port: number };
  readonly tls: Tls | null;
  /** Absent: one inside this process, at `mqtt`. */
  readonly startBroker?: StartBroker;
  /** Who outside is told of alarms; absent: nobody. */
  readonly webhook?: WebhookTarget;
  /** Where the offices' queues are asked for; absent: there are none. */
  readonly exchange?: ExchangeAccess & {
    /** GB/T 2260, of halls that name none. */
    readonly area: string;
    /** How often it is asked. */
    readonly everyMs: number;
  };
  /** Makes this account where there is none at all. */
  readonly firstAdmin: string | null;
  /** A kiosk on this very computer: gets a code to enrol with at each start. */
  readonly beside?: string;
  readonly clock: Clock;
  readonly log: (level: 'info' | 'error', event: string, detail?: string) => void;
  readonly ladder?: LadderTimes;
  /** The built console, where it is elsewhere than usual. */
  readonly console?: string;
  /** How often the watch looks. */
  readonly everyMs?: number;
  /** Where it keeps things, if not in a file under `data`; tests put one in between that fails. */
  readonly openStore?: (directory: string) => HallStore | Promise<HallStore>;
  /** Absent: this is the only copy. */
  readonly joinCopies?: (onError: (error: unknown) => void) => Copies;
};

/** Once a minute, where the watch looks every second. */
const LOOKS_A_DAY_LOOK = 60;
const RULES = join(import.meta.dirname, 'alarms', 'rules.yaml');

export async function startHall(options: HallOptions): Promise<RunningHall> {
  const { clock, log, tls, realm } = options;
  const newId = () => v7({ msecs: clock.now().getTime() });
  const read = readRules(readFileSync(RULES, 'utf8'));
  if (!read.ok) throw new Error(`${RULES}: ${read.problem}`);
  const { rules } = read;
  const kept = await (options.openStore ?? openSqliteStore)(join(options.data, 'store'));
  const store = options.webhook ? withNotices(kept, { clock, newId }) : kept;
  const key = openCommandKey(options.data);
  const everyMs = options.everyMs ?? 1000;
  const startedAt = clock.now().getTime();
  const onError = (error: unknown) =>
    log('error', 'defect', error instanceof Error ? error.stack : String(error));
  const copies = (options.joinCopies ?? onlyCopy)(onError);
  const { live } = copies;

  const firstAdmin = await makeFirstAdmin(store, options.firstAdmin, clock);
  const beside = options.beside === undefined ? null : await codeForKioskBeside(store, options.beside, clock);
  const ingest = await startIngest({
    store,
    spill: openSpill(join(options.data, 'spill')),
    clock,
    realm,
    startBroker:
      options.startBroker ?? embeddedBroker({ ...options.mqtt, tls, now: () => clock.now().getTime() }),
    onTaken: (kiosks) => {
      for (const kiosk of kiosks) live.publish({ kind: 'machine', kiosk });
    },
    onStore: (state, why) => log(state === 'away' ? 'error' : 'info', `store-${state}`, why),
    isFirst: copies.isFirst,
    onBirth: (kiosk) => dispatch.mind(kiosk, 'born'),
  });
  const dispatch = startDispatch({
    store,
    clock,
    realm,
    key,
    publish: ingest.broker.publish,
    everyMs,
    live,
    onError,
  });
  const watch = startWatch({
    store,
    clock,
    rules,
    listeningSince: options.startBroker ? listeningTogether(store) : async () => startedAt,
    ladder: options.ladder ?? LADDER,
    everyMs,
    newId,
    live,
    onError,
  });
  const webhook = options.webhook
    ? startWebhook({
        store,
        clock,
        target: options.webhook,
        realm,
        rules,
        post: postByHttp,
        random: Math.random,
        everyMs,
        isOurs: copies.isFirst,
        onGivenUp: ({ alarm }, why) => log('error', 'webhook-given-up', `${alarm.id}: ${why}`),
        onError,
      })
    : null;
  const line = options.exchange ? openSecurityServer(options.exchange) : null;
  const area = options.exchange?.area ?? null;
  const queues =
    line && options.exchange
      ? startQueueBoard({
          ask: line.ask,
          areas: async () => areasOf(await store.halls(), area),
          everyMs: options.exchange.everyMs,
          clock,
          newId,
          onState: (state, why) => log(state === 'away' ? 'error' : 'info', `office-queues-${state}`, why),
          onError,
        })
      : noQueueBoard;
  const days = startDayKeeper({
    store,
    clock,
    everyMs: LOOKS_A_DAY_LOOK * everyMs,
    isOurs: copies.isFirst,
    onError,
  });
  const retention = startRetention({ store, clock, onError });
  const api = await startApi(
    {
      store,
      clock,
      rules,
      live,
      ingest,
      dispatch,
      commandKey: key.publicKey,
      webhook,
      queues,
      area,
      realm,
      newId,
      isSecure: tls !== null,
      mqttPort: ingest.broker.port,
    },
    { ...options.http, tls, onError, console: options.console },
  );
  return {
    httpPort: api.port,
    mqttPort: ingest.broker.port,
    firstAdmin,
    beside,
    close: async () => {
      await api.close();
      await watch.close();
      await dispatch.close();
      await webhook?.close();
      await days.close();
      await retention.close();
      await queues.close();
      line?.close();
      await ingest.close();
      await copies.close();
      await store.close();
    },
  };
}

const areasOf = (halls: readonly Hall[], otherwise: string | null): ReadonlySet<string> =>
  new Set(halls.map(({ area }) => area ?? otherwise).filter((area) => area !== null));

async function makeFirstAdmin(
  store: HallStore,
  name: string | null,
  clock: Clock,
): Promise<RunningHall['firstAdmin']> {
  const accounts = await store.accounts();
  // Nobody could sign in yet: a code that was not used in time is given out again.
  const isNeeded = name !== null && accounts.every(({ passwordHash }) => passwordHash === null);
  if (!isNeeded) return null;
  const who = { by: 'system', reason: 'first account', now: clock.now().getTime() };
  const { code } = await issueAccount(store, { name, role: 'admin', halls: null }, who);
  return { name, code };
}
