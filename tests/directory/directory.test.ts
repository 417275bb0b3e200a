import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { askBuyer } from '../../backend/directory/directory.ts';
import { hasChanged } from '../../backend/directory/memory.ts';
import type { BuyerDemands } from '../../backend/decide/decision.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { BUYERS } from '../samples/world.ts';

const STATE = BUYERS.state.siret;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const ask = (serviceCode?: string) =>
  askBuyer(shop.tenant, { siret: STATE, ...(serviceCode && { serviceCode }) }, shop.outside);

async function routesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = shop.chorusPro.calls.length;
  await work();
  return shop.chorusPro.calls.slice(before).map(({ route }) => route.replace(/^.*\/v1\//, ''));
}

const demandOf = (answer: Awaited<ReturnType<typeof ask>>, code: string) =>
  answer.kind === 'found'
    ? answer.demands.services.find((service) => service.code === code)?.engagementRequired
    : undefined;

describe('one service of a body that is known', () => {
  it('is asked about alone, once a day, and does not make the others forgotten', async () => {
    await ask('FAC0000001');
    expect(await routesOf(() => ask('FAC0000002'))).toEqual(['consulter/service']);
    expect(await routesOf(() => ask('FAC0000001'))).toEqual([]);
    expect(demandOf(await ask('FAC0000001'), 'FAC0000001')).toBe(true);
    expect(demandOf(await ask('FAC0000002'), 'FAC0000002')).toBe(false);
  });

  it('is asked about with its body where nobody remembers what the directory calls it', async () => {
    await ask();
    await shop.database.pool.query(`update buyers set demands = demands - 'remoteId'`);
    const routes = await routesOf(() => ask('FAC0000001'));
    expect(routes).toContain('rechercher');
    expect(demandOf(await ask('FAC0000001'), 'FAC0000001')).toBe(true);
  });

  it('that the body does not have is known to be none: nobody is asked', async () => {
    await ask();
    expect(await routesOf(() => ask('NOWHERE'))).toEqual([]);
  });
});

describe('a change that a decision could depend on', () => {
  const body: BuyerDemands = {
    ...{ siret: STATE, name: 'ETAT', active: true, reportsPayment: true },
    ...{ serviceRequired: true, engagementRequired: false, serviceOrEngagementRequired: false },
    services: [
      { code: 'A', label: 'A', active: true, engagementRequired: false },
      { code: 'B', label: 'B', active: true },
    ],
    readAt: '2026-11-23T08:00:00Z',
  };
  const [a, b] = body.services;
  if (!a || !b) throw new Error('two services');

  it.each<readonly [string, Partial<BuyerDemands>]>([
    ['is closed', { active: false }],
    ['demands no service any more', { serviceRequired: false }],
    ['demands an engagement', { engagementRequired: true }],
    ['demands one or the other', { serviceOrEngagementRequired: true }],
    ['has another service', { services: [a, b, { code: 'C', label: 'C', active: true }] }],
    ['has lost a service', { services: [a] }],
    ['has closed a service', { services: [a, { ...b, active: false }] }],
    ['has a service that demands more', { services: [{ ...a, engagementRequired: true }, b] }],
  ])('is that a body %s', (_title, change) => {
    expect(hasChanged(body, { ...body, ...change })).toBe(true);
  });

  it.each<readonly [string, Partial<BuyerDemands>]>([
    ['another name', { name: 'ÉTAT' }],
    ['another order or label of services', { services: [{ ...b, label: 'Bureau' }, a] }],
    ['a demand that was not known before', { services: [a, { ...b, engagementRequired: true }] }],
    ['another age', { readAt: '2026-11-24T08:00:00Z' }],
  ])('is not %s', (_title, change) => {
    expect(hasChanged(body, { ...body, ...change })).toBe(false);
  });
});
