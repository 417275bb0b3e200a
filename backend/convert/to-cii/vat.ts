import { formatAmount, formatRate } from '../../invoice/money.ts';
import type { VatPointDateCode } from '../../invoice/codes.ts';
import type { VatBreakdown, VatTreatment } from '../../invoice/vat.ts';
import { VAT_CATEGORIES } from '../../invoice/vat-categories.ts';
import { optional } from './element.ts';

/** BG-23: one row of the VAT breakdown. */
export function vatBreakdown(
  row: VatBreakdown,
  pointDateCode: VatPointDateCode,
  exponent: number,
): string {
  return (
    '<ram:ApplicableTradeTax>' +
    `<ram:CalculatedAmount>${formatAmount(row.tax, exponent)}</ram:CalculatedAmount>` +
    '<ram:TypeCode>VAT</ram:TypeCode>' +
    optional('ram:ExemptionReason', row.exemption?.text) +
    `<ram:BasisAmount>${formatAmount(row.taxable, exponent)}</ram:BasisAmount>` +
    `<ram:CategoryCode>${row.category}</ram:CategoryCode>` +
    optional('ram:ExemptionReasonCode', row.exemption?.code) +
    `<ram:DueDateTypeCode>${pointDateCode}</ram:DueDateTypeCode>` +
    rate(row) +
    '</ram:ApplicableTradeTax>'
  );
}

/** The VAT of a line, an allowance or a charge; `name` is the element that each of them calls it. */
export function vatTreatment(
  name: 'ram:ApplicableTradeTax' | 'ram:CategoryTradeTax',
  treatment: VatTreatment,
): string {
  return (
    `<${name}>` +
    '<ram:TypeCode>VAT</ram:TypeCode>' +
    `<ram:CategoryCode>${treatment.category}</ram:CategoryCode>` +
    rate(treatment) +
    `</${name}>`
  );
}

/** BT-96, BT-103, BT-119, BT-152; a category that has no rate writes none (BR-O-05). */
function rate({ category, rate: basisPoints }: VatTreatment): string {
  return VAT_CATEGORIES[category].rate === 'none'
    ? ''
    : `<ram:RateApplicablePercent>${formatRate(basisPoints)}</ram:RateApplicablePercent>`;
}
