import { multiply, sum, toAmount } from '../../backend/invoice/money.ts';
import { decimalOf, partOf, rounded, shareOf, spread, type Fraction } from './arithmetic.ts';
import type { CouponSpec, InvoiceSpec, LineSpec, TaxSpec } from './spec.ts';

/** One coupon's part on one line; the amount is positive. */
export interface AppliedCoupon {
  readonly coupon: CouponSpec;
  readonly level: 'line' | 'invoice';
  readonly amount: bigint;
}

/** A tax on a line: what it is calculated on (net of inclusive tax), and how much it is. */
export interface AppliedTax {
  readonly spec: TaxSpec;
  readonly taxable: bigint;
  readonly amount: bigint;
}

/** A line with everything that Stripe calculates for it, in cents. */
export interface ChargedLine {
  readonly spec: LineSpec;
  /** Before discounts; holds the tax when it is inclusive. */
  readonly amount: bigint;
  readonly coupons: readonly AppliedCoupon[];
  readonly billingCredit: bigint;
  /** Undefined when no tax is configured. */
  readonly taxes: readonly AppliedTax[] | undefined;
}

const STANDARD_TAX: readonly TaxSpec[] = [{ percentage: '20' }];

/** Stripe's reasons under which a rate is shown and nothing is charged. */
const UNTAXED_REASONS: readonly string[] = [
  'reverse_charge',
  'customer_exempt',
  'product_exempt',
  'not_collecting',
  'not_subject_to_tax',
  'zero_rated',
];

interface Draft {
  readonly spec: LineSpec;
  readonly amount: bigint;
  readonly coupons: readonly AppliedCoupon[];
  readonly billingCredit: bigint;
}

/** Does Stripe's arithmetic for the lines of a spec: prices, coupons, billing credits, tax. */
export function chargeLines(spec: InvoiceSpec): readonly ChargedLine[] {
  const priced = spec.lines.map(priceLine);
  const discounted = spec.coupon ? applyInvoiceCoupon(priced, spec.coupon) : priced;
  const credited = applyBillingCredits(discounted, BigInt(spec.billingCreditsCents ?? 0));
  return applyTaxes(credited, spec.taxRounding ?? 'rate');
}

function priceLine(spec: LineSpec): Draft {
  const amount = amountOf(spec);
  const coupons: AppliedCoupon[] = [];
  for (const coupon of spec.discounts ?? []) {
    const left = amount - sum(coupons.map((applied) => applied.amount));
    coupons.push({ coupon, level: 'line', amount: couponOn(left, coupon) });
  }
  return { spec, amount, coupons, billingCredit: 0n };
}

function amountOf({ amountCents, quantity, unitPriceCents }: LineSpec): bigint {
  if (amountCents !== undefined) return BigInt(amountCents);
  if (unitPriceCents === undefined) throw new Error('a line needs a unit price or an amount');
  return toAmount(multiply(decimalOf(quantity ?? '1'), decimalOf(unitPriceCents)), 0);
}

function couponOn(amount: bigint, coupon: CouponSpec): bigint {
  if ('percentOff' in coupon) return rounded(partOf(amount, shareOf(coupon.percentOff)));
  const off = BigInt(coupon.amountOffCents);
  return off < amount ? off : amount;
}

function leftOf({ amount, coupons, billingCredit }: Draft): bigint {
  return amount - sum(coupons.map((coupon) => coupon.amount)) - billingCredit;
}

/** What each line bears of a sum that is spread over the lines that can bear it, in proportion. */
function proportions(lines: readonly Draft[], total: bigint): readonly bigint[] {
  const bearing = lines.map((line) =>
    line.spec.proration || leftOf(line) < 0n ? 0n : leftOf(line),
  );
  const base = sum(bearing);
  if (base === 0n) return lines.map(() => 0n);
  return spread(
    total,
    bearing.map((amount): Fraction => ({ numerator: amount * total, denominator: base })),
  );
}

