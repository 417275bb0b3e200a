import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saveBuyer } from '../../backend/store/buyers.ts';
import { BUYERS } from '../samples/world.ts';
import { ask, openHouse, supplierIn, type House } from './house.ts';

const HOUR_MS = 3_600_000;
const { serviceRequired, noDemand, state } = BUYERS;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.configure();
  await house.configure(supplierIn('live'));
});
afterAll(() => house.close());

const find = (siret: string, more: object = {}, environment = 'test') =>
  ask(house, '/api/directory/find', { siret, ...more }, { environment });
const search = (text: string, more: object = {}, environment = 'test') =>
  ask(house, '/api/directory/search', { text, ...more }, { environment });

/** Chorus Pro is away while something is asked. */
async function away<T>(work: () => Promise<T>): Promise<T> {
  house.chorusPro.faults.add({ kind: 'status', status: 503, probability: 1 });
  try {
    return await work();
  } finally {
    house.chorusPro.faults.clear();
  }
}

describe('POST /api/directory/find', () => {
  it('says what a public body demands, and offers its services', async () => {
    const found = await find(serviceRequired.siret, { service_code: serviceRequired.service });
    expect(found).toMatchObject({
      kind: 'found',
      body: { siret: serviceRequired.siret, name: serviceRequired.name, active: true },
      demands: { service: true, engagement: false, service_or_engagement: false },
      stale: false,
    });
    if (found.kind !== 'found') throw new Error('not found');
    expect(found.services.map(({ code }) => code)).toContain(serviceRequired.service);
    expect(found.services_total).toBe(found.services.length);
  });

  it('never offers an inactive service, nor the one for public bodies among themselves', async () => {
    const siret = '12345678200051';
    const services = [
      { code: 'OPEN', label: 'Ouvert', active: true },
      { code: 'CLOSED', label: 'Fermé', active: false },
      { code: 'FACTURES_PUBLIQUES', label: 'Factures publiques', active: true },
    ];
    const now = new Date();
    await saveBuyer(
      'qualification',
      house.database.pool,
      {
        ...{ siret, name: 'B', active: true, serviceRequired: false, engagementRequired: false },
        ...{ serviceOrEngagementRequired: false, reportsPayment: true, services },
        address: { lines: ['1 place', 'Bât. B'], postalCode: '75001', city: 'Paris' },
        readAt: now.toISOString(),
      },
      now,
    );
    const found = await find(siret);
    expect(found).toMatchObject({
      services: [{ code: 'OPEN', label: 'Ouvert', engagement: null }],
      services_total: 1,
      body: { address: { line: '1 place, Bât. B', post_code: '75001', city: 'Paris' } },
    });
    expect(await find(siret, { services_text: 'nothing' })).toMatchObject({ services: [] });
  });

  it('offers the State’s thousands of services page by page, each once, and searches in them', async () => {
    const codes: string[] = [];
    let pages = 1;
    for (let page = 1; page <= pages; page += 1) {
      const found = await find(state.siret, { services_page: page });
      if (found.kind !== 'found') throw new Error(found.kind);
      pages = found.services_pages ?? 0;
      expect(found.services_page).toBe(page);
      codes.push(...found.services.map(({ code }) => code));
      if (page === pages) expect(found.services_total).toBe(codes.length);
    }
    expect(pages).toBeGreaterThan(10);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain('FACTURES_PUBLIQUES');
    expect(await find(state.siret, { services_text: 'sfac' })).toMatchObject({
      services: [{ code: state.service }],
      services_pages: 1,
    });
    expect(await find(state.siret, { services_page: 1_000 })).toMatchObject({ services: [] });
  });

  it('says that a body is closed', async () => {
    expect(await find('00011084100012')).toMatchObject({ kind: 'found', body: { active: false } });
  });

  it('asks for one service’s demand alone once the body is known', async () => {
    await find(state.siret);
    const before = house.chorusPro.calls.length;
    const service_code = 'FAC0000004';
    const found = await find(state.siret, { service_code, services_text: service_code });
    expect(found).toMatchObject({ services: [{ code: service_code, engagement: true }] });
    await find(state.siret, { service_code });
    const asked = house.chorusPro.calls.slice(before).map(({ route }) => route);
    expect(asked).toEqual([expect.stringContaining('structures/v1/consulter/service')]);
  });

  it('answers from memory for a day, then asks again', async () => {
    await find(state.siret);
    const calls = house.chorusPro.calls.length;
    const first = await find(state.siret);
    expect(house.chorusPro.calls.length).toBe(calls);
    house.pass(25 * HOUR_MS);
    await find(state.siret);
    expect(house.chorusPro.calls.length).toBeGreaterThan(calls);
    expect(first).toMatchObject({ kind: 'found', stale: false });
  });

  it('serves what it knows while Chorus Pro is away, and says so with its age', async () => {
    house.pass(25 * HOUR_MS);
    const stale = await away(() => find(state.siret));
    expect(stale).toMatchObject({ kind: 'found', stale: true, body: { siret: state.siret } });
    if (stale.kind !== 'found') throw new Error('not found');
    expect(Date.parse(stale.read_at)).toBeLessThan(Date.now() + 25 * HOUR_MS);
    expect(await away(() => find('12345678200036'))).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'directory_unavailable' },
    });
  });

  it('says that a SIRET is unknown, and that nobody is connected', async () => {
    expect(await find('73282932000999')).toEqual({ kind: 'unknown_siret' });
    const other = { account: 'acct_other' };
    const question = { siret: '12345678200036' };
    expect(await ask(house, '/api/directory/find', question, other)).toMatchObject({
      kind: 'not_connected',
      reason: { code: 'technical_account_missing' },
    });
    expect(await ask(house, '/api/directory/search', { text: 'mairie' }, other)).toMatchObject({
      kind: 'not_connected',
    });
  });

  it('never mixes the platforms', async () => {
    const production = house.production.calls.length;
    await find(serviceRequired.siret);
    expect(house.production.calls.length).toBe(production);
    await find(serviceRequired.siret, {}, 'live');
    expect(house.production.calls.length).toBeGreaterThan(production);
  });
});

