import { rounded } from './arithmetic.ts';
import { exactTax } from './charges.ts';
import { midnightInFrance, workingHourOf } from './day.ts';
import type {
  RawCreditNote,
  RawCreditNoteBundle,
  RawCreditNoteLine,
  RawInvoiceBundle,
  RawLine,
  RawTax,
} from './raw.ts';
import { rawTax } from './raw-tax.ts';
import type { CreditedLineSpec, CreditNoteSpec, TaxSpec } from './spec.ts';
import { slug } from './stripe-ids.ts';

/**
 * Makes the raw credit note that Stripe's API would return. Comes in: an invoice of the builder and what is credited
 * of it. Goes out: the same objects and the credit note, all of its amounts positive. A line credited in part has its
 * tax rounded by itself; a whole line has exactly the tax that it bore.
 */

const DEFAULT_DAY = '2026-11-19';

/** Builds a credit note on an invoice, which then shows what was credited. */
export function buildCreditNote(
  bundle: RawInvoiceBundle,
  spec: CreditNoteSpec,
): RawCreditNoteBundle {
  const creditNote = rawCreditNote(bundle, spec);
  const { pre_payment_amount: pre, post_payment_amount: post } = creditNote;
  const { invoice } = bundle;
  if (pre > invoice.amount_remaining) throw new Error('credited more than was still to be paid');
  const remaining = invoice.amount_remaining - pre;
  return {
    ...bundle,
    invoice: {
      ...invoice,
      amount_due: invoice.amount_due - pre,
      amount_remaining: remaining,
      pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + pre,
      post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + post,
      status: remaining === 0 && invoice.status === 'open' ? 'paid' : invoice.status,
    },
    creditNote,
  };
}

function rawCreditNote(bundle: RawInvoiceBundle, spec: CreditNoteSpec): RawCreditNote {
  const { invoice } = bundle;
  const id = `cn_1${slug(spec.number)}`;
  const lines = spec.lines.map((line, index) => creditedLine(bundle, line, `${id}${index + 1}`));
  const shipping = spec.shipping ? invoice.shipping_cost : null;
  const figures = figuresOf(lines, shipping);
  const pre = spec.prePaymentCents ?? figures.total;
  const created = workingHourOf(spec.createdOn ?? DEFAULT_DAY);
  return {
    id,
    object: 'credit_note',
    number: spec.number,
    status: spec.status ?? 'issued',
    type: typeOf(pre, figures.total),
    ...figures,
    amount: figures.total,
    amount_shipping: shipping?.amount_subtotal ?? 0,
    created,
    currency: invoice.currency,
    customer: invoice.customer ?? '',
    customer_account: null,
    customer_balance_transaction: null,
    effective_at: spec.effectiveOn ? midnightInFrance(spec.effectiveOn) : created,
    invoice: invoice.id,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
    livemode: false,
    memo: spec.memo ?? null,
    metadata: spec.metadata ?? {},
    out_of_band_amount: null,
    pdf: `https://pay.stripe.com/credit_notes/${id}/pdf`,
    pre_payment_amount: pre,
    post_payment_amount: figures.total - pre,
    reason: spec.reason ?? null,
    refunds: [],
    shipping_cost: shipping,
    voided_at: spec.status === 'void' ? created + 3600 : null,
  };
}

