import type { BuyerDemands } from '../decide/decision.ts';
import type { RawSnapshot } from '../receive/snapshot.ts';
import type { Settings } from '../settings.ts';

/**
 * The made-up invoice of onboarding, in the shape of Stripe's own objects, so that it takes the ordinary way from
 * `decide` on: 1 € and its VAT, to the body that takes anything.
 */

/** The test recipient without demands that every data set of qualification holds (AIFE). */
export const TEST_BUYER_SIRET = '12345678200051';

const NET_MINOR = 100;
const VAT_MINOR = 20;
const DUE_SECONDS = 30 * 86_400;
const TAX_RATE = {
  id: 'txr_guichet_test',
  percentage: 20,
  inclusive: false,
  country: 'FR',
  tax_type: 'vat',
} as const;

/** What a made-up invoice is made from. */
export interface TestInvoice {
  readonly number: string;
  readonly buyer: BuyerDemands;
  readonly settings: Settings;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Makes it up. Under the small-business exemption no VAT is charged. */
export function makeTestInvoice({ number, buyer, settings, now }: TestInvoice): RawSnapshot {
  const isTaxed = settings.vat.regime === 'standard';
  const taxes = isTaxed ? [TAX] : [];
  const total = NET_MINOR + (isTaxed ? VAT_MINOR : 0);
  return {
    invoice: {
      id: `in_test_${number.replaceAll(/\W/g, '')}`,
      number,
      status: 'open',
      status_transitions: { finalized_at: now, paid_at: null },
      created: now,
      livemode: false,
      currency: 'eur',
      due_date: now + DUE_SECONDS,
      period_start: now,
      period_end: now,
      customer_name: buyer.name,
      customer_address: addressOf(buyer),
      customer_tax_exempt: 'none',
      subtotal: NET_MINOR,
      total_excluding_tax: NET_MINOR,
      total_taxes: taxes,
      total,
      amount_due: total,
      amount_paid: 0,
      amount_remaining: total,
    },
    lines: [
      {
        id: 'il_test',
        amount: NET_MINOR,
        subtotal: NET_MINOR,
        currency: 'eur',
        description: 'Facture d’essai, sans valeur',
        period: { start: now, end: now },
        quantity: 1,
        quantity_decimal: '1',
        pricing: { unit_amount_decimal: String(NET_MINOR) },
        taxes,
      },
    ],
    customer: {
      id: 'cus_test',
      name: buyer.name,
      address: addressOf(buyer),
      metadata: { government_affiliated: 'true', siret: buyer.siret },
    },
    taxRates: isTaxed ? [TAX_RATE] : [],
  };
}

const TAX = {
  amount: VAT_MINOR,
  tax_behavior: 'exclusive',
  taxability_reason: 'standard_rated',
  taxable_amount: NET_MINOR,
  tax_rate_details: { tax_rate: TAX_RATE.id },
} as const;

function addressOf({ address }: BuyerDemands) {
  return {
    line1: address?.lines[0] ?? null,
    postal_code: address?.postalCode ?? null,
    city: address?.city ?? null,
    country: 'FR',
  };
}
