import { midnightInFrance } from './day.ts';
import type { RawAddress, RawCustomer, RawDeletedCustomer } from './raw.ts';
import type { AddressSpec, CustomerSpec } from './spec.ts';
import { slugOf } from './stripe-ids.ts';

/** An address as Stripe's API returns it. */
export function rawAddress(spec: AddressSpec | null | undefined): RawAddress | null {
  if (!spec) return null;
  return {
    line1: spec.line1 ?? null,
    line2: spec.line2 ?? null,
    postal_code: spec.postalCode ?? null,
    city: spec.city ?? null,
    state: null,
    country: spec.country === undefined ? 'FR' : spec.country,
  };
}

/** A customer as Stripe's API returns it. */
export function rawCustomer(
  spec: CustomerSpec,
  taxExempt: string,
): RawCustomer | RawDeletedCustomer {
  const id = `cus_${slugOf(spec.name)}`;
  if (spec.deleted) return { id, object: 'customer', deleted: true };
  return {
    id,
    object: 'customer',
    name: spec.name,
    email: spec.email ?? null,
    address: rawAddress(spec.address),
    metadata: spec.metadata ?? {},
    tax_exempt: taxExempt,
    tax_ids: {
      object: 'list',
      data: (spec.taxIds ?? []).map((taxId, index) => ({
        id: `txi_${slugOf(spec.name)}${index + 1}`,
        object: 'tax_id',
        ...taxId,
      })),
      has_more: false,
      url: `/v1/customers/${id}/tax_ids`,
    },
    created: midnightInFrance('2026-01-05'),
    livemode: false,
  };
}
