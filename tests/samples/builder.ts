import { sum } from '../../backend/invoice/money.ts';
import {
  chargeLines,
  taxKey,
  taxOnShipping,
  type AppliedTax,
  type ChargedLine,
} from './charges.ts';
import { finalizedAt, midnightInFrance, workingHourOf } from './day.ts';
import { assertConsistent } from './invariants.ts';
import type {
  RawCustomer,
  RawDeletedCustomer,
  RawInvoice,
  RawInvoiceBundle,
  RawLine,
  RawShippingCost,
  RawTax,
  RawTaxRate,
} from './raw.ts';
import { rawAddress, rawCustomer } from './raw-customer.ts';
import { billingCreditOf, rawLine } from './raw-line.ts';
import { rawTax, rawTaxRates } from './raw-tax.ts';
import { settlement } from './settlement.ts';
import type { InvoiceSpec } from './spec.ts';
import { discountId, slug, subscriptionId, taxRateId } from './stripe-ids.ts';
import { SUPPLIER } from './world.ts';

/**
 * Makes the raw objects that Stripe's API would return for an invoice, from its lines. Comes in: a spec in a person's
 * words. Goes out: invoice, all its lines, customer and tax rates, consistent to the cent by construction and checked
 * against the identities that Stripe keeps. The same spec gives the same objects; a spec that cannot be throws.
 */

/** Lines that Stripe embeds in an invoice. */
export const EMBEDDED_LINES_MAX = 10;

/** Builds the raw objects of one invoice. */
export function buildInvoice(spec: InvoiceSpec): RawInvoiceBundle {
  const invoiceId = `in_1${slug(spec.number ?? 'draft')}`;
  const charged = chargeLines(spec);
  const shipping = spec.shipping ? taxOnShipping(spec.shipping) : undefined;
  const lines = charged.map((line, index) => rawLine({ spec, line, index, invoiceId }));
  const customer = rawCustomer(spec.customer, spec.taxExempt ?? 'none');
  const taxRates = rawTaxRates(charged, shipping);
  const bundle: RawInvoiceBundle = {
    invoice: rawInvoice({ spec, invoiceId, charged, shipping, lines, customer, taxRates }),
    lines,
    customer,
    taxRates,
  };
  assertConsistent(bundle);
  return bundle;
}

interface InvoiceSource {
  readonly spec: InvoiceSpec;
  readonly invoiceId: string;
  readonly charged: readonly ChargedLine[];
  readonly shipping: AppliedTax | undefined;
  readonly lines: readonly RawLine[];
  readonly customer: RawCustomer | RawDeletedCustomer;
  readonly taxRates: readonly RawTaxRate[];
}

function rawInvoice(source: InvoiceSource): RawInvoice {
  return {
    ...identity(source),
    ...party(source),
    ...amounts(source),
    ...texts(source),
    lines: {
      object: 'list',
      data: source.lines.slice(0, EMBEDDED_LINES_MAX),
      has_more: source.lines.length > EMBEDDED_LINES_MAX,
      total_count: source.lines.length,
      url: `/v1/invoices/${source.invoiceId}/lines`,
    },
    shipping_cost: rawShipping(source),
    shipping_details: null,
  };
}

function identity({ spec, invoiceId }: InvoiceSource) {
  const finalized = finalizedAt(spec);
  const periods = spec.lines.flatMap(({ period }) => (period ? [period] : []));
  return {
    id: invoiceId,
    object: 'invoice',
    account_country: 'FR',
    account_name: SUPPLIER.name,
    account_tax_ids: null,
    auto_advance: false,
    billing_reason: spec.subscriptionMetadata ? 'subscription_cycle' : 'manual',
    collection_method: spec.dueOn ? 'send_invoice' : 'charge_automatically',
    created: finalized - 3600,
    currency: (spec.currency ?? 'EUR').toLowerCase(),
    due_date: spec.dueOn ? workingHourOf(spec.dueOn) : null,
    effective_at: spec.effectiveOn ? midnightInFrance(spec.effectiveOn) : finalized,
    from_invoice: spec.revises ? { action: 'revision', invoice: spec.revises } : null,
    hosted_invoice_url: `https://invoice.stripe.com/i/${invoiceId}`,
    invoice_pdf: `https://pay.stripe.com/invoice/${invoiceId}/pdf`,
    issuer: issuerOf(spec),
    latest_revision: null,
    discounts: spec.coupon ? [discountId(spec.coupon)] : [],
    livemode: false,
    number: spec.number,
    on_behalf_of: null,
    parent: invoiceParent(spec),
    period_start: periods[0] ? midnightInFrance(periods[0].from) : finalized,
    period_end: periods[0] ? midnightInFrance(periods[0].until) : finalized,
    receipt_number: null,
    rendering: null,
    statement_descriptor: null,
    test_clock: null,
    webhooks_delivered_at: finalized + 2,
  } as const;
}

