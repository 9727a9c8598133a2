import type { UpMessage } from '../../../wire/envelope.ts';
import type { Payload } from '../../../wire/payloads.ts';
import { type Link, unbornLink } from '../../fleet/ladder.ts';
import type { Machine, Problem } from '../../fleet/machine.ts';
import type { Run } from '../../fleet/run.ts';
import { type BriefRow, briefOf, reachOf, type StandingRow, standingOf } from '../brief.ts';
import { documentOf } from '../document.ts';
import type { Hall, HallStore, MachineRecord, Maintenance, StandingChange, UsageRow } from '../store.ts';
import type { Asked } from './pool.ts';

export type MachineRow = {
  readonly record: string;
  readonly rev: number | null;
  readonly link: string | null;
  readonly reach: string | null;
  readonly reach_since: number | null;
  readonly hb_at: number | null;
  readonly hb: string | null;
  readonly met_at: number | null;
  readonly met: string | null;
  readonly parts: readonly { readonly at: number; readonly ty: string; readonly d: unknown }[];
  readonly problems: readonly Problem[];
};

/** One statement sees one moment: the count of what came in (`rev`) fits the parts that are read with it. */
export const MACHINES = `
  SELECT record.body AS record, rev, link, reach, reach_since, hb_at, hb, met_at, met,
    (SELECT coalesce(json_agg(json_build_object('at', at, 'ty', ty, 'd', part.body::json) ORDER BY channel), '[]')
     FROM part WHERE part.kiosk = record.kiosk) AS parts,
    (SELECT coalesce(json_agg(json_build_object('kind', kind, 'firstAt', first_at, 'lastAt', last_at,
       'count', count, 'detail', detail) ORDER BY last_at DESC), '[]')
     FROM problem WHERE problem.kiosk = record.kiosk) AS problems
  FROM record LEFT JOIN link USING (kiosk)`;

/** What is asked of machines. */
export function postgresMachines(
  client: Asked,
): Pick<
  HallStore,
  | 'halls'
  | 'record'
  | 'records'
  | 'machine'
  | 'machines'
  | 'machinesInBrief'
  | 'seen'
  | 'runs'
  | 'history'
  | 'standings'
  | 'standingsOf'
  | 'usage'
  | 'maintenance'
