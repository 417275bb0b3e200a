import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listHistory } from '../../backend/store/history.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const DAY_MS = 86_400_000;

/** A body of the simulated directory that never reports payments. */
const SILENT = { siret: '00010862100012', einvoicing_code: 'CAPITAINERIE' };

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

/** Invoices at their buyer: a body that never reports payments, or one that does. */
async function atBuyer(buyer: object | undefined, count = 1): Promise<readonly string[]> {
  const { customerId = '' } = await shop.get(await shop.finalize('ordinary'));
  if (buyer) await shop.stripe.editMetadata(customerId, { ...buyer });
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await shop.finalize('ordinary');
    await shop.until(id, 'available');
    ids.push(id);
  }
  return ids;
}

async function setStatus(documentId: string, status: string): Promise<void> {
  shop.chorusPro.setStatus((await shop.get(documentId)).number ?? '', status);
}

async function days(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) {
    shop.pass(DAY_MS);
    await sweep(shop.outside);
    await shop.drain();
  }
}

describe('a body that never reports payments', () => {
  it('has said its last word when it has booked the invoice', async () => {
    const [id = ''] = await atBuyer(SILENT);
    await setStatus(id, 'COMPTABILISEE');
    const booked = await shop.until(id, 'booked');
    expect(booked).toMatchObject({ remoteStatus: 'COMPTABILISEE', nextAt: undefined, reasons: [] });
    const calls = shop.chorusPro.calls.length;
    await shop.run({ documentId: id });
    expect(shop.chorusPro.calls.length).toBe(calls);
    const history = await listHistory(shop.tenant, shop.database.pool, id);
    const last = history.at(-1);
    expect(last).toMatchObject({ kind: 'state', state: 'booked' });
    // Guichet's clock is ahead here, as it is where it looks a day later: Chorus Pro's own date is kept.
    expect(last?.detail?.['remoteStatusAt']).toBe(booked.remoteStatusAt?.toISOString());
    expect(Date.parse(last?.detail?.['remoteStatusAt'] ?? '')).toBeLessThan(
      last?.at.getTime() ?? 0,
    );
  });

  it('has said it too when nothing comes for 60 days after the payment was ordered', async () => {
    const [id = ''] = await atBuyer(SILENT);
    await setStatus(id, 'MANDATEE');
    await shop.until(id, 'in_payment');
    await days(58);
    expect((await shop.get(id)).state).toBe('in_payment');
    await days(6);
    expect(await shop.get(id)).toMatchObject({ state: 'booked', nextAt: undefined });
  });

  it('is recognized where many invoices are asked about at once', async () => {
    const [id = ''] = await atBuyer(SILENT, 4);
    await setStatus(id, 'COMPTABILISEE');
    await shop.until(id, 'booked');
  });
});

describe('a body that reports payments', () => {
  it('is still asked after the booking, and its payment is seen', async () => {
    const [id = ''] = await atBuyer(undefined);
    await setStatus(id, 'COMPTABILISEE');
    const waiting = await shop.until(id, 'in_payment');
    expect(waiting.nextAt).toBeDefined();
    await setStatus(id, 'MISE_EN_PAIEMENT');
    await shop.until(id, 'paid');
  });
});
