import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import { offerServices } from '../../backend/chorus-pro/offered-services.ts';
import type { BuyerService } from '../../backend/decide/decision.ts';
import { BUYERS, PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { connect, tenantOf } from './scripted-piste.ts';

const tenant = tenantOf();
let simulator: ChorusProSimulator;
let chorusPro: ChorusPro;

beforeAll(async () => {
  simulator = await startChorusPro();
  const { tokenUrl, apiUrl } = simulator;
  ({ chorusPro } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl }));
});
afterAll(async () => {
  await chorusPro.close();
  await simulator.close();
});

async function found(text: string, page?: number) {
  const answer = await chorusPro.searchBuyers(tenant, {
    text,
    perPage: 10,
    ...(page === undefined ? {} : { page }),
  });
  if (answer.kind !== 'found') throw new Error(answer.kind);
  return answer;
}

describe('a buyer is searched', () => {
  it('by name, page by page, in the order of the alphabet', async () => {
    const first = await found('centre hospitalier');
    const second = await found('centre hospitalier', 2);
    expect(first.buyers).toHaveLength(10);
    expect(first.pages).toBeGreaterThanOrEqual(3);
    const names = [...first.buyers, ...second.buyers].map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(20);
    for (const { siret, name } of first.buyers) {
      expect(siret).toMatch(/^\d{14}$/);
      expect(name).toContain('Centre hospitalier');
    }
  });

  it.each([BUYERS.state.siret, '110 002 011 00044', ' 11000201100044 '])(
    'by the SIRET “%s”',
    async (text) => {
      expect((await found(text)).buyers).toEqual([
        { siret: BUYERS.state.siret, name: BUYERS.state.name },
      ]);
    },
  );

  it('in vain: nothing is no fault', async () => {
    expect(await found('zzz introuvable')).toEqual({
      kind: 'found',
      buyers: [],
      page: 1,
      pages: 0,
      total: 0,
    });
    expect((await found('99999999999999')).buyers).toEqual([]);
  });

  it('and neither a closed body nor a supplier is offered', async () => {
    expect((await found('Établissement dissous')).buyers).toEqual([]);
    expect((await found('00011084100012')).buyers).toEqual([]);
    expect((await found(SUPPLIER.siret)).buyers).toEqual([]);
    expect((await found(SUPPLIER.name)).buyers).toEqual([]);
  });
});

describe('the State', () => {
  let services: readonly BuyerService[] = [];
  beforeAll(async () => {
    const answer = await chorusPro.findBuyer(tenant, BUYERS.state.siret, undefined);
    services = answer.kind === 'found' ? answer.demands.services : [];
  });

  it('has all its thousands of services read, in a few questions', () => {
    expect(services.length).toBeGreaterThan(2_000);
    const questions = simulator.calls.filter(({ route }) => route.endsWith('rechercher/services'));
    expect(questions.length).toBeLessThanOrEqual(3);
  });

  it('offers them page by page, without the closed and the reserved ones', () => {
    const all: BuyerService[] = [];
    const { pages, total } = offerServices(services, { perPage: 200 });
    for (let page = 1; page <= pages; page += 1) {
      all.push(...offerServices(services, { page, perPage: 200 }).services);
    }
    expect(all).toHaveLength(total);
    expect(new Set(all.map(({ code }) => code)).size).toBe(total);
    expect(all.length).toBeLessThan(services.length);
    expect(all.every(({ active }) => active)).toBe(true);
    expect(services.map(({ code }) => code)).toContain('FACTURES_PUBLIQUES');
    expect(all.map(({ code }) => code)).not.toContain('FACTURES_PUBLIQUES');
  });

  it.each([
    ['economie chimere', /Économie, .*Chimère/],
    ['CHIMÈRE économie', /Économie, .*Chimère/],
    ['fac0000007', /./],
    ['SFACETAT', /facturier/],
  ])('finds services by “%s”, whatever accents and capitals', (text, label) => {
    const { services: offered, total } = offerServices(services, { text });
    expect(total).toBeGreaterThan(0);
    for (const service of offered) expect(service.label).toMatch(label);
  });

  it('has nothing to offer for words that no service has', () => {
    expect(offerServices(services, { text: 'zzz' })).toEqual({
      services: [],
      page: 1,
      pages: 0,
      total: 0,
    });
  });
});

describe('a buyer’s seat', () => {
  it('is told where the directory says it', async () => {
    const { buyers } = await found('ville de');
    const generated = buyers.find(({ siret }) => siret.startsWith('0002'));
    const answer = await chorusPro.findBuyer(tenant, generated?.siret ?? '', undefined);
    expect(answer).toMatchObject({
      demands: {
        address: {
          lines: [expect.stringMatching(/rue de la Mairie$/)],
          postalCode: expect.stringMatching(/^00\d{3}$/),
          countryCode: 'FR',
        },
      },
    });
  });

  it('is left out where it does not', async () => {
    const answer = await chorusPro.findBuyer(tenant, BUYERS.noDemand.siret, undefined);
    expect(answer.kind === 'found' && answer.demands).not.toHaveProperty('address');
  });
});

describe('an engagement number', () => {
  it('of the State is known, with its service', async () => {
    expect(await chorusPro.checkEngagement(tenant, BUYERS.state.siret, '1407000001')).toEqual({
      kind: 'known',
      serviceCode: 'FAC0000001',
    });
  });

  it.each(['1407000010', '9999999999'])(
    '%s of the State, closed or never made, is unknown',
    async (number) => {
      expect(await chorusPro.checkEngagement(tenant, BUYERS.state.siret, number)).toMatchObject({
        kind: 'unknown',
        reason: { code: 'engagement_number_unknown', params: { engagementNumber: number } },
      });
    },
  );

  it.each([BUYERS.engagementRequired.siret, '99999999999999'])(
    'of %s cannot be checked: only the State’s are held',
    async (siret) => {
      expect(await chorusPro.checkEngagement(tenant, siret, 'EJ-1')).toEqual({
        kind: 'not_checkable',
        because: 'not_held',
      });
    },
  );

  it('cannot be checked where our application may not ask, and nobody is called', async () => {
    const other = await startChorusPro({ unsubscribed: ['engagementsJuridiques'] });
    const { tokenUrl, apiUrl } = other;
    const client = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl });
    const answer = await client.chorusPro.checkEngagement(tenant, BUYERS.state.siret, '1407000001');
    await client.chorusPro.close();
    await other.close();
    expect(answer).toEqual({ kind: 'not_checkable', because: 'not_authorized' });
    expect(client.lines.filter(({ alert }) => alert)).toEqual([]);
  });

  it('is not checked now while Chorus Pro is down', async () => {
    simulator.switches.maintenance = true;
    const answer = await chorusPro.checkEngagement(tenant, BUYERS.state.siret, '1407000001');
    simulator.switches.maintenance = false;
    expect(answer).toMatchObject({ kind: 'not_now', reason: { code: 'chorus_pro_unavailable' } });
  });
});
