import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../../backend/settings.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { buildInvoice } from '../samples/builder.ts';
import { department, hospital, library, publicBody, townHall } from '../samples/public-bodies.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { CustomerSpec } from '../samples/spec.ts';
import { BUYERS } from '../samples/world.ts';
import { ask, askRefused, openHouse, supplierIn, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.configure();
});
afterAll(() => house.close());

let count = 0;

/** A draft, or an invoice in another status, that Stripe holds. */
function addInvoice(customer: CustomerSpec, more: object = { number: null, status: 'draft' }) {
  count += 1;
  const lines = [{ description: 'Conseil', unitPriceCents: '10000' }];
  const bundle = buildInvoice({ number: null, customer, lines, ...more });
  const id = `in_check${count}`;
  house.stripe.add({ ...bundle, invoice: { ...bundle.invoice, id } });
  return id;
}

const check = (invoiceId: string, manner: object = {}) =>
  ask(house, '/api/invoices/check', { invoice_id: invoiceId }, manner);

describe('POST /api/invoices/check', () => {
  it('finds a complete draft ready, without a number and without being finalized', async () => {
    expect(await check(addInvoice(library))).toMatchObject({
      kind: 'checked',
      verdict: 'ready',
      reasons: [],
      buyer: { siret: BUYERS.noDemand.siret, name: BUYERS.noDemand.name },
      references: { service_code: null, engagement_number: null, contract_number: null },
    });
  });

  it('warns of what goes all the same', async () => {
    const { payment } = SAMPLE_SETTINGS;
    const mistyped = {
      ...SAMPLE_SETTINGS,
      payment: { ...payment, iban: 'FR7630006000011234567890188' },
    };
    const tenant = supplierIn('test');
    await saveSettings(tenant, house.database.pool, settingsSchema.parse(mistyped));
    const customer = publicBody('B', ['1', '75001', 'Paris'], {
      siret: BUYERS.engagementOrService.siret,
      engagement_number: 'EJ-1',
    });
    expect(await check(addInvoice(customer))).toMatchObject({
      verdict: 'attention',
      reasons: [],
      warnings: [{ code: 'engagement_number_unchecked' }, { code: 'iban_checksum' }],
      references: { engagement_number: 'EJ-1' },
    });
    await house.configure();
  });

  it.each([
    ['a service that is demanded', department, 'service_code_missing'],
    ['an engagement that is demanded', hospital, 'engagement_number_missing'],
    ['a SIRET', publicBody('B', ['1', '75001', 'Paris'], {}), 'buyer_siret_missing'],
    [
      'a body that exists',
      publicBody('B', ['1', '75001', 'Paris'], { siret: '73282932000999' }),
      'buyer_unknown',
    ],
  ])('blocks what lacks %s', async (_name, customer, code) => {
    expect(await check(addInvoice(customer))).toMatchObject({
      verdict: 'blocked',
      reasons: [{ code, actor: 'merchant' }],
    });
  });

  it('blocks a draft that no document can be made of', async () => {
    const lines = [{ description: 'Conseil', unitPriceCents: '10000', taxes: [] }];
    expect(await check(addInvoice(townHall, { status: 'draft', lines }))).toMatchObject({
      verdict: 'blocked',
      reasons: [{ code: 'tax_not_configured' }],
    });
  });

  it('judges a finalized invoice as well, and still refuses a void one', async () => {
    expect(await check(addInvoice(library, { number: 'F-1', status: 'open' }))).toMatchObject({
      verdict: 'ready',
    });
    expect(await check(addInvoice(library, { number: 'F-2', status: 'void' }))).toMatchObject({
      reasons: [{ code: 'invoice_voided' }],
    });
  });

  it('checks the engagement number of a draft, where that can be checked', async () => {
    const ofState = (engagement_number: string) =>
      check(
        addInvoice(
          publicBody('B', ['1', '75001', 'Paris'], {
            siret: BUYERS.state.siret,
            einvoicing_code: BUYERS.state.service,
            engagement_number,
          }),
        ),
      );
    expect(await ofState('1407000001')).toMatchObject({ verdict: 'ready', warnings: [] });
    expect(await ofState('1407999999')).toMatchObject({
      verdict: 'blocked',
      reasons: [{ code: 'engagement_number_unknown', at: 'invoice.metadata.engagement_number' }],
    });
    const tooLong = await ofState('1'.repeat(51));
    expect(tooLong).toMatchObject({ reasons: [{ code: 'engagement_number_too_long' }] });
  });

  it('leaves private customers alone', async () => {
    expect(await check(addInvoice({ name: 'Boulangerie' }))).toEqual({
      kind: 'not_concerned',
      held: null,
    });
  });

  it('says when Chorus Pro could not be asked, but not where more is wrong anyway', async () => {
    const customer = publicBody('B', ['1', '75001', 'Paris'], { siret: '00010048700016' });
    house.chorusPro.faults.add({ kind: 'status', status: 503, probability: 1 });
    const away = await check(addInvoice(customer));
    const blocked = await check(addInvoice(customer, { number: 'F-3', status: 'void' }));
    house.chorusPro.faults.clear();
    expect(away).toMatchObject({ kind: 'unavailable', reason: { code: 'directory_unavailable' } });
    expect(blocked).toMatchObject({ kind: 'checked', verdict: 'blocked' });
  });

  it('changes nothing', async () => {
    const { rows } = await house.database.pool.query(
      'select document_id from transmissions union all select document_id from snapshots',
    );
    expect(rows).toEqual([]);
    expect(house.chorusPro.ledger).toEqual([]);
  });

  it('knows no invoice of another account, nor what is no invoice', async () => {
    const id = addInvoice(library);
    const path = '/api/invoices/check';
    const account = 'acct_1Another';
    await house.stripe.install(account);
    expect(await askRefused(house, path, { invoice_id: id }, { account })).toBe('404 not_found');
    expect(await askRefused(house, path, { invoice_id: 'cus_1' })).toBe('404 not_found');
  });
});
