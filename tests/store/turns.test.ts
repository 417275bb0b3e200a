import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPauseMs, pauseTurns, takeTurn } from '../../backend/store/turns.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { later } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const RATE = { ratePerSecond: 10, burst: 3 };

describe('a turn', () => {
  const take = (key: string, atMs: number, rate = RATE) =>
    takeTurn(test.database.pool, key, rate, later(atMs));

  it('is given to a burst, then at the rate', async () => {
    const waits = [];
    for (const atMs of [0, 0, 0, 0, 50, 100, 100, 200]) waits.push(await take('burst', atMs));
    expect(waits).toEqual([0, 0, 0, 100, 50, 0, 100, 0]);
  });

  it('is saved up to the burst by whoever pauses', async () => {
    for (let n = 0; n < 3; n += 1) await take('saved', 0);
    const waits = [];
    for (let n = 0; n < 4; n += 1) waits.push(await take('saved', 60_000));
    expect(waits).toEqual([0, 0, 0, 100]);
  });

  it('is each key’s own', async () => {
    expect(await take('one', 0, { ratePerSecond: 1, burst: 1 })).toBe(0);
    expect(await take('one', 1, { ratePerSecond: 1, burst: 1 })).toBe(999);
    expect(await take('two', 1, { ratePerSecond: 1, burst: 1 })).toBe(0);
  });

  it('is nobody’s while the remote side asked for a pause', async () => {
    await take('paused', 0);
    await pauseTurns(test.database.pool, 'paused', RATE, 5_000, later(0));
    await pauseTurns(test.database.pool, 'paused', RATE, 1_000, later(0));
    expect(await take('paused', 10)).toBe(4_990);
    expect(await take('paused', 5_000)).toBe(0);
    expect(await take('paused', 5_000)).toBe(100);
  });

  it('says for how long a key that knows no bursts is paused', async () => {
    const rate = { ratePerSecond: 1, burst: 1 };
    const { pool } = test.database;
    expect(await findPauseMs(pool, 'alone', later(0))).toBe(0);
    await pauseTurns(pool, 'alone', rate, 5_000, later(0));
    expect(await findPauseMs(pool, 'alone', later(1_000))).toBe(4_000);
    expect(await findPauseMs(pool, 'alone', later(6_000))).toBe(0);
  });

  it('is given as often as the rate allows to many who ask at once, by the database’s clock', async () => {
    const rate = { ratePerSecond: 20, burst: 5 };
    const begun = performance.now();
    let granted = 0;
    const ask = async () => {
      while (performance.now() - begun < 1_000) {
        if ((await takeTurn(test.database.pool, 'storm', rate)) === 0) granted += 1;
      }
    };
    await Promise.all(Array.from({ length: 6 }, ask));
    const allowed = rate.burst + (rate.ratePerSecond * (performance.now() - begun)) / 1_000;
    expect(granted).toBeLessThanOrEqual(Math.ceil(allowed));
    expect(granted).toBeGreaterThanOrEqual(rate.burst + rate.ratePerSecond / 2);
  });
});
