import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startQueue, type Job, type Queue } from '../../backend/jobs/queue.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

const WAIT_MS = 20_000;

let test: TestDatabase;
let queue: Queue;
beforeAll(async () => {
  test = await openTestDatabase();
  queue = await startQueue({ connectionString: test.url }, () => undefined);
});
afterAll(async () => {
  await queue.stop();
  await test.drop();
});

const job = (account: string, documentId: string): Job => ({
  kind: 'advance',
  environment: 'test',
  account,
  documentId,
  open: true,
});

async function eventually(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`did not come true in ${WAIT_MS} ms`);
    await sleep(20);
  }
}

describe('the queue', () => {
  it('forgets a job whose transaction rolls back', async () => {
    const work = test.database.transaction(async (tx) => {
      await queue.send(tx, [job('acct_rolled', 'in_1')]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    const { rows } = await test.database.pool.query(
      `select from pgboss.job where data->>'account' = 'acct_rolled'`,
    );
    expect(rows).toHaveLength(0);
  });

  it('runs jobs, runs a failed one again, and lets no merchant’s backlog starve another', async () => {
    const backlog = Array.from({ length: 60 }, (_, index) => job('acct_big', `in_${index}`));
    await queue.send(test.database.pool, [
      ...backlog,
      job('acct_small', 'in_s'),
      job('acct_fails', 'in_f'),
    ]);
    const done: string[] = [];
    let failures = 0;
    await queue.work({ concurrency: 6, perTenant: 2 }, async (each) => {
      if (each.kind !== 'advance') return;
      if (each.account === 'acct_fails' && (failures += 1) === 1) throw new Error('the first time');
      await sleep(40);
      done.push(`${each.account}/${each.documentId}`);
    });
    await eventually(() => done.includes('acct_small/in_s'));
    // A first-come queue would have run the whole backlog of 60 before.
    expect(done.length).toBeLessThan(30);
    await eventually(() => done.length === 62);
    expect(new Set(done).size).toBe(62);
    expect(failures).toBe(2);
  });
});
