import type { Invoice } from '../invoice.ts';
import { formatRate, sum, taxOf, type Amount } from '../money.ts';
import { reason, type Reason } from '../reason.ts';
import { VAT_CATEGORIES } from '../vat-categories.ts';
import { isSameTreatment, type VatTreatment } from '../vat.ts';
import { OBEYED, figure, mustEqual, type Rule } from './rule.ts';

/** Basis points of the whole: a rate of 100 %. */
const WHOLE_BASIS_POINTS = 10_000n;

/** BR-CO-18: at least one row. */
const atLeastOneRow: Rule = ({ vatBreakdown }) =>
  vatBreakdown.length === 0
    ? [reason('vat_breakdown_incomplete', 'invoice.vatBreakdown', { rule: 'BR-CO-18' })]
    : OBEYED;

/** BR-S-01, BR-Z-01, BR-E-01, BR-AE-01, BR-IC-01, BR-G-01, BR-O-01: every treatment in use has its row. */
const everyTreatmentHasItsRow: Rule = ({ vatBreakdown, ...invoice }) => {
  if (vatBreakdown.length === 0) return OBEYED;
  const missing: VatTreatment[] = [];
  for (const { vat } of taxed(invoice)) {
    if ([...vatBreakdown, ...missing].some((row) => isSameTreatment(row, vat))) continue;
    missing.push(vat);
  }
  return missing.map((vat) =>
    reason('vat_breakdown_incomplete', 'invoice.vatBreakdown', {
      rule: `${VAT_CATEGORIES[vat.category].rules}-01`,
      category: vat.category,
      rate: formatRate(vat.rate),
    }),
  );
};

/** BR-S-08 and its like: one row for each category and rate, never two. */
const rowsAreUnique: Rule = ({ vatBreakdown }) =>
  vatBreakdown
    .filter((row, index) =>
      vatBreakdown.slice(0, index).some((earlier) => isSameTreatment(earlier, row)),
    )
    .map((row) =>
      reason('vat_breakdown_repeated', 'invoice.vatBreakdown', {
        category: row.category,
        rate: formatRate(row.rate),
      }),
    );

/** BR-S-08, BR-Z-08, …: BT-116 is the sum of the lines, less allowances, plus charges, of that category and rate. */
const basesAreExact: Rule = (invoice) =>
  invoice.vatBreakdown.flatMap((row, index) =>
    mustEqual(invoice, 'vat_taxable_inexact', {
      at: `invoice.vatBreakdown[${index}].taxable`,
      found: row.taxable,
      expected: sum(
        taxed(invoice)
          .filter(({ vat }) => isSameTreatment(vat, row))
          .map(({ amount }) => amount),
      ),
    }),
  );

/**
 * BR-CO-17, BR-S-09: BT-117 is the base × the rate. The official rule allows a whole euro of difference; here a
 * difference must be explained by rounding line by line, as Stripe taxes: half a cent for each line of the row, and
 * on prices that include tax as much again times the rate, because there the base is what the rounded tax leaves.
 * A credit note gives back the tax that a line bore, which Stripe may have moved by up to a cent so that the invoice's
 * lines sum to its total: a whole cent for each line. A row without VAT has exactly none (BR-Z-09, BR-E-09, BR-AE-09, BR-IC-09, BR-G-09, BR-O-09).
 */
const taxIsWithinTheRoundingOfTheLines: Rule = (invoice) =>
  invoice.vatBreakdown.flatMap((row, index): readonly Reason[] => {
    const rate = BigInt(row.rate);
    const parts = taxed(invoice).filter(
      ({ vat, isTaxedByItself }) => isTaxedByItself && isSameTreatment(vat, row),
    ).length;
    const halfCents = invoice.typeCode === '381' ? 2 : 1;
    const roundings = BigInt(rate === 0n ? 0 : Math.max(1, parts) * halfCents);
    const differenceTimesWhole = abs(row.tax * WHOLE_BASIS_POINTS - row.taxable * rate);
    if (2n * differenceTimesWhole <= roundings * (WHOLE_BASIS_POINTS + rate)) return OBEYED;
    return [
      reason('vat_amount_inexact', `invoice.vatBreakdown[${index}].tax`, {
        category: row.category,
        rate: formatRate(row.rate),
        taxable: figure(row.taxable, invoice),
        found: figure(row.tax, invoice),
        expected: figure(taxOf(row.taxable, row.rate), invoice),
      }),
    ];
  });

interface Taxed {
  readonly vat: VatTreatment;
  /** Negative for an allowance. */
  readonly amount: Amount;
  /** Whether Stripe computes and rounds a tax of its own on it. */
  readonly isTaxedByItself: boolean;
}

/** Everything in an invoice that bears VAT. */
function taxed({
  lines,
  allowances,
  charges,
}: Pick<Invoice, 'lines' | 'allowances' | 'charges'>): readonly Taxed[] {
  return [
    ...lines.map(({ vat, net }) => ({ vat, amount: net, isTaxedByItself: true })),
    ...allowances.map(({ vat, amount }) => ({ vat, amount: -amount, isTaxedByItself: false })),
    ...charges.map(({ vat, amount }) => ({ vat, amount, isTaxedByItself: true })),
  ];
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The VAT breakdown follows from the lines (EN 16931 §6.4.3). */
export const VAT_BREAKDOWN_RULES: readonly Rule[] = [
  atLeastOneRow,
  everyTreatmentHasItsRow,
  rowsAreUnique,
  basesAreExact,
  taxIsWithinTheRoundingOfTheLines,
];
