import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PISTE_APPLICATION, SUPPLIER } from '../../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from './chorus-pro.ts';
import { askToken, makeCaller } from './sample-caller.ts';

let simulator: ChorusProSimulator;
let nowMs = Date.parse('2026-11-23T09:00:00Z');

beforeEach(async () => {
  simulator = await startChorusPro({ now: () => nowMs });
});
afterEach(() => simulator.close());

const READ = 'transverses/v1/recuperer/tauxtva';

describe('the token endpoint', () => {
  it('gives an opaque token of 54 characters for an hour', async () => {
    const { status, body } = await askToken(simulator);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid' });
    expect(body['access_token']).toMatch(/^[\w-]{54}$/);
  });

  it('answers a wrong id and a wrong secret alike: 400 invalid_client', async () => {
    const id = await askToken(simulator, { client_id: 'another' });
    const secret = await askToken(simulator, { client_secret: 'another' });
    expect(id.status).toBe(400);
    expect(id.body['error']).toBe('invalid_client');
    expect(secret.text).toBe(id.text);
    expect(id.text).not.toContain(PISTE_APPLICATION.clientSecret);
  });

  it('knows no other grant', async () => {
    const { status, body } = await askToken(simulator, { grant_type: 'password' });
    expect([status, body['error']]).toEqual([400, 'unsupported_grant_type']);
  });
});

describe('the gateway', () => {
  it('asks for a token with 400, and refuses a bad one with an empty 401', async () => {
    const { call } = await makeCaller(simulator);
    const without = await call(READ, {}, { authorization: '' });
    expect(without.status).toBe(400);
    expect(without.headers.get('www-authenticate')).toContain('error="invalid_request"');
    const bad = await call(READ, {}, { authorization: 'Bearer nonsense' });
    expect([bad.status, bad.text]).toEqual([401, '']);
    expect(bad.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('refuses a token after its hour, or once it is taken back', async () => {
    const { call } = await makeCaller(simulator);
    nowMs += 3_599_000;
    expect((await call(READ, {})).status).toBe(200);
    nowMs += 1_000;
    expect((await call(READ, {})).status).toBe(401);
    const again = await makeCaller(simulator);
    simulator.expireTokens();
    expect((await again.call(READ, {})).status).toBe(401);
  });

  it.each([
    ['an unknown login', { login: 'TECH_0@cpro.fr', password: 'x' }],
    ['a wrong password', { login: SUPPLIER.technicalAccount.login, password: 'x' }],
    ['an empty header', { login: '', password: '' }],
  ])('refuses %s with 401', async (_, credentials) => {
    const { call } = await makeCaller(simulator, credentials);
    expect((await call(READ, {})).status).toBe(401);
  });

  it('answers an unknown route with 403 and an empty object, a GET too', async () => {
    const { call } = await makeCaller(simulator);
    const unknown = await call('factures/v1/consulter/cr', {});
    expect([unknown.status, unknown.text]).toEqual([403, '{}']);
    const token = String((await askToken(simulator)).body['access_token']);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${simulator.apiUrl}/${READ}`, { headers })).status).toBe(403);
    const health = await fetch(`${simulator.apiUrl}/transverses/v1/health-check`, { headers });
    expect(await health.json()).toEqual({ statusCode: '200' });
  });

  it('refuses another format with 415 and malformed JSON with 400 and an envelope', async () => {
    const { call } = await makeCaller(simulator);
    expect((await call(READ, {}, { 'content-type': 'text/plain' })).status).toBe(415);
    const malformed = await call('factures/v1/deposer/flux', {});
    expect(malformed.status).toBe(400);
    expect(malformed.body).toMatchObject({ codeRetour: 400 });
  });

  it('marks every answer with a correlation id', async () => {
    const { call } = await makeCaller(simulator);
    const answers = [
      await askToken(simulator),
      await call(READ, {}),
      await call('nowhere', {}),
      await call(READ, {}, { authorization: '' }),
    ];
    const ids = answers.map(({ headers }) => headers.get('x-correlationid'));
    for (const id of ids) expect(id).toMatch(/^Id-[0-9a-f]{24} \d$/);
    expect(new Set(ids).size).toBe(answers.length);
  });

  it('remembers who called what, and no secret', async () => {
    const { call } = await makeCaller(simulator);
    await call(READ, {});
    expect(simulator.calls).toMatchObject([
      { route: 'token', outcome: 200 },
      { route: READ, outcome: 200, login: SUPPLIER.technicalAccount.login },
    ]);
    const remembered = JSON.stringify(simulator.calls);
    expect(remembered).not.toContain(SUPPLIER.technicalAccount.password);
    expect(remembered).not.toContain('Bearer');
  });
});

describe('a delay', () => {
  it('is added to every answer', async () => {
    const slow = await startChorusPro({ delayMs: 60 });
    try {
      const { call } = await makeCaller(slow);
      const startedAt = performance.now();
      expect((await call(READ, {})).status).toBe(200);
      expect(performance.now() - startedAt).toBeGreaterThan(55);
    } finally {
      await slow.close();
    }
  });
});

describe('a rate limit', () => {
  it('answers 429 with Retry-After once the bucket is empty, and recovers', async () => {
    const limited = await startChorusPro({ now: () => nowMs, rateLimit: { perSecond: 2 } });
    try {
      const { call } = await makeCaller(limited);
      const statuses = [await call(READ, {}), await call(READ, {}), await call(READ, {})];
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(statuses[2]?.headers.get('retry-after')).toBe('1');
      nowMs += 500;
      expect((await call(READ, {})).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});
