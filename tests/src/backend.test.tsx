import { beforeEach, describe, expect, it } from '@jest/globals';
import { askerOf } from '../../src/asker.ts';
import { ask, change, type FailureKind } from '../../src/backend.ts';
import { contextOf, openDashboard, type Dashboard, type Scripted } from './dashboard.ts';

const asker = askerOf(contextOf());
let dashboard: Dashboard;
const SEARCH = '/api/transmissions/search';
const script = (scripted: Scripted) => {
  dashboard = openDashboard({ [SEARCH]: scripted });
};

beforeEach(() => script({ transmissions: [], next: null }));

describe('a question', () => {
  it('is signed whole, and the bytes sent are those that were signed, the signer last', async () => {
    const reply = await ask(asker, SEARCH, { limit: 5 });
    expect(reply).toEqual({ ok: true, answer: { transmissions: [], next: null } });
    const [sent] = dashboard.asked;
    expect(sent?.rawBody).toBe(
      '{"environment":"live","limit":5,"user_id":"usr_1","account_id":"acct_1Guichet0Demo"}',
    );
    expect(dashboard.signed).toEqual([{ environment: 'live', limit: 5 }]);
    expect(sent?.signature).toBe('signature-1');
  });

  it('takes a fresh signature each time', async () => {
    await ask(asker, SEARCH, {});
    await ask(asker, SEARCH, {});
    expect(dashboard.asked.map(({ signature }) => signature)).toEqual([
      'signature-1',
      'signature-2',
    ]);
  });

  it.each([
    ['test', contextOf({ mode: 'test' })],
    ['sandbox', contextOf({ mode: 'test', isSandbox: true })],
  ])('says that it is asked in %s', async (environment, context) => {
    await ask(askerOf(context), SEARCH, {});
    expect(dashboard.asked[0]?.body['environment']).toBe(environment);
  });
});

describe('a change', () => {
  it('carries a text used once and the roles that Stripe is to check', async () => {
    const disconnect = '/api/connection/disconnect';
    await change(asker, disconnect, {});
    await change(asker, disconnect, {});
    const [first, second] = dashboard.asked.map(({ body }) => body);
    expect(first?.['nonce']).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.['nonce']).not.toBe(first?.['nonce']);
    expect(first?.['stripe_roles']).toEqual([{ id: 'admin', name: 'admin', type: 'builtIn' }]);
  });
});

describe('a failure', () => {
  it.each<[Scripted, FailureKind]>([
    ['no answer', 'network'],
    [{ status: 400 }, 'unreadable'],
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 404 }, 'absent'],
    [{ status: 429 }, 'too_many'],
    [{ status: 500 }, 'backend'],
    [{ status: 503 }, 'backend'],
    [{ something: 'else' }, 'unreadable'],
  ])('%j is told as %s', async (scripted, kind) => {
    script(scripted);
    expect(await ask(asker, SEARCH, {})).toMatchObject({ ok: false, failure: { kind } });
  });

  it('of Stripe to sign is told as such, and nothing is sent', async () => {
    dashboard.signs = false;
    expect(await ask(asker, SEARCH, {})).toEqual({ ok: false, failure: { kind: 'signature' } });
    expect(dashboard.asked).toEqual([]);
  });

  it('keeps the backend’s own code', async () => {
    script({ status: 403 });
    expect(await ask(asker, SEARCH, {})).toEqual({
      ok: false,
      failure: { kind: 'forbidden', code: 'scripted' },
    });
  });
});
