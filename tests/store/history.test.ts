import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BuyerDemands } from '../../backend/decide/decision.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { findBuyer, saveBuyer } from '../../backend/store/buyers.ts';
import { appendHistory, listHistory, type HistoryEntry } from '../../backend/store/history.ts';
import { openTransmission } from '../../backend/store/transmissions.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { later, makeTenant, NOW } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

describe('the history of a transmission', () => {
  it('is listed as it was written, whatever the clocks said', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, { documentId: 'in_1', kind: 'invoice' }, NOW);
    const entries: readonly HistoryEntry[] = [
      { at: later(5), kind: 'state', state: 'received', reasons: [] },
      { at: NOW, kind: 'attempt', reasons: [reason('chorus_pro_unavailable', 'deposit')] },
      { at: later(1), kind: 'remote', remote: { correlationId: 'c-1', message: '"É\\' } },
      { at: later(2), kind: 'action', actor: 'usr_1', detail: { what: 'resend' } },
    ];
    for (const entry of entries) await appendHistory(tenant, pool, 'in_1', entry);
    expect(await listHistory(tenant, pool, 'in_1')).toEqual(entries);
    expect(await listHistory(makeTenant(), pool, 'in_1')).toEqual([]);
  });

  it('is read up to its last 1,000 entries', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, { documentId: 'in_1', kind: 'invoice' }, NOW);
    await pool.query(
      `insert into history (environment, account, document_id, at, kind, detail)
       select 'test', $1, 'in_1', now(), 'action', jsonb_build_object('n', n::text) from generate_series(1, 1005) as n`,
      [tenant.account],
    );
    const listed = await listHistory(tenant, pool, 'in_1');
    expect(listed).toHaveLength(1_000);
    expect(listed.at(-1)?.detail).toEqual({ n: '1005' });
  });
});

describe('what the directory said of a buyer', () => {
  const DEMANDS: BuyerDemands = {
    siret: '12345678200051',
    name: 'DESTINATAIRE SANS PARAMETRE',
    active: true,
    serviceRequired: false,
    engagementRequired: false,
    serviceOrEngagementRequired: false,
    reportsPayment: true,
    services: [{ code: 'S1', label: 'Service', active: true, engagementRequired: false }],
    readAt: NOW.toISOString(),
  };

  it('is kept for each platform, and forgotten when it is old', async () => {
    const { pool } = test.database;
    await saveBuyer('qualification', pool, DEMANDS, NOW);
    const find = (platform: 'production' | 'qualification', maxAgeMs: number) =>
      findBuyer(platform, pool, DEMANDS.siret, maxAgeMs, later(1_000));
    expect(await find('qualification', 1_000)).toEqual(DEMANDS);
    expect(await find('qualification', 999)).toBeUndefined();
    expect(await find('production', 1_000)).toBeUndefined();
  });

  it('is replaced by a newer answer only', async () => {
    const { pool } = test.database;
    const siret = '12345678200028';
    await saveBuyer('qualification', pool, { ...DEMANDS, siret, name: 'second' }, later(2));
    await saveBuyer('qualification', pool, { ...DEMANDS, siret, name: 'first' }, later(1));
    expect((await findBuyer('qualification', pool, siret, 10, later(5)))?.name).toBe('second');
    await saveBuyer('qualification', pool, { ...DEMANDS, siret, name: 'third' }, later(3));
    expect((await findBuyer('qualification', pool, siret, 10, later(5)))?.name).toBe('third');
  });

  it('counts as absent when an older version wrote it in another shape', async () => {
    const { pool } = test.database;
    const siret = '12345678200036';
    await saveBuyer('qualification', pool, { ...DEMANDS, siret }, NOW);
    await pool.query(`update buyers set demands = demands - 'active' where siret = $1`, [siret]);
    expect(await findBuyer('qualification', pool, siret, 1_000, NOW)).toBeUndefined();
    for (const service of [
      'null',
      '"S1"',
      '{"code": "S1", "label": "S"}',
      '{"code": 1, "label": "S", "active": true}',
    ]) {
      await saveBuyer('qualification', pool, { ...DEMANDS, siret }, NOW);
      expect(await findBuyer('qualification', pool, siret, 1_000, NOW)).toBeDefined();
      await pool.query(
        `update buyers set demands = jsonb_set(demands, '{services,0}', $2::jsonb) where siret = $1`,
        [siret, service],
      );
      expect(await findBuyer('qualification', pool, siret, 1_000, NOW)).toBeUndefined();
    }
  });
});
