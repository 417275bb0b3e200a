import type { DocumentCharge, InvoiceLine } from '../../invoice/line.ts';
import { sum, type Amount } from '../../invoice/money.ts';
import type { DocumentTotals } from '../../invoice/totals.ts';
import type { VatBreakdown } from '../../invoice/vat.ts';
import type { StripeDocument } from './document.ts';

/** What the totals are made of. */
export interface TotalsSource {
  readonly document: StripeDocument;
  readonly lines: readonly InvoiceLine[];
  readonly charges: readonly DocumentCharge[];
  readonly vatBreakdown: readonly VatBreakdown[];
  /** BT-113. */
  readonly prepaid: Amount;
}

/**
 * BG-22. Comes in: lines, charges and Stripe's own totals. Goes out: Stripe's figures where Stripe shows one, so that
 * the rules find any sum that the lines do not give.
 */
export function totalsOf(source: TotalsSource): DocumentTotals {
  const { document, lines, charges, vatBreakdown, prepaid } = source;
  const vat = sum(vatBreakdown.map(({ tax }) => tax));
  return {
    lineNet: sum(lines.map(({ net }) => net)),
    allowances: 0n,
    charges: sum(charges.map(({ amount }) => amount)),
    withoutVat: document.totalExcludingTax ?? document.total - vat,
    vat,
    withVat: document.total,
    prepaid,
    due: document.total - prepaid,
  };
}
