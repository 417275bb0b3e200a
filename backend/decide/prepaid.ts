import type { Amount } from '../invoice/money.ts';
import type { SnapshotInvoice, StripeSnapshot } from '../receive/snapshot.ts';

/**
 * BT-113: what was settled before the document is issued. Of an invoice: neither a credit note of its own is a payment,
 * nor a small amount that Stripe carries over to the next invoice; negative when an older debt was added to what is
 * due. Of a credit note: what was refunded, or credited to the balance.
 */
export function prepaidOf({ invoice, creditNote }: StripeSnapshot): Amount {
  if (creditNote) return creditNote.post_payment_amount ?? 0n;
  const credited = invoice.pre_payment_credit_notes_amount ?? 0n;
  return invoice.total - invoice.amount_remaining - credited - carriedOver(invoice);
}

/** What the invoice adds to what the customer owes on its balance. */
function carriedOver({ starting_balance: before, ending_balance: after }: SnapshotInvoice): Amount {
  const debt = (balance: Amount | null | undefined) => (balance && balance > 0n ? balance : 0n);
  const grown = debt(after) - debt(before);
  return grown > 0n ? grown : 0n;
}
