import { parseDecimal, type RateBasisPoints } from '../../invoice/money.ts';
import { accepted, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason } from '../../invoice/reason.ts';
import type { VatTreatment } from '../../invoice/vat.ts';
import type { SnapshotTax, SnapshotTaxRate } from '../../receive/snapshot.ts';

/** What Stripe taxed, in EN 16931's words. */

/** ISO 3166-1 codes of where French VAT applies: France, its overseas departments, Monaco. */
const FRENCH_VAT_TERRITORIES: readonly string[] = ['FR', 'GP', 'MQ', 'RE', 'MC'];

/** What Stripe's `taxability_reason` means for the VAT category. `by_rate`: a rate, or zero rate. */
const MEANINGS: Readonly<Record<string, 'by_rate'>> = {
  standard_rated: 'by_rate',
  reduced_rated: 'by_rate',
  zero_rated: 'by_rate',
  not_available: 'by_rate',
};

/** The category and rate under which Stripe taxed something; refused when it has no exact form. */
export function treatmentOf(
  tax: SnapshotTax,
  at: string,
  taxRates: readonly SnapshotTaxRate[],
): Outcome<VatTreatment> {
  const id = tax.tax_rate_details?.tax_rate ?? '';
  const taxRate = taxRates.find((candidate) => candidate.id === id);
  if (!taxRate) return refused(reason('tax_rate_unknown', at, { taxRate: id }));
  const percentage = String(taxRate.effective_percentage ?? taxRate.percentage);
  const rate = basisPointsOf(percentage);
  if (rate === undefined || !isFrench(taxRate)) {
    return refused(
      reason('tax_rate_not_french', at, { rate: percentage, country: taxRate.country ?? '' }),
    );
  }
  const taxability = tax.taxability_reason ?? 'not_available';
  if (MEANINGS[taxability] !== 'by_rate' || (tax.amount !== 0n && rate === 0)) {
    return refused(reason('tax_treatment_not_supported', at, { taxability, rate: percentage }));
  }
  return accepted(rate === 0 ? { category: 'Z', rate } : { category: 'S', rate });
}

function isFrench({ country, tax_type: taxType }: SnapshotTaxRate): boolean {
  const isVat = !taxType || taxType === 'vat';
  return isVat && (!country || FRENCH_VAT_TERRITORIES.includes(country));
}

/** A percentage as whole basis points: "5.5" is 550; undefined when it is finer than that. */
function basisPointsOf(percentage: string): RateBasisPoints | undefined {
  const value = parseDecimal(percentage);
  if (!value || value.scale > 2) return undefined;
  return Number(value.units * 10n ** BigInt(2 - value.scale));
}
