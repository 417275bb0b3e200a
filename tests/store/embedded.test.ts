import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Database } from '../../backend/store/database.ts';
import { findServerProcesses, killServer, startWriter } from './embedded-process.ts';
import { removeServer } from './test-server.ts';

// Starting servers, several at once, on a machine that others use as well.
jest.setTimeout(60_000);

const isRoot = process.getuid?.() === 0;

let parent: string;
let dataDir: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'guichet-embedded-'));
  // As most folders are; mkdtemp makes them for one user alone.
  await chmod(parent, 0o755);
  dataDir = join(parent, 'data');
});
afterEach(async () => {
  await removeServer(dataDir);
  await rm(parent, { recursive: true, force: true });
});

const open = (folder = dataDir, lines: string[] = []): Promise<Database> =>
  openDatabase({ dataDir: folder }, { say: (line) => void lines.push(line) });

const postmasterOf = async (folder = dataDir) => (await findServerProcesses(folder))[0];

async function notesOf(database: Database): Promise<ReadonlySet<number>> {
  const { rows } = await database.pool.query<{ id: number }>('select id::int as id from notes');
  return new Set(rows.map(({ id }) => id));
}

describe('the embedded server', () => {
  it('starts in a new folder, says one line, keeps what was written, and stops with its last user', async () => {
    const lines: string[] = [];
    const first = await open(dataDir, lines);
    await first.pool.query('create table notes (id integer)');
    await first.pool.query('insert into notes values (7)');
    expect(await postmasterOf()).toBeGreaterThan(1);
    await first.close();
    expect(await postmasterOf()).toBeUndefined();

    const second = await open(dataDir, lines);
    expect(await notesOf(second)).toEqual(new Set([7]));
    await second.close();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(
      `embedded PostgreSQL in ${dataDir}, single machine; set DATABASE_URL for production`,
    );
  });

  it('is reached through a private socket, with a password, and checks its pages', async () => {
    const database = await open();
    const { rows } = await database.pool.query(
      `select current_setting('listen_addresses') as addresses, current_setting('data_checksums') as checksums,
         current_setting('password_encryption') as passwords, current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commits`,
    );
    expect(rows).toEqual([
      { addresses: '', checksums: 'on', passwords: 'scram-sha-256', fsync: 'on', commits: 'on' },
    ]);
    const mode = async (name: string) => (await stat(join(dataDir, name))).mode & 0o777;
    expect(await mode('postgres')).toBe(0o700);
    expect(await mode('postgres/guichet-password')).toBe(0o600);
    expect(await mode('postgres.log')).toBe(0o600);
    const wrong = database.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(openDatabase({ url: wrong })).rejects.toThrow('password authentication failed');
    await database.close();
  });

  it('writes no value of ours into its log', async () => {
    const database = await open();
    await database.pool.query(`create table notes (id text primary key)`);
    const insert = () => database.pool.query(`insert into notes values ('personal-data')`);
    await insert();
    await expect(insert()).rejects.toThrow('duplicate key');
    await expect(database.pool.query(`select 'personal-data'::integer`)).rejects.toThrow();
    await database.close();
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    // PostgreSQL names the value itself in the message of a failed conversion; the store never converts in SQL.
    expect(log.replace(/invalid input syntax.*/g, '')).not.toContain('personal-data');
  });

  it('serves all who open the folder together, from the first start on', async () => {
    const writers = [1, 2, 3].map(() => startWriter(dataDir, 'once'));
    const database = await open();
    await Promise.all(writers.map((writer) => writer.waitFor('closed')));
    expect((await notesOf(database)).size).toBe(3);
    expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.log']);
    await database.close();
    expect(await postmasterOf()).toBeUndefined();
  });

  it('goes on while somebody uses it, whoever started it', async () => {
    const first = await open();
    const second = await open();
    const postmaster = await postmasterOf();
    await first.close();
    expect(await postmasterOf()).toBe(postmaster);
    expect((await second.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await second.close();
    expect(await postmasterOf()).toBeUndefined();
  });

  it('survives its app, serves the next one, and stops with it', async () => {
    const writer = startWriter(dataDir);
    await writer.waitFor('row');
    const postmaster = await postmasterOf();
    await writer.kill();
    const database = await open();
    expect(await postmasterOf()).toBe(postmaster);
    expect([...(await notesOf(database))]).toEqual(
      expect.arrayContaining([...writer.acknowledged()]),
    );
    await database.close();
    expect(await postmasterOf()).toBeUndefined();
  });

  it('comes back by itself within 5 s when it is killed under a living app', async () => {
    const database = await open();
    await database.pool.query('create table notes (id integer)');
    for (const id of [1, 2, 3]) {
      await database.pool.query('insert into notes values ($1)', [id]);
      await killServer(dataDir);
      const begun = performance.now();
      while (!(await database.pool.query('select 1').catch(() => undefined))) await pause(20);
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect((await notesOf(database)).size).toBe(id);
    }
    await database.close();
    expect(await postmasterOf()).toBeUndefined();
  });

  it('loses no acknowledged row when app and server are killed at any moment', async () => {
    const rounds = Number(process.env['KILL_ROUNDS'] ?? 5);
    const acknowledged = new Set<number>();
    for (let round = 0; round < rounds; round += 1) {
      const writer = startWriter(dataDir);
      await writer.waitFor('row');
      await pause(20 + ((round * 67) % 300));
      const first = round % 2 === 0 ? writer.kill() : killServer(dataDir);
      await first;
      await Promise.all([writer.kill(), killServer(dataDir)]);
      for (const id of writer.acknowledged()) acknowledged.add(id);
    }
    const database = await open();
    const present = await notesOf(database);
    await database.close();
    expect(acknowledged.size).toBeGreaterThan(rounds * 10);
    expect([...acknowledged].filter((id) => !present.has(id))).toEqual([]);
  }, 120_000);

  it('opens a folder whose making was interrupted, and clears the remains away', async () => {
    for (const afterMs of [60, 150, 300, 450]) {
      const writer = startWriter(dataDir);
      await writer.waitFor('embedded PostgreSQL').catch(() => undefined);
      await pause(afterMs);
      await writer.kill();
      await killServer(dataDir);
    }
    const database = await open();
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect((await readdir(dataDir)).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  it('is not misled by a mark whose process is another program by now', async () => {
    await (await open()).close();
    // Under the server's own account: only such a process would be taken for the server.
    const owner = await stat(join(dataDir, 'postgres'));
    const account = isRoot ? { uid: owner.uid, gid: owner.gid } : {};
    const sleeper = spawn('sleep', ['60'], account);
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${sleeper.pid}\n${dataDir}/postgres\n1\n5432\n\n*\n1 1\nready\n`,
    );
    const database = await open();
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect(sleeper.exitCode).toBeNull();
    expect(sleeper.signalCode).toBeNull();
    sleeper.kill();
  });
});

describe('the folder of the embedded server', () => {
  it.each(['with space, comma "and" \'quotes\' %20 é', 'x'.repeat(150)])(
    'may be called %s',
    async (name) => {
      const odd = join(parent, name);
      const database = await open(odd);
      const again = await openDatabase({ url: database.url });
      await again.close();
      const { rows } = await database.pool.query<{ socket: string }>(
        `select current_setting('unix_socket_directories') as socket`,
      );
      await database.close();
      await removeServer(odd);
      // A socket outside the folder (because of its long name) leaves nothing behind.
      const socket = (rows[0]?.socket ?? '').replaceAll('"', '');
      expect(existsSync(socket)).toBe(false);
    },
  );

  it('is refused when another major version made it', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toThrow('was made by PostgreSQL 17');
  });

  it('tells why the server does not start', async () => {
    await (await open()).close();
    await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(open()).rejects.toThrow('no_such_setting');
  });

  const asRoot = isRoot ? it : it.failing;
  asRoot('may lie where only root may enter: the server still does not run as root', async () => {
    // For anybody but root this cannot be tried.
    if (!isRoot) throw new Error('not root');
    await chmod(parent, 0o700);
    const database = await open();
    const postmaster = await postmasterOf();
    expect((await stat(`/proc/${postmaster}`)).uid).toBe(65_534);
    await database.close();
  });
});
