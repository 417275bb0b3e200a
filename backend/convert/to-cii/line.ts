import type { InvoiceLine } from '../../invoice/line.ts';
import {
  formatAmount,
  formatDecimal,
  isSameNumber,
  shortest,
  wholeNumber,
} from '../../invoice/money.ts';
import { lineAllowance } from './allowance-charge.ts';
import { escape, optional } from './element.ts';
import { billingPeriod } from './period.ts';
import { vatTreatment } from './vat.ts';

const ONE = wholeNumber(1n);

/** BG-25: one line. */
export function lineItem(line: InvoiceLine, exponent: number): string {
  return (
    '<ram:IncludedSupplyChainTradeLineItem>' +
    '<ram:AssociatedDocumentLineDocument>' +
    `<ram:LineID>${escape(line.id)}</ram:LineID>` +
    '</ram:AssociatedDocumentLineDocument>' +
    '<ram:SpecifiedTradeProduct>' +
    `<ram:Name>${escape(line.name)}</ram:Name>` +
    optional('ram:Description', line.description) +
    '</ram:SpecifiedTradeProduct>' +
    '<ram:SpecifiedLineTradeAgreement>' +
    '<ram:NetPriceProductTradePrice>' +
    `<ram:ChargeAmount>${formatDecimal(shortest(line.price))}</ram:ChargeAmount>` +
    baseQuantity(line) +
    '</ram:NetPriceProductTradePrice>' +
    '</ram:SpecifiedLineTradeAgreement>' +
    '<ram:SpecifiedLineTradeDelivery>' +
    `<ram:BilledQuantity unitCode="${line.unit}">${formatDecimal(shortest(line.quantity))}</ram:BilledQuantity>` +
    '</ram:SpecifiedLineTradeDelivery>' +
    '<ram:SpecifiedLineTradeSettlement>' +
    vatTreatment('ram:ApplicableTradeTax', line.vat) +
    billingPeriod(line.period) +
    line.allowances.map((allowance) => lineAllowance(allowance, exponent)).join('') +
    '<ram:SpecifiedTradeSettlementLineMonetarySummation>' +
    `<ram:LineTotalAmount>${formatAmount(line.net, exponent)}</ram:LineTotalAmount>` +
    '</ram:SpecifiedTradeSettlementLineMonetarySummation>' +
    '</ram:SpecifiedLineTradeSettlement>' +
    '</ram:IncludedSupplyChainTradeLineItem>'
  );
}

/** BT-149, BT-150: how many units the price is for; left out when it is one. */
function baseQuantity({ baseQuantity: base, unit }: InvoiceLine): string {
  return isSameNumber(base, ONE)
    ? ''
    : `<ram:BasisQuantity unitCode="${unit}">${formatDecimal(shortest(base))}</ram:BasisQuantity>`;
}
