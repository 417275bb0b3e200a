import { isSiretShaped } from '../invoice/siret.ts';
import { accepted, refused, type Outcome } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { writableText } from '../invoice/text.ts';
import type { StripeSnapshot } from '../receive/snapshot.ts';
import type { Routing } from './decision.ts';

/** The metadata keys that route an invoice. */
export const ROUTING_KEYS = {
  siret: 'siret',
  serviceCode: 'einvoicing_code',
  engagementNumber: 'engagement_number',
  contractNumber: 'contract_number',
} as const;

/** A value and where it was found, such as `subscription.metadata.contract_number`. */
interface Found {
  readonly value: string;
  readonly at: string;
}

/** Spaces, also the ones that do not break, and dots: how people group the digits of a SIRET. */
const SIRET_GROUPING = /[\s.\u00a0\u202f]/g;

/**
 * Finds where an invoice goes: the SIRET from the customer's metadata, else from its tax ids; the references from the
 * credit note's metadata, else the invoice's, else its subscription's, else its customer's. Refused when there is no usable SIRET.
 */
export function readRouting(snapshot: StripeSnapshot): Outcome<Routing> {
  const found = findSiret(snapshot);
  if (!found)
    return refused(reason('buyer_siret_missing', `customer.metadata.${ROUTING_KEYS.siret}`));
  const siret = found.value.replace(SIRET_GROUPING, '');
  if (!isSiretShaped(siret)) {
    return refused(reason('buyer_siret_malformed', found.at, { siret: found.value }));
  }
  return accepted({ siret, ...readReferences(snapshot) });
}

/** The references that an invoice carries, whether its SIRET is usable or not. */
export function readReferences(snapshot: StripeSnapshot): Omit<Routing, 'siret'> {
  const serviceCode = findReference(snapshot, ROUTING_KEYS.serviceCode)?.value;
  const engagementNumber = findReference(snapshot, ROUTING_KEYS.engagementNumber)?.value;
  const contractNumber = findReference(snapshot, ROUTING_KEYS.contractNumber)?.value;
  return {
    ...(serviceCode !== undefined && { serviceCode }),
    ...(engagementNumber !== undefined && { engagementNumber }),
    ...(contractNumber !== undefined && { contractNumber }),
  };
}

const LENGTH_RULES = [
  [ROUTING_KEYS.serviceCode, 'service_code_too_long', 100],
  [ROUTING_KEYS.engagementNumber, 'engagement_number_too_long', 50],
  [ROUTING_KEYS.contractNumber, 'contract_number_too_long', 50],
] as const;

/** References that are longer than Chorus Pro takes, in characters. */
export function checkReferenceLengths(snapshot: StripeSnapshot): readonly Reason[] {
  return LENGTH_RULES.flatMap(([key, code, limit]) => {
    const found = findReference(snapshot, key);
    const length = [...(found?.value ?? '')].length;
    if (!found || length <= limit) return [];
    return [reason(code, found.at, { found: String(length), limit: String(limit) })];
  });
}

function findSiret({ customer, invoice }: StripeSnapshot): Found | undefined {
  return firstOf([
    [`customer.metadata.${ROUTING_KEYS.siret}`, customer?.metadata?.[ROUTING_KEYS.siret]],
    // The invoice's tax ids are frozen at finalization; the customer's may have been entered since.
    ['invoice.customer_tax_ids', siretIn(invoice.customer_tax_ids)],
    ['customer.tax_ids', siretIn(customer?.tax_ids?.data)],
  ]);
}

type TaxIds = StripeSnapshot['invoice']['customer_tax_ids'];

function siretIn(taxIds: TaxIds): string | null | undefined {
  return taxIds?.find(({ type, value }) => type === 'fr_siret' && value)?.value;
}

function findReference(snapshot: StripeSnapshot, key: string): Found | undefined {
  const { invoice, customer, creditNote } = snapshot;
  const subscription = invoice.parent?.subscription_details;
  return firstOf([
    [`credit_note.metadata.${key}`, creditNote?.metadata?.[key]],
    [`invoice.metadata.${key}`, invoice.metadata?.[key]],
    [`subscription.metadata.${key}`, subscription?.metadata?.[key]],
    [`customer.metadata.${key}`, customer?.metadata?.[key]],
  ]);
}

function firstOf(
  candidates: readonly (readonly [at: string, value: string | null | undefined])[],
): Found | undefined {
  for (const [at, raw] of candidates) {
    const value = writableText(raw ?? '');
    if (value !== '') return { at, value };
  }
  return undefined;
}
