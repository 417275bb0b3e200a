import type { AppliedTax, ChargedLine } from './charges.ts';
import { midnightInFrance } from './day.ts';
import type { RawTax, RawTaxRate } from './raw.ts';
import type { TaxSpec } from './spec.ts';
import { taxRateId } from './stripe-ids.ts';

/** A tax of a line or of the whole invoice as Stripe's API returns it. */
export function rawTax({ spec, taxable, amount }: AppliedTax): RawTax {
  return {
    amount: Number(amount),
    tax_behavior: spec.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: taxRateId(spec) },
    taxability_reason: spec.reason ?? usualReason(spec),
    taxable_amount: Number(taxable),
    type: 'tax_rate_details',
  };
}

function usualReason({ percentage }: TaxSpec): string {
  if (Number(percentage) === 0) return 'zero_rated';
  return percentage === '20' ? 'standard_rated' : 'reduced_rated';
}

/** Every tax rate in use, once. */
export function rawTaxRates(
  lines: readonly ChargedLine[],
  shipping: AppliedTax | undefined,
): readonly RawTaxRate[] {
  const all = [...lines.flatMap((line) => line.taxes ?? []), ...(shipping ? [shipping] : [])];
  const rates = new Map(all.map(({ spec }) => [taxRateId(spec), rawTaxRate(spec)]));
  return [...rates.values()];
}

function rawTaxRate(spec: TaxSpec): RawTaxRate {
  return {
    id: taxRateId(spec),
    object: 'tax_rate',
    active: true,
    country: spec.country ?? 'FR',
    display_name: 'TVA',
    percentage: Number(spec.percentage),
    effective_percentage: Number(spec.percentage),
    inclusive: spec.inclusive ?? false,
    jurisdiction: spec.country ?? 'FR',
    tax_type: 'vat',
    created: midnightInFrance('2026-01-01'),
    livemode: false,
    metadata: {},
  };
}
