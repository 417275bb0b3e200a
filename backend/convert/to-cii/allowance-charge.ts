import type { DocumentAllowance, DocumentCharge, LineAllowance } from '../../invoice/line.ts';
import { formatAmount } from '../../invoice/money.ts';
import { optional } from './element.ts';
import { vatTreatment } from './vat.ts';

/** BG-27. */
export function lineAllowance(allowance: LineAllowance, exponent: number): string {
  return allowanceCharge(false, allowance, exponent, '');
}

/** BG-20. */
export function documentAllowance(allowance: DocumentAllowance, exponent: number): string {
  const vat = vatTreatment('ram:CategoryTradeTax', allowance.vat);
  return allowanceCharge(false, allowance, exponent, vat);
}

/** BG-21. */
export function documentCharge(charge: DocumentCharge, exponent: number): string {
  return allowanceCharge(true, charge, exponent, vatTreatment('ram:CategoryTradeTax', charge.vat));
}

function allowanceCharge(
  isCharge: boolean,
  value: LineAllowance | DocumentCharge,
  exponent: number,
  vat: string,
): string {
  return (
    '<ram:SpecifiedTradeAllowanceCharge>' +
    `<ram:ChargeIndicator><udt:Indicator>${isCharge}</udt:Indicator></ram:ChargeIndicator>` +
    `<ram:ActualAmount>${formatAmount(value.amount, exponent)}</ram:ActualAmount>` +
    `<ram:ReasonCode>${value.reasonCode}</ram:ReasonCode>` +
    optional('ram:Reason', value.reason) +
    vat +
    '</ram:SpecifiedTradeAllowanceCharge>'
  );
}
