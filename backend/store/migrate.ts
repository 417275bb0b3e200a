import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

/**
 * Brings the tables up to date: numbered SQL files, each run once, in one transaction of its own, with its checksum
 * noted. Refused: a file that changed after it was run, a number missing between files, two files of one number.
 * A database that is ahead of this code is left alone, so that an old and a new version may run side by side.
 */

const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/** Whoever changes the tables holds this advisory lock; the number means nothing but "Guichet's migrations". */
const LOCK = 7_283_293_200;

/** How long a migration waits for others' locks on a table before it gives up: those who wait behind it wait as well. */
const LOCK_TIMEOUT_MS = 1_000;
/** How long a start waits for another process that migrates, and a migration may run. */
const MIGRATION_TIMEOUT_MS = 600_000;

/** One numbered SQL file. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

/** Reads the numbered SQL files in their order. */
export async function readMigrations(folder = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  migrations.forEach(({ id, name }, position) => {
    if (id !== position + 1)
      throw new Error(`Migration ${name} should bear number ${position + 1}`);
  });
  return migrations;
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(`${folder}/${name}`, 'utf8');
  return {
    id: Number(/^\d{4}(?=_)/.exec(name)?.[0]),
    name,
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
  };
}

/** Runs what has not been run yet; returns the names of the files that were. Several processes may call it at once. */
export async function migrate(pool: pg.Pool, folder = FOLDER): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    const done: string[] = [];
    for (const migration of migrations) {
      if (await runOnce(client, migration)) done.push(migration.name);
    }
    client.release();
    return done;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Whether every file of this code has been run: what `/readyz` asks. */
export async function isMigrated(tx: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const { length } = await readMigrations();
  const { rows } = await tx.query<{ newest: number | null }>(
    'select max(id) as newest from schema_migrations',
  );
  return (rows[0]?.newest ?? 0) >= length;
}

async function runOnce(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  const { id, name, sql, checksum } = migration;
  await client.query('begin');
  await client.query(`set local statement_timeout = ${MIGRATION_TIMEOUT_MS}`);
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(
    `create table if not exists schema_migrations (
       id integer primary key, name text not null, checksum text not null, run_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<{ checksum: string }>(
    'select checksum from schema_migrations where id = $1',
    [id],
  );
  const [before] = rows;
  if (before && before.checksum !== checksum) {
    throw new Error(`Migration ${name} has changed since it was run; add a new file instead`);
  }
  if (!before) {
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(sql);
    await client.query('insert into schema_migrations (id, name, checksum) values ($1, $2, $3)', [
      id,
      name,
      checksum,
    ]);
  }
  await client.query('commit');
  return before === undefined;
}
