import type { DocumentCharge, InvoiceLine } from '../../invoice/line.ts';
import { sum, type Amount } from '../../invoice/money.ts';
import { accepted, type Outcome } from '../../invoice/outcome.ts';
import { isSameTreatment, type VatBreakdown, type VatTreatment } from '../../invoice/vat.ts';
import type { SnapshotInvoice, SnapshotTax, SnapshotTaxRate } from '../../receive/snapshot.ts';
import { gather } from './gather.ts';
import { treatmentOf } from './vat.ts';

interface TaxedPart {
  readonly treatment: VatTreatment;
  readonly tax: SnapshotTax;
}

/**
 * BG-23: one row for each category and rate, whichever tax rate objects of Stripe it comes from. BT-116 and BT-117 are
 * what Stripe shows; where Stripe gives no taxable amount, the base is what the lines and charges sum to.
 */
export function breakdownOf(
  invoice: SnapshotInvoice,
  parts: readonly (InvoiceLine | DocumentCharge)[],
  taxRates: readonly SnapshotTaxRate[],
): Outcome<readonly VatBreakdown[]> {
  const taxes = invoice.total_taxes ?? [];
  const treatments = gather(
    taxes.map((tax, index) => treatmentOf(tax, `invoice.total_taxes[${index}]`, taxRates)),
  );
  if (!treatments.ok) return treatments;
  const taxed = taxes.flatMap((tax, index): readonly TaxedPart[] => {
    const treatment = treatments.value[index];
    return treatment ? [{ treatment, tax }] : [];
  });
  return accepted(distinct(treatments.value).map((treatment) => rowOf(treatment, taxed, parts)));
}

function rowOf(
  treatment: VatTreatment,
  taxed: readonly TaxedPart[],
  parts: readonly (InvoiceLine | DocumentCharge)[],
): VatBreakdown {
  const same = taxed.filter((part) => isSameTreatment(part.treatment, treatment));
  const bases = same.flatMap(({ tax }) => tax.taxable_amount ?? []);
  return {
    ...treatment,
    taxable: bases.length === same.length ? sum(bases) : netOf(treatment, parts),
    tax: sum(same.map(({ tax }) => tax.amount)),
  };
}

function netOf(treatment: VatTreatment, parts: readonly (InvoiceLine | DocumentCharge)[]): Amount {
  return sum(
    parts
      .filter(({ vat }) => isSameTreatment(vat, treatment))
      .map((part) => ('net' in part ? part.net : part.amount)),
  );
}

function distinct(treatments: readonly VatTreatment[]): readonly VatTreatment[] {
  return treatments.filter(
    (treatment, index) =>
      treatments.findIndex((earlier) => isSameTreatment(earlier, treatment)) === index,
  );
}
