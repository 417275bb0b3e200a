import type Stripe from 'stripe';
import type { TenantId } from '../tenant.ts';
import type { StripeFor } from './client.ts';

/** Lines asked for at once: Stripe's maximum. */
const LINES_PER_PAGE = 100;

/** A credit note with all its lines in it, beyond the ten that Stripe embeds. */
export type WholeCreditNote = Omit<Stripe.CreditNote, 'lines'> & {
  readonly lines: { readonly data: readonly Stripe.CreditNoteLineItem[]; readonly has_more: false };
};

/** Reads a credit note to its last line, at most `linesMax`. Throws what the SDK throws. */
export async function readCreditNote(
  stripeFor: StripeFor,
  tenant: TenantId,
  creditNoteId: string,
  linesMax: number,
): Promise<WholeCreditNote> {
  const { sdk, as } = stripeFor(tenant);
  const creditNote = await sdk.creditNotes.retrieve(
    creditNoteId,
    { expand: ['shipping_cost.taxes'] },
    as,
  );
  const { lines } = creditNote;
  const data = lines.has_more
    ? await sdk.creditNotes
        .listLineItems(creditNoteId, { limit: LINES_PER_PAGE }, as)
        .autoPagingToArray({ limit: linesMax })
    : lines.data;
  return { ...creditNote, lines: { ...lines, data, has_more: false } };
}
