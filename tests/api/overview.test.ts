import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STATES } from '../../backend/follow/state.ts';
import { ask, openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Row {
  readonly id: string;
  readonly state: string;
  readonly total?: number;
  readonly currency?: string;
  readonly kind?: string;
  readonly issuedOn?: string | null;
  readonly paidAfterDays?: number;
  readonly environment?: string;
}

async function add({ id, state, total = 100, currency = 'eur', kind = 'invoice', ...row }: Row) {
  const isHeld = state === 'blocked';
  await house.database.pool.query(
    `insert into transmissions (environment, account, document_id, kind, state, state_since, created_at, updated_at,
       total_minor, currency, issued_on, flow_number, deposited_at, remote_status_at, reasons)
     values ($1, $2, $3, $4, $5, now(), '2026-10-31T23:30:00Z', now(), $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.environment ?? 'test',
      'acct_1Guichet0Demo',
      ...[id, kind, state, total, currency, row.issuedOn ?? null, isHeld ? null : `FLOW${id}`],
      '2026-09-01T00:00:00Z',
      new Date(Date.UTC(2026, 8, 1) + (row.paidAfterDays ?? 0) * 86_400_000),
      isHeld ? '[{"code": "buyer_siret_missing", "at": "", "params": {}}]' : '[]',
    ],
  );
}

const read = (question: object = {}, manner: object = {}) =>
  ask(house, '/api/overview/read', question, manner);

describe('POST /api/overview/read', () => {
  it('is there for a merchant who has nothing yet', async () => {
    const overview = await read({ months: 2 });
    expect(overview.groups.map(({ group, count, total }) => [group, count, total])).toEqual([
      ['yours', 0, '0'],
      ['under_way', 0, '0'],
      ['done', 0, '0'],
    ]);
    expect(overview.median_days_to_payment).toBeNull();
    expect(overview.months).toHaveLength(2);
    expect(overview.connection.state).toBe('not_connected');
  });

  it('puts every state but one into one group', async () => {
    const { groups } = await read();
    const states = groups.flatMap(({ states: ofGroup }) => ofGroup);
    expect(states.sort()).toEqual(
      Object.keys(STATES)
        .filter((s) => s !== 'not_concerned')
        .sort(),
    );
  });

  it('counts and adds by group and month, takes credit notes off, and leaves others’ out', async () => {
    await add({ id: 'in_1', state: 'blocked', total: 500 });
    await add({ id: 'in_2', state: 'rejected', total: 1000, issuedOn: '2026-11-02' });
    await add({ id: 'in_3', state: 'available', total: 10_000, issuedOn: '2026-11-30' });
    await add({
      id: 'cn_1',
      state: 'available',
      total: 2500,
      kind: 'credit_note',
      issuedOn: '2026-11-03',
    });
    await add({
      id: 'in_4',
      state: 'available',
      total: 999,
      currency: 'usd',
      issuedOn: '2026-11-03',
    });
    await add({ id: 'in_5', state: 'paid', total: 70, issuedOn: '2026-09-30', paidAfterDays: 10 });
    await add({ id: 'in_6', state: 'paid', total: 30, issuedOn: '2026-10-01', paidAfterDays: 40 });
    await add({ id: 'in_7', state: 'paid', total: 1, issuedOn: '2025-01-01', paidAfterDays: 20 });
    await add({ id: 'in_8', state: 'not_concerned', issuedOn: '2026-11-02' });
    await add({ id: 'in_9', state: 'paid', environment: 'live', issuedOn: '2026-11-02' });
    const overview = await read({ months: 3 });
    expect(overview.groups.map(({ group, count, total }) => [group, count, total])).toEqual([
      ['yours', 2, '1500'],
      ['under_way', 3, '7500'],
      ['done', 3, '101'],
    ]);
    expect(overview.median_days_to_payment).toBe(20);
    const last = overview.months.at(-1)?.month ?? '';
    expect(last).toBe(new Date().toISOString().slice(0, 7));
    const november = overview.months.find(({ month }) => month === '2026-11');
    // What was held was met on 1 November, French time.
    expect(november).toEqual({ month: '2026-11', count: 5, total: '9000' });
  });

  it('has a month for each that was asked for, over the turn of a year', async () => {
    const { months } = await read({ months: 24 });
    expect(months).toHaveLength(24);
    const names = months.map(({ month }) => month);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(24);
    expect(months.find(({ month }) => month === '2025-01')).toEqual({
      month: '2025-01',
      count: 1,
      total: '1',
    });
  });
});
