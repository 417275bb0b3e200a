import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimDue } from '../../backend/store/due.ts';
import { openTransmission, saveTransmission } from '../../backend/store/transmissions.ts';
import type { TenantId } from '../../backend/tenant.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { later, makeTenant, NOW } from './rows.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.drop());

const CLAIM = { limit: 100, perTenant: 100, leaseMs: 60_000 };

async function schedule(tenant: TenantId, ids: readonly string[], nextAt: Date): Promise<void> {
  const { pool } = test.database;
  for (const documentId of ids) {
    await openTransmission(tenant, pool, { documentId, kind: 'invoice' }, NOW);
    await saveTransmission(tenant, pool, documentId, 1, { nextAt }, NOW);
  }
}

const claim = async (now: Date, change: Partial<typeof CLAIM> = {}) =>
  (await claimDue(test.database.pool, now, { ...CLAIM, ...change })).map(
    ({ documentId }) => documentId,
  );

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, position) => `${prefix}_${position}`);

describe('a sweep', () => {
  it('takes what is due, and nobody takes it again before the lease is over', async () => {
    await schedule(makeTenant(), ['in_due'], NOW);
    await schedule(makeTenant(), ['in_later'], later(30_000));
    expect(await claim(later(-1))).toEqual([]);
    expect(await claim(NOW)).toEqual(['in_due']);
    expect(await claim(later(29_999))).toEqual([]);
    expect((await claim(later(60_000))).sort()).toEqual(['in_due', 'in_later']);
  });

  it('names the merchant, and leaves the version to whoever works on it', async () => {
    const tenant = makeTenant('sandbox');
    await schedule(tenant, ['in_1'], NOW);
    expect(await claimDue(test.database.pool, NOW, CLAIM)).toEqual([
      { tenant, documentId: 'in_1', stalled: false },
    ]);
    const saved = await saveTransmission(tenant, test.database.pool, 'in_1', 2, { polls: 1 }, NOW);
    expect(saved?.version).toBe(3);
  });

  it('gives every merchant its first before anybody’s second', async () => {
    await schedule(makeTenant(), names('in_big', 30), later(-60_000));
    const small = [makeTenant(), makeTenant(), makeTenant()];
    for (const [position, tenant] of small.entries()) {
      await schedule(tenant, [`in_small_${position}`], NOW);
    }
    const taken = await claim(NOW, { limit: 6, perTenant: 5 });
    expect(taken.filter((id) => id.startsWith('in_small'))).toHaveLength(3);
    expect(taken).toHaveLength(6);
    expect(await claim(NOW, { limit: 100, perTenant: 5 })).toHaveLength(5);
  });

  it('takes what others who sweep at the same time do not', async () => {
    for (let n = 0; n < 5; n += 1) await schedule(makeTenant(), names(`in_${n}`, 10), NOW);
    const sweeps = await Promise.all(
      Array.from({ length: 6 }, () => claim(NOW, { limit: 20, perTenant: 10 })),
    );
    const taken = sweeps.flat();
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.length + (await claim(NOW)).length).toBe(50);
  });

  it('walks the index of what waits, not the table', async () => {
    const tenant = makeTenant();
    await test.database.pool.query(
      `insert into transmissions (environment, account, document_id, kind, state, state_since, created_at, updated_at, next_at)
       select 'test', $1, 'in_' || n, 'invoice', 'received', now(), now(), now(),
         case when n % 2 = 0 then $2::timestamptz + n * interval '1 minute' end
       from generate_series(1, 20000) as n`,
      [tenant.account, NOW],
    );
    await test.database.pool.query('analyze transmissions');
    const begun = performance.now();
    expect(await claim(later(10 * 60_000))).toHaveLength(5);
    // Measured 2 ms on two cores; a walk over the table takes longer than this with a million rows, not with 20,000.
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
