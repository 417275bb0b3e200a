import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { act } from '../../backend/jobs/act.ts';
import type { Action } from '../../backend/jobs/action-table.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const MINUTE_MS = 60_000;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const credit = async (invoiceId: string, number = 'AVOIR-0001') => {
  const { creditNoteId } = await shop.stripe.credit(invoiceId, { number, lines: [{ line: 0 }] });
  return creditNoteId;
};

describe('a credit note', () => {
  it('is issued as one and goes the way of an invoice, once', async () => {
    const invoiceId = await shop.finalize('ordinary');
    const { number } = await shop.until(invoiceId, 'available');
    const creditNoteId = await credit(invoiceId);
    await shop.run({ documentId: creditNoteId });
    const sent = await shop.until(creditNoteId, 'available');
    expect(sent).toMatchObject({ kind: 'credit_note', number: 'AVOIR-0001', currency: 'eur' });
    expect(sent.totalMinor).toBe(17_880n);
    const document = await findDocument(shop.tenant, shop.database.pool, creditNoteId);
    expect(document?.xml).toContain('<ram:TypeCode>381</ram:TypeCode>');
    expect(document?.xml).toContain(`<ram:IssuerAssignedID>${number}</ram:IssuerAssignedID>`);
    const numbers = shop.chorusPro.ledger.map(({ invoiceNumber }) => invoiceNumber);
    expect(numbers).toEqual([number, 'AVOIR-0001']);
  });

  it('never overtakes its invoice', async () => {
    shop.chorusPro.faults.add({ kind: 'status', route: 'deposer/flux', status: 503, times: 1 });
    const invoiceId = await shop.finalize('ordinary');
    const creditNoteId = await credit(invoiceId);
    await shop.run({ documentId: creditNoteId });
    expect(await shop.get(creditNoteId)).toMatchObject({
      state: 'waiting',
      reasons: [{ code: 'original_not_at_chorus_pro' }],
    });
    await shop.until(creditNoteId, 'available');
    const numbers = shop.chorusPro.ledger.map(({ invoiceNumber }) => invoiceNumber);
    expect(numbers.at(-1)).toBe('AVOIR-0001');
    expect(numbers).toHaveLength(2);
  });

  it('of an invoice that somebody excluded is not sent, until the invoice is', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    const deed = { actor: 'usr_1', documentId: invoiceId } as const;
    const doIt = async (action: Action, documentId = invoiceId) => {
      const comment = 'papier';
      await act(
        shop.tenant,
        { ...deed, documentId, action, comment, nonce: randomUUID() },
        shop.outside,
      );
      await shop.drain();
    };
    await doIt('exclude');
    await shop.run({ documentId: invoiceId });
    const creditNoteId = await credit(invoiceId);
    await shop.run({ documentId: creditNoteId });
    expect(await shop.get(creditNoteId)).toMatchObject({
      state: 'blocked',
      reasons: [{ code: 'original_excluded' }],
    });
    expect(shop.chorusPro.ledger).toHaveLength(0);
    await doIt('include');
    await shop.until(invoiceId, 'available');
    await doIt('retry', creditNoteId);
    await shop.until(creditNoteId, 'available');
    expect(shop.chorusPro.ledger).toHaveLength(2);
  });

  it('of an invoice that went another way, before the app was there, is sent', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    const creditNoteId = await credit(invoiceId);
    await shop.run({ documentId: creditNoteId });
    await shop.until(creditNoteId, 'available');
    expect(shop.chorusPro.ledger).toHaveLength(1);
  });

  it('that was voided before its job ran is not sent', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    const creditNoteId = await credit(invoiceId);
    await shop.stripe.voidCreditNote(creditNoteId);
    await shop.run({ documentId: creditNoteId });
    shop.pass(MINUTE_MS);
    expect(await shop.get(creditNoteId)).toMatchObject({
      state: 'blocked',
      reasons: [{ code: 'credit_note_voided' }],
    });
    expect(shop.chorusPro.ledger).toHaveLength(0);
  });
});
