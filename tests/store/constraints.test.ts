import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { ENGAGEMENT_FINDINGS } from '../../backend/decide/directory.ts';
import { STATES } from '../../backend/follow/state.ts';
import { ACTION_STATES, REMOTE_ACTIONS } from '../../backend/store/actions.ts';
import { DEPOSIT_STATES } from '../../backend/store/deposits.ts';
import { CHANNELS, NOTICE_KINDS } from '../../backend/notify/event.ts';
import { DELIVERY_STATES } from '../../backend/store/notice-deliveries.ts';
import { HISTORY_KINDS } from '../../backend/store/history.ts';
import { STANCES } from '../../backend/store/instructions.ts';
import { SECRET_NAMES } from '../../backend/store/secrets.ts';
import { TEST_DEPOSIT_STATES } from '../../backend/store/test-deposits.ts';
import { TENANT_STATUSES } from '../../backend/store/tenants.ts';
import { CLOSED_IN_STRIPE, DOCUMENT_KINDS } from '../../backend/store/transmission-row.ts';
import { ENVIRONMENTS, platformOf } from '../../backend/tenant.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { SPOILT } from './spoilt.ts';

let test: TestDatabase;
let client: pg.PoolClient;
beforeAll(async () => {
  test = await openTestDatabase();
  client = await test.database.pool.connect();
  await client.query(await readFile(new URL('./seed.sql', import.meta.url), 'utf8'));
});
afterAll(async () => {
  client.release();
  await test.drop();
});

/** The name of the constraint that refuses a statement; "nothing" when none does. */
async function whatRefuses(sql: string): Promise<unknown> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('set constraints all immediate');
    return 'nothing';
  } catch (error) {
    return error instanceof Error && 'constraint' in error ? error.constraint : error;
  } finally {
    await client.query('rollback');
  }
}

describe('what the tables refuse', () => {
  const cases = Object.entries(SPOILT).flatMap(([name, statements]) =>
    statements.map((sql, position) => ({ name, sql, position })),
  );

  it('has cases', () => expect(cases.length).toBeGreaterThan(80));

  it.each(cases)('$name ($position)', async ({ name, sql }) => {
    expect(await whatRefuses(sql)).toBe(name);
  });

  it('is tried for every constraint, unique index and trigger that there is', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select conname as name from pg_constraint
         where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
       union select indexrelid::regclass::text from pg_index join pg_class on oid = indrelid
         where relnamespace = 'public'::regnamespace and indisunique
       union select tgname from pg_trigger where not tgisinternal`,
    );
    // The guards refuse by names of their own.
    const own = ['schema_migrations_pkey', 'deposits_guard', 'actions_guard'];
    const present = rows.map(({ name }) => name).filter((name) => !own.includes(name));
    const raised = [
      'deposits_fixed',
      'deposits_flow_fixed',
      'deposits_order',
      'actions_fixed',
      'actions_order',
    ];
    expect(Object.keys(SPOILT).sort()).toEqual([...present, ...raised].sort());
  });
});

describe('check constraints repeat the unions of the code', () => {
  const unions = {
    tenants_environment: ENVIRONMENTS,
    tenants_status: TENANT_STATUSES,
    secrets_name: SECRET_NAMES,
    events_environment: ENVIRONMENTS,
    transmissions_environment: ENVIRONMENTS,
    transmissions_kind: DOCUMENT_KINDS,
    transmissions_state: Object.keys(STATES),
    deposits_environment: ENVIRONMENTS,
    deposits_state: DEPOSIT_STATES,
    deposits_platform: [...new Set(ENVIRONMENTS.map((environment) => platformOf({ environment })))],
    history_kind: HISTORY_KINDS,
    history_state: Object.keys(STATES),
    notices_environment: ENVIRONMENTS,
    notices_event: NOTICE_KINDS,
    notice_deliveries_channel: CHANNELS,
    notice_deliveries_state: DELIVERY_STATES,
    nonces_environment: ENVIRONMENTS,
    test_deposits_never_live: ENVIRONMENTS.filter((environment) => environment !== 'live'),
    test_deposits_state: TEST_DEPOSIT_STATES,
    transmissions_closed_in_stripe: CLOSED_IN_STRIPE,
    instructions_stance: STANCES,
    actions_action: REMOTE_ACTIONS,
    actions_state: ACTION_STATES,
    watches_environment: ENVIRONMENTS,
    buyers_platform: ['production', 'qualification'],
    engagements_platform: ['production', 'qualification'],
    engagements_finding: ENGAGEMENT_FINDINGS,
    directory_searches_platform: ['production', 'qualification'],
  } as const satisfies Record<string, readonly string[]>;

  it.each(Object.entries(unions))('%s', async (name, union) => {
    const { rows } = await client.query<{ definition: string }>(
      'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
      [name],
    );
    const inSql = [...(rows[0]?.definition ?? '').matchAll(/'([^']*)'/g)].map(([, value]) => value);
    // PostgreSQL writes a list of one as a plain comparison, and NULL states of history as they are.
    expect(inSql.sort()).toEqual([...union].sort());
  });

  it('every list of words in a check is compared', async () => {
    const { rows } = await client.query<{ conname: string }>(
      `select conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
         and pg_get_constraintdef(oid) like '%= ANY%'`,
    );
    const compared = [
      ...Object.keys(unions),
      'deposits_closed_at',
      'actions_closed_at',
      'transmissions_held_has_reason',
    ];
    const partial = [
      'transmissions_deposited_has_flow',
      'test_deposits_accepted_has_flow',
      'actions_called_after_reservation',
    ];
    const left = rows
      .map(({ conname }) => conname)
      .filter((name) => ![...compared, ...partial].includes(name));
    expect(left).toEqual([]);
  });
});
