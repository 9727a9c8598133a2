import type { Database } from 'better-sqlite3';
import type { UpMessage } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';
import { type Link, unbornLink } from '../fleet/ladder.ts';
import type { Machine, Problem } from '../fleet/machine.ts';
import type { Run } from '../fleet/run.ts';
import { type BriefRow, briefOf, reachOf, type StandingRow, standingOf } from './brief.ts';
import { documentOf } from './document.ts';
import type {
  Hall,
  HistoryQuery,
  MachineRecord,
  Maintenance,
  StandingChange,
  StandingsByKiosk,
  UsageQuery,
  UsageRow,
} from './store.ts';

type LinkRow = {
  readonly rev: number;
  readonly link: string;
  readonly reach: string;
  readonly reach_since: number;
  readonly hb_at: number | null;
  readonly hb: string | null;
  readonly met_at: number | null;
  readonly met: string | null;
};

/** What is asked of machines. */
export function sqliteMachines(database: Database) {
  const selectHalls = database.prepare<[], { body: string }>('SELECT body FROM hall ORDER BY id');
  const selectRecord = database.prepare<[string], { body: string }>(
    'SELECT body FROM record WHERE kiosk = ?',
  );
  const selectRecords = database.prepare<[], { body: string }>('SELECT body FROM record ORDER BY kiosk');
  const selectLink = database.prepare<[string], LinkRow>('SELECT * FROM link WHERE kiosk = ?');
  const selectBrief = database.prepare<[], BriefRow>(
    `SELECT record.body AS record, link, reach, hb_at, hb, at AS reported_at, part.body AS reported FROM record
     LEFT JOIN link USING (kiosk) LEFT JOIN part ON part.kiosk = record.kiosk AND channel = 'reported'
     ORDER BY record.kiosk`,
  );
  const selectParts = database.prepare<[string], { at: number; ty: string; body: string }>(
    'SELECT at, ty, body FROM part WHERE kiosk = ? ORDER BY channel',
  );
  const selectProblems = database.prepare<[string], Problem>(
    `SELECT kind, first_at AS firstAt, last_at AS lastAt, count, detail FROM problem WHERE kiosk = ?
     ORDER BY last_at DESC`,
  );
  const selectDue = database
    .prepare<[number, number, number], string>(
      `SELECT kiosk FROM link JOIN record USING (kiosk) WHERE due_at <= ?
       UNION SELECT kiosk FROM alarm WHERE is_open = 1 AND due_at <= ? AND kiosk <> '' LIMIT ?`,
    )
    .pluck();
  const selectSeen = database.prepare<
    [],
    { kiosk: string; hall: string; reach: string | null; heard_at: number | null }
  >(`SELECT kiosk, body ->> 'hall' AS hall, reach, heard_at FROM record LEFT JOIN link USING (kiosk)`);
  const selectRuns = database.prepare<[string], { boot: string; end: number; ahead: string }>(
    'SELECT boot, end, ahead FROM run WHERE kiosk = ? ORDER BY boot DESC LIMIT 20',
  );
  // What held when the time asked for began is older than it: of each kind the last, found from its end.
  const lastBefore = (kind: StandingChange['kind']) =>
    `SELECT * FROM (SELECT at, kind, body FROM standing WHERE kiosk = @kiosk AND at <= @from AND kind = '${kind}'
                    ORDER BY at DESC LIMIT 1)`;
  const selectStandings = database.prepare<{ kiosk: string; from: number; to: number }, StandingRow>(
    `SELECT at, kind, body FROM standing WHERE kiosk = @kiosk AND at > @from AND at <= @to
     UNION ALL ${lastBefore('reach')} UNION ALL ${lastBefore('offer')} ORDER BY at`,
  );
  const selectUsage = database.prepare<
    [string, string, string | null],
    Omit<UsageRow, 'ratings' | 'step'> & Record<'r1' | 'r2' | 'r3' | 'r4' | 'r5', number> & { step: string }
  >(
    `SELECT * FROM usage WHERE date BETWEEN ? AND ? AND kiosk = coalesce(?, kiosk)
     ORDER BY date, kiosk, item, version, outcome, step`,
  );
  const selectMaintenance = database.prepare<[number, number], { body: string }>(
    'SELECT body FROM maintenance WHERE from_at < ? AND to_at > ? ORDER BY from_at',
  );

  const machineOf = (record: MachineRecord): Machine => {
    const row = selectLink.get(record.kiosk);
    return {
      kiosk: record.kiosk,
      rev: row?.rev ?? 0,
      hall: record.hall,
      place: record.place,
      link: row ? documentOf<Link>(row.link) : unbornLink,
      reach: reachOf(row?.reach),
      reachSince: row?.reach_since ?? 0,
      heartbeat: row?.hb != null ? { at: row.hb_at ?? 0, d: documentOf<Payload<'hb'>>(row.hb) } : null,
      metrics: row?.met != null ? { at: row.met_at ?? 0, d: documentOf<Payload<'met'>>(row.met) } : null,
      parts: selectParts.all(record.kiosk).map(({ at, ty, body }) => ({
        at,
        said: { ty, d: documentOf(body) } as Machine['parts'][number]['said'],
      })),
      problems: selectProblems.all(record.kiosk),
    };
  };
  const recordOf = (kiosk: string): MachineRecord | null => {
    const row = selectRecord.get(kiosk);
    return row ? documentOf<MachineRecord>(row.body) : null;
  };
  const records = () => selectRecords.all().map(({ body }) => documentOf<MachineRecord>(body));
  const knownOf = (kiosk: string): Machine | null => {
    const record = recordOf(kiosk);
    return record && machineOf(record);
  };

  const standingsOf = (kiosk: string, from: number, to: number): readonly StandingChange[] =>
    selectStandings.all({ kiosk, from, to }).map(standingOf);

  return {
    /** Inside of a transaction: who is due, and what is known of one. */
    dueNow: (now: number, limit: number): readonly string[] => selectDue.all(now, now, limit),
    knownOf,
    halls: async () => selectHalls.all().map(({ body }) => documentOf<Hall>(body)),
    record: async (kiosk: string) => recordOf(kiosk),
    records: async () => records(),
    machine: async (kiosk: string) => knownOf(kiosk),
    machines: async () => records().map(machineOf),
    machinesInBrief: async () => selectBrief.all().map(briefOf),
    seen: async () =>
      selectSeen.all().map(({ kiosk, hall, reach, heard_at }) => ({
        kiosk,
        hall,
        reach: reachOf(reach),
        lastHeardAt: heard_at,
      })),
    runs: async (kiosk: string) =>
      selectRuns
        .all(kiosk)
        .map(({ boot, end, ahead }) => ({ boot, end, ahead: documentOf<Run['ahead']>(ahead) })),
    history: async ({ kiosk, types, from = 0, to = Number.MAX_SAFE_INTEGER, limit }: HistoryQuery) => {
      // Words of the query, not values: only then is an index for messages of one type considered.
      const among = types?.length ? `AND (${types.map((ty) => `ty = '${ty}'`).join(' OR ')})` : '';
      return database
        .prepare<unknown[], { at: number; body: string }>(
          `SELECT at, body FROM message WHERE kiosk = ? AND at BETWEEN ? AND ? ${among}
           ORDER BY at DESC, boot DESC, seq DESC LIMIT ?`,
        )
        .all(kiosk, from, to, limit)
        .map(({ at, body }) => ({ at, message: documentOf<UpMessage>(body) }));
    },
    standings: async (kiosk: string, from: number, to: number) => standingsOf(kiosk, from, to),
    standingsOf: async (kiosks: readonly string[], from: number, to: number): Promise<StandingsByKiosk> =>
      new Map(
        kiosks
          .map((kiosk) => [kiosk, standingsOf(kiosk, from, to)] as const)
          .filter(([, changes]) => changes.length > 0),
      ),
    usage: async ({ from, to, kiosk }: UsageQuery): Promise<readonly UsageRow[]> =>
      selectUsage.all(from, to, kiosk ?? null).map(({ r1, r2, r3, r4, r5, step, ...row }) => ({
        ...row,
        step: step === '' ? null : step,
        ratings: [r1, r2, r3, r4, r5],
      })),
    maintenance: async (from: number, to: number) =>
      selectMaintenance.all(to, from).map(({ body }) => documentOf<Maintenance>(body)),
  };
}
