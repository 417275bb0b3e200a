import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sweep } from '../../backend/jobs/sweep.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { listHistory } from '../../backend/store/history.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { buildInvoice } from '../samples/builder.ts';
import { publicBody } from '../samples/public-bodies.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { BUYERS } from '../samples/world.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** What is known to be wrong with the buyer is said before any deposit; what nobody can say keeps no invoice for long. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

let count = 0;

/** Finalizes an invoice to a customer with this metadata; returns its id. */
async function finalizeFor(metadata: Readonly<Record<string, string>>): Promise<string> {
  count += 1;
  const bundle = buildInvoice({
    number: `BUYER-${count}`,
    status: 'open',
    customer: publicBody('Mairie', ['1 place', '59000', 'Lille'], metadata),
    lines: [{ description: 'Conseil', unitPriceCents: '10000' }],
  });
  const documentId = `in_buyer${count}`;
  shop.stripe.add({ ...bundle, invoice: { ...bundle.invoice, id: documentId } });
  await shop.run({ documentId });
  return documentId;
}

const codesOf = async (documentId: string) =>
  (await shop.get(documentId)).reasons.map(({ code }) => code);

const callsTo = (route: string) =>
  shop.chorusPro.calls.filter((call) => call.route.includes(route)).length;

/** Lets time pass as the sweep sees it. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * MINUTE_MS) {
    shop.pass(10 * MINUTE_MS);
    await sweep(shop.outside);
    await shop.drain();
  }
}

describe('a reason before any deposit', () => {
  const { state, serviceRequired } = BUYERS;
  it.each([
    ['a closed body', { siret: '00011084100012' }, 'buyer_inactive'],
    ['a SIRET that nobody has', { siret: '73282932000999' }, 'buyer_unknown'],
    [
      'a service that the body does not have',
      { siret: serviceRequired.siret, einvoicing_code: 'NOWHERE' },
      'service_code_unknown',
    ],
    [
      'a closed service',
      { siret: '00010011500013', einvoicing_code: 'ANCIEN' },
      'service_code_inactive',
    ],
    [
      'the service for public bodies among themselves',
      { siret: state.siret, einvoicing_code: 'FACTURES_PUBLIQUES' },
      'service_code_reserved',
    ],
    [
      'an engagement that is too long',
      { siret: BUYERS.engagementRequired.siret, engagement_number: '1'.repeat(51) },
      'engagement_number_too_long',
    ],
  ])('is given for %s', async (_title, metadata, code) => {
    const documentId = await finalizeFor(metadata);
    expect((await shop.get(documentId)).state).toBe('blocked');
    expect(await codesOf(documentId)).toContain(code);
    expect(callsTo('deposer')).toBe(0);
  });

  it('needs no call at all where the SIRET is none', async () => {
    const documentId = await finalizeFor({ siret: '1234' });
    expect(await codesOf(documentId)).toEqual(['buyer_siret_malformed']);
    expect(shop.chorusPro.calls).toEqual([]);
  });

  it('needs no question about an engagement that is too long', async () => {
    await finalizeFor({ siret: state.siret, engagement_number: '1'.repeat(51) });
    expect(callsTo('engagementsJuridiques')).toBe(0);
  });
});

describe('an engagement number', () => {
  const { state, engagementRequired, noDemand } = BUYERS;
  const ofState = (engagement_number: string) =>
    finalizeFor({ siret: state.siret, einvoicing_code: state.service, engagement_number });

  it('of the State that exists goes without a word', async () => {
    const documentId = await ofState('1407000001');
    expect(await shop.get(documentId)).toMatchObject({ state: 'deposited', warnings: [] });
  });

  it('of the State that certainly does not exist holds the invoice until it is corrected', async () => {
    await ofState('1407000001');
    const deposits = callsTo('deposer');
    const documentId = await ofState('1407999999');
    expect(await codesOf(documentId)).toEqual(['engagement_number_unknown']);
    expect(callsTo('deposer')).toBe(deposits);
  });

  it('that nobody can check goes with a warning where the buyer demands one, and else without', async () => {
    const demanded = await finalizeFor({
      siret: engagementRequired.siret,
      engagement_number: 'EJ-2026-1',
    });
    expect(await shop.get(demanded)).toMatchObject({
      state: 'deposited',
      warnings: [{ code: 'engagement_number_unchecked' }],
    });
    const free = await finalizeFor({ siret: noDemand.siret, engagement_number: 'EJ-2026-1' });
    expect(await shop.get(free)).toMatchObject({ state: 'deposited', warnings: [] });
  });
});

describe('a directory that does not answer', () => {
  const silence = () =>
    shop.chorusPro.faults.add({
      kind: 'unknown_code',
      route: 'structures/v1/rechercher',
      probability: 1,
    });

  it('keeps a complete invoice for four hours at most; then it goes, and says so', async () => {
    silence();
    const documentId = await shop.finalize('ordinary');
    await pass(3.5 * HOUR_MS);
    expect(await shop.get(documentId)).toMatchObject({
      state: 'waiting',
      reasons: [{ code: 'directory_unavailable' }],
    });
    await pass(HOUR_MS);
    const { number } = await shop.get(documentId);
    const sent = shop.chorusPro.ledger.filter(({ invoiceNumber }) => invoiceNumber === number);
    expect(sent).toHaveLength(1);
    const history = await listHistory(shop.tenant, shop.database.pool, documentId);
    const told = history.flatMap(({ reasons }) => reasons);
    expect(told).toContainEqual({
      code: 'directory_unchecked',
      at: 'buyer.siret',
      params: { siret: BUYERS.noDemand.siret, hours: '4' },
    });
  });

  it('is no reason to send what is incomplete', async () => {
    silence();
    const { address: _address, ...seller } = SAMPLE_SETTINGS.seller;
    const settings = settingsSchema.parse({ ...SAMPLE_SETTINGS, seller });
    await saveSettings(shop.tenant, shop.database.pool, settings);
    const documentId = await shop.finalize('ordinary');
    await pass(6 * HOUR_MS);
    expect((await shop.get(documentId)).state).toBe('blocked');
    expect(shop.chorusPro.ledger).toEqual([]);
  });
});
