import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAnswer, searchAnswer } from '../../backend/api/contract.ts';
import { withUnderstanding } from '../../backend/follow/cures.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { appendHistory } from '../../backend/store/history.ts';
import { touchTenant } from '../../backend/store/tenants.ts';
import { openTransmission, saveTransmission } from '../../backend/store/transmissions.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { signBody } from '../demo/ask-api.ts';
import { STRIPE_PLATFORM } from '../samples/world.ts';
import { openHouse, type House } from './house.ts';

const NOW = new Date('2026-11-23T10:00:00Z');

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const account of ['acct_1', 'acct_2']) await addBlocked(account);
});
afterAll(() => house.close());

async function addBlocked(account: string): Promise<void> {
  const tenant = parseTenantId('test', account);
  if (!tenant) throw new Error('malformed');
  const { pool } = house.database;
  await touchTenant(tenant, pool, 1);
  const opened = await openTransmission(tenant, pool, { documentId: 'in_1', kind: 'invoice' }, NOW);
  const reasons = [reason('buyer_siret_missing', 'customer.metadata.siret')];
  const change = {
    state: 'blocked',
    reasons,
    number: `OF-${account}`,
    totalMinor: 12_000n,
  } as const;
  await saveTransmission(tenant, pool, 'in_1', opened.version, change, NOW);
  await appendHistory(tenant, pool, 'in_1', { at: NOW, kind: 'state', state: 'blocked', reasons });
}

async function ask(
  path: string,
  question: object,
  {
    secret = STRIPE_PLATFORM.appSecret as string,
    account = 'acct_1',
    environment = 'test',
    header = '',
  } = {},
): Promise<{ status: number; body: unknown }> {
  const body = JSON.stringify({ environment, ...question, user_id: 'usr_1', account_id: account });
  const response = await fetch(house.origin + path, {
    method: 'POST',
    headers: { 'stripe-signature': header || signBody(body, secret) },
    body,
  });
  return { status: response.status, body: await response.json() };
}

describe('POST /api/transmissions', () => {
  it('shows a merchant its own invoices with reasons and sentences', async () => {
    const { status, body } = await ask('/api/transmissions/search', {});
    expect(status).toBe(200);
    const { transmissions } = searchAnswer.parse(body);
    expect(transmissions.map(({ number }) => number)).toEqual(['OF-acct_1']);
    expect(transmissions[0]?.reasons[0]).toMatchObject({
      code: 'buyer_siret_missing',
      actor: 'merchant',
    });
    expect(transmissions[0]?.reasons[0]?.title.fr).not.toBe('');
    expect(transmissions[0]?.total).toBe('12000');
  });

  it('shows one invoice with its history', async () => {
    const { body } = await ask(
      '/api/transmissions/find',
      { document_id: 'in_1' },
      { account: 'acct_2' },
    );
    const found = findAnswer.parse(body);
    expect(found.transmission.number).toBe('OF-acct_2');
    expect(found.history).toHaveLength(1);
  });

  it('says what Chorus Pro said and what it means, and who did what', async () => {
    const tenant = parseTenantId('test', 'acct_refused');
    if (!tenant) throw new Error('malformed');
    const { pool } = house.database;
    await touchTenant(tenant, pool, 1);
    const document = { documentId: 'in_3', kind: 'invoice' } as const;
    const opened = await openTransmission(tenant, pool, document, NOW);
    const message = 'La TVA est incorrecte | Message inédit';
    const reasons = withUnderstanding([
      reason('flow_refused', 'flow', { state: 'IN_REJETE', message }),
    ]);
    const change = { state: 'refused', reasons } as const;
    await saveTransmission(tenant, pool, 'in_3', opened.version, change, NOW);
    const entry = { at: NOW, kind: 'state', state: 'refused', reasons } as const;
    await appendHistory(tenant, pool, 'in_3', entry);
    const deed = { at: NOW, kind: 'action', actor: 'usr_7', detail: { action: 'retry' } } as const;
    await appendHistory(tenant, pool, 'in_3', deed);
    const { body } = await ask(
      '/api/transmissions/find',
      { document_id: 'in_3' },
      { account: 'acct_refused' },
    );
    const found = findAnswer.parse(body);
    const sayings = [
      { message: 'La TVA est incorrecte', code: 'vat_wrong' },
      { message: 'Message inédit', code: null },
    ];
    expect(found.sayings).toEqual(sayings);
    expect(found.history.map((each) => [each.user_id, each.sayings])).toEqual([
      [null, sayings],
      ['usr_7', []],
    ]);
    expect(found.transmission.actor).toBe('us');
    expect(found.transmission.reasons.map(({ actor }) => actor)).toEqual(['us', 'merchant']);
    expect(found.actions?.some(({ primary }) => primary)).toBe(false);
  });

  it('filters by state and text', async () => {
    const search = async (question: object) =>
      searchAnswer.parse((await ask('/api/transmissions/search', question)).body).transmissions
        .length;
    expect(await search({ states: ['blocked'], text: 'acct_1' })).toBe(1);
    expect(await search({ states: ['paid'] })).toBe(0);
    expect(await search({ text: '%' })).toBe(0);
  });

  it('does not know another merchant’s invoice, nor its own of another environment', async () => {
    const other = await ask('/api/transmissions/find', { document_id: 'in_9' });
    expect(other).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    const live = await ask(
      '/api/transmissions/search',
      {},
      { environment: 'live', secret: 'absec_live' },
    );
    expect(searchAnswer.parse(live.body).transmissions).toEqual([]);
  });

  it.each([
    ['a wrong secret', { secret: 'absec_wrong' }],
    ['the secret of another environment', { secret: 'absec_live' }],
    ['no signature', { header: 'none' }],
    ['a signature of another body', { header: signBody('{}', STRIPE_PLATFORM.appSecret) }],
    ['an old signature', { header: signBody('x', STRIPE_PLATFORM.appSecret, 1) }],
  ])('answers 401 to %s', async (_name, options) => {
    expect((await ask('/api/transmissions/search', {}, options)).status).toBe(401);
  });

  it('answers 400 to what is malformed, and says what', async () => {
    expect((await ask('/api/transmissions/search', { limit: 101 })).status).toBe(400);
    expect((await ask('/api/transmissions/search', {}, { environment: 'nowhere' })).status).toBe(
      400,
    );
    expect((await ask('/api/transmissions/search', {}, { account: 'not an account' })).status).toBe(
      400,
    );
    expect((await ask('/api/transmissions/search', { before: 'oops' })).status).toBe(400);
  });

  it('lets an extension of origin null ask, and only by POST', async () => {
    const options = await fetch(`${house.origin}/api/transmissions/search`, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(options.headers.get('access-control-allow-origin')).toBe('*');
    expect(options.headers.get('access-control-allow-headers')).toContain('stripe-signature');
    expect((await fetch(`${house.origin}/api/transmissions/search`)).status).toBe(405);
    const webhooks = await fetch(`${house.origin}/webhooks/stripe/test`, { method: 'OPTIONS' });
    expect(webhooks.headers.get('access-control-allow-origin')).toBeNull();
  });
});
