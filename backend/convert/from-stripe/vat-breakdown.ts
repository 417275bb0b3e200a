import { sum, type Amount } from '../../invoice/money.ts';
import { accepted, isNonEmpty, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason, type Reason } from '../../invoice/reason.ts';
import { isSameTreatment, type VatBreakdown, type VatTreatment } from '../../invoice/vat.ts';
import type { SnapshotTax } from '../../receive/snapshot.ts';
import { gather } from './gather.ts';
import { markOf, shownTaxOf, type VatContext, type VatMark } from './vat.ts';

/** Something that bears VAT, or not: a line or a charge. */
export interface MarkedPart {
  readonly mark: VatMark;
  readonly net: Amount;
}

/** What Stripe charged of a treatment, over the whole document. */
interface ChargedTax {
  readonly mark: VatMark;
  readonly taxable: Amount | null;
  readonly amount: Amount;
}

/** What a breakdown is made of. */
export interface BreakdownSource {
  readonly at: string;
  readonly parts: readonly MarkedPart[];
  readonly totalTaxes: readonly SnapshotTax[];
  /** Tax on shipping that the document's taxes do not hold. */
  readonly besides: readonly (MarkedPart & { readonly tax: Amount })[];
}

/**
 * BG-23: one row for each category and rate, whichever tax rate objects of Stripe it comes from. Where VAT is charged,
 * BT-116 and BT-117 are what Stripe shows; where none is, the base is what the lines and charges sum to. Refused: two
 * different reasons for charging none in one category.
 */
export function breakdownOf(
  { at, parts, totalTaxes, besides }: BreakdownSource,
  context: VatContext,
): Outcome<readonly VatBreakdown[]> {
  const marks = gather(
    totalTaxes.map((tax, index) =>
      markOf(shownTaxOf(tax, context.taxRates), `${at}.total_taxes[${index}]`, context),
    ),
  );
  if (!marks.ok) return marks;
  const charged: readonly ChargedTax[] = [
    ...totalTaxes.flatMap(({ taxable_amount: taxable, amount }, index) => {
      const mark = marks.value[index];
      return mark ? [{ mark, taxable, amount }] : [];
    }),
    ...besides.map(({ mark, net, tax }) => ({ mark, taxable: net, amount: tax })),
  ];
  const all = [...parts.map(({ mark }) => mark), ...marks.value];
  const mixed = mixedExemptions(all, at);
  if (isNonEmpty(mixed)) return refused(...mixed);
  return accepted(distinct(all).map((mark) => rowOf(mark, charged, parts)));
}

function rowOf(
  { treatment, exemption }: VatMark,
  charged: readonly ChargedTax[],
  parts: readonly MarkedPart[],
): VatBreakdown {
  const same = charged.filter(({ mark }) => isSameTreatment(mark.treatment, treatment));
  const bases = same.flatMap(({ taxable }) => taxable ?? []);
  const isShown = treatment.category === 'S' && same.length > 0 && bases.length === same.length;
  return {
    ...treatment,
    taxable: isShown ? sum(bases) : netOf(treatment, parts),
    tax: sum(same.map(({ amount }) => amount)),
    ...(exemption && { exemption }),
  };
}

function netOf(treatment: VatTreatment, parts: readonly MarkedPart[]): Amount {
  return sum(
    parts.filter(({ mark }) => isSameTreatment(mark.treatment, treatment)).map(({ net }) => net),
  );
}

/** BR-E-08 and its like leave room for one reason in each row. */
function mixedExemptions(marks: readonly VatMark[], at: string): readonly Reason[] {
  return distinct(marks).flatMap(({ treatment }) => {
    const codes = new Set(
      marks
        .filter((mark) => isSameTreatment(mark.treatment, treatment))
        .flatMap(({ exemption }) => exemption?.code ?? []),
    );
    if (codes.size < 2) return [];
    return [
      reason('vat_exemptions_mixed', `${at}.total_taxes`, {
        category: treatment.category,
        codes: [...codes].join(', '),
      }),
    ];
  });
}

function distinct(marks: readonly VatMark[]): readonly VatMark[] {
  return marks.filter(
    ({ treatment }, index) =>
      marks.findIndex((earlier) => isSameTreatment(earlier.treatment, treatment)) === index,
  );
}
