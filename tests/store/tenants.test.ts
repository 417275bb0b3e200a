import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import {
  endTenant,
  findTenant,
  saveSettings,
  startTenant,
  touchTenant,
} from '../../backend/store/tenants.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { makeTenant } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const secrets = makeSecrets(parseKeyring(`k1:${Buffer.alloc(32, 1).toString('base64')}`));
const SETTINGS = settingsSchema.parse({ seller: { name: 'Atelier' } });

describe('a merchant', () => {
  it('is unknown until Stripe or the merchant speaks', async () => {
    expect(await findTenant(makeTenant(), test.database.pool)).toBeUndefined();
  });

  it('is active from its first event on', async () => {
    const tenant = makeTenant();
    const row = await touchTenant(tenant, test.database.pool, 1_000);
    expect(row).toMatchObject({ tenant, status: 'active', statusAt: 1_000, settings: undefined });
    expect(row.lastEventAt).toEqual(new Date(1_000_000));
    expect(await findTenant(tenant, test.database.pool)).toEqual(row);
  });

  it('keeps the latest event, whatever order they come in', async () => {
    const tenant = makeTenant();
    for (const created of [1_000, 3_000, 2_000]) {
      await touchTenant(tenant, test.database.pool, created);
    }
    const found = await findTenant(tenant, test.database.pool);
    expect(found?.lastEventAt).toEqual(new Date(3_000_000));
    expect(found?.statusAt).toBe(1_000);
  });

  it('leaves: its secrets are erased, its settings stay', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await startTenant(tenant, pool, 1_000);
    await saveSettings(tenant, pool, SETTINGS);
    await secrets.saveSecret(tenant, pool, 'technical_account', 'secret');
    expect(await endTenant(tenant, pool, 2_000)).toBe(true);
    expect(await findTenant(tenant, pool)).toMatchObject({
      status: 'ended',
      statusAt: 2_000,
      settings: SETTINGS,
    });
    expect(await secrets.findSecret(tenant, pool, 'technical_account')).toBeUndefined();
    expect(await endTenant(tenant, pool, 2_500)).toBe(false);
  });

  it('is unknown and leaves: it is noted, so that an older event does not bring it back', async () => {
    const tenant = makeTenant();
    expect(await endTenant(tenant, test.database.pool, 2_000)).toBe(true);
    await startTenant(tenant, test.database.pool, 1_000);
    await touchTenant(tenant, test.database.pool, 1_500);
    expect(await findTenant(tenant, test.database.pool)).toMatchObject({ status: 'ended' });
  });

  it('comes back by a newer event, and an old leaving does not end it', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await startTenant(tenant, pool, 1_000);
    await endTenant(tenant, pool, 2_000);
    await startTenant(tenant, pool, 3_000);
    expect(await endTenant(tenant, pool, 2_000)).toBe(false);
    expect(await findTenant(tenant, pool)).toMatchObject({ status: 'active', endedAt: undefined });
  });

  it('left and came in the same second: leaving wins, in either order', async () => {
    const [first, second] = [makeTenant(), makeTenant()];
    const { pool } = test.database;
    await startTenant(first, pool, 1_000);
    await endTenant(first, pool, 1_000);
    await endTenant(second, pool, 1_000);
    await startTenant(second, pool, 1_000);
    expect((await findTenant(first, pool))?.status).toBe('ended');
    expect((await findTenant(second, pool))?.status).toBe('ended');
  });

  it('has settings before its first event', async () => {
    const tenant = makeTenant();
    await saveSettings(tenant, test.database.pool, SETTINGS);
    expect(await findTenant(tenant, test.database.pool)).toMatchObject({
      status: 'active',
      settings: SETTINGS,
      lastEventAt: undefined,
    });
  });

  it('is refused when its settings are no settings of ours', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await touchTenant(tenant, pool, 1_000);
    await pool.query(`update tenants set settings = '{"seller": 1}' where account = $1`, [
      tenant.account,
    ]);
    await expect(findTenant(tenant, pool)).rejects.toThrow('seller');
  });
});

describe('a secret that is saved while the merchant leaves', () => {
  it('does not survive', async () => {
    const { database } = test;
    for (let round = 0; round < 10; round += 1) {
      const tenant = makeTenant();
      await startTenant(tenant, database.pool, 1_000);
      const saving = database.transaction((tx) =>
        secrets.saveSecret(tenant, tx, 'technical_account', 'secret'),
      );
      await Promise.allSettled([saving, endTenant(tenant, database.pool, 2_000)]);
      const found = await findTenant(tenant, database.pool);
      const secret = await secrets.findSecret(tenant, database.pool, 'technical_account');
      // Leaving may have lost to a commit that came between and is then repeated by its job; never both.
      expect([found?.status, secret]).not.toEqual(['ended', 'secret']);
    }
  });

  it('is refused once the merchant has left', async () => {
    const tenant = makeTenant();
    await endTenant(tenant, test.database.pool, 2_000);
    await expect(
      secrets.saveSecret(tenant, test.database.pool, 'technical_account', 'secret'),
    ).rejects.toThrow('a merchant who left has no secrets');
  });
});
