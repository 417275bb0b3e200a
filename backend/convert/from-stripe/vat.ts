import { parseDecimal, type RateBasisPoints } from '../../invoice/money.ts';
import { accepted, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason } from '../../invoice/reason.ts';
import type { VatExemption, VatTreatment } from '../../invoice/vat.ts';
import { VATEX, type VatexCode } from '../../invoice/vatex.ts';
import type { SnapshotTax, SnapshotTaxRate } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';

/**
 * What Stripe taxed, or did not, in EN 16931's words. Comes in: the reason and the rate that Stripe shows, and the
 * merchant's choice of why no VAT is charged. Goes out: category, rate and exemption. Refused: taxes other than French
 * VAT, VAT under the small-business exemption, and no VAT without a reason.
 */

/** Category and rate, and why there is no VAT where there is none. */
export interface VatMark {
  readonly treatment: VatTreatment;
  readonly exemption?: VatExemption;
}

/** What Stripe shows of the tax on one thing. */
export interface ShownTax {
  /** True when VAT was charged on it. */
  readonly isCharged: boolean;
  readonly taxability: string | undefined;
  readonly rateId: string;
  /** Undefined when nobody could find the rate. */
  readonly taxRate: SnapshotTaxRate | undefined;
}

/** What every part of a document shares. */
export interface VatContext {
  readonly vat: Settings['vat'];
  /** Stripe's `customer_tax_exempt`: `none`, `exempt` or `reverse`. */
  readonly customerTaxExempt: string;
  readonly taxRates: readonly SnapshotTaxRate[];
}

/** A tax of Stripe's with its rate. */
export function shownTaxOf(tax: SnapshotTax, taxRates: readonly SnapshotTaxRate[]): ShownTax {
  const rateId = tax.tax_rate_details?.tax_rate ?? '';
  return {
    isCharged: tax.amount !== 0n,
    taxability: tax.taxability_reason ?? undefined,
    rateId,
    taxRate: taxRates.find(({ id }) => id === rateId),
  };
}

/** ISO 3166-1 codes of where French VAT applies: France, its overseas departments, Monaco. */
const FRENCH_VAT_TERRITORIES: readonly string[] = ['FR', 'GP', 'MQ', 'RE', 'MC'];

/** The setting that says why no VAT is charged. */
type ExemptionSetting = Exclude<keyof Settings['vat'], 'pointDate' | 'regime'>;

/** What Stripe's `taxability_reason` means: tax at the rate that is shown, or none for a reason of the settings. */
const MEANINGS: ReadonlyMap<string, 'rate' | ExemptionSetting> = new Map(
  Object.entries({
    standard_rated: 'rate',
    reduced_rated: 'rate',
    zero_rated: 'rate',
    portion_standard_rated: 'rate',
    portion_reduced_rated: 'rate',
    // Rates that the merchant made by hand come without a reason.
    not_available: 'rate',
    reverse_charge: 'reverseCharge',
    customer_exempt: 'customerExempt',
    product_exempt: 'productExempt',
    product_exempt_holiday: 'productExempt',
    not_subject_to_tax: 'notSubject',
    not_collecting: 'noTax',
    not_supported: 'noTax',
  } as const),
);

/** What it means when no tax is configured, for each kind of customer. */
const MEANINGS_WITHOUT_TAX: ReadonlyMap<string, ExemptionSetting> = new Map(
  Object.entries({
    reverse: 'reverseCharge',
    exempt: 'customerExempt',
  } as const),
);

const FRANCHISE: VatexCode = 'VATEX-FR-FRANCHISE';

/** Category, rate and exemption of one thing that is charged; `tax` is undefined when no tax is configured. */
export function markOf(
  tax: ShownTax | undefined,
  at: string,
  context: VatContext,
): Outcome<VatMark> {
  if (context.vat.regime === 'franchise') return markUnderFranchise(tax, at);
  const meaning = tax
    ? MEANINGS.get(tax.taxability ?? 'not_available')
    : (MEANINGS_WITHOUT_TAX.get(context.customerTaxExempt) ?? 'noTax');
  if (tax && meaning === 'rate') return markAtRate(tax, at, context.vat);
  if (meaning === undefined || meaning === 'rate' || tax?.isCharged) {
    return refused(
      reason('tax_treatment_not_supported', at, { taxability: tax?.taxability ?? '' }),
    );
  }
  return markWithoutVat(meaning, tax, { at, vat: context.vat });
}

function markUnderFranchise(tax: ShownTax | undefined, at: string): Outcome<VatMark> {
  const percentage = tax?.taxRate ? percentageOf(tax.taxRate) : '';
  const isAtRate = MEANINGS.get(tax?.taxability ?? 'not_available') === 'rate';
  if (tax?.isCharged || (isAtRate && Number(percentage) > 0)) {
    return refused(reason('vat_charged_under_franchise', at, { rate: percentage }));
  }
  return accepted(exempt({ code: FRANCHISE }));
}

function markAtRate(tax: ShownTax, at: string, { zeroRate }: Settings['vat']): Outcome<VatMark> {
  const { taxRate, rateId, isCharged } = tax;
  if (!taxRate) return refused(reason('tax_rate_unknown', at, { taxRate: rateId }));
  const percentage = percentageOf(taxRate);
  const rate = basisPointsOf(percentage);
  if (rate === undefined || !isFrench(taxRate)) {
    const country = taxRate.country ?? '';
    return refused(reason('tax_rate_not_french', at, { rate: percentage, country }));
  }
  if (rate > 0) return accepted({ treatment: { category: 'S', rate } });
  if (isCharged) {
    const taxability = tax.taxability ?? '';
    return refused(reason('tax_treatment_not_supported', at, { taxability, rate: percentage }));
  }
  return accepted(zeroRate ? exempt(zeroRate) : { treatment: { category: 'Z', rate } });
}

function markWithoutVat(
  setting: ExemptionSetting,
  tax: ShownTax | undefined,
  { at, vat }: { readonly at: string; readonly vat: Settings['vat'] },
): Outcome<VatMark> {
  const chosen = vat[setting];
  if (chosen) return accepted(exempt(chosen));
  if (!tax && setting === 'noTax') return refused(reason('tax_not_configured', at));
  const taxability = tax?.taxability ?? '';
  return refused(
    reason('vat_exemption_missing', `settings.vat.${setting}`, { category: 'E', taxability }),
  );
}

function exempt({ code, text }: { code: VatexCode; text?: string | undefined }): VatMark {
  const row = VATEX[code];
  return {
    treatment: { category: row.category, rate: 0 },
    exemption: { code, text: text ?? row.text },
  };
}

function isFrench({ country, tax_type: taxType }: SnapshotTaxRate): boolean {
  const isVat = !taxType || taxType === 'vat';
  return isVat && (!country || FRENCH_VAT_TERRITORIES.includes(country));
}

function percentageOf({ effective_percentage: effective, percentage }: SnapshotTaxRate): string {
  return String(effective ?? percentage);
}

/** A percentage as whole basis points: "5.5" is 550; undefined when it is finer than that. */
function basisPointsOf(percentage: string): RateBasisPoints | undefined {
  const value = parseDecimal(percentage);
  if (!value || value.scale > 2) return undefined;
  return Number(value.units * 10n ** BigInt(2 - value.scale));
}
