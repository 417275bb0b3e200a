import pg from 'pg';
import { isConnectionFault } from './connection-fault.ts';
import { openEmbedded, type EmbeddedServer } from './embedded.ts';
import { migrate } from './migrate.ts';

export { isConnectionFault } from './connection-fault.ts';

/**
 * The door to PostgreSQL. Comes in: an address, or a folder for the embedded server. Goes out: a pool whose tables are
 * up to date. Kept here: a transaction that did not commit always throws; a lost connection is never given back to the
 * pool; every wait has a limit.
 */

/** A pool, or a client inside a transaction: the first or second argument of every function of the store. */
export type Tx = Pick<pg.ClientBase, 'query'>;

export interface Database {
  readonly pool: pg.Pool;
  /** The address, for a second connection (LISTEN, another process). It holds the password: never log it. */
  readonly url: string;
  /** Runs the work in one transaction; rolls back and throws on again when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Closes the pool, and stops the embedded server when nobody else uses it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most; 10 unless told. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Told of a connection lost while idle, which otherwise shows at the next query only. */
  readonly onLostConnection?: (error: Error) => void;
  /** Where the embedded server's one line goes; standard error unless told. */
  readonly say?: (line: string) => void;
  /** Leaves an embedded server running at close, for whoever opens the folder next. */
  readonly keepRunning?: boolean;
}

const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_DELAY_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A transaction whose process hangs is ended by the server: it holds locks. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
/** The client's own patience, for a server that vanished without closing; longer than the server's. */
const QUERY_TIMEOUT_MS = 40_000;

/** Opens the database, starts the embedded server where a folder is given, and brings the tables up to date. */
export async function openDatabase(
  where: { readonly url: string } | { readonly dataDir: string },
  options: DatabaseOptions = {},
): Promise<Database> {
  const server = 'dataDir' in where ? await openEmbedded(where.dataDir, options) : undefined;
  const url = 'url' in where ? where.url : (server?.url ?? '');
  try {
    await bringUpToDate(url);
  } catch (error) {
    await server?.close(options);
    throw error;
  }
  const pool = openPool(url, options);
  let closing: Promise<void> | undefined;
  return {
    pool,
    url,
    transaction: (work) => inTransaction(pool, work),
    close: () => (closing ??= closeAll(pool, server, options)),
  };
}

/** Migrations run on a connection of their own, whose patience is theirs. */
async function bringUpToDate(url: string): Promise<void> {
  const pool = openPool(url, { max: 1, applicationName: 'guichet migrations' }, 0);
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}

function openPool(
  url: string,
  options: DatabaseOptions,
  queryTimeoutMs = QUERY_TIMEOUT_MS,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? CONNECTIONS_MAX,
    application_name: options.applicationName ?? 'guichet',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
  });
  const lost = (error: Error) => options.onLostConnection?.(error);
  // Without listeners a restart of PostgreSQL would end this process: one for idle clients, one for those handed out.
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    const { command } = await client.query('commit');
    // PostgreSQL answers a commit with ROLLBACK when an error was swallowed on the way: nothing was written.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: a query in it failed');
    client.release();
    return result;
  } catch (error) {
    client.release(await rollBack(client, error));
    throw error;
  }
}

/** Rolls back; true when the connection cannot be trusted any more. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<boolean> {
  if (isConnectionFault(error)) return true;
  return client.query('rollback').then(
    () => false,
    () => true,
  );
}

async function closeAll(
  pool: pg.Pool,
  server: EmbeddedServer | undefined,
  { keepRunning = false }: DatabaseOptions,
): Promise<void> {
  await pool.end();
  await server?.close({ keepRunning });
}
