import type { StripeSnapshot } from '../receive/snapshot.ts';

/** The customer's metadata key that makes its invoices ours. */
export const GOVERNMENT_KEY = 'government_affiliated';

/** Whether an invoice is for the public sector, or why it is not ours. */
export type Concern = 'concerned' | 'customer_not_government' | 'customer_deleted';

/** Reads whether the customer is a public body: `government_affiliated` is `true`, whatever its case. */
export function findConcern({ customer }: StripeSnapshot): Concern {
  // Stripe keeps nothing of a deleted customer but its id, so nothing says any more that it was a public body.
  if (customer?.deleted) return 'customer_deleted';
  const flag = customer?.metadata?.[GOVERNMENT_KEY]?.trim().toLowerCase();
  return flag === 'true' ? 'concerned' : 'customer_not_government';
}
