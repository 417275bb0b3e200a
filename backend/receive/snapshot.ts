import { z } from 'zod';
import { parseDecimal, type Decimal } from '../invoice/money.ts';
import { accepted, refused, type Outcome } from '../invoice/outcome.ts';
import { reason } from '../invoice/reason.ts';

/**
 * A Stripe invoice as it stood when it was fetched, in our own readonly types. Comes in: raw Stripe objects at API
 * version 2026-10-28, whose decimals are strings or `Stripe.Decimal`. Goes out: integers as `bigint` minor units,
 * decimals exact. Unknown fields are dropped; a missing or mistyped one is refused with its path.
 */

const minorUnits = z
  .number()
  .int()
  .refine(Number.isSafeInteger, 'must be a safe integer')
  .transform((value) => BigInt(value));

/** The last second of the year 9999: no later day has a date of ten characters. */
const UNIX_SECONDS_MAX = 253_402_300_799;

const unixSeconds = z.number().int().min(0).max(UNIX_SECONDS_MAX);

/** Characters of a text that Stripe's own limits never reach. */
const TEXT_CHARACTERS_MAX = 20_000;

const text = z.string().max(TEXT_CHARACTERS_MAX);

/** What a decimal says: `Stripe.Decimal` is an object that writes itself; JSON can hold one that cannot. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return typeof value.toString === 'function' ? String(value) : '';
}

const decimal = z.unknown().transform((value, context): Decimal => {
  const parsed = parseDecimal(textOf(value));
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'must be a decimal string' });
  return z.NEVER;
});

const metadata = z.record(z.string(), z.string());

const address = z.object({
  line1: text.nullish(),
  line2: text.nullish(),
  postal_code: text.nullish(),
  city: text.nullish(),
  country: text.nullish(),
});

const tax = z.object({
  amount: minorUnits,
  tax_behavior: z.enum(['exclusive', 'inclusive']),
  taxability_reason: z.string().nullish(),
  taxable_amount: minorUnits.nullable(),
  tax_rate_details: z.object({ tax_rate: z.string() }).nullish(),
});

const taxRate = z.object({
  id: z.string(),
  percentage: z.number(),
  effective_percentage: z.number().nullish(),
  inclusive: z.boolean(),
  country: text.nullish(),
  tax_type: z.string().nullish(),
});

const shippingTax = z.object({
  amount: minorUnits,
  rate: taxRate,
  taxability_reason: z.string().nullish(),
  taxable_amount: minorUnits.nullish(),
});

const shippingCost = z.object({
  amount_subtotal: minorUnits,
  amount_tax: minorUnits,
  amount_total: minorUnits,
  /** Only present when expanded. */
  taxes: z.array(shippingTax).nullish(),
});

const discountAmount = z.object({ amount: minorUnits });

const pretaxCreditAmount = discountAmount.extend({ type: z.string().nullish() });

const period = z.object({ start: unixSeconds, end: unixSeconds });

const line = z.object({
  id: z.string(),
  amount: minorUnits,
  subtotal: minorUnits.nullish(),
  currency: z.string(),
  description: text.nullish(),
  period,
  quantity: z.number().nullish(),
  quantity_decimal: decimal.nullish(),
  pricing: z.object({ unit_amount_decimal: decimal.nullish() }).nullish(),
  discount_amounts: z.array(discountAmount).nullish(),
  pretax_credit_amounts: z.array(pretaxCreditAmount).nullish(),
  taxes: z.array(tax).nullish(),
  parent: z
    .object({
      type: z.string(),
      invoice_item_details: z.object({ proration: z.boolean() }).nullish(),
      subscription_item_details: z.object({ proration: z.boolean() }).nullish(),
    })
    .nullish(),
  metadata: metadata.nullish(),
});

const taxId = z.object({ type: z.string(), value: z.string().nullish() });

/** The invoice that a revision replaces, when it is expanded. */
const revisedInvoice = z.object({
  number: z.string().nullable(),
  effective_at: unixSeconds.nullish(),
  status_transitions: z.object({ finalized_at: unixSeconds.nullish() }).nullish(),
  created: unixSeconds,
});

