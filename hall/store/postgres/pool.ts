import pg from 'pg';

/** A row as it comes: each statement says what its rows are. */
export type Row = pg.QueryResultRow;
/** Whatever takes a statement: the pool, or the one connection of a transaction. */
export type Asked = Pick<pg.ClientBase, 'query'>;

export const CONNECT_MS = 5_000;
/** Longer than any statement of ours takes; a database that hangs is as good as one that is away. */
const STATEMENT_MS = 15_000;
/** A copy that stops in the middle holds the others up no longer than this. */
const IDLE_IN_TRANSACTION_MS = 10_000;

const INT8 = 20;

/**
 * Connections to one database. Asked while it is away it rejects within seconds; it finds back by itself.
 * @param url `postgres://user@host:port/database`, with `sslmode` and certificates as libpq has them; a password comes
 *   from PGPASSWORD or the file PGPASSFILE names
 */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'once-hall',
    max: 8,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    types: {
      // Instants and counts are far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks is taken out of the pool; who asks next is told by its own query.
  pool.on('error', () => undefined);
  return pool;
}

/** All of it or nothing. A connection on which something went wrong is not used again. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: Asked) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The line may break between two statements, where no query is there to be told.
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const ignore = (): void => undefined;

type Value = string | number | null;

/** Writes many rows with one statement: `INSERT … SELECT … FROM unnest(…)`, an array a column. */
export const bulkInsert =
  <C extends string>(table: string, columns: Readonly<Record<C, 'text' | 'bigint'>>, onConflict = '') =>
  async (client: Asked, rows: readonly Readonly<Record<C, Value>>[]): Promise<void> => {
    if (rows.length === 0) return;
    const names = keysOf(columns);
    const quoted = names.map((name) => `"${name}"`);
    const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`);
    await client.query(
      `INSERT INTO ${table} (${quoted.join()}) SELECT * FROM unnest(${arrays.join()}) ${onConflict}`,
      names.map((name) => rows.map((row) => row[name])),
    );
  };

// A record's own keys are those of its type: the records here are literals.
const keysOf = <C extends string>(columns: Readonly<Record<C, unknown>>) => Object.keys(columns) as C[];
