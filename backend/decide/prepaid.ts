import type { Amount } from '../invoice/money.ts';
import type { SnapshotInvoice } from '../receive/snapshot.ts';

/**
 * BT-113: what was settled before the document is issued. A credit note of its own is no payment, and neither is a
 * small amount that Stripe carries over to the next invoice. Negative when an older debt was added to what is due.
 */
export function prepaidOf(invoice: SnapshotInvoice): Amount {
  const credited = invoice.pre_payment_credit_notes_amount ?? 0n;
  return invoice.total - invoice.amount_remaining - credited - carriedOver(invoice);
}

/** What the invoice adds to what the customer owes on its balance. */
function carriedOver({ starting_balance: before, ending_balance: after }: SnapshotInvoice): Amount {
  const debt = (balance: Amount | null | undefined) => (balance && balance > 0n ? balance : 0n);
  const grown = debt(after) - debt(before);
  return grown > 0n ? grown : 0n;
}
