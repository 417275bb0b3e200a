import type { Invoice } from '../../backend/invoice/invoice.ts';
import type { InvoiceLine } from '../../backend/invoice/line.ts';
import type { DocumentTotals } from '../../backend/invoice/totals.ts';
import type { VatBreakdown } from '../../backend/invoice/vat.ts';

/** The invoice with other totals. */
export function withTotals(invoice: Invoice, totals: Partial<DocumentTotals>): Invoice {
  return { ...invoice, totals: { ...invoice.totals, ...totals } };
}

/** The invoice with one line changed. */
export function withLine(invoice: Invoice, index: number, change: Partial<InvoiceLine>): Invoice {
  return {
    ...invoice,
    lines: invoice.lines.map((line, position) =>
      position === index ? { ...line, ...change } : line,
    ),
  };
}

/** The invoice with one row of its VAT breakdown changed. */
export function withVatRow(
  invoice: Invoice,
  index: number,
  change: Partial<VatBreakdown>,
): Invoice {
  return {
    ...invoice,
    vatBreakdown: invoice.vatBreakdown.map((row, position) =>
      position === index ? { ...row, ...change } : row,
    ),
  };
}
