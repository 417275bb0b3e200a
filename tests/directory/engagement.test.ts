import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Routing } from '../../backend/decide/decision.ts';
import { askBuyer } from '../../backend/directory/directory.ts';
import { askEngagement } from '../../backend/directory/engagement.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { BUYERS } from '../samples/world.ts';

const HOUR_MS = 3_600_000;
const STATE = BUYERS.state.siret;
const HOSPITAL = BUYERS.engagementRequired.siret;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function ask(routing: Routing) {
  const buyer = await askBuyer(shop.tenant, routing, shop.outside);
  return askEngagement(shop.tenant, routing, buyer, shop.outside);
}
const ofState = (engagementNumber: string) =>
  ask({ siret: STATE, serviceCode: BUYERS.state.service, engagementNumber });

const questions = () =>
  shop.chorusPro.calls.filter(({ route }) => route.includes('engagementsJuridiques')).length;

describe('an engagement number of the State', () => {
  it('is known where it exists, and asked about once a day', async () => {
    expect(await ofState('1407000001')).toBe('known');
    expect(await ofState('1407000001')).toBe('known');
    expect(questions()).toBe(1);
    shop.pass(25 * HOUR_MS);
    await ofState('1407000001');
    expect(questions()).toBe(2);
  });

  it('is unknown only once the list has shown that it holds the State’s numbers', async () => {
    expect(await ofState('9999999999')).toBe('unchecked');
    await ofState('1407000001');
    expect(await ofState('9999999999')).toBe('unknown');
    expect(questions()).toBe(2);
  });

  it('is not asked about when there is none, or one that is too long', async () => {
    expect(await ask({ siret: STATE })).toBeUndefined();
    expect(await ofState('1'.repeat(51))).toBeUndefined();
    expect(questions()).toBe(0);
  });

  it('is unchecked for now while Chorus Pro is away, and asked about again afterwards', async () => {
    await ofState('1407000001');
    const fault = {
      kind: 'status',
      route: 'engagementsJuridiques/v1/rechercher',
      status: 503,
    } as const;
    shop.chorusPro.faults.add({ ...fault, probability: 1 });
    expect(await ofState('1407000002')).toBe('unchecked');
    shop.chorusPro.faults.clear();
    expect(await ofState('1407000002')).toBe('known');
  });

  it('is unchecked where our application may not ask', async () => {
    shop.chorusPro.switches.subscribe('engagementsJuridiques', false);
    expect(await ofState('1407000001')).toBe('unchecked');
  });
});

describe('an engagement number of another body', () => {
  it('is asked about where the body demands one, and proves nothing when it is absent', async () => {
    expect(await ask({ siret: HOSPITAL, engagementNumber: 'EJ-1' })).toBe('unchecked');
    expect(questions()).toBe(1);
  });

  it('is not asked about where nothing would follow from the answer', async () => {
    expect(await ask({ siret: BUYERS.noDemand.siret, engagementNumber: 'EJ-1' })).toBeUndefined();
    expect(await ask({ siret: '73282932000999', engagementNumber: 'EJ-1' })).toBeUndefined();
    expect(questions()).toBe(0);
  });

  it('counts as demanded where it stands for a service', async () => {
    const { siret, service } = BUYERS.engagementOrService;
    expect(await ask({ siret, engagementNumber: 'EJ-1' })).toBe('unchecked');
    expect(await ask({ siret, engagementNumber: 'EJ-1', serviceCode: service })).toBeUndefined();
  });
});
