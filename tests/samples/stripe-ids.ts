import { taxKey } from './charges.ts';
import type { CouponSpec, InvoiceSpec, TaxSpec } from './spec.ts';

/** Deterministic ids in Stripe's shape, made from what a spec calls things. */

/** Letters and digits of a text. */
export function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}

/** Letters and digits of a name that may be absent. */
export const slugOf = (name: string | null) =>
  slug((name ?? 'anonymous').normalize('NFD')).slice(0, 48);

/** Id of a discount. */
export const discountId = ({ name }: CouponSpec) => `di_1${slugOf(name)}`;
/** Id of the subscription that made an invoice. */
export const subscriptionId = ({ number }: InvoiceSpec) => `sub_1${slug(number ?? 'draft')}`;
/** Id of the tax rate for a kind of tax. */
export const taxRateId = (spec: TaxSpec) => `txr_1${slug(taxKey(spec).replaceAll('.', 'p'))}`;
