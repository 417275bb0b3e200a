import type Stripe from 'stripe';
import { tenantKey, type TenantId } from '../tenant.ts';
import type { StripeFor } from './client.ts';
import { classifyFault } from './faults.ts';

/**
 * The tax rates that an invoice names by id. A rate's percentage never changes in Stripe (another rate is made), so what
 * was read serves again; its country and type may be edited, so it is read anew after a while.
 */

/** How many rates are remembered, over all merchants; the oldest makes room. */
const REMEMBERED_MAX = 5_000;

/** How long a rate is remembered. */
const REMEMBERED_MS = 10 * 60_000;

/** Finds a tax rate of a merchant; undefined when there is none of that id. Throws what the SDK throws. */
export type FindTaxRate = (
  tenant: TenantId,
  id: string,
) => Promise<Stripe.Response<Stripe.TaxRate> | undefined>;

/** Reads tax rates and remembers them per account. */
export function makeFindTaxRate(stripeFor: StripeFor, now: () => number = Date.now): FindTaxRate {
  type Rate = Awaited<ReturnType<FindTaxRate>>;
  const remembered = new Map<string, { readonly rate: Rate; readonly until: number }>();
  return async (tenant, id) => {
    const key = `${tenantKey(tenant)}/${id}`;
    const known = remembered.get(key);
    if (known && known.until > now()) return known.rate;
    const rate = await readTaxRate(stripeFor, tenant, id);
    remembered.delete(key);
    if (rate) remembered.set(key, { rate, until: now() + REMEMBERED_MS });
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size > REMEMBERED_MAX) remembered.delete(oldest);
    return rate;
  };
}

async function readTaxRate(stripeFor: StripeFor, tenant: TenantId, id: string) {
  const { sdk, as } = stripeFor(tenant);
  try {
    return await sdk.taxRates.retrieve(id, {}, as);
  } catch (error) {
    if (classifyFault(error) === 'object_missing') return undefined;
    throw error;
  }
}
