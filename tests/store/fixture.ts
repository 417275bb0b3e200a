import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from '../../backend/store/database.ts';
import { readMigrations } from '../../backend/store/migrate.ts';
import { DATA_DIR_VARIABLE, openQuietly, removeServer } from './test-server.ts';

/** A database of one's own, with every table and no row. */
export interface TestDatabase {
  readonly database: Database;
  /** For child processes: DATABASE_URL. */
  readonly url: string;
  drop(): Promise<void>;
}

/** Test files run beside one another on the same server. */
const CONNECTIONS_MAX = 8;

/** Whoever makes the template holds this advisory lock. */
const TEMPLATE_LOCK = 7_283_293_299;

/** Opens a new database on the run's server (TEST_DATABASE_URL, or the embedded one). Drop it in the end. */
export async function openTestDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = await findServer();
  const name = `guichet_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server.url, async (admin) => {
    const template = await ensureTemplate(admin, server.url);
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = withDatabase(server.url, name);
  const database = await openDatabase({ url }, { max: CONNECTIONS_MAX, ...options });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await asAdmin(server.url, (admin) => admin.query(`drop database ${name} with (force)`));
      await server.leave();
    },
  };
}

interface Server {
  readonly url: string;
  leave(): Promise<void>;
}

async function findServer(): Promise<Server> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { url, leave: async () => undefined };
  const ofRun = process.env[DATA_DIR_VARIABLE];
  const dataDir = ofRun ?? (await mkdtemp(join(tmpdir(), 'guichet-database-')));
  const server = await openQuietly(dataDir);
  return {
    url: server.url,
    async leave() {
      await server.close({ keepRunning: true });
      // Outside a run (a bench, a script) the server is ours alone.
      if (ofRun === undefined) await removeServer(dataDir);
    },
  };
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, application_name: 'guichet tests' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Makes the database that the others are copied from, once for each set of migrations. */
async function ensureTemplate(admin: pg.Client, url: string): Promise<string> {
  const checksums = (await readMigrations()).map(({ checksum }) => checksum).join();
  const name = `guichet_template_${createHash('sha256').update(checksums).digest('hex').slice(0, 16)}`;
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    await admin.query(`drop database if exists ${name}_draft with (force)`);
    await admin.query(`create database ${name}_draft`);
    const draft = await openDatabase({ url: withDatabase(url, `${name}_draft`) }, { max: 1 });
    await draft.close();
    await admin.query(`alter database ${name}_draft rename to ${name}`);
  }
  await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  return name;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
