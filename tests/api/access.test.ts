import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES, type RoutePath } from '../../backend/api/contract.ts';
import { openTransmission, saveTransmission } from '../../backend/store/transmissions.ts';
import { signBody } from '../demo/ask-api.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { askRaw, askRefused, changing, openHouse, supplierIn, type House } from './house.ts';

const { login, password } = SUPPLIER.technicalAccount;

/** A question of each route that would be answered if the right merchant asked it. */
const QUESTIONS = {
  '/api/transmissions/search': {},
  '/api/transmissions/find': { document_id: 'in_secret' },
  '/api/transmissions/act': { document_id: 'in_secret', action: 'hold' },
  '/api/invoices/check': { invoice_id: 'in_secret' },
  '/api/directory/search': { text: 'SANS PARAMETRE' },
  '/api/directory/find': { siret: '12345678200051' },
  '/api/connection/read': {},
  '/api/connection/save': { login, password },
  '/api/connection/disconnect': {},
  '/api/settings/read': {},
  '/api/settings/save': { settings: SAMPLE_SETTINGS, version: null },
  '/api/settings/logo-link': {},
  '/api/notifications/read': {},
  '/api/notifications/key': {},
  '/api/notifications/test': {},
  '/api/onboarding/read': {},
  '/api/onboarding/test-deposit': {},
  '/api/overview/read': {},
} as const satisfies Record<RoutePath, object>;

const PATHS = Object.keys(ROUTES).filter(isPath);
const CHANGING: readonly RoutePath[] = PATHS.filter(
  (path) => !ROUTES[path].question.safeParse(signed(QUESTIONS[path])).success,
);

function isPath(path: string): path is RoutePath {
  return Object.hasOwn(ROUTES, path);
}

function signed(question: object): object {
  return { environment: 'test', ...question, user_id: 'usr_1', account_id: SUPPLIER.account };
}

/** What belongs to the supplier alone. */
const OWN = ['SECRET-1', SAMPLE_SETTINGS.seller.name, login, SAMPLE_SETTINGS.payment?.iban ?? '?'];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.configure();
  const asked = { documentId: 'in_secret', kind: 'invoice' } as const;
  const tenant = supplierIn('test');
  const { pool } = house.database;
  const { version } = await openTransmission(tenant, pool, asked, new Date());
  await saveTransmission(tenant, pool, 'in_secret', version, { number: 'SECRET-1' }, new Date());
});
afterAll(() => house.close());

describe('every route', () => {
  it('is tried, and some change something', () => {
    expect(PATHS.length).toBeGreaterThanOrEqual(14);
    expect(CHANGING).toEqual([
      '/api/transmissions/act',
      '/api/connection/save',
      '/api/connection/disconnect',
      '/api/settings/save',
      '/api/settings/logo-link',
      '/api/notifications/key',
      '/api/notifications/test',
      '/api/onboarding/test-deposit',
    ]);
  });

  describe.each(PATHS)('%s', (path) => {
    const question = () => ({ ...QUESTIONS[path], ...changing() });

    it('answers 401 to whatever Stripe did not sign for this app, environment and body', async () => {
      const body = JSON.stringify({
        environment: 'test',
        ...question(),
        user_id: 'usr_1',
        account_id: SUPPLIER.account,
      });
      const old = Math.floor(Date.now() / 1000) - 400;
      const another = body.replace(SUPPLIER.account, 'acct_1Another');
      const signatures = [
        [body, undefined],
        [body, 'none'],
        [body, signBody(body, 'absec_wrong')],
        [body, signBody(body, 'absec_live')],
        [body, signBody(body, STRIPE_PLATFORM.webhookSecret)],
        [body, signBody(body, STRIPE_PLATFORM.appSecret, old)],
        [body, signBody(another, STRIPE_PLATFORM.appSecret)],
        [another, signBody(body, STRIPE_PLATFORM.appSecret)],
        [` ${body}`, signBody(body, STRIPE_PLATFORM.appSecret)],
      ] as const;
      for (const [sent, signature] of signatures) {
        const response = await fetch(house.origin + path, {
          method: 'POST',
          ...(signature === undefined ? {} : { headers: { 'stripe-signature': signature } }),
          body: sent,
        });
        expect([signature, response.status]).toEqual([signature, 401]);
      }
    });

    it('answers 400 to what is no question', async () => {
      const bodies = ['', '{', 'null', '[]', '"text"', '{"environment": "test"}', '{"a": 1}'];
      for (const body of bodies) {
        const headers = { 'stripe-signature': signBody(body, STRIPE_PLATFORM.appSecret) };
        const response = await fetch(house.origin + path, { method: 'POST', headers, body });
        expect([body, response.status]).toEqual([body, 400]);
      }
      const unserved = { environment: 'sandbox' };
      expect(await askRefused(house, path, question(), unserved)).toBe('400 unknown_environment');
      const nowhere = { account: '../acct_1' };
      expect(await askRefused(house, path, question(), nowhere)).toBe('400 unknown_environment');
    });

    it('shows another merchant nothing of this one', async () => {
      const elsewhere = [{ account: 'acct_1Another' }, { environment: 'live' }];
      for (const manner of elsewhere) {
        const isSave = path === '/api/settings/save' || path === '/api/connection/save';
        const asked = isSave
          ? { ...question(), settings: { seller: { name: 'B' } }, login: 'nobody', password: 'x' }
          : question();
        const { status, text } = await askRaw(house, path, asked, manner);
        expect([200, 404, 409]).toContain(status);
        for (const word of OWN) expect(text).not.toContain(word);
      }
    });

    it('never shows a password, whoever asks', async () => {
      const { text } = await askRaw(house, path, question());
      for (const secret of [password, 'simulated-secret', 'absec_', 'sk_test_']) {
        expect(text).not.toContain(secret);
      }
      await house.configure();
    });
  });

  describe.each(CHANGING)('%s', (path) => {
    it('needs a text that is used once', async () => {
      expect(await askRefused(house, path, QUESTIONS[path])).toBe('400 malformed');
      const short = { ...QUESTIONS[path], nonce: 'short' };
      expect(await askRefused(house, path, short)).toBe('400 malformed');
      const once = { ...QUESTIONS[path], ...changing() };
      const first = await askRaw(house, path, once);
      expect(first.status).not.toBe(403);
      expect(await askRefused(house, path, once)).toBe('409 replayed');
      // Another merchant may happen on the same text.
      const other = await askRaw(house, path, once, { account: 'acct_1Another' });
      expect(JSON.stringify(other.body)).not.toContain('replayed');
      await house.configure();
    });

    it('refuses those who may only look, before the text is used', async () => {
      const { nonce } = changing();
      const looking = { ...QUESTIONS[path], ...changing('view_only'), nonce };
      expect(await askRefused(house, path, looking)).toBe('403 role_missing');
      const { body } = await askRaw(house, path, { ...QUESTIONS[path], ...changing(), nonce });
      expect(JSON.stringify(body)).not.toContain('replayed');
      await house.configure();
    });
  });
});

describe('texts that were used once', () => {
  it('are forgotten after a day, when no signature of theirs holds any more', async () => {
    const count = async () =>
      Number((await house.database.pool.query('select count(*) from nonces')).rows[0].count);
    expect(await count()).toBeGreaterThan(1);
    house.pass(25 * 3_600_000);
    for (let asked = 0; asked < 10; asked += 1) {
      await askRaw(house, '/api/connection/disconnect', changing());
    }
    expect(await count()).toBe(10);
  });
});
