import type { UpMessage } from '../../../wire/envelope.ts';
import type { Payload } from '../../../wire/payloads.ts';
import { type Link, unbornLink } from '../../fleet/ladder.ts';
import type { Run } from '../../fleet/run.ts';
import { offerBody } from '../brief.ts';
import { bodyOf, documentOf } from '../document.ts';
import { type LinkSeen, type PartSeen, type Shelf, takeIn } from '../intake.ts';
import type { Held, Received, UsageRow } from '../store.ts';
import { type Asked, bulkInsert } from './pool.ts';

/**
 * `HallStore.take`, in a transaction: the batch's machines are locked, what is known of them is read with a few
 * statements, the batch is taken into that, and what became of it is written with a few more. The locks are the rows of
 * `link`, always taken in the order of the kiosks' names: two copies wait for each other and never across.
 */
export async function takeBatch(client: Asked, batch: readonly Received[]): Promise<readonly Held[]> {
  const known = await load(client, batch);
  const { shelf, save } = shelfOf(known);
  const held = takeIn(shelf, batch);
  await save(client);
  return held;
}

type LinkState = LinkSeen & {
  readonly dueAt: number | null;
  readonly heartbeatAt: number | null;
  readonly metrics: { readonly at: number; readonly d: Payload<'met'> } | null;
};
type Known = {
  readonly writtenDown: ReadonlySet<string>;
  readonly links: ReadonlyMap<string, LinkState>;
  readonly runs: ReadonlyMap<string, Run>;
  readonly parts: ReadonlyMap<string, PartSeen>;
  /** When the list of each release this batch speaks of was last told. */
  readonly releases: ReadonlyMap<string, number>;
  readonly messages: ReadonlySet<string>;
};

const keyOf = (...parts: readonly (string | number)[]): string => parts.join(' ');

async function load(client: Asked, batch: readonly Received[]): Promise<Known> {
  const messages = batch.flatMap((each) => (each.kind === 'message' ? each : []));
  const spoken = new Set(messages.map(({ message }) => message.k));
  const named = [...new Set(batch.map((each) => (each.kind === 'message' ? each.message.k : each.kiosk)))];
  const records = await client.query<{ kiosk: string }>('SELECT kiosk FROM record WHERE kiosk = ANY($1)', [
    named,
  ]);
  const writtenDown = new Set(records.rows.map(({ kiosk }) => kiosk));
  const kiosks = named.filter((kiosk) => spoken.has(kiosk) || writtenDown.has(kiosk)).sort();
  const links = await lockLinks(client, kiosks);
  // Only now: what another copy has just written of these machines is seen.
  const runs = await client.query<{ kiosk: string; boot: string; end: number; ahead: string }>(
    `SELECT kiosk, boot, "end", ahead FROM run JOIN unnest($1::text[], $2::text[]) AS wanted (kiosk, boot)
     USING (kiosk, boot)`,
    pairs(messages.map(({ message: { k, boot } }) => [k, boot])),
  );
  const parts = await client.query<PartSeen & { kiosk: string; channel: string }>(
    `SELECT kiosk, channel, boot, seq, at, ty, body
     FROM part JOIN unnest($1::text[], $2::text[]) AS wanted (kiosk, channel) USING (kiosk, channel)`,
    pairs(messages.flatMap(({ message, channel }) => partsIn(message, channel))),
  );
  const releases = await loadReleases(
    client,
    messages.map(({ message }) => message),
  );
  const numbered = messages.map(({ message }) => message);
  const kept = await client.query<{ kiosk: string; boot: string; seq: number }>(
    `SELECT kiosk, boot, seq FROM message
     JOIN unnest($1::text[], $2::text[], $3::bigint[]) AS wanted (kiosk, boot, seq) USING (kiosk, boot, seq)`,
    [numbered.map(({ k }) => k), numbered.map(({ boot }) => boot), numbered.map(({ seq }) => seq)],
  );
  return {
    writtenDown,
    links,
    runs: new Map(
      runs.rows.map(({ kiosk, boot, end, ahead }) => [
        keyOf(kiosk, boot),
        { end, ahead: documentOf<Run['ahead']>(ahead) },
      ]),
    ),
    parts: new Map(parts.rows.map(({ kiosk, channel, ...part }) => [keyOf(kiosk, channel), part])),
    releases,
    messages: new Set(kept.rows.map(({ kiosk, boot, seq }) => keyOf(kiosk, boot, seq))),
  };
}

