import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reason } from '../../backend/invoice/reason.ts';
import {
  findTransmission,
  openTransmission,
  saveTransmission,
} from '../../backend/store/transmissions.ts';
import { endTenant, saveSettings } from '../../backend/store/tenants.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { SAMPLE_SUPPLIER } from '../simulators/chorus-pro/chorus-pro.ts';
import { ask, askRaw, askRefused, changing, openHouse, supplierIn, type House } from './house.ts';

const { login, password } = SUPPLIER.technicalAccount;
const MINUTE_MS = 60_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const read = async () => (await ask(house, '/api/connection/read', {})).connection;
const save = (account: object) =>
  ask(house, '/api/connection/save', { login, password, ...changing(), ...account });

describe('POST /api/connection', () => {
  it('says that nothing is connected yet', async () => {
    expect(await read()).toEqual({
      platform: 'qualification',
      state: 'not_connected',
      chorus_pro: 'unknown',
      trouble_since: null,
      login: null,
      reason: null,
      checked_at: null,
      renew_password_by: null,
      last_event_at: null,
    });
  });

  it('does not keep an account that Chorus Pro does not let in', async () => {
    const answer = await save({ password: 'wrong' });
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: { code: 'technical_account_refused', actor: 'merchant' },
    });
    expect((await read()).state).toBe('not_connected');
  });

  it('does not keep one that could not be tried', async () => {
    house.chorusPro.faults.add({ kind: 'status', status: 503, times: 2 });
    expect(await save({})).toMatchObject({
      kind: 'refused',
      reason: { code: 'chorus_pro_unavailable' },
    });
    house.chorusPro.faults.clear();
    expect((await read()).state).toBe('not_connected');
  });

  it('keeps one that was tried, and shows everything but its password', async () => {
    const { text } = await askRaw(house, '/api/connection/save', {
      login,
      password,
      ...changing(),
    });
    expect(text).not.toContain(password);
    expect(await read()).toMatchObject({
      state: 'connected',
      chorus_pro: 'up',
      login,
      reason: null,
      checked_at: expect.any(String),
      renew_password_by: '2027-06-01',
    });
    expect(JSON.stringify(await read())).not.toContain(password);
  });

  it('tries again when somebody looks and the latest trial is old, and says what it found', async () => {
    const calls = () => house.chorusPro.calls.length;
    const before = calls();
    await read();
    expect(calls()).toBe(before);
    house.chorusPro.faults.add({ kind: 'status', status: 503, times: 20 });
    house.pass(11 * MINUTE_MS);
    const away = await read();
    expect(calls()).toBeGreaterThan(before);
    expect(away).toMatchObject({
      state: 'connected',
      reason: { code: 'chorus_pro_unavailable' },
      trouble_since: expect.any(String),
    });
    house.chorusPro.faults.clear();
    expect(await read()).toMatchObject({
      state: 'connected',
      reason: null,
      trouble_since: null,
    });
  });

  it('says that a colleague may have reset what worked, and lets what waited go on', async () => {
    const tenant = supplierIn('test');
    const { pool } = house.database;
    const supplier = { ...SAMPLE_SUPPLIER, passwordExpiresOn: '2027-06-01' };
    house.chorusPro.addSupplier({ ...supplier, password: 'renewed by a colleague' });
    house.pass(11 * MINUTE_MS);
    expect(await read()).toMatchObject({
      state: 'refused',
      reason: {
        code: 'technical_account_reset',
        params: { since: expect.stringMatching(/^\d{4}-/) },
      },
    });
    const held = [reason('technical_account_reset', 'settings.technicalAccount')];
    for (const [documentId, change] of [
      ['in_blocked', { state: 'blocked', reasons: held }],
      ['in_followed', { warnings: held, nextAt: new Date('2099-01-01T00:00:00Z') }],
    ] as const) {
      const at = new Date();
      const { version } = await openTransmission(tenant, pool, { documentId, kind: 'invoice' }, at);
      await saveTransmission(tenant, pool, documentId, version, change, at);
    }
    const saved = await save({ password: 'renewed by a colleague' });
    expect(saved).toMatchObject({ kind: 'saved', connection: { state: 'connected' } });
    for (const documentId of ['in_blocked', 'in_followed']) {
      const { nextAt } = (await findTransmission(tenant, pool, documentId)) ?? {};
      expect(nextAt?.getTime()).toBeLessThan(Date.now() + 24 * 60 * MINUTE_MS);
    }
    house.chorusPro.addSupplier(supplier);
  });

  it('tells when the password has been changed elsewhere', async () => {
    const account = JSON.stringify({ login, password: 'old' });
    await house.secrets.saveSecret(
      supplierIn('test'),
      house.database.pool,
      'technical_account',
      account,
    );
    expect(await read()).toMatchObject({
      state: 'refused',
      reason: { code: 'technical_account_refused' },
    });
  });

  it('limits how often an account is tried', async () => {
    house.pass(60 * MINUTE_MS);
    const answers = [];
    for (let count = 0; count < 6; count += 1) {
      const question = { login, password: `guess ${count}`, ...changing() };
      answers.push((await askRaw(house, '/api/connection/save', question)).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('lets only administrators connect and disconnect, and says so with 403', async () => {
    const account = { login, password };
    const { nonce } = changing();
    for (const path of ['/api/connection/save', '/api/connection/disconnect'] as const) {
      for (const roles of [{}, changing('developer'), changing('view_only')]) {
        const refused = await askRefused(house, path, { ...account, nonce, ...roles });
        expect(refused).toBe('403 role_missing');
      }
    }
    expect((await read()).state).toBe('refused');
  });

  it('erases the account on request', async () => {
    house.pass(60 * MINUTE_MS);
    expect(await save({})).toMatchObject({ kind: 'saved', connection: { state: 'connected' } });
    const { connection } = await ask(house, '/api/connection/disconnect', changing('super_admin'));
    expect(connection).toMatchObject({ state: 'not_connected', login: null, checked_at: null });
    const { rows } = await house.database.pool.query('select from secrets');
    expect(rows).toEqual([]);
  });

  it('wakes what was held for want of an account, and refuses a merchant who left', async () => {
    const account = 'acct_gone';
    const tenant = parseTenantId('test', account);
    if (!tenant) throw new Error('malformed');
    await saveSettings(tenant, house.database.pool, settingsSchema.parse(SAMPLE_SETTINGS));
    await endTenant(tenant, house.database.pool, Date.now() / 1000 + 60);
    const question = { login, password, ...changing() };
    expect(await askRefused(house, '/api/connection/save', question, { account })).toBe(
      '409 merchant_left',
    );
  });

  it('speaks to production for a live merchant, and to nothing else', async () => {
    const manner = { environment: 'live' };
    const calls = house.chorusPro.calls.length;
    const question = { login, password, ...changing() };
    expect(await ask(house, '/api/connection/save', question, manner)).toMatchObject({
      kind: 'saved',
      connection: { platform: 'production', state: 'connected' },
    });
    expect(house.production.calls.length).toBeGreaterThan(0);
    expect(house.chorusPro.calls.length).toBe(calls);
    expect((await read()).state).toBe('not_connected');
  });
});
