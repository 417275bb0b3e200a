import type { ChargedLine } from './charges.ts';
import { finalizedAt, midnightInFrance } from './day.ts';
import type { RawLine, RawPretaxCreditAmount } from './raw.ts';
import { rawTax } from './raw-tax.ts';
import type { InvoiceSpec } from './spec.ts';
import { discountId, subscriptionId } from './stripe-ids.ts';

interface LineSource {
  readonly spec: InvoiceSpec;
  readonly line: ChargedLine;
  readonly index: number;
  readonly invoiceId: string;
}

/** A line as Stripe's API returns it. */
export function rawLine({ spec, line, index, invoiceId }: LineSource): RawLine {
  const id = `${invoiceId.slice(3)}${String(index + 1).padStart(4, '0')}`;
  const finalized = finalizedAt(spec);
  const { period, quantity, unitPriceCents, proration = false } = line.spec;
  return {
    id: `il_${id}`,
    object: 'line_item',
    amount: Number(line.amount),
    subtotal: Number(line.amount),
    currency: (spec.currency ?? 'EUR').toLowerCase(),
    description: line.spec.description,
    discount_amounts: line.coupons.map(({ coupon, amount }) => ({
      amount: Number(amount),
      discount: discountId(coupon),
    })),
    discountable: !proration,
    discounts: line.coupons
      .filter(({ level }) => level === 'line')
      .map(({ coupon }) => discountId(coupon)),
    invoice: invoiceId,
    livemode: false,
    metadata: line.spec.metadata ?? {},
    parent: lineParent(spec, id, proration),
    period: {
      start: period ? midnightInFrance(period.from) : finalized,
      end: period ? midnightInFrance(period.until) : finalized,
    },
    pretax_credit_amounts: pretaxCredits(line),
    pricing:
      unitPriceCents === undefined
        ? null
        : {
            type: 'price_details',
            unit_amount_decimal: unitPriceCents,
            price_details: { price: `price_${id}`, product: `prod_${id}` },
          },
    quantity: quantity === null ? null : Math.trunc(Number(quantity ?? '1')),
    quantity_decimal: quantity === null ? null : (quantity ?? '1'),
    subscription: spec.subscriptionMetadata ? subscriptionId(spec) : null,
    taxes: line.taxes?.map(rawTax) ?? [],
  };
}

function lineParent(spec: InvoiceSpec, id: string, proration: boolean): RawLine['parent'] {
  const subscription = spec.subscriptionMetadata ? subscriptionId(spec) : null;
  if (!subscription) {
    return {
      type: 'invoice_item_details',
      invoice_item_details: {
        invoice_item: `ii_${id}`,
        proration,
        proration_details: null,
        subscription,
      },
      subscription_item_details: null,
    };
  }
  return {
    type: 'subscription_item_details',
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: proration ? `ii_${id}` : null,
      proration,
      proration_details: null,
      subscription,
      subscription_item: `si_${id}`,
    },
  };
}

function pretaxCredits({ coupons, billingCredit }: ChargedLine): readonly RawPretaxCreditAmount[] {
  const discounts = coupons.map(({ coupon, amount }) => ({
    amount: Number(amount),
    type: 'discount' as const,
    discount: discountId(coupon),
  }));
  return billingCredit === 0n ? discounts : [...discounts, billingCreditOf(billingCredit)];
}

/** A part paid by billing credits. */
export function billingCreditOf(amount: bigint): RawPretaxCreditAmount {
  return {
    amount: Number(amount),
    type: 'credit_balance_transaction',
    credit_balance_transaction: 'cbtxn_1Sample',
  };
}
