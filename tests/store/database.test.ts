import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createServer } from 'node:net';
import { isConnectionFault, openDatabase } from '../../backend/store/database.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ max: 4 });
  await test.database.pool.query('create table notes (id integer primary key)');
});
afterAll(() => test.drop());

const count = async () => {
  const { rows } = await test.database.pool.query<{ count: number }>(
    'select count(*)::int as count from notes',
  );
  return rows[0]?.count;
};

describe('a transaction', () => {
  it('writes all of it, and answers what the work answers', async () => {
    const answer = await test.database.transaction(async (tx) => {
      await tx.query('insert into notes values (1), (2)');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await count()).toBe(2);
  });

  it('writes nothing of work that throws, and throws it on', async () => {
    const before = await count();
    const bug = new Error('a bug');
    const work = test.database.transaction(async (tx) => {
      await tx.query('insert into notes values (10)');
      throw bug;
    });
    await expect(work).rejects.toBe(bug);
    expect(await count()).toBe(before);
    expect(test.database.pool.totalCount).toBe(test.database.pool.idleCount);
  });

  it('throws when an error on the way was swallowed: PostgreSQL would roll back without a word', async () => {
    const before = await count();
    const work = test.database.transaction(async (tx) => {
      await tx.query('insert into notes values (20)');
      await tx.query('insert into notes values (20)').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await count()).toBe(before);
  });

  it('throws when its connection is lost, and the pool goes on with others', async () => {
    const before = await count();
    const work = test.database.transaction(async (tx) => {
      await tx.query('insert into notes values (30)');
      const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await test.database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await tx.query('insert into notes values (31)');
    });
    expect(await faultOf(work)).toBe(true);
    expect(await count()).toBe(before);
  });

  it('outlives a connection that is lost between two of its queries', async () => {
    const before = await count();
    const work = test.database.transaction(async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await test.database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.query('insert into notes values (40)');
    });
    expect(await faultOf(work)).toBe(true);
    expect(await count()).toBe(before);
  });

  it('is not begun when no connection is free in time', async () => {
    const clients = await Promise.all([1, 2, 3, 4].map(() => test.database.pool.connect()));
    expect(await faultOf(test.database.transaction(async () => 'begun'))).toBe(true);
    for (const client of clients) client.release();
  }, 10_000);
});

describe('a connection fault', () => {
  const query = (sql: string) => test.database.pool.query(sql);
  const raised = (code: string) =>
    query(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`);

  it.each(['57P01', '57P03', '08006', '53300', '53100', '25006'])(
    'is SQLSTATE %s',
    async (code) => {
      expect(await faultOf(raised(code))).toBe(true);
    },
  );

  it.each(['23505', '40001', '42601', 'P0001', '57014'])('is not SQLSTATE %s', async (code) => {
    expect(await faultOf(raised(code))).toBe(false);
  });

  it.each([undefined, null, 'text', new Error('bug'), new TypeError('x is undefined')])(
    'is not %s',
    (error) => expect(isConnectionFault(error)).toBe(false),
  );

  it('is a server that is not there, in all its ways', async () => {
    const closed = await listenOnce();
    for (const url of [
      `postgres://u:p@127.0.0.1:${closed}/db`,
      'postgres://u:p@localhost:5432/db?host=/nonexistent',
      'postgres://u:p@host.invalid/db',
    ]) {
      expect(await faultOf(openDatabase({ url }))).toBe(true);
    }
  }, 20_000);

  it('is a server that accepts and says nothing', async () => {
    const silent = createServer();
    const port = await new Promise<number>((resolve) =>
      silent.listen(0, '127.0.0.1', () => resolve(portOf(silent.address()))),
    );
    expect(await faultOf(openDatabase({ url: `postgres://u:p@127.0.0.1:${port}/db` }))).toBe(true);
    silent.close();
  }, 15_000);

  it('survives being a cause', async () => {
    const cause = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve));
    expect(isConnectionFault(new Error('could not store', { cause }))).toBe(true);
  });
});

describe('closing', () => {
  it('may be asked twice', async () => {
    const own = await openTestDatabase();
    await Promise.all([own.database.close(), own.database.close()]);
    await own.drop();
  });
});

/** Whether a promise fails by a connection fault; undefined when it does not fail. */
function faultOf(work: Promise<unknown>): Promise<boolean | undefined> {
  return work.then(() => undefined, isConnectionFault);
}

/** A port where nobody listens any more. */
async function listenOnce(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address()))),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
