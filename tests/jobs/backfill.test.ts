import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  sendBatch,
  survey,
  type BackfillOutside,
  type Surveyed,
} from '../../backend/jobs/backfill.ts';
import { listHistory } from '../../backend/store/history.ts';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeListDocuments } from '../../backend/stripe/list-documents.ts';
import { buildInvoice } from '../samples/builder.ts';
import { SAMPLES } from '../samples/samples.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { forgetEverything, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;
let outside: BackfillOutside;
beforeEach(async () => {
  shop = await openWorkshop();
  pauses = [];
  const keys = { test: STRIPE_PLATFORM.secretKey };
  const stripeFor = makeStripe({ keys, baseUrl: shop.stripe.url, retries: 0 });
  outside = { ...shop.outside, listDocuments: makeListDocuments(stripeFor) };
});
afterEach(() => shop.close());

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1_000;
const NOVEMBER = { from: seconds('2026-11-01'), until: seconds('2026-12-01') };

async function look(period = NOVEMBER) {
  const surveyed = await survey(shop.tenant, period, outside);
  if (!surveyed.ok) throw new Error(JSON.stringify(surveyed.reasons));
  return surveyed.value;
}

const rows = async () => {
  const { rows: found } = await shop.database.pool.query('select from transmissions');
  return found.length;
};

const invoiceOf = (name: string) => {
  const invoice = SAMPLES.find((each) => each.name === name)?.build().invoice;
  if (!invoice?.number) throw new Error(`no sample ${name}`);
  return { number: invoice.number, withVat: (invoice.total / 100).toFixed(2) };
};
const numberOf = (name: string) => invoiceOf(name).number;

/** How long the batch waited between documents, in milliseconds. */
let pauses: number[] = [];
const send = (surveyed: readonly Surveyed[], perMinute = 30) =>
  sendBatch(shop.tenant, surveyed, outside, {
    perMinute,
    sleep: async (ms) => void pauses.push(ms),
  });

