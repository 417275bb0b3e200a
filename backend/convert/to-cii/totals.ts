import type { Invoice } from '../../invoice/invoice.ts';
import { formatAmount } from '../../invoice/money.ts';

/**
 * BG-22; sums of allowances, of charges and of what is prepaid stand only where there are any. What is paid already
 * (A2) says so even of nothing: Chorus Pro and BR-FR-CO-09 compare BT-113 with the total.
 */
export function monetarySummation(invoice: Invoice, exponent: number): string {
  const { totals, currency } = invoice;
  const amount = (name: string, value: bigint): string =>
    `<ram:${name}>${formatAmount(value, exponent)}</ram:${name}>`;
  return (
    '<ram:SpecifiedTradeSettlementHeaderMonetarySummation>' +
    amount('LineTotalAmount', totals.lineNet) +
    (invoice.charges.length > 0 ? amount('ChargeTotalAmount', totals.charges) : '') +
    (invoice.allowances.length > 0 ? amount('AllowanceTotalAmount', totals.allowances) : '') +
    amount('TaxBasisTotalAmount', totals.withoutVat) +
    `<ram:TaxTotalAmount currencyID="${currency}">${formatAmount(totals.vat, exponent)}</ram:TaxTotalAmount>` +
    amount('GrandTotalAmount', totals.withVat) +
    (totals.prepaid !== 0n || invoice.businessProcess === 'A2'
      ? amount('TotalPrepaidAmount', totals.prepaid)
      : '') +
    amount('DuePayableAmount', totals.due) +
    '</ram:SpecifiedTradeSettlementHeaderMonetarySummation>'
  );
}