function partsIn(message: UpMessage, channel: string): readonly (readonly [string, string])[] {
  if (message.ty === 'evt') return [[message.k, `evt/${message.d.kind}`]];
  if (message.ty !== 'flw') return [[message.k, channel]];
  // Whether the list is complete is seen from all its parts.
  const all = Array.from({ length: message.d.parts }, (_, index) => `flw/${index + 1}`);
  return [channel, ...all].map((each) => [message.k, each]);
}

async function loadReleases(client: Asked, messages: readonly UpMessage[]): Promise<Map<string, number>> {
  const named = new Set(messages.flatMap((each) => (each.ty === 'flw' ? each.d.release : [])));
  if (named.size === 0) return new Map();
  const { rows } = await client.query<{ release: string; told_at: number }>(
    'SELECT release, told_at FROM release_items WHERE release = ANY($1)',
    [[...named]],
  );
  return new Map(rows.map(({ release, told_at }) => [release, told_at]));
}

/** Two columns, each pair once. */
const pairs = (all: readonly (readonly [string, string])[]): [string[], string[]] => {
  const unique = [...new Map(all.map((pair) => [keyOf(...pair), pair])).values()];
  return [unique.map(([first]) => first), unique.map(([, second]) => second)];
};

async function lockLinks(client: Asked, kiosks: readonly string[]): Promise<Map<string, LinkState>> {
  await client.query(
    `INSERT INTO link (kiosk, link) SELECT kiosk, $2 FROM unnest($1::text[]) AS new (kiosk)
     WHERE NOT EXISTS (SELECT 1 FROM link WHERE link.kiosk = new.kiosk) ON CONFLICT DO NOTHING`,
    [kiosks, bodyOf(unbornLink)],
  );
  const { rows } = await client.query<{
    kiosk: string;
    link: string;
    reach: string;
    due_at: number | null;
    hb_boot: string | null;
    hb_up: number | null;
    hb_at: number | null;
    hb: string | null;
    met_at: number | null;
    met: string | null;
  }>('SELECT * FROM link WHERE kiosk = ANY($1) ORDER BY kiosk FOR UPDATE', [kiosks]);
  return new Map(
    rows.map((row) => [
      row.kiosk,
      {
        link: documentOf<Link>(row.link),
        reach: row.reach,
        dueAt: row.due_at,
        heartbeat:
          row.hb === null || row.hb_boot === null
            ? null
            : { boot: row.hb_boot, up: row.hb_up ?? 0, d: documentOf<Payload<'hb'>>(row.hb) },
        heartbeatAt: row.hb_at,
        metrics: row.met === null ? null : { at: row.met_at ?? 0, d: documentOf<Payload<'met'>>(row.met) },
      },
    ]),
  );
}

type Problem = {
  first_at: number;
  last_at: number;
  count: number;
  detail: string;
  kiosk: string;
  kind: string;
};

