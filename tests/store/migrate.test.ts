import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isMigrated, migrate, readMigrations } from '../../backend/store/migrate.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';

let test: TestDatabase;
let folder: string;
let empty: pg.Pool;
const made: { pool: pg.Pool; name: string }[] = [];

beforeAll(async () => {
  test = await openTestDatabase();
});
afterEach(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-migrations-'));
  const name = `guichet_test_${randomBytes(6).toString('hex')}`;
  await test.database.pool.query(`create database ${name}`);
  const url = new URL(test.url);
  url.pathname = `/${name}`;
  empty = new pg.Pool({ connectionString: url.href, max: 4 });
  // Dropping a database by force may meet a connection that is on its way out.
  empty.on('error', () => undefined);
  made.push({ pool: empty, name });
  await write('0001_one.sql', 'create table one (id integer); insert into one values (1);');
});
afterAll(async () => {
  for (const { pool, name } of made) {
    await pool.end();
    await test.database.pool.query(`drop database ${name} with (force)`);
  }
  await test.drop();
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const ones = async () => (await empty.query('select id from one')).rows;

describe('migrations', () => {
  it('run in order, once', async () => {
    await write('0002_two.sql', 'insert into one values (2)');
    expect(await migrate(empty, folder)).toEqual(['0001_one.sql', '0002_two.sql']);
    expect(await migrate(empty, folder)).toEqual([]);
    await write('0003_three.sql', 'insert into one values (3)');
    expect(await migrate(empty, folder)).toEqual(['0003_three.sql']);
    expect(await ones()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('run once although several processes start together', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(empty, folder)));
    expect(runs.flat()).toEqual(['0001_one.sql']);
    expect(await ones()).toEqual([{ id: 1 }]);
  });

  it('leave nothing of a file that fails, and go on from there', async () => {
    await write('0002_two.sql', 'insert into one values (2); select 1 / 0');
    await expect(migrate(empty, folder)).rejects.toThrow('division by zero');
    expect(await ones()).toEqual([{ id: 1 }]);
    await write('0002_two.sql', 'insert into one values (2)');
    expect(await migrate(empty, folder)).toEqual(['0002_two.sql']);
  });

  it('refuse a file that changed after it was run', async () => {
    await migrate(empty, folder);
    await write('0001_one.sql', 'create table other (id integer)');
    await expect(migrate(empty, folder)).rejects.toThrow('0001_one.sql has changed');
  });

  it('leave a database alone that is ahead of this code', async () => {
    await write('0002_two.sql', 'insert into one values (2)');
    await migrate(empty, folder);
    await rm(join(folder, '0002_two.sql'));
    expect(await migrate(empty, folder)).toEqual([]);
  });

  it.each(['0001_again.sql', '0003_gap.sql', 'two.sql'])('refuse a file named %s', async (name) => {
    await write(name, 'select 1');
    await expect(readMigrations(folder)).rejects.toThrow('should bear number');
  });

  it('give up soon when a table is in use, rather than stop everybody behind them', async () => {
    await migrate(empty, folder);
    await write('0002_two.sql', 'alter table one add column name text');
    const reader = await empty.connect();
    await reader.query('begin; select * from one');
    await expect(migrate(empty, folder)).rejects.toThrow('lock timeout');
    await reader.query('rollback');
    reader.release();
    expect(await migrate(empty, folder)).toEqual(['0002_two.sql']);
  }, 15_000);

  it('of this version have been run in a database that was opened', async () => {
    expect((await readMigrations()).length).toBeGreaterThan(0);
    expect(await isMigrated(test.database.pool)).toBe(true);
    await test.database.transaction(async (tx) => {
      await tx.query('delete from schema_migrations');
      expect(await isMigrated(tx)).toBe(false);
      await tx.query('rollback; begin');
    });
  });
});
