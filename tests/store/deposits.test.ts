import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  closeDeposit,
  countDeposits,
  countLookUp,
  findDeposit,
  markUncertain,
  reserveDeposit,
  withdrawDeposit,
} from '../../backend/store/deposits.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { issue, later, makeTenant, NOW, reserve } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const ACCEPTED = { state: 'accepted', flowNumber: 'FLOW1', remote: { httpStatus: 200 } } as const;

describe('a deposit', () => {
  it('is reserved for the stored bytes, until an instant', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const deposit = await reserve(tenant, pool, 'in_1');
    expect(deposit).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      attempt: 1,
      state: 'open',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      reservedAt: NOW,
      callBefore: later(60_000),
      lookUps: 0,
    });
    expect(await findDeposit(tenant, pool, 'in_1')).toEqual(deposit);
    expect(await findDeposit(makeTenant(), pool, 'in_1')).toBeUndefined();
  });

  it.each(['live', 'test', 'sandbox'] as const)('of %s names its platform', async (environment) => {
    const tenant = makeTenant(environment);
    const { pool } = test.database;
    const { id } = await reserve(tenant, pool, 'in_1');
    const { rows } = await pool.query('select platform from deposits where id = $1', [id]);
    expect(rows).toEqual([{ platform: environment === 'live' ? 'production' : 'qualification' }]);
  });

  it('is reserved by one of many who try at once', async () => {
    const tenant = makeTenant();
    const sha256 = await issue(tenant, test.database.pool, 'in_1');
    const asked = { sha256, now: NOW, callBefore: later(1_000) };
    const tries = await Promise.all(
      Array.from({ length: 20 }, () =>
        test.database.transaction((tx) => reserveDeposit(tenant, tx, 'in_1', asked)),
      ),
    );
    expect(tries.filter((deposit) => deposit !== undefined)).toHaveLength(1);
  });

  it.each(['refused', 'absent'] as const)('may follow one that was %s', async (state) => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const first = await reserve(tenant, pool, 'in_1');
    const asked = { sha256: first.sha256, now: NOW, callBefore: later(1_000) };
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toBeUndefined();
    expect(await closeDeposit(tenant, pool, first.id, { state }, later(5))).toBe(true);
    expect(await findDeposit(tenant, pool, 'in_1')).toMatchObject({ state, closedAt: later(5) });
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toMatchObject({ attempt: 2 });
    expect(await countDeposits(tenant, pool, 'in_1')).toBe(2);
    expect(await countDeposits(tenant, pool, 'in_1', state)).toBe(1);
  });

  it('does not follow one that was accepted, until its flow is refused', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const first = await reserve(tenant, pool, 'in_1');
    expect(await withdrawDeposit(tenant, pool, first.id, {})).toBe(false);
    await closeDeposit(tenant, pool, first.id, ACCEPTED, NOW);
    const asked = { sha256: first.sha256, now: NOW, callBefore: later(1_000) };
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toBeUndefined();
    expect(await withdrawDeposit(tenant, pool, first.id, { message: 'no' })).toBe(true);
    expect(await findDeposit(tenant, pool, 'in_1')).toMatchObject({
      state: 'refused',
      flowNumber: 'FLOW1',
      remote: { message: 'no' },
    });
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toMatchObject({ attempt: 2 });
  });

  it('ends once', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const { id } = await reserve(tenant, pool, 'in_1');
    const ends = await Promise.all([
      closeDeposit(tenant, pool, id, ACCEPTED, NOW),
      closeDeposit(tenant, pool, id, { state: 'refused' }, NOW),
      closeDeposit(tenant, pool, id, { state: 'absent' }, NOW),
    ]);
    expect(ends.filter(Boolean)).toHaveLength(1);
    await expect(markUncertain(tenant, pool, id, NOW)).rejects.toThrow('has ended');
  });

  it('is in doubt, looked up, and accepted in the end', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const { id, sha256 } = await reserve(tenant, pool, 'in_1');
    await markUncertain(tenant, pool, id, NOW);
    await markUncertain(tenant, pool, id, NOW);
    const asked = { sha256, now: NOW, callBefore: later(1_000) };
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toBeUndefined();
    expect(await countLookUp(tenant, pool, id)).toBe(1);
    expect(await countLookUp(tenant, pool, id)).toBe(2);
    expect(await closeDeposit(tenant, pool, id, ACCEPTED, NOW)).toBe(true);
    expect(await findDeposit(tenant, pool, 'in_1')).toMatchObject({ ...ACCEPTED, lookUps: 2 });
  });

  it('is nobody else’s to end', async () => {
    const tenant = makeTenant();
    const other = makeTenant();
    const { pool } = test.database;
    const { id } = await reserve(tenant, pool, 'in_1');
    expect(await closeDeposit(other, pool, id, ACCEPTED, NOW)).toBe(false);
    await expect(markUncertain(other, pool, id, NOW)).rejects.toThrow();
    await expect(countLookUp(other, pool, id)).rejects.toThrow('There is no deposit');
    expect(await findDeposit(tenant, pool, 'in_1')).toMatchObject({ state: 'open', lookUps: 0 });
  });

  it('does not share its flow number with another document', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const [first, second] = [
      await reserve(tenant, pool, 'in_1'),
      await reserve(tenant, pool, 'in_2'),
    ];
    await closeDeposit(tenant, pool, first.id, ACCEPTED, NOW);
    await expect(closeDeposit(tenant, pool, second.id, ACCEPTED, NOW)).rejects.toThrow(
      'deposits_flow_once',
    );
  });
});