/** What is known, in memory, with what is new written over it; `save` writes the new. */
function shelfOf(known: Known): { readonly shelf: Shelf; readonly save: (client: Asked) => Promise<void> } {
  const links = new Map(known.links);
  const touched = new Set<string>();
  const runs = new Map<string, Run & { readonly kiosk: string; readonly boot: string }>();
  const parts = new Map<string, PartSeen & { readonly kiosk: string; readonly channel: string }>();
  const messages = new Map<string, { readonly message: UpMessage; readonly at: number }>();
  const offers = new Map<string, { kiosk: string; at: number; kind: string; body: string }>();
  const releases = new Map<string, { release: string; told_at: number; items: string }>();
  const logs = new Map<string, { kiosk: string; cmd: string; part: number; at: number; body: string }>();
  const usage = new Map<string, UsageRow>();
  const problems = new Map<string, Problem>();

  const unborn: LinkState = {
    link: unbornLink,
    reach: 'never',
    dueAt: null,
    heartbeat: null,
    heartbeatAt: null,
    metrics: null,
  };
  const change = (kiosk: string, changes: Partial<LinkState>): void => {
    links.set(kiosk, { ...(links.get(kiosk) ?? unborn), ...changes });
    touched.add(kiosk);
  };
  const shelf: Shelf = {
    isWrittenDown: (kiosk) => known.writtenDown.has(kiosk),
    link: (kiosk) => links.get(kiosk) ?? null,
    putLink: (kiosk, link, dueAt) => {
      const before = links.get(kiosk)?.dueAt ?? null;
      change(kiosk, {
        link,
        dueAt: dueAt === null || before === null ? (dueAt ?? before) : Math.min(dueAt, before),
      });
    },
    putHeartbeat: ({ k, boot, up, d }, at) => change(k, { heartbeat: { boot, up, d }, heartbeatAt: at }),
    putMetrics: ({ k, d }, at) => change(k, { metrics: { at, d } }),
    putOffer: (kiosk, at, d) => {
      offers.set(keyOf(kiosk, at), { kiosk, at, kind: 'offer', body: offerBody(d) });
    },
    run: (kiosk, boot) => runs.get(keyOf(kiosk, boot)) ?? known.runs.get(keyOf(kiosk, boot)) ?? null,
    putRun: (kiosk, boot, run) => runs.set(keyOf(kiosk, boot), { ...run, kiosk, boot }),
    part: (kiosk, channel) =>
      parts.get(keyOf(kiosk, channel)) ?? known.parts.get(keyOf(kiosk, channel)) ?? null,
    putPart: (kiosk, channel, part) => parts.set(keyOf(kiosk, channel), { ...part, kiosk, channel }),
    releaseToldAt: (release) => releases.get(release)?.told_at ?? known.releases.get(release) ?? null,
    putRelease: (release, at, items) => releases.set(release, { release, told_at: at, items: bodyOf(items) }),
    addMessage: (message, at) => {
      const key = keyOf(message.k, message.boot, message.seq);
      if (known.messages.has(key) || messages.has(key)) return false;
      messages.set(key, { message, at });
      return true;
    },
    addLog: ({ k, d }, at) => {
      const key = keyOf(k, d.cmd, d.part);
      if (!logs.has(key)) logs.set(key, { kiosk: k, cmd: d.cmd, part: d.part, at, body: bodyOf(d) });
    },
    addUsage: (row) => {
      const key = keyOf(row.kiosk, row.date, row.item, row.version, row.outcome, row.step ?? '');
      const before = usage.get(key);
      usage.set(key, before ? sumOf(before, row) : row);
    },
    addProblem: (kiosk, kind, detail, at) => {
      const before = problems.get(keyOf(kiosk, kind));
      const [first_at, count] = [before?.first_at ?? at, (before?.count ?? 0) + 1];
      problems.set(keyOf(kiosk, kind), { kiosk, kind, first_at, last_at: at, count, detail });
    },
  };
  const save = async (client: Asked): Promise<void> => {
    const changed = [...touched].map((kiosk) => linkRow(kiosk, links.get(kiosk) ?? unborn));
    await saveLinks(client, changed);
    await saveRuns(
      client,
      [...runs.values()].map((run) => ({ ...run, ahead: bodyOf(run.ahead) })),
    );
    await saveParts(client, [...parts.values()]);
    await saveMessages(
      client,
      [...messages.values()].map(({ message, at }) => messageRow(message, at)),
    );
    await saveOffers(client, [...offers.values()]);
    await saveReleases(
      client,
      // In one order, whoever writes: two copies wait for each other and never across.
      [...releases.values()].sort((one, other) => (one.release < other.release ? -1 : 1)),
    );
    await saveLogs(client, [...logs.values()]);
    await saveUsage(client, [...usage.values()].map(usageRow));
    await saveProblems(client, [...problems.values()]);
  };
  return { shelf, save };
}

const sumOf = (one: UsageRow, other: UsageRow): UsageRow => {
  const [r1, r2, r3, r4, r5] = other.ratings;
  const [s1, s2, s3, s4, s5] = one.ratings;
  return {
    ...one,
    n: one.n + other.n,
    seconds: one.seconds + other.seconds,
    ratings: [s1 + r1, s2 + r2, s3 + r3, s4 + r4, s5 + r5],
  };
};

