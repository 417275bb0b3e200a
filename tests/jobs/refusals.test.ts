import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FlowAnswer } from '../../backend/deliver/destination.ts';
import { offerActions } from '../../backend/jobs/action-table.ts';
import { runJob } from '../../backend/jobs/advance.ts';
import type { Outside } from '../../backend/jobs/outside.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import type { Transmission } from '../../backend/store/transmissions.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let shop: Workshop;
let warned: object[];
beforeEach(async () => {
  shop = await openWorkshop();
  warned = [];
});
afterEach(() => shop.close());

/** The workshop's outside, where the next flow report refuses with these messages. */
function refusingWith(...messages: readonly string[]): Outside {
  const { destination, log } = shop.outside;
  const report: FlowAnswer = {
    kind: 'report',
    state: 'IN_REJETE',
    errors: messages.map((message) => ({ message })),
    remote: { correlationId: 'Id-1 0' },
  };
  return {
    ...shop.outside,
    destination: { ...destination, flowReport: async () => report },
    log: Object.assign(Object.create(log), {
      warn: (line: object) => void warned.push(line),
    }),
  };
}

/** An invoice whose flow Chorus Pro refused. */
async function refused(...messages: readonly string[]): Promise<Transmission> {
  const documentId = await shop.finalize('ordinary');
  shop.pass(2 * 60_000);
  const job = { kind: 'advance', ...shop.tenant, documentId, open: false } as const;
  await runJob(job, refusingWith(...messages));
  return shop.get(documentId);
}

const offered = (transmission: Transmission) =>
  offerActions({ transmission, instruction: undefined, latest: undefined, now: new Date() });

const primaryOf = (transmission: Transmission) =>
  offered(transmission).find(({ primary }) => primary)?.action;

const unknownCount = async () =>
  (await shop.outside.metrics.unknownRefusals.get()).values.map(({ value }) => value);

describe('each cure of a refused flow', () => {
  it('mend: sending again is the right action, and the reason names the field', async () => {
    const row = await refused('Le code service est obligatoire');
    expect(row.state).toBe('refused');
    expect(row.reasons).toMatchObject([
      { at: 'customer.metadata.einvoicing_code', params: { refusal: 'service_missing' } },
    ]);
    expect(primaryOf(row)).toBe('retry');
  });

  it.each([
    ['reissue', 'Le numéro de facture ne doit pas dépasser 20 caractères', 'number_too_long'],
    ['look', 'Numéro de facture déjà utilisé', 'number_already_used'],
    ['support', 'La TVA est incorrecte', 'vat_wrong'],
  ])('%s: sending again is possible and not what is offered', async (_cure, message, refusal) => {
    const row = await refused(message);
    expect(row).toMatchObject({ state: 'refused', reasons: [{ params: { message, refusal } }] });
    expect(primaryOf(row)).toBeUndefined();
    expect(offered(row).map(({ action }) => action)).toContain('retry');
    expect(row.nextAt).toBeUndefined();
  });

  it('wait: it goes again by itself, without anybody, and its number with it', async () => {
    const row = await refused('La date de facture est supérieure à la date du jour');
    expect(row).toMatchObject({ state: 'waiting', reasons: [{ code: 'flow_refused' }] });
    expect(primaryOf(row)).toBeUndefined();
    expect(row.nextAt?.getTime()).toBeGreaterThan(Date.now() + 12 * HOUR_MS);
    // As Chorus Pro forgets what it refused: the simulator took it the first time.
    expect(shop.chorusPro.ledger).toHaveLength(1);
    shop.pass(2 * DAY_MS);
    await sweep(shop.outside);
    await shop.drain();
    const after = await shop.get(row.documentId);
    expect(after.state).not.toBe('waiting');
    expect(shop.chorusPro.ledger.map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      row.number,
      row.number,
    ]);
  });
});

describe('a message that nobody has met', () => {
  it('is kept word for word, counted once, and told without its words', async () => {
    const row = await refused('Message inédit sur Mme Dupont', 'Le code service est obligatoire');
    expect(row.reasons.map(({ params }) => params['message'])).toEqual([
      'Message inédit sur Mme Dupont',
      'Le code service est obligatoire',
    ]);
    expect(primaryOf(row)).toBe('retry');
    expect(await unknownCount()).toEqual([1]);
    const lines = warned.filter((line) => 'messages' in line);
    expect(lines).toMatchObject([{ messages: 1, correlation: 'Id-1 0', document: row.documentId }]);
    expect(JSON.stringify(warned)).not.toContain('Dupont');
  });

  it('is not counted where everything is understood', async () => {
    await refused('Le code service est obligatoire');
    expect(await unknownCount()).toEqual([0]);
  });
});
