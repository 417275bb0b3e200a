import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findEvent, insertEvents, type EventRow } from '../../backend/store/events.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

function makeEvent(id: string, change: Partial<EventRow> = {}): EventRow {
  return {
    environment: 'test',
    id,
    account: 'acct_1',
    type: 'invoice.finalized',
    created: 1_795_000_000,
    livemode: false,
    objectId: 'in_1',
    customerId: null,
    payload: Buffer.from([0, 255, 92, 39, 123, 44, 125, 195, 40]),
    ...change,
  };
}

describe('events', () => {
  it('come back as they were, byte for byte', async () => {
    const event = makeEvent('evt_same');
    expect(await insertEvents(test.database.pool, [event])).toEqual(new Set(['test/evt_same']));
    expect(await findEvent('test', test.database.pool, 'evt_same')).toEqual(event);
    expect(await findEvent('sandbox', test.database.pool, 'evt_same')).toBeUndefined();
  });

  it('are new once: a repeated one is left as it is', async () => {
    const { pool } = test.database;
    await insertEvents(pool, [makeEvent('evt_once')]);
    const again = makeEvent('evt_once', { type: 'other' });
    expect(await insertEvents(pool, [again, makeEvent('evt_new'), makeEvent('evt_new')])).toEqual(
      new Set(['test/evt_new']),
    );
    expect(await findEvent('test', pool, 'evt_once')).toMatchObject({ type: 'invoice.finalized' });
  });

  it('of one id in two environments are two events', async () => {
    const rows = [makeEvent('evt_two'), makeEvent('evt_two', { environment: 'sandbox' })];
    expect((await insertEvents(test.database.pool, rows)).size).toBe(2);
  });

  it('may be none', async () => {
    expect(await insertEvents(test.database.pool, [])).toEqual(new Set());
  });

  it('that arrive many times at once, in any order, are stored once and nobody waits for ever', async () => {
    const ids = Array.from({ length: 40 }, (_, position) => `evt_storm_${position}`);
    const rounds = await Promise.all(
      Array.from({ length: 12 }, (_, round) =>
        test.database.transaction((tx) =>
          insertEvents(
            tx,
            ids.toSorted(() => (round % 2 === 0 ? 1 : -1)).map((id) => makeEvent(id)),
          ),
        ),
      ),
    );
    expect(rounds.reduce((total, { size }) => total + size, 0)).toBe(ids.length);
  });
});