function bearableBy(lines: readonly Draft[]): bigint {
  return sum(lines.map((line) => (line.spec.proration || leftOf(line) < 0n ? 0n : leftOf(line))));
}

function applyInvoiceCoupon(lines: readonly Draft[], coupon: CouponSpec): readonly Draft[] {
  const shares = proportions(lines, couponOn(bearableBy(lines), coupon));
  return lines.map((line, index) => {
    const amount = shares[index] ?? 0n;
    if (amount === 0n) return line;
    return { ...line, coupons: [...line.coupons, { coupon, level: 'invoice', amount } as const] };
  });
}

function applyBillingCredits(lines: readonly Draft[], credits: bigint): readonly Draft[] {
  if (credits === 0n) return lines;
  if (credits > bearableBy(lines)) throw new Error('more billing credits than there is to pay');
  const shares = proportions(lines, credits);
  return lines.map((line, index) => ({ ...line, billingCredit: shares[index] ?? 0n }));
}

/** One name per kind of tax; lines of one kind are rounded together. */
export function taxKey({ percentage, inclusive, reason, country }: TaxSpec): string {
  return [percentage, inclusive ? 'inclusive' : 'exclusive', reason ?? '', country ?? ''].join('|');
}

function applyTaxes(lines: readonly Draft[], rounding: 'rate' | 'line'): readonly ChargedLine[] {
  const specsOf = (line: Draft) => line.spec.taxes ?? STANDARD_TAX;
  const taxes = new Map<Draft, AppliedTax[]>(lines.map((line) => [line, []]));
  const keys = new Set(lines.flatMap((line) => specsOf(line).map(taxKey)));
  for (const key of keys) {
    const group = lines.flatMap((line) => {
      const spec = specsOf(line).find((candidate) => taxKey(candidate) === key);
      return spec ? [{ line, spec }] : [];
    });
    for (const { line, tax } of taxesOfRate(group, rounding)) taxes.get(line)?.push(tax);
  }
  return lines.map((line) => ({
    ...line,
    taxes: specsOf(line).length === 0 ? undefined : (taxes.get(line) ?? []),
  }));
}

interface TaxedDraft {
  readonly line: Draft;
  readonly spec: TaxSpec;
}

function taxesOfRate(group: readonly TaxedDraft[], rounding: 'rate' | 'line') {
  const parts = group.map(({ line, spec }) => exactTax(leftOf(line), spec));
  const amounts = rounding === 'line' ? parts.map(rounded) : spread(rounded(total(parts)), parts);
  return group.map(({ line, spec }, index) => {
    const amount = amounts[index] ?? 0n;
    const taxable = spec.inclusive ? leftOf(line) - amount : leftOf(line);
    if (spec.showsBase === false) return { line, tax: { spec, taxable: 0n, amount } };
    return { line, tax: { spec, taxable, amount } };
  });
}

/** The tax of an amount that is net (exclusive) or holds the tax (inclusive), not rounded yet. */
export function exactTax(amount: bigint, spec: TaxSpec): Fraction {
  const share = shareOf(spec.percentage);
  if (UNTAXED_REASONS.includes(spec.reason ?? '')) return { ...share, numerator: 0n };
  if (!spec.inclusive) return partOf(amount, share);
  return {
    numerator: amount * share.numerator,
    denominator: share.denominator + share.numerator,
  };
}

function total(parts: readonly Fraction[]): Fraction {
  const denominator = parts[0]?.denominator ?? 1n;
  return { numerator: sum(parts.map(({ numerator }) => numerator)), denominator };
}

/** The tax on shipping, rounded by itself. */
export function taxOnShipping({ cents, tax }: { readonly cents: number; readonly tax: TaxSpec }) {
  const taxable = BigInt(cents);
  return { spec: tax, taxable, amount: rounded(exactTax(taxable, tax)) } satisfies AppliedTax;
}
