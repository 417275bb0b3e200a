import type { Sendable } from '../../decide/decision.ts';
import type { DocumentCharge, InvoiceLine } from '../../invoice/line.ts';
import { sum } from '../../invoice/money.ts';
import type { DocumentTotals } from '../../invoice/totals.ts';

/**
 * BG-22. Comes in: lines, charges and Stripe's own totals. Goes out: Stripe's figures where Stripe shows one, so that
 * the rules find any sum that the lines do not give.
 */
export function totalsOf(
  { snapshot: { invoice }, prepaid }: Sendable,
  lines: readonly InvoiceLine[],
  charges: readonly DocumentCharge[],
): DocumentTotals {
  const lineNet = sum(lines.map(({ net }) => net));
  const charged = sum(charges.map(({ amount }) => amount));
  const vat = sum((invoice.total_taxes ?? []).map(({ amount }) => amount));
  return {
    lineNet,
    allowances: 0n,
    charges: charged,
    withoutVat: invoice.total_excluding_tax ?? invoice.total - vat,
    vat,
    withVat: invoice.total,
    prepaid,
    due: invoice.total - prepaid,
  };
}