function issuerOf({ issuerAccount }: InvoiceSpec): RawInvoice['issuer'] {
  return issuerAccount === undefined
    ? { type: 'self' }
    : { type: 'account', account: issuerAccount };
}

function invoiceParent(spec: InvoiceSpec): RawInvoice['parent'] {
  if (!spec.subscriptionMetadata) return null;
  return {
    type: 'subscription_details',
    quote_details: null,
    subscription_details: {
      subscription: subscriptionId(spec),
      metadata: spec.subscriptionMetadata,
    },
  };
}

function party({ spec, customer }: InvoiceSource) {
  return {
    customer: customer.id,
    customer_account: null,
    customer_address: rawAddress(spec.customer.address),
    customer_email: spec.customer.email ?? null,
    customer_name: spec.customer.name,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: spec.taxExempt ?? 'none',
    customer_tax_ids: (spec.customer.taxIds ?? []).map(({ type, value }) => ({ type, value })),
  };
}

function texts({ spec }: InvoiceSource) {
  return {
    custom_fields: spec.customFields ?? null,
    description: spec.description ?? null,
    footer: spec.footer ?? null,
    metadata: spec.metadata ?? {},
  };
}

function amounts({ spec, charged, shipping }: InvoiceSource) {
  const taxes = [...charged.flatMap((line) => line.taxes ?? []), ...(shipping ? [shipping] : [])];
  const inclusive = sum(taxes.filter(({ spec: tax }) => tax.inclusive).map(({ amount }) => amount));
  const tax = sum(taxes.map(({ amount }) => amount));
  const coupons = charged.flatMap((line) => line.coupons);
  const off = (level: 'line' | 'invoice') =>
    sum(coupons.filter((coupon) => coupon.level === level).map(({ amount }) => amount));
  const credits = sum(charged.map(({ billingCredit }) => billingCredit));
  const subtotal = sum(charged.map(({ amount }) => amount)) - off('line');
  const shipped = shipping?.taxable ?? 0n;
  const total = subtotal - off('invoice') - credits + shipped + (tax - inclusive);
  return {
    subtotal: Number(subtotal),
    subtotal_excluding_tax: Number(subtotal - inclusive),
    total_discount_amounts: totalDiscounts(charged),
    total_pretax_credit_amounts: totalPretaxCredits(charged, credits),
    total_excluding_tax: Number(total - tax),
    total_taxes: totalTaxes(taxes),
    total: Number(total),
    amount_shipping: Number(shipped),
    pre_payment_credit_notes_amount: spec.prePaymentCreditNotesCents ?? 0,
    post_payment_credit_notes_amount: spec.postPaymentCreditNotesCents ?? 0,
    amount_overpaid: 0,
    ...settlement(spec, total),
  };
}

function totalDiscounts(lines: readonly ChargedLine[]) {
  const byDiscount = new Map<string, bigint>();
  for (const { coupon, amount } of lines.flatMap((line) => line.coupons)) {
    const id = discountId(coupon);
    byDiscount.set(id, (byDiscount.get(id) ?? 0n) + amount);
  }
  return [...byDiscount].map(([discount, amount]) => ({ amount: Number(amount), discount }));
}

function totalPretaxCredits(lines: readonly ChargedLine[], credits: bigint) {
  const discounts = totalDiscounts(lines).map((entry) => ({ ...entry, type: 'discount' as const }));
  return credits === 0n ? discounts : [...discounts, billingCreditOf(credits)];
}

function totalTaxes(taxes: readonly AppliedTax[]): readonly RawTax[] {
  const byKey = new Map<string, AppliedTax>();
  for (const tax of taxes) {
    const key = taxKey(tax.spec);
    const before = byKey.get(key);
    byKey.set(key, {
      spec: tax.spec,
      taxable: (before?.taxable ?? 0n) + tax.taxable,
      amount: (before?.amount ?? 0n) + tax.amount,
    });
  }
  return [...byKey.values()].map(rawTax);
}

function rawShipping({ spec, shipping, taxRates }: InvoiceSource): RawShippingCost | null {
  if (!spec.shipping || !shipping) return null;
  const rate = taxRates.find(({ id }) => id === taxRateId(shipping.spec));
  if (!rate) throw new Error('the shipping tax rate is missing');
  const tax = rawTax(shipping);
  return {
    amount_subtotal: spec.shipping.cents,
    amount_tax: tax.amount,
    amount_total: spec.shipping.cents + tax.amount,
    shipping_rate: 'shr_1Sample',
    taxes: [
      {
        amount: tax.amount,
        rate,
        taxability_reason: tax.taxability_reason,
        taxable_amount: spec.shipping.cents,
      },
    ],
  };
}