describe('a backfill', () => {
  it('says what would become of each document, and writes nothing', async () => {
    shop.chorusPro.seed([
      { ...invoiceOf('engagement'), supplierSiret: SUPPLIER.siret },
      { ...invoiceOf('several-rates'), withVat: '1.00', supplierSiret: SUPPLIER.siret },
    ]);
    const surveyed = await look();
    const kinds = new Map(surveyed.map(({ document, prospect }) => [document.number, prospect]));
    expect(kinds.get(numberOf('ordinary'))).toEqual({ kind: 'send' });
    expect(kinds.get(numberOf('engagement'))).toMatchObject({ kind: 'at_chorus_pro' });
    expect(kinds.get(numberOf('several-rates'))).toMatchObject({ kind: 'number_taken' });
    expect(kinds.get(numberOf('service-missing'))).toMatchObject({
      kind: 'blocked',
      reasons: [{ code: 'service_code_missing' }],
    });
    expect(surveyed.some(({ prospect }) => prospect.kind === 'not_concerned')).toBe(true);
    const times = surveyed.map(({ document }) => document.finalizedAt);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect([await rows(), shop.chorusPro.ledger.length, shop.jobs.length]).toEqual([0, 0, 0]);
  });

  it('finds only what was finalized in the period', async () => {
    expect(await look({ from: seconds('2026-09-01'), until: seconds('2026-10-01') })).toEqual([]);
    const one = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(one.map(({ document }) => document.number)).toEqual([numberOf('ordinary')]);
  });

  it('sends what may be sent, once, under its own date', async () => {
    const surveyed = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    const batch = await send(surveyed);
    expect(batch).toEqual({ sent: 1, imported: 0, left: [] });
    await shop.drain();
    const [first] = surveyed;
    if (!first) throw new Error('nothing was found');
    const { document } = first;
    const sent = await shop.until(document.id, 'available');
    expect([sent.number, sent.issuedOn]).toEqual([document.number, '2026-11-02']);
    const again = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(again).toMatchObject([{ prospect: { kind: 'known', state: 'available' } }]);
    expect(await send(again)).toMatchObject({ sent: 0, imported: 0 });
    expect(shop.chorusPro.ledger).toHaveLength(1);
  });

  it('follows what another tool deposited from where it stands, and never sends it', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '', flowNumber } = await shop.until(documentId, 'available');
    shop.chorusPro.setStatus(number, 'SUSPENDUE', 'bon de livraison ?');
    // As if Guichet had never met it.
    await forgetEverything(shop);
    const surveyed = (await look({ ...NOVEMBER, until: seconds('2027-12-01') })).filter(
      ({ document }) => document.id === documentId,
    );
    expect(surveyed).toMatchObject([{ prospect: { kind: 'at_chorus_pro' } }]);
    expect(await send(surveyed)).toMatchObject({ imported: 1, sent: 0 });
    expect(await shop.get(documentId)).toMatchObject({
      ...{ state: 'suspended', number, flowNumber, remoteStatus: 'SUSPENDUE' },
      reasons: [{ code: 'suspended_by_buyer' }],
    });
    const history = await listHistory(shop.tenant, shop.database.pool, documentId);
    expect(history.at(-1)?.detail).toMatchObject({ decision: 'imported' });
    shop.chorusPro.setStatus(number, 'MANDATEE');
    await shop.until(documentId, 'in_payment');
    expect(shop.chorusPro.ledger).toHaveLength(1);
  });

  it('follows what was entered by hand by its identifier, and never sends it', async () => {
    const { number, withVat } = invoiceOf('ordinary');
    shop.chorusPro.seed([{ number, withVat, supplierSiret: SUPPLIER.siret }]);
    const surveyed = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(await send(surveyed)).toEqual({ sent: 0, imported: 1, left: [] });
    const documentId = surveyed[0]?.document.id ?? '';
    expect(await shop.get(documentId)).toMatchObject({
      ...{ state: 'available', number, flowNumber: undefined, remoteStatus: 'MISE_A_DISPOSITION' },
    });
    shop.chorusPro.setStatus(number, 'MANDATEE');
    await shop.until(documentId, 'in_payment');
    shop.chorusPro.setStatus(number, 'MISE_EN_PAIEMENT');
    await shop.until(documentId, 'paid');
    expect(shop.chorusPro.ledger).toHaveLength(0);
  });

  it('leaves alone what another invoice’s number is taken by', async () => {
    shop.chorusPro.seed([
      { ...invoiceOf('ordinary'), withVat: '1.00', supplierSiret: SUPPLIER.siret },
    ]);
    const surveyed = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(surveyed).toMatchObject([{ prospect: { kind: 'number_taken' } }]);
    expect(await send(surveyed)).toEqual({ sent: 0, imported: 0, left: [] });
    expect(await rows()).toBe(0);
  });

  it('looks each number up once more before it goes: somebody may have been quicker', async () => {
    const surveyed = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(surveyed).toMatchObject([{ prospect: { kind: 'send' } }]);
    shop.chorusPro.seed([{ ...invoiceOf('ordinary'), supplierSiret: SUPPLIER.siret }]);
    expect(await send(surveyed)).toMatchObject({ sent: 0, imported: 1 });
    await shop.drain();
    expect(shop.chorusPro.ledger).toHaveLength(0);
  });

  it('goes at the rate that it was told, and what it left undone is found by the next', async () => {
    const surveyed = (await look()).filter(({ prospect }) => prospect.kind === 'send');
    expect(surveyed.length).toBeGreaterThan(4);
    const some = surveyed.slice(0, 3);
    // Stopped after three: their jobs are written and run, and the next run finds the others.
    expect(await send(some, 20)).toMatchObject({ sent: 3 });
    expect(pauses).toEqual([3_000, 3_000]);
    await shop.drain();
    const rest = (await look()).filter(({ prospect }) => prospect.kind === 'send');
    expect(rest).toHaveLength(surveyed.length - 3);
    expect(await send(rest)).toMatchObject({ sent: rest.length });
    await shop.drain();
    const numbers = shop.chorusPro.invoices().map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect((await look()).filter(({ prospect }) => prospect.kind === 'send')).toEqual([]);
  });

  it('sends nothing that it cannot be sure of while Chorus Pro is away', async () => {
    shop.chorusPro.faults.add({
      ...{ kind: 'status', route: 'rechercher/fournisseur', status: 503 },
      probability: 1,
    });
    const surveyed = await look({ from: seconds('2026-11-02'), until: seconds('2026-11-03') });
    expect(surveyed).toMatchObject([
      { prospect: { kind: 'unclear', reasons: [{ code: 'chorus_pro_unavailable' }] } },
    ]);
    expect(await send(surveyed)).toMatchObject({ sent: 0 });
  });

  it('reads every page of a long period', async () => {
    const template = SAMPLES.find(({ name }) => name === 'ordinary')?.build();
    if (!template) throw new Error('no sample');
    for (let count = 1; count <= 120; count += 1) {
      const bundle = buildInvoice({
        ...{ number: `OLD-${count}`, finalizedOn: '2026-08-10' },
        customer: { name: 'Société privée', metadata: {} },
        lines: [{ description: 'Ligne', unitPriceCents: '100' }],
      });
      shop.stripe.add(bundle);
    }
    const listed = await outside.listDocuments(shop.tenant, {
      ...{ from: seconds('2026-08-01'), until: seconds('2026-09-01') },
    });
    expect(listed.ok && listed.value).toHaveLength(120);
  });
});