> {
  const documents = async <T>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> => {
    const { rows } = await client.query<{ body: string }>(text, [...values]);
    return rows.map(({ body }) => documentOf<T>(body));
  };
  const standingsOf: HallStore['standingsOf'] = async (kiosks, from, to) => {
    // What held when the time asked for began is older than it: of each kind the last, found from its end.
    const lastBefore = (kind: StandingChange['kind']) =>
      `(SELECT at, kind, body FROM standing WHERE kiosk = asked.kiosk AND at <= $3 AND kind = '${kind}'
        ORDER BY at DESC LIMIT 1)`;
    const { rows } = await client.query<StandingRow & { kiosk: string }>(
      `SELECT asked.kiosk, at, kind, body FROM unnest($1::text[]) AS asked (kiosk) CROSS JOIN LATERAL (
         SELECT at, kind, body FROM standing WHERE kiosk = asked.kiosk AND at > $3 AND at <= $2
         UNION ALL ${lastBefore('reach')} UNION ALL ${lastBefore('offer')}) AS known
       ORDER BY asked.kiosk, at`,
      [kiosks, to, from],
    );
    const byKiosk = Map.groupBy(rows, ({ kiosk }) => kiosk);
    return new Map([...byKiosk].map(([kiosk, changes]) => [kiosk, changes.map(standingOf)]));
  };
  return {
    halls: () => documents<Hall>('SELECT body FROM hall ORDER BY id'),
    record: async (kiosk) =>
      (await documents<MachineRecord>('SELECT body FROM record WHERE kiosk = $1', [kiosk]))[0] ?? null,
    records: () => documents<MachineRecord>('SELECT body FROM record ORDER BY kiosk'),
    machine: async (kiosk) => {
      const { rows } = await client.query<MachineRow>(`${MACHINES} WHERE record.kiosk = $1`, [kiosk]);
      return rows[0] ? machineOf(rows[0]) : null;
    },
    machines: async () => {
      const { rows } = await client.query<MachineRow>(`${MACHINES} ORDER BY record.kiosk`);
      return rows.map(machineOf);
    },
    machinesInBrief: async () => {
      const { rows } = await client.query<BriefRow>(
        `SELECT record.body AS record, link, reach, hb_at, hb, at AS reported_at, part.body AS reported FROM record
         LEFT JOIN link USING (kiosk) LEFT JOIN part ON part.kiosk = record.kiosk AND channel = 'reported'
         ORDER BY record.kiosk`,
      );
      return rows.map(briefOf);
    },
    seen: async () => {
      const { rows } = await client.query<{
        kiosk: string;
        hall: string;
        reach: string | null;
        heard_at: number | null;
      }>(
        `SELECT kiosk, body::json ->> 'hall' AS hall, reach, heard_at FROM record LEFT JOIN link USING (kiosk)`,
      );
      return rows.map(({ kiosk, hall, reach, heard_at }) => ({
        kiosk,
        hall,
        reach: reachOf(reach),
        lastHeardAt: heard_at,
      }));
    },
    runs: async (kiosk) => {
      const { rows } = await client.query<{ boot: string; end: number; ahead: string }>(
        'SELECT boot, "end", ahead FROM run WHERE kiosk = $1 ORDER BY boot DESC LIMIT 20',
        [kiosk],
      );
      return rows.map(({ boot, end, ahead }) => ({ boot, end, ahead: documentOf<Run['ahead']>(ahead) }));
    },
    history: async ({ kiosk, types = [], from = 0, to = Number.MAX_SAFE_INTEGER, limit }) => {
      const { rows } = await client.query<{ at: number; body: string }>(
        `SELECT at, body FROM message WHERE kiosk = $1 AND at BETWEEN $2 AND $3
           AND (cardinality($4::text[]) = 0 OR ty = ANY($4))
         ORDER BY at DESC, boot DESC, seq DESC LIMIT $5`,
        [kiosk, from, to, types, limit],
      );
      return rows.map(({ at, body }) => ({ at, message: documentOf<UpMessage>(body) }));
    },
    standings: async (kiosk, from, to) => (await standingsOf([kiosk], from, to)).get(kiosk) ?? [],
    standingsOf,
    usage: async ({ from, to, kiosk }) => {
      const { rows } = await client.query<
        Omit<UsageRow, 'ratings' | 'step'> &
          Record<'r1' | 'r2' | 'r3' | 'r4' | 'r5', number> & { step: string }
      >(
        `SELECT * FROM usage WHERE date BETWEEN $1 AND $2 AND kiosk = coalesce($3, kiosk)
         ORDER BY date, kiosk, item, version, outcome, step`,
        [from, to, kiosk ?? null],
      );
      return rows.map(({ r1, r2, r3, r4, r5, step, ...row }) => ({
        ...row,
        step: step === '' ? null : step,
        ratings: [r1, r2, r3, r4, r5] as const,
      }));
    },
    maintenance: (from, to) =>
      documents<Maintenance>(
        'SELECT body FROM maintenance WHERE from_at < $1 AND to_at > $2 ORDER BY from_at',
        [to, from],
      ),
  };
}

export function machineOf(row: MachineRow): Machine {
  const { kiosk, hall, place } = documentOf<MachineRecord>(row.record);
  return {
    kiosk,
    rev: row.rev ?? 0,
    hall,
    place,
    link: row.link === null ? unbornLink : documentOf<Link>(row.link),
    reach: reachOf(row.reach),
    reachSince: row.reach_since ?? 0,
    heartbeat: row.hb === null ? null : { at: row.hb_at ?? 0, d: documentOf<Payload<'hb'>>(row.hb) },
    metrics: row.met === null ? null : { at: row.met_at ?? 0, d: documentOf<Payload<'met'>>(row.met) },
    parts: row.parts.map(({ at, ty, d }) => ({
      at,
      said: { ty, d } as Machine['parts'][number]['said'], // as `take` wrote it
    })),
    problems: row.problems,
  };
}
