import type { RawInvoiceBundle, RawTax } from './raw.ts';

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Throws unless the raw objects keep the identities that a finalized Stripe invoice keeps, each named in the error:
 * totals, taxes per rate, what remains to be paid, and that every tax rate is there.
 */
export function assertConsistent(bundle: RawInvoiceBundle): void {
  const broken = findBrokenIdentities(bundle);
  if (broken.length > 0) throw new Error(`inconsistent sample invoice: ${broken.join('; ')}`);
}

/** The identities that do not hold, in words. */
export function findBrokenIdentities(bundle: RawInvoiceBundle): readonly string[] {
  return identities(bundle).flatMap(([name, left, right]) =>
    left === right ? [] : [`${name}: ${left} is not ${right}`],
  );
}

type Identity = readonly [name: string, left: number, right: number];

function identities({ invoice, lines, taxRates }: RawInvoiceBundle): readonly Identity[] {
  const shipping = invoice.shipping_cost;
  const taxes = invoice.total_taxes ?? [];
  const lineTaxes = lines.flatMap((line) => line.taxes ?? []);
  const discounts = total(
    lines.flatMap((line) => line.discount_amounts).map(({ amount }) => amount),
  );
  const credits = total(
    invoice.total_pretax_credit_amounts
      .filter(({ type }) => type === 'credit_balance_transaction')
      .map(({ amount }) => amount),
  );
  const exclusive = total(
    taxes.filter(({ tax_behavior }) => tax_behavior === 'exclusive').map(({ amount }) => amount),
  );
  return [
    [
      'total = total excluding tax + taxes',
      invoice.total,
      invoice.total_excluding_tax + total(taxes.map(({ amount }) => amount)),
    ],
    [
      'total = lines − discounts − credits + shipping + exclusive tax',
      invoice.total,
      total(lines.map(({ amount }) => amount)) -
        discounts -
        credits +
        (shipping?.amount_subtotal ?? 0) +
        exclusive,
    ],
    ['remaining = due − paid', invoice.amount_remaining, invoice.amount_due - invoice.amount_paid],
    [
      'discounts of the lines',
      discounts,
      total(invoice.total_discount_amounts.map(({ amount }) => amount)),
    ],
    ...taxes.flatMap((tax) => taxIdentities(tax, lineTaxes, invoice.shipping_cost)),
    [
      'tax rates that are missing',
      lineTaxes.filter(({ tax_rate_details: details }) =>
        taxRates.every(({ id }) => id !== details?.tax_rate),
      ).length,
      0,
    ],
    ['lines that are counted', invoice.lines.total_count, lines.length],
  ];
}

function taxIdentities(
  tax: RawTax,
  lineTaxes: readonly RawTax[],
  shipping: RawInvoiceBundle['invoice']['shipping_cost'],
): readonly Identity[] {
  const id = tax.tax_rate_details?.tax_rate ?? '';
  const same = lineTaxes.filter(({ tax_rate_details: details }) => details?.tax_rate === id);
  const shipped = shipping?.taxes.filter(({ rate }) => rate.id === id) ?? [];
  return [
    [`tax of ${id}`, tax.amount, total([...same, ...shipped].map(({ amount }) => amount))],
    [
      `taxable amount of ${id}`,
      tax.taxable_amount ?? 0,
      total([...same, ...shipped].map(({ taxable_amount }) => taxable_amount ?? 0)),
    ],
  ];
}
