import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { claimRefresh, isRefreshDue } from '../../backend/store/buyers.ts';
import type { Tx } from '../../backend/store/database.ts';
import { summarize, wasImported } from '../../backend/store/recurring-notices.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { makeTenant, NOW } from './rows.ts';

/** Questions that are asked again and again find their answer through an index, however much stands beside it. */

const DOCUMENTS = 2_000;
const HISTORY_EACH = 5;
const BODIES = 5_000;
const DAY_MS = 86_400_000;

const tenant = makeTenant();
const before = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const { pool } = test.database;
  await pool.query(
    `insert into transmissions (environment, account, document_id, kind, state, state_since, flow_number, created_at, updated_at)
     select $1, $2, 'in_' || n, 'invoice', 'paid', $3, 'CPP' || n, $3, $3 from generate_series(1, $4::int) n`,
    [tenant.environment, tenant.account, NOW, DOCUMENTS],
  );
  await pool.query(
    `insert into history (environment, account, document_id, at, kind, state, detail)
     select environment, account, document_id, $1, 'state', 'paid',
       jsonb_build_object('decision', case when n = 1 and right(document_id, 2) = '00' then 'imported' else 'send' end)
     from transmissions, generate_series(1, $2::int) n`,
    [NOW, HISTORY_EACH],
  );
  // One body in ten is in use, and none of those is due; all the others are, and nobody asks about them.
  await pool.query(
    `insert into buyers (platform, siret, demands, read_at, asked_at, refresh_at)
     select 'production', lpad(n::text, 14, '0'), jsonb_build_object('siret', lpad(n::text, 14, '0')), $1::timestamptz,
       case when n % 10 = 0 then $1::timestamptz else $2::timestamptz end,
       case when n % 10 = 0 then $3::timestamptz else $2::timestamptz end
     from generate_series(1, $4::int) n`,
    [NOW, before(100), before(-1), BODIES],
  );
  await pool.query('vacuum analyze history, buyers, transmissions');
});
afterAll(() => test.drop());

/** Asks, and gives the plans by which the database answered. */
async function plansOf(ask: (tx: Tx) => Promise<unknown>): Promise<readonly string[]> {
  const { pool } = test.database;
  const spy = jest.spyOn(pool, 'query');
  await ask(pool);
  const asked = spy.mock.calls.map(([text, values]) => ({ text: String(text), values }));
  spy.mockRestore();
  const plans: string[] = [];
  for (const { text, values } of asked) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain ${text}`,
      Array.isArray(values) ? values : [],
    );
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  expect(plans).not.toEqual([]);
  return plans;
}

describe('the database', () => {
  it('knows what was imported without reading the history', async () => {
    const asked = {
      open: [],
      news: ['paid'],
      since: before(1),
      until: before(-1),
      limit: 1,
    } as const;
    const summaries: unknown[] = [];
    const plans = await plansOf(async (tx) => {
      summaries.push(await summarize(tenant, tx, { ...asked, imported: false }));
      summaries.push(
        await wasImported(tenant, tx, 'in_100'),
        await wasImported(tenant, tx, 'in_1'),
      );
    });
    const own = DOCUMENTS - DOCUMENTS / 100;
    expect(summaries).toEqual([{ open: [], openCount: 0, news: { paid: own } }, true, false]);
    for (const plan of plans) {
      expect(plan).not.toContain('Seq Scan on history');
      expect(plan).toContain('history_imported');
    }
  });

  it('finds that no body is due without reading those that nobody asks about', async () => {
    const claim = { now: NOW, askedSince: before(40), leaseMs: 1_000 };
    const answers: unknown[] = [];
    const plans = await plansOf(async (tx) => {
      answers.push(await isRefreshDue('production', tx, claim));
      answers.push(await claimRefresh('production', tx, claim));
    });
    expect(answers).toEqual([false, undefined]);
    for (const plan of plans) {
      expect(plan).not.toContain('Seq Scan on buyers');
      expect(plan).toMatch(/Index Cond: .*refresh_at <= .*asked_at >= /);
    }
  });
});