const linkRow = (kiosk: string, { link, dueAt, heartbeat, heartbeatAt, metrics }: LinkState) => ({
  kiosk,
  link: bodyOf(link),
  heard_at: link.heardAt,
  due_at: dueAt,
  hb_boot: heartbeat?.boot ?? null,
  hb_up: heartbeat?.up ?? null,
  hb_at: heartbeatAt,
  hb: heartbeat && bodyOf(heartbeat.d),
  met_at: metrics?.at ?? null,
  met: metrics && bodyOf(metrics.d),
});
const messageRow = (message: UpMessage, at: number) => {
  const { k: kiosk, boot, seq, ty } = message;
  return { kiosk, boot, seq, ty, at, body: bodyOf(message) };
};
const usageRow = ({ ratings: [r1, r2, r3, r4, r5], step, ...row }: UsageRow) => ({
  ...row,
  step: step ?? '',
  r1,
  r2,
  r3,
  r4,
  r5,
});

const saveLinks = bulkInsert(
  'link',
  {
    kiosk: 'text',
    link: 'text',
    heard_at: 'bigint',
    due_at: 'bigint',
    hb_boot: 'text',
    hb_up: 'bigint',
    hb_at: 'bigint',
    hb: 'text',
    met_at: 'bigint',
    met: 'text',
  },
  `ON CONFLICT (kiosk) DO UPDATE SET rev = link.rev + 1, link = excluded.link, heard_at = excluded.heard_at,
     due_at = excluded.due_at, hb_boot = excluded.hb_boot, hb_up = excluded.hb_up, hb_at = excluded.hb_at,
     hb = excluded.hb, met_at = excluded.met_at, met = excluded.met`,
);
const saveRuns = bulkInsert(
  'run',
  { kiosk: 'text', boot: 'text', end: 'bigint', ahead: 'text' },
  'ON CONFLICT (kiosk, boot) DO UPDATE SET "end" = excluded."end", ahead = excluded.ahead',
);
// Once more here, where it counts, though whoever holds the machine's lock has looked: only forward in (boot, seq).
const saveParts = bulkInsert(
  'part',
  { kiosk: 'text', channel: 'text', boot: 'text', seq: 'bigint', at: 'bigint', ty: 'text', body: 'text' },
  `ON CONFLICT (kiosk, channel) DO UPDATE
     SET boot = excluded.boot, seq = excluded.seq, at = excluded.at, ty = excluded.ty, body = excluded.body
     WHERE (excluded.boot, excluded.seq) > (part.boot, part.seq)`,
);
const saveMessages = bulkInsert('message', {
  kiosk: 'text',
  boot: 'text',
  seq: 'bigint',
  ty: 'text',
  at: 'bigint',
  body: 'text',
});
const saveOffers = bulkInsert(
  'standing',
  { kiosk: 'text', at: 'bigint', kind: 'text', body: 'text' },
  'ON CONFLICT (kiosk, at, kind) DO UPDATE SET body = excluded.body',
);
const saveReleases = bulkInsert(
  'release_items',
  { release: 'text', told_at: 'bigint', items: 'text' },
  'ON CONFLICT (release) DO UPDATE SET told_at = greatest(release_items.told_at, excluded.told_at)',
);
const saveLogs = bulkInsert(
  'pulled_log',
  { kiosk: 'text', cmd: 'text', part: 'bigint', at: 'bigint', body: 'text' },
  'ON CONFLICT (kiosk, cmd, part) DO NOTHING',
);
const saveUsage = bulkInsert(
  'usage',
  {
    kiosk: 'text',
    date: 'text',
    item: 'text',
    version: 'bigint',
    outcome: 'text',
    step: 'text',
    n: 'bigint',
    seconds: 'bigint',
    r1: 'bigint',
    r2: 'bigint',
    r3: 'bigint',
    r4: 'bigint',
    r5: 'bigint',
  },
  `ON CONFLICT (date, kiosk, item, version, outcome, step) DO UPDATE SET
     n = usage.n + excluded.n, seconds = usage.seconds + excluded.seconds, r1 = usage.r1 + excluded.r1,
     r2 = usage.r2 + excluded.r2, r3 = usage.r3 + excluded.r3, r4 = usage.r4 + excluded.r4,
     r5 = usage.r5 + excluded.r5`,
);
const saveProblems = bulkInsert(
  'problem',
  { kiosk: 'text', kind: 'text', first_at: 'bigint', last_at: 'bigint', count: 'bigint', detail: 'text' },
  `ON CONFLICT (kiosk, kind) DO UPDATE SET
     last_at = excluded.last_at, count = problem.count + excluded.count, detail = excluded.detail`,
);
