import { afterEach, describe, expect, it } from '@jest/globals';
import { askBuyer } from '../../backend/directory/directory.ts';
import { searchDirectory } from '../../backend/directory/search.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { BUYERS } from '../samples/world.ts';
import type { ChorusProOptions } from '../simulators/chorus-pro/chorus-pro.ts';

const HOUR_MS = 3_600_000;
const { serviceRequired } = BUYERS;
const SIREN = serviceRequired.siret.slice(0, 9);

let shop: Workshop;
afterEach(() => shop.close());

async function open(chorusPro: ChorusProOptions = {}): Promise<void> {
  shop = await openWorkshop({ chorusPro });
}

async function search(text: string, limit = 10) {
  const { database, now } = shop.outside;
  const { searchBuyers } = shop.client;
  return searchDirectory(shop.tenant, { text, limit }, { database, now, searchBuyers });
}

async function found(text: string, limit?: number) {
  const answer = await search(text, limit);
  if (answer.kind !== 'found') throw new Error(answer.reason.code);
  return answer;
}

const calls = () => shop.chorusPro.calls.length;
const meet = (siret: string) => askBuyer(shop.tenant, { siret }, shop.outside);

describe('a search', () => {
  it('is asked once a day, whatever spaces are typed and however many fit', async () => {
    await open();
    const first = await found('Ville  de', 5);
    const before = calls();
    const again = await found(' Ville de ', 20);
    expect(calls()).toBe(before);
    expect([first.bodies.length, again.bodies.length]).toEqual([5, 20]);
    expect(again.bodies.slice(0, 5)).toEqual(first.bodies);
    expect([first.more, again.more]).toEqual([true, true]);
    shop.pass(25 * HOUR_MS);
    await found('Ville de');
    expect(calls()).toBeGreaterThan(before);
  });

  it('that found nothing is asked again: somebody waits for the body', async () => {
    await open();
    await search('zzz introuvable');
    const before = calls();
    expect(await found('zzz introuvable')).toMatchObject({ bodies: [], stale: false });
    expect(calls()).toBeGreaterThan(before);
  });

  it('is answered from before while Chorus Pro is away, with its age', async () => {
    await open();
    const { readAt } = await found('Ville de');
    shop.pass(25 * HOUR_MS);
    shop.chorusPro.switches.maintenance = true;
    const stale = await found('Ville de');
    expect(stale).toMatchObject({ stale: true, knownOnly: false, readAt });
    expect(stale.bodies.length).toBe(10);
    expect(await search('Musée')).toMatchObject({ kind: 'unavailable' });
    shop.pass(40 * 24 * HOUR_MS);
    expect(await search('Ville de')).toMatchObject({ kind: 'unavailable' });
  });
});

describe('a search by SIREN or the beginning of a SIRET', () => {
  it('finds what Chorus Pro finds by it', async () => {
    await open({ numberSearch: 'beginning' });
    const answer = await found(SIREN);
    expect(answer).toMatchObject({ knownOnly: false, stale: false });
    expect(answer.bodies.map(({ siret }) => siret)).toEqual([
      ...new Set(answer.bodies.map(({ siret }) => siret)),
    ]);
    expect(answer.bodies.length).toBeGreaterThanOrEqual(4);
    for (const { siret } of answer.bodies) expect(siret.startsWith(SIREN)).toBe(true);
    expect((await found('123 456 782 0002')).bodies).toMatchObject(
      [serviceRequired].map(({ siret }) => ({ siret })),
    );
  });

  it('finds bodies that were met before where Chorus Pro finds none, and says so with their age', async () => {
    await open();
    expect(await found(SIREN)).toMatchObject({ bodies: [], knownOnly: true, readAt: undefined });
    await meet(serviceRequired.siret);
    const answer = await found(SIREN);
    expect(answer).toMatchObject({
      bodies: [{ siret: serviceRequired.siret }],
      knownOnly: true,
      stale: false,
    });
    expect(answer.readAt).toBeInstanceOf(Date);
  });

  it('searches what is known where the platform objects to part of a number', async () => {
    await open();
    await meet(serviceRequired.siret);
    const route = 'structures/v1/rechercher';
    shop.chorusPro.faults.add({ kind: 'unknown_code', route, times: 1 });
    expect(await found(SIREN)).toMatchObject({ bodies: [{ siret: serviceRequired.siret }] });
  });

  it('asks nobody for fewer digits than a SIREN has', async () => {
    await open();
    await meet(serviceRequired.siret);
    const before = calls();
    expect(await found('12345')).toMatchObject({ bodies: [{}], knownOnly: true });
    expect(calls()).toBe(before);
  });

  it('never offers a closed body', async () => {
    await open({ numberSearch: 'beginning' });
    expect((await found('000110841')).bodies).toEqual([]);
    await meet('00011084100012');
    expect((await found('000110841')).bodies).toEqual([]);
  });
});
