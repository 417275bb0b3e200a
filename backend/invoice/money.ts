/**
 * Exact numbers. An amount is a `bigint` of minor units (cents for EUR); a quantity or a unit price is
 * an exact decimal; a rate is a whole number of basis points (20 % = 2000). No float touches money.
 */

/** Minor units of the invoice's currency: 1 EUR = 100n. */
export type Amount = bigint;

/** A VAT rate in basis points: 20 % = 2000, 5.5 % = 550, 2.1 % = 210. */
export type RateBasisPoints = number;

/** The exact number `units / 10^scale`; `scale` is 0 to DECIMAL_SCALE_MAX. `{units: 1234n, scale: 2}` is 12.34. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Most decimals that a Stripe decimal string carries. */
export const DECIMAL_SCALE_MAX = 14;

/** Digits of the integer part above which a decimal is refused as absurd. */
const DECIMAL_INTEGER_DIGITS_MAX = 18;

/** Minor-unit exponent of the currencies that Guichet issues: EUR has two decimals. */
export const CURRENCY_EXPONENT = { EUR: 2 } as const satisfies Record<string, number>;

/** ISO 4217 codes (BT-5) that Guichet issues. */
export type CurrencyCode = keyof typeof CURRENCY_EXPONENT;

/** Parses a plain decimal string such as "-12.3450"; undefined when it is not one, or is absurdly long. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', integer = '', rawFraction = ''] = match;
  const fraction = rawFraction.replace(/0+$/, '');
  if (integer.length > DECIMAL_INTEGER_DIGITS_MAX || fraction.length > DECIMAL_SCALE_MAX) {
    return undefined;
  }
  return { units: BigInt(`${sign}${integer}${fraction}`), scale: fraction.length };
}

/** The decimal that stands for a whole number. */
export function wholeNumber(value: bigint): Decimal {
  return { units: value, scale: 0 };
}

/** The same number in its shortest form: 1.500 becomes 1.5. */
export function shortest(value: Decimal): Decimal {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
}

/** Whether two decimals are the same number, whatever their scale. */
export function isSameNumber(left: Decimal, right: Decimal): boolean {
  const scale = Math.max(left.scale, right.scale);
  return rescale(left, scale) === rescale(right, scale);
}

/** The number's units at a scale at least its own. */
function rescale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Exact product. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, scale: left.scale + right.scale };
}

/** Quotient rounded half away from zero, the commercial rounding that EN 16931 asks for (§6.5.3). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * top + bottom) / (2n * bottom);
  return negative ? -quotient : quotient;
}

/** A decimal number of major units (euros) as minor units, rounded half away from zero. */
export function toAmount(value: Decimal, exponent: number): Amount {
  const shift = exponent - value.scale;
  return shift >= 0
    ? value.units * 10n ** BigInt(shift)
    : divideRounded(value.units, 10n ** BigInt(-shift));
}

/** VAT of a base: base × rate, rounded half away from zero to the minor unit (BR-CO-17). */
export function taxOf(base: Amount, rate: RateBasisPoints): Amount {
  return divideRounded(base * BigInt(rate), 10_000n);
}

/** Sum of amounts; 0n for none. */
export function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** An amount in major units with all its decimals, as EN 16931 writes it: 120000n becomes "1200.00". */
export function formatAmount(amount: Amount, exponent: number): string {
  return formatDecimal({ units: amount, scale: exponent });
}

/** A decimal written plainly with exactly its own scale: {1050n, 3} becomes "1.050". */
export function formatDecimal(value: Decimal): string {
  const sign = value.units < 0n ? '-' : '';
  const digits = (value.units < 0n ? -value.units : value.units)
    .toString()
    .padStart(value.scale + 1, '0');
  if (value.scale === 0) return sign + digits;
  const cut = digits.length - value.scale;
  return `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** A rate in per cent in short form, the only one that French rules take: 2000 → "20", 550 → "5.5". */
export function formatRate(rate: RateBasisPoints): string {
  return formatDecimal(shortest({ units: BigInt(rate), scale: 2 }));
}