const invoice = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).nullable(),
  status_transitions: z.object({
    finalized_at: unixSeconds.nullish(),
    paid_at: unixSeconds.nullish(),
  }),
  effective_at: unixSeconds.nullish(),
  created: unixSeconds,
  livemode: z.boolean(),
  currency: z.string(),
  due_date: unixSeconds.nullish(),
  period_start: unixSeconds,
  period_end: unixSeconds,
  description: text.nullish(),
  footer: text.nullish(),
  issuer: z.object({ type: z.string() }).nullish(),
  from_invoice: z
    .object({ action: z.string(), invoice: z.union([z.string(), revisedInvoice]) })
    .nullish(),
  custom_fields: z.array(z.object({ name: text, value: text })).nullish(),
  metadata: metadata.nullish(),
  parent: z
    .object({
      type: z.string(),
      subscription_details: z
        .object({ metadata: metadata.nullish(), subscription: z.unknown() })
        .nullish(),
    })
    .nullish(),
  customer_name: text.nullish(),
  customer_address: address.nullish(),
  customer_tax_exempt: z.string().nullish(),
  customer_tax_ids: z.array(taxId).nullish(),
  subtotal: minorUnits,
  total_excluding_tax: minorUnits.nullish(),
  total_discount_amounts: z.array(discountAmount).nullish(),
  total_pretax_credit_amounts: z.array(discountAmount).nullish(),
  total_taxes: z.array(tax).nullish(),
  total: minorUnits,
  starting_balance: minorUnits.nullish(),
  ending_balance: minorUnits.nullish(),
  amount_due: minorUnits,
  amount_paid: minorUnits,
  amount_remaining: minorUnits,
  pre_payment_credit_notes_amount: minorUnits.nullish(),
  post_payment_credit_notes_amount: minorUnits.nullish(),
  shipping_cost: shippingCost.nullish(),
});

const customer = z.object({
  id: z.string(),
  deleted: z.boolean().optional(),
  name: text.nullish(),
  address: address.nullish(),
  metadata: metadata.nullish(),
  tax_ids: z.object({ data: z.array(taxId) }).nullish(),
});

const creditNoteLine = z.object({
  id: z.string(),
  type: z.string(),
  amount: minorUnits,
  description: text.nullish(),
  discount_amount: minorUnits.nullish(),
  discount_amounts: z.array(discountAmount).nullish(),
  pretax_credit_amounts: z.array(pretaxCreditAmount).nullish(),
  invoice_line_item: z.string().nullish(),
  quantity: z.number().nullish(),
  unit_amount_decimal: decimal.nullish(),
  taxes: z.array(tax).nullish(),
  metadata: metadata.nullish(),
});

const creditNote = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(['issued', 'void']),
  type: z.enum(['pre_payment', 'post_payment', 'mixed']),
  created: unixSeconds,
  effective_at: unixSeconds.nullish(),
  currency: z.string(),
  memo: text.nullish(),
  reason: z.string().nullish(),
  metadata: metadata.nullish(),
  total: minorUnits,
  total_excluding_tax: minorUnits.nullish(),
  total_taxes: z.array(tax).nullish(),
  pre_payment_amount: minorUnits.nullish(),
  post_payment_amount: minorUnits.nullish(),
  shipping_cost: shippingCost.nullish(),
  /** All of them: a credit note is read to its last line before it is stored. */
  lines: z.object({ data: z.array(creditNoteLine), has_more: z.literal(false) }),
});

/** The raw objects of a snapshot, and what they become. */
export const snapshotSchema = z.object({
  /** All the lines, beyond the page that the invoice embeds. */
  lines: z.array(line),
  invoice,
  customer: customer.nullable(),
  taxRates: z.array(taxRate),
  /** Present when the snapshot is of a credit note; `invoice` is then the one that it corrects. */
  creditNote: creditNote.nullish(),
});

export type SnapshotLine = z.output<typeof line>;
export type SnapshotInvoice = z.output<typeof invoice>;
export type SnapshotTax = z.output<typeof tax>;
export type SnapshotShipping = z.output<typeof shippingCost>;
export type SnapshotCreditNote = z.output<typeof creditNote>;
export type SnapshotCreditNoteLine = z.output<typeof creditNoteLine>;
export type SnapshotTaxRate = z.output<typeof taxRate>;

/** Only `parseSnapshot` makes one. */
export type StripeSnapshot = Readonly<z.output<typeof snapshotSchema>> & {
  readonly __brand: 'StripeSnapshot';
};

/** The raw objects that make a snapshot, as the Stripe SDK or a JSON file gives them; stored as they are. */
export interface RawSnapshot {
  readonly invoice: unknown;
  readonly lines: readonly unknown[];
  readonly customer: unknown;
  readonly taxRates: readonly unknown[];
  /** The credit note that the snapshot is of, with all its lines. */
  readonly creditNote?: unknown;
}

/** Parses raw Stripe objects; every field that does not fit is a reason with its path. */
export function parseSnapshot(raw: RawSnapshot): Outcome<StripeSnapshot> {
  const parsed = snapshotSchema.safeParse(raw);
  if (parsed.success) return accepted(parsed.data as StripeSnapshot);
  const [first, ...rest] = parsed.error.issues.map((issue) =>
    reason('stripe_data_unexpected', issue.path.map(String).join('.') || 'snapshot', {
      expected: issue.message,
    }),
  );
  return refused(first ?? reason('stripe_data_unexpected', 'snapshot'), ...rest);
}
