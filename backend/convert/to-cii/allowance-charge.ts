import type { DocumentAllowance, DocumentCharge, LineAllowance } from '../../invoice/line.ts';
import { formatAmount, type Amount } from '../../invoice/money.ts';
import type { Profile } from '../profiles.ts';
import { optional } from './element.ts';
import { vatTreatment } from './vat.ts';

/** BG-27. */
export function lineAllowance(allowance: LineAllowance, exponent: number): string {
  return allowanceCharge({ ...allowance, isCharge: false, vat: '' }, exponent);
}

/** BG-20. */
export function documentAllowance(allowance: DocumentAllowance, exponent: number): string {
  const vat = vatTreatment('ram:CategoryTradeTax', allowance.vat);
  return allowanceCharge({ ...allowance, isCharge: false, vat }, exponent);
}

/** BG-21. */
export function documentCharge(charge: DocumentCharge, exponent: number, profile: Profile): string {
  const vat = vatTreatment('ram:CategoryTradeTax', charge.vat);
  const reasonCode = profile.chargeReasonCode[charge.reasonCode];
  return allowanceCharge({ ...charge, reasonCode, isCharge: true, vat }, exponent);
}

interface AllowanceCharge {
  readonly isCharge: boolean;
  readonly amount: Amount;
  readonly reasonCode: string;
  readonly reason: string;
  /** The element of its VAT, or nothing on a line, whose VAT is its own. */
  readonly vat: string;
}

function allowanceCharge(value: AllowanceCharge, exponent: number): string {
  return (
    '<ram:SpecifiedTradeAllowanceCharge>' +
    `<ram:ChargeIndicator><udt:Indicator>${value.isCharge}</udt:Indicator></ram:ChargeIndicator>` +
    `<ram:ActualAmount>${formatAmount(value.amount, exponent)}</ram:ActualAmount>` +
    optional('ram:ReasonCode', value.reasonCode) +
    optional('ram:Reason', value.reason) +
    value.vat +
    '</ram:SpecifiedTradeAllowanceCharge>'
  );
}
