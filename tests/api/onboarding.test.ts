import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { reserveTestDeposit } from '../../backend/store/test-deposits.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { ask, askRefused, changing, openHouse, supplierIn, type House } from './house.ts';

const MINUTE_MS = 60_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  house.chorusPro.faults.clear();
  await house.database.pool.query('delete from test_deposits');
  // Each test has its own turns, so that none waits for another.
  await house.database.pool.query('delete from turns');
});
afterAll(() => house.close());

type Steps = Record<string, string>;

function told({ steps }: Awaited<ReturnType<typeof read>>): Steps {
  return Object.fromEntries(
    steps.map(({ step, status, reason }) => [step, reason ? `${status} ${reason.code}` : status]),
  );
}

const read = (manner: object = {}) => ask(house, '/api/onboarding/read', {}, manner);
const send = () => ask(house, '/api/onboarding/test-deposit', changing());

const NOTHING_YET = {
  company: 'not_started',
  agreement: 'not_started',
  technical_account: 'not_started',
  supplier_found: 'not_started',
  test_deposit: 'not_started',
  ready: 'not_started',
};
const ALL_BUT_THE_TEST = {
  company: 'complete',
  agreement: 'complete',
  technical_account: 'complete',
  supplier_found: 'complete',
  test_deposit: 'not_started',
  ready: 'in_progress',
};

describe('POST /api/onboarding', () => {
  it('begins with nothing, and sends nothing then', async () => {
    expect(told(await read())).toEqual(NOTHING_YET);
    expect(told(await send())).toEqual(NOTHING_YET);
    expect(house.chorusPro.ledger).toEqual([]);
  });

  it('says what the company lacks, and that the account is refused', async () => {
    const tenant = supplierIn('test');
    const { pool } = house.database;
    const settings = settingsSchema.parse({ seller: { name: 'A' } });
    await saveSettings(tenant, pool, settings);
    const account = JSON.stringify({ ...SUPPLIER.technicalAccount, password: 'wrong' });
    await house.secrets.saveSecret(tenant, pool, 'technical_account', account);
    expect(told(await read())).toEqual({
      ...NOTHING_YET,
      company: 'in_progress seller_siret_missing',
      agreement: 'in_progress',
      technical_account: 'blocked technical_account_refused',
    });
  });

  it('says when Guichet itself is not let in', async () => {
    await house.configure();
    house.chorusPro.faults.add({ kind: 'unsubscribed', probability: 1 });
    expect(told(await read())).toMatchObject({
      agreement: 'blocked application_not_authorized',
      technical_account: 'in_progress',
    });
  });

  it('says when the account acts for another company', async () => {
    await house.configure();
    const seller = { ...SAMPLE_SETTINGS.seller, siret: '55203253400646' };
    const settings = settingsSchema.parse({ ...SAMPLE_SETTINGS, seller });
    await saveSettings(supplierIn('test'), house.database.pool, settings);
    expect(told(await read())).toMatchObject({
      technical_account: 'complete',
      supplier_found: 'blocked account_lacks_rights',
    });
  });

  it('sends a made-up invoice to qualification, and sees it arrive', async () => {
    await house.configure();
    expect(told(await read())).toEqual(ALL_BUT_THE_TEST);
    const before = house.chorusPro.ledger.length;
    await send();
    expect(house.chorusPro.ledger).toHaveLength(before + 1);
    expect(house.production.ledger).toEqual([]);
    expect(told(await read())).toMatchObject({ test_deposit: 'complete', ready: 'complete' });
    const { rows } = await house.database.pool.query('select from transmissions');
    expect(rows).toEqual([]);
    const overview = await ask(house, '/api/overview/read', {});
    expect(overview.groups.map(({ count }) => count)).toEqual([0, 0, 0]);
  });

  it('sends one at a time: a second click finds the first under way', async () => {
    await house.configure();
    const before = house.chorusPro.ledger.length;
    const tenant = supplierIn('test');
    const asked = { number: 'TEST-OPEN', sha256: '0'.repeat(64), now: new Date() };
    expect(await reserveTestDeposit(tenant, house.database.pool, asked)).toBe(true);
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(told)).toEqual([
      { ...ALL_BUT_THE_TEST, test_deposit: 'in_progress' },
      { ...ALL_BUT_THE_TEST, test_deposit: 'in_progress' },
    ]);
    expect(house.chorusPro.ledger).toHaveLength(before);
  });

  it('says why it was refused, and lets another one follow', async () => {
    await house.configure();
    house.chorusPro.faults.add({
      kind: 'flow_ends_in',
      state: 'IN_REJETE',
      route: 'deposer/flux',
    });
    await send();
    expect(told(await read())).toMatchObject({
      test_deposit: 'blocked flow_refused',
      ready: 'in_progress',
    });
    await send();
    expect(told(await read())).toMatchObject({ test_deposit: 'complete' });
  });

  it('finds one whose answer was lost', async () => {
    await house.configure();
    const before = house.chorusPro.ledger.length;
    house.chorusPro.faults.add({ kind: 'drop', effect: 'after', route: 'deposer/flux' });
    await send();
    expect(house.chorusPro.ledger).toHaveLength(before + 1);
    expect(told(await read())).toMatchObject({ test_deposit: 'complete' });
  });

  it('gives one up that never arrived', async () => {
    await house.configure();
    house.chorusPro.faults.add({ kind: 'drop', effect: 'before', route: 'deposer/flux' });
    const first = told(await send());
    expect(first['test_deposit']).toMatch(/^(in_progress|blocked chorus_pro_unavailable)$/);
    house.pass(16 * MINUTE_MS);
    expect(told(await read())['test_deposit']).toMatch(/^blocked /);
  });

  it('says why none could be made', async () => {
    await house.configure();
    await house.database.pool.query('delete from buyers');
    house.chorusPro.faults.add({
      kind: 'status',
      status: 503,
      times: 9,
      route: 'structures/v1/rechercher',
    });
    expect(told(await send())).toMatchObject({ test_deposit: 'blocked directory_unavailable' });
  });

  it('sends nothing for a live merchant, and has no such step there', async () => {
    await house.configure(supplierIn('live'));
    const live = { environment: 'live' };
    const path = '/api/onboarding/test-deposit';
    expect(await askRefused(house, path, changing(), live)).toBe('409 live_environment');
    expect(Object.keys(told(await read(live)))).not.toContain('test_deposit');
    expect(told(await read(live))).toMatchObject({ ready: 'complete' });
    expect(house.production.ledger).toEqual([]);
  });

  it('is ready in live where the supplier cannot be looked up: only an invoice will show it', async () => {
    await house.configure(supplierIn('live'));
    house.production.faults.add({
      kind: 'unsubscribed',
      route: 'recuperer/structures/actives/fournisseur',
    });
    expect(told(await read({ environment: 'live' }))).toMatchObject({
      supplier_found: 'in_progress',
      ready: 'complete',
    });
  });

  it('limits how many are sent, and refuses those who may only look', async () => {
    await house.configure();
    for (let count = 0; count < 5; count += 1) await send();
    const path = '/api/onboarding/test-deposit';
    expect(await askRefused(house, path, changing())).toBe('429 too_many_requests');
    expect(await askRefused(house, path, changing('view_only'))).toBe('403 role_missing');
  });
});