describe('POST /api/directory/search', () => {
  it('finds by part of a name and by SIRET, with the addresses it knows', async () => {
    const byName = await search('SANS PARAMETRE');
    expect(byName).toMatchObject({ kind: 'found', stale: false, more: false });
    if (byName.kind !== 'found') throw new Error('not found');
    expect(byName.bodies).toContainEqual({
      siret: noDemand.siret,
      name: noDemand.name,
      active: true,
      address: { line: '1 place, Bât. B', post_code: '75001', city: 'Paris' },
    });
    const bySiret = await search('123 456 782 00028');
    expect(bySiret).toMatchObject({
      bodies: [{ siret: serviceRequired.siret }],
      known_only: false,
      read_at: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('says when there are more than fit', async () => {
    expect(await search('DESTINATAIRE', { limit: 1 })).toMatchObject({
      bodies: [{ siret: expect.any(String) }],
      more: true,
    });
  });

  it('searches what it knows while Chorus Pro is away, or by part of a number', async () => {
    expect(await away(() => search('SERVICE OBLIG'))).toMatchObject({
      kind: 'found',
      bodies: [{ siret: serviceRequired.siret, name: serviceRequired.name }],
      stale: true,
    });
    expect(await away(() => search('nobody knows it'))).toMatchObject({ kind: 'unavailable' });
    expect(await search(serviceRequired.siret.slice(0, 12))).toMatchObject({ kind: 'found' });
    expect(await search(serviceRequired.siret.slice(0, 9))).toMatchObject({
      bodies: expect.arrayContaining([expect.objectContaining({ siret: serviceRequired.siret })]),
      known_only: true,
      read_at: expect.stringMatching(/^\d{4}-/),
    });
    expect(await search('100%')).toMatchObject({ kind: 'found', bodies: [] });
    const inProduction = await search(noDemand.siret.slice(0, 12), {}, 'live');
    expect(inProduction).toMatchObject({ bodies: [{ siret: serviceRequired.siret }] });
  });
});