function typeOf(pre: number, total: number): RawCreditNote['type'] {
  if (pre === total) return 'pre_payment';
  return pre === 0 ? 'post_payment' : 'mixed';
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function figuresOf(lines: readonly RawCreditNoteLine[], shipping: RawCreditNote['shipping_cost']) {
  const shippingTaxes = (shipping?.taxes ?? []).map((tax): RawTax => ({
    amount: tax.amount,
    tax_behavior: 'exclusive',
    tax_rate_details: { tax_rate: tax.rate.id },
    taxability_reason: tax.taxability_reason,
    taxable_amount: tax.taxable_amount,
    type: 'tax_rate_details',
  }));
  const taxes = [...lines.flatMap((line) => line.taxes), ...shippingTaxes];
  const amountOf = (behavior: RawTax['tax_behavior']) =>
    total(taxes.filter((tax) => tax.tax_behavior === behavior).map(({ amount }) => amount));
  const discount = total(lines.map((line) => line.discount_amount));
  const credits = lines.flatMap(({ pretax_credit_amounts: amounts }) =>
    amounts.filter(({ type }) => type === 'credit_balance_transaction'),
  );
  const subtotal = total(lines.map(({ amount }) => amount));
  const beforeTax =
    subtotal -
    discount -
    total(credits.map(({ amount }) => amount)) +
    (shipping?.amount_subtotal ?? 0);
  return {
    subtotal,
    subtotal_excluding_tax: subtotal - amountOf('inclusive'),
    discount_amount: discount,
    discount_amounts: lines.flatMap((line) => line.discount_amounts),
    pretax_credit_amounts: lines.flatMap((line) => line.pretax_credit_amounts),
    total: beforeTax + amountOf('exclusive'),
    total_excluding_tax: beforeTax - amountOf('inclusive'),
    total_taxes: totalTaxes(taxes),
  };
}

function totalTaxes(taxes: readonly RawTax[]): readonly RawTax[] {
  const byRate = new Map<string, RawTax>();
  for (const tax of taxes) {
    const id = tax.tax_rate_details?.tax_rate ?? '';
    const before = byRate.get(id);
    byRate.set(id, {
      ...tax,
      amount: (before?.amount ?? 0) + tax.amount,
      taxable_amount: (before?.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
    });
  }
  return [...byRate.values()];
}

function creditedLine(
  bundle: RawInvoiceBundle,
  spec: CreditedLineSpec,
  id: string,
): RawCreditNoteLine {
  if ('description' in spec) return customLine(bundle, spec, id);
  const line = bundle.lines[spec.line];
  if (!line) throw new Error(`the invoice has no line ${spec.line}`);
  const amount = amountCredited(line, spec);
  const isWhole = amount === line.amount;
  const share = (of: number) =>
    isWhole
      ? of
      : Number(rounded({ numerator: BigInt(of * amount), denominator: BigInt(line.amount) }));
  const discounts = line.discount_amounts.map((entry) => ({
    ...entry,
    amount: share(entry.amount),
  }));
  const pretax = line.pretax_credit_amounts.map((entry) => ({
    ...entry,
    amount: share(entry.amount),
  }));
  const reductions = total([
    ...discounts.map((entry) => entry.amount),
    ...pretax
      .filter(({ type }) => type === 'credit_balance_transaction')
      .map((entry) => entry.amount),
  ]);
  const quantity =
    spec.quantity ?? (isWhole && spec.amountCents === undefined ? line.quantity : null);
  return {
    id: `cnli_${id}`,
    object: 'credit_note_line_item',
    type: 'invoice_line_item',
    amount,
    description: line.description,
    discount_amount: total(discounts.map((entry) => entry.amount)),
    discount_amounts: discounts,
    pretax_credit_amounts: pretax,
    invoice_line_item: line.id,
    livemode: false,
    metadata: {},
    quantity,
    unit_amount: null,
    unit_amount_decimal: quantity === null ? null : (line.pricing?.unit_amount_decimal ?? null),
    tax_rates: [],
    taxes: isWhole ? (line.taxes ?? []) : partTaxes(bundle, line, amount - reductions),
  };
}

function amountCredited(
  line: RawLine,
  { quantity, amountCents }: { quantity?: number; amountCents?: number },
): number {
  if (amountCents !== undefined) return amountCents;
  if (quantity === undefined) return line.amount;
  const unitPrice = Number(line.pricing?.unit_amount_decimal);
  if (!Number.isInteger(unitPrice)) throw new Error('credit an amount of a line without a price');
  return unitPrice * quantity;
}

function partTaxes(bundle: RawInvoiceBundle, line: RawLine, left: number): readonly RawTax[] {
  return (line.taxes ?? []).map((tax) => {
    const rate = bundle.taxRates.find(({ id }) => id === tax.tax_rate_details?.tax_rate);
    if (!rate) throw new Error('the line’s tax rate is missing');
    const inclusive = tax.tax_behavior === 'inclusive';
    const spec = { percentage: String(rate.percentage), inclusive, reason: tax.taxability_reason };
    const amount = Number(rounded(exactTax(BigInt(left), spec)));
    return { ...tax, amount, taxable_amount: inclusive ? left - amount : left };
  });
}

function customLine(
  { taxRates }: RawInvoiceBundle,
  spec: { description: string; amountCents: number; taxes: readonly TaxSpec[] },
  id: string,
): RawCreditNoteLine {
  const taxes = spec.taxes.map((tax) => {
    const amount = rounded(exactTax(BigInt(spec.amountCents), tax));
    const taxable = BigInt(spec.amountCents) - (tax.inclusive ? amount : 0n);
    return rawTax({ spec: tax, taxable, amount });
  });
  const unknown = taxes.find((tax) =>
    taxRates.every((rate) => rate.id !== tax.tax_rate_details?.tax_rate),
  );
  if (unknown) throw new Error('a custom line has a rate of its invoice');
  return {
    id: `cnli_${id}`,
    object: 'credit_note_line_item',
    type: 'custom_line_item',
    amount: spec.amountCents,
    description: spec.description,
    discount_amount: 0,
    discount_amounts: [],
    pretax_credit_amounts: [],
    livemode: false,
    metadata: {},
    quantity: 1,
    unit_amount: spec.amountCents,
    unit_amount_decimal: String(spec.amountCents),
    tax_rates: [],
    taxes,
  };
}
