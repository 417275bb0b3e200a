import { divideRounded, parseDecimal, sum, type Decimal } from '../../backend/invoice/money.ts';

/** A fraction that is not rounded yet. */
export interface Fraction {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/** Reads a decimal of a spec; throws when it is none, because the spec is then wrong. */
export function decimalOf(text: string): Decimal {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal: ${text}`);
  return value;
}

/** The share that a percentage stands for: "5.5" is 55/1000. */
export function shareOf(percentage: string): Fraction {
  const { units, scale } = decimalOf(percentage);
  return { numerator: units, denominator: 100n * 10n ** BigInt(scale) };
}

/** Part of an amount, exactly. */
export function partOf(amount: bigint, share: Fraction): Fraction {
  return { numerator: amount * share.numerator, denominator: share.denominator };
}

/** Rounds half away from zero. */
export function rounded({ numerator, denominator }: Fraction): bigint {
  return divideRounded(numerator, denominator);
}

function floor({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}

/**
 * Spreads a total over exact parts that sum to about as much: each part is rounded down, and the cents that are left
 * go to the largest remainders, the first of equals first. The parts given back sum to the total.
 */
export function spread(total: bigint, parts: readonly Fraction[]): readonly bigint[] {
  const floors = parts.map(floor);
  const left = total - sum(floors);
  if (left < 0n || left > BigInt(parts.length)) throw new Error('the parts are far from the total');
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: Number(remainderOf(part)) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, Number(left)).map(({ index }) => index));
  return floors.map((value, index) => (raised.has(index) ? value + 1n : value));
}

/** The part above the floor, in millionths. */
function remainderOf(part: Fraction): bigint {
  const rest = part.numerator - floor(part) * part.denominator;
  return (rest * 1_000_000n) / part.denominator;
}
