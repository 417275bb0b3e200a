import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import { checkAddresses, PISTE_ADDRESSES } from '../../backend/chorus-pro/piste.ts';
import { ENVIRONMENTS, type Platform } from '../../backend/tenant.ts';
import { PISTE_APPLICATION } from '../samples/world.ts';
import {
  connect,
  DOCUMENT,
  startScriptedPiste,
  tenantOf,
  type ScriptedPiste,
} from './scripted-piste.ts';

const FLOW = 'CPP0011117000000000000042';

let production: ScriptedPiste;
let qualification: ScriptedPiste;
beforeEach(async () => {
  production = await startScriptedPiste();
  qualification = await startScriptedPiste();
});
afterEach(async () => {
  await production.close();
  await qualification.close();
});

const arrivedAt = (piste: ScriptedPiste) => piste.requests.length + piste.tokenRequests.length;

async function askEverything(environment: 'live' | 'test' | 'sandbox', both: boolean) {
  const { chorusPro } = connect(production.application, {
    applications: {
      production: production.application,
      ...(both ? { qualification: qualification.application } : {}),
    },
  });
  const tenant = tenantOf(environment);
  const deposit = await chorusPro.deposit(tenant, DOCUMENT);
  await chorusPro.lookUp(tenant, 'F1');
  await chorusPro.flowReport(tenant, FLOW);
  await chorusPro.invoiceStatus(tenant, FLOW, 'F1');
  await chorusPro.findBuyer(tenant, '12345678200051', undefined);
  await chorusPro.checkConnection(tenant);
  await chorusPro.close();
  return deposit;
}

describe('a tenant reaches the platform of its environment and no other', () => {
  it.each(ENVIRONMENTS)('%s', async (environment) => {
    await askEverything(environment, true);
    const [own, other] =
      environment === 'live' ? [production, qualification] : [qualification, production];
    expect(own.requests).toHaveLength(6);
    expect(arrivedAt(other)).toBe(0);
  });

  it.each(['test', 'sandbox'] as const)(
    '%s is refused where there is only production',
    async (environment) => {
      const deposit = await askEverything(environment, false);
      expect(deposit).toMatchObject({
        kind: 'refused',
        reason: { code: 'application_credentials_refused' },
      });
      expect(arrivedAt(production)).toBe(0);
    },
  );
});

describe('addresses are checked at start', () => {
  it.each(['production', 'qualification'] as const)('the public ones of %s fit', (platform) => {
    const application = { ...PISTE_APPLICATION, ...PISTE_ADDRESSES[platform] };
    expect(() => checkAddresses(platform, application)).not.toThrow();
  });

  it.each<{ readonly platform: Platform; readonly other: Platform }>([
    { platform: 'qualification', other: 'production' },
    { platform: 'production', other: 'qualification' },
  ])('$platform never takes an address of $other', ({ platform, other }) => {
    const own = { ...PISTE_APPLICATION, ...PISTE_ADDRESSES[platform] };
    for (const key of ['tokenUrl', 'apiUrl'] as const) {
      const mixed = { ...own, [key]: PISTE_ADDRESSES[other][key] };
      expect(() =>
        makeChorusPro({ applications: { [platform]: mixed }, findTechnicalAccount }),
      ).toThrow(`belongs to ${other}`);
    }
  });

  it.each(['http://api.example.org/cpro', 'http://127.0.0.1.example.org/cpro'])(
    'no clear text to %s',
    (apiUrl) => {
      const application = { ...PISTE_APPLICATION, ...PISTE_ADDRESSES.production, apiUrl };
      expect(() => checkAddresses('production', application)).toThrow('https');
    },
  );

  it.each(['http://127.0.0.1:4200/cpro', 'http://localhost:4200/cpro', 'http://[::1]:4200/cpro'])(
    'the simulator at %s',
    (apiUrl) => {
      const application = { ...PISTE_APPLICATION, tokenUrl: apiUrl, apiUrl };
      expect(() => checkAddresses('qualification', application)).not.toThrow();
    },
  );
});

const findTechnicalAccount = async () => undefined;
