import type { DocumentCharge } from '../../invoice/line.ts';
import { formatAmount, sum, type Amount } from '../../invoice/money.ts';
import { accepted, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason } from '../../invoice/reason.ts';
import type { SnapshotShipping, SnapshotTax } from '../../receive/snapshot.ts';
import { markOf, shownTaxOf, type ShownTax, type VatContext, type VatMark } from './vat.ts';

/** BG-21: shipping as a charge on the whole document, and its VAT. */
export interface ShippingCharge {
  readonly charge: DocumentCharge;
  readonly mark: VatMark;
  readonly tax: Amount;
}

/** What the shipping's tax is found from. */
export interface ShippingSource {
  readonly at: string;
  readonly shipping: SnapshotShipping | null | undefined;
  readonly lineTaxes: readonly SnapshotTax[];
  readonly totalTaxes: readonly SnapshotTax[];
}

/** BT-104. */
const SHIPPING_REASON = 'Frais de port';

/** Shipping as a charge; none when nothing is shipped or it is free. Refused when its one tax cannot be told. */
export function shippingOf(
  source: ShippingSource,
  context: VatContext & { readonly exponent: number },
): Outcome<readonly ShippingCharge[]> {
  const { shipping, at } = source;
  if (!shipping || shipping.amount_total === 0n) return accepted([]);
  const found = findShippingTax(source, context);
  if (!found) return refused(reason('shipping_not_supported', at));
  const mark = markOf(found.tax, at, context);
  if (!mark.ok) return mark;
  const amount = shipping.amount_total - shipping.amount_tax;
  const taxable = found.taxable ?? amount;
  if (taxable !== amount && !(shipping.amount_tax === 0n && taxable === 0n)) {
    return refused(
      reason('line_net_inexact', at, {
        found: formatAmount(taxable, context.exponent),
        expected: formatAmount(amount, context.exponent),
      }),
    );
  }
  const charge: DocumentCharge = {
    amount,
    reason: SHIPPING_REASON,
    reasonCode: 'FC',
    vat: mark.value.treatment,
  };
  return accepted([{ charge, mark: mark.value, tax: shipping.amount_tax }]);
}

interface FoundTax {
  readonly tax: ShownTax | undefined;
  readonly taxable: Amount | null | undefined;
}

/** The shipping's own tax where Stripe was asked to show it, else what the document's taxes hold above the lines'. */
function findShippingTax(
  { shipping, lineTaxes, totalTaxes }: ShippingSource,
  { taxRates }: VatContext,
): FoundTax | undefined {
  const [own, another] = shipping?.taxes ?? [];
  if (another) return undefined;
  if (own) {
    const { amount, rate, taxability_reason: taxability, taxable_amount: taxable } = own;
    return {
      tax: {
        isCharged: amount !== 0n,
        taxability: taxability ?? undefined,
        rateId: rate.id,
        taxRate: rate,
      },
      taxable,
    };
  }
  const [rest, ambiguous] = totalTaxes.flatMap((total) => {
    const same = lineTaxes.filter(
      (tax) =>
        tax.tax_rate_details?.tax_rate === total.tax_rate_details?.tax_rate &&
        tax.tax_behavior === total.tax_behavior,
    );
    const amount = total.amount - sum(same.map((tax) => tax.amount));
    const taxable = (total.taxable_amount ?? 0n) - sum(same.map((tax) => tax.taxable_amount ?? 0n));
    return amount === 0n && taxable === 0n ? [] : [{ ...total, amount, taxable_amount: taxable }];
  });
  if (ambiguous || (rest?.amount ?? 0n) !== shipping?.amount_tax) return undefined;
  return { tax: rest && shownTaxOf(rest, taxRates), taxable: rest?.taxable_amount };
}
