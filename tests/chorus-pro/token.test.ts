import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOKEN_MARGIN_MS } from '../../backend/chorus-pro/token.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import {
  connect,
  DOCUMENT,
  goodToken,
  ok,
  startScriptedPiste,
  tenantOf,
  tokenNumber,
  type ScriptedPiste,
} from './scripted-piste.ts';

const FLOW = 'CPP0011117000000000000042';
const report = ok({ etatCourantDepotFlux: 'IN_INTEGRE' });
const received = ok({ numeroFluxDepot: FLOW, dateDepot: '2026-11-23' });

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
  piste.api = ({ route }) => (route.endsWith('deposer/flux') ? received : report);
});
afterEach(() => piste.close());

const bearers = () => piste.requests.map(({ headers }) => headers['authorization']);

describe('what is sent', () => {
  it('asks for a token as OAuth 2 says, and sends both credentials with every call', async () => {
    const { chorusPro } = connect(piste.application);
    await chorusPro.flowReport(tenantOf(), FLOW);
    await chorusPro.close();
    expect(Object.fromEntries(new URLSearchParams(piste.tokenRequests[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: PISTE_APPLICATION.clientId,
      client_secret: PISTE_APPLICATION.clientSecret,
      scope: 'openid',
    });
    const { login, password } = SUPPLIER.technicalAccount;
    expect(piste.requests[0]).toMatchObject({
      route: 'transverses/v1/consulterCRDetaille',
      json: { numeroFluxDepot: FLOW },
      headers: {
        authorization: `Bearer ${tokenNumber(1)}`,
        'cpro-account': Buffer.from(`${login}:${password}`).toString('base64'),
        'content-type': 'application/json;charset=utf-8',
        accept: 'application/json',
      },
    });
  });
});

describe('a token', () => {
  it('is asked for once by calls that come together', async () => {
    const accounts = Array.from({ length: 12 }, (_, index) => `acct_${index}`);
    const { chorusPro } = connect(piste.application, {
      findTechnicalAccount: async ({ account }) => ({ login: account, password: 'password' }),
    });
    await Promise.all(
      accounts.map((account) => chorusPro.flowReport(tenantOf('test', account), FLOW)),
    );
    await chorusPro.close();
    expect(piste.requests).toHaveLength(12);
    expect(piste.tokenRequests).toHaveLength(1);
  });

  it.each([
    { life: '3600', usableMs: 3_600_000 - TOKEN_MARGIN_MS },
    { life: 300, usableMs: 150_000 },
    { life: 10, usableMs: 5_000 },
  ])('that lives $life s is renewed before it expires', async ({ life, usableMs }) => {
    let nowMs = Date.parse('2026-11-23T09:00:00Z');
    piste.token = (_request, nth) => ({
      status: 200,
      body: { access_token: tokenNumber(nth), expires_in: life },
    });
    const { chorusPro } = connect(piste.application, { now: () => nowMs });
    const ask = () => chorusPro.flowReport(tenantOf(), FLOW);
    await ask();
    nowMs += usableMs - 1;
    await ask();
    expect(piste.tokenRequests).toHaveLength(1);
    nowMs += 1;
    await ask();
    await chorusPro.close();
    expect(bearers()).toEqual([1, 1, 2].map((nth) => `Bearer ${tokenNumber(nth)}`));
  });

  it('that expires in mid-flight is renewed once and the deposit goes through', async () => {
    piste.api = ({ headers }) =>
      headers['authorization'] === `Bearer ${tokenNumber(1)}` ? { status: 401 } : received;
    const { chorusPro, lines } = connect(piste.application);
    const answer = await chorusPro.deposit(tenantOf(), DOCUMENT);
    await chorusPro.close();
    expect(answer).toMatchObject({
      kind: 'accepted',
      flowNumber: FLOW,
      depositedOn: '2026-11-23',
    });
    expect(bearers()).toEqual([1, 2].map((nth) => `Bearer ${tokenNumber(nth)}`));
    expect(lines).toHaveLength(1);
  });

  it('is renewed once for all the calls that it failed', async () => {
    piste.api = async ({ headers }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return headers['authorization'] === `Bearer ${tokenNumber(1)}` ? { status: 401 } : report;
    };
    const { chorusPro } = connect(piste.application, {
      findTechnicalAccount: async ({ account }) => ({ login: account, password: 'password' }),
    });
    const answers = await Promise.all(
      ['acct_1', 'acct_2', 'acct_3'].map((account) =>
        chorusPro.flowReport(tenantOf('test', account), FLOW),
      ),
    );
    await chorusPro.close();
    expect(answers.map(({ kind }) => kind)).toEqual(['report', 'report', 'report']);
    expect(piste.tokenRequests).toHaveLength(2);
  });

  it('is renewed once only: a second 401 is the technical account', async () => {
    piste.api = () => ({ status: 401 });
    const { chorusPro } = connect(piste.application);
    const answer = await chorusPro.deposit(tenantOf(), DOCUMENT);
    await chorusPro.close();
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: { code: 'technical_account_refused', at: 'settings.technicalAccount' },
    });
    expect(piste.requests).toHaveLength(2);
    expect(piste.tokenRequests).toHaveLength(2);
  });

  it('is asked for again after a request for it failed', async () => {
    piste.token = (request, nth) => (nth === 1 ? { status: 503 } : goodToken(request, nth));
    const { chorusPro } = connect(piste.application);
    expect(await chorusPro.flowReport(tenantOf(), FLOW)).toMatchObject({ kind: 'not_now' });
    expect(await chorusPro.flowReport(tenantOf(), FLOW)).toMatchObject({ kind: 'report' });
    await chorusPro.close();
  });
});
