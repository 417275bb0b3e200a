import type { InvoiceLine } from '../../invoice/line.ts';
import {
  divideRounded,
  multiply,
  shortest,
  wholeNumber,
  type Amount,
  type Decimal,
  type RateBasisPoints,
} from '../../invoice/money.ts';
import {
  lineGross,
  PRICE_DECIMALS_MAX,
  QUANTITY_DECIMALS_MAX,
  QUANTITY_DIGITS_MAX,
} from '../../invoice/rules/lines.ts';

/**
 * Quantity and price of a line (BT-129, BT-146, BT-149). Comes in: what Stripe shows, and the line's net before
 * discounts. Goes out: three numbers that give back exactly that net. Kept here: never a negative price, never a
 * figure that was cut to fit.
 */

/** Quantity × price / base quantity, which comes to the line's net before discounts. */
export type Pricing = Pick<InvoiceLine, 'quantity' | 'price' | 'baseQuantity'>;

export interface PricedItem {
  /** Net of VAT, before discounts, in minor units. */
  readonly gross: Amount;
  readonly quantity: Decimal | undefined;
  /** In minor units, as Stripe shows it; undefined for a custom amount. */
  readonly unitPrice: Decimal | undefined;
  /** The rate of the VAT that the unit price holds, so that a net one has to be derived; 0 when it holds none. */
  readonly inclusiveRate: RateBasisPoints;
  /** Of the currency: 2 for EUR. */
  readonly exponent: number;
}

const ONE = wholeNumber(1n);

const WHOLE_BASIS_POINTS = 10_000n;

/** Largest power of ten that a base quantity (BT-149) takes: its digits are those of a quantity. */
const BASE_POWER_MAX = QUANTITY_DIGITS_MAX - 1;

/** The forms of a derived price, the plainest first. */
const DERIVED_FORMS: readonly { readonly decimals: number; readonly power: number }[] = [
  ...Array.from({ length: PRICE_DECIMALS_MAX + 1 }, (_, decimals) => ({ decimals, power: 0 })),
  ...Array.from({ length: BASE_POWER_MAX }, (_, index) => ({
    decimals: PRICE_DECIMALS_MAX,
    power: index + 1,
  })),
];

/** Quantity and price as Stripe shows them when they give back the net exactly; undefined when they do not. */
export function findPricing(item: PricedItem): Pricing | undefined {
  const { quantity, unitPrice } = item;
  if (!quantity || !unitPrice || !isWritableQuantity(quantity)) return undefined;
  const signed = withPositivePrice(quantity, unitPrice, item.gross);
  for (const candidate of candidatesOf(signed, item)) {
    const pricing = { quantity: signed.quantity, ...candidate };
    if (lineGross(pricing, item.exponent) === item.gross) return pricing;
  }
  return undefined;
}

/** Prices worth trying, the plainest first; made one at a time, for the first one nearly always fits. */
function* candidatesOf(
  { quantity, price }: { readonly quantity: Decimal; readonly price: Decimal },
  item: PricedItem,
): Generator<PriceForBase> {
  if (item.inclusiveRate === 0) {
    yield* shownPrices(price, item.exponent);
    return;
  }
  yield* netPrices(price, item);
  yield* derivedPrices(quantity, item);
}

/** One, or minus one, at the net of the line: the form that always exists. */
export function priceAsOne({ gross, exponent }: PricedItem): Pricing {
  const isNegative = gross < 0n;
  return {
    quantity: wholeNumber(isNegative ? -1n : 1n),
    price: shortest({ units: isNegative ? -gross : gross, scale: exponent }),
    baseQuantity: ONE,
  };
}

function isWritableQuantity(quantity: Decimal): boolean {
  const { units, scale } = shortest(quantity);
  const digits = (units < 0n ? -units : units).toString().length;
  return scale <= QUANTITY_DECIMALS_MAX && digits <= QUANTITY_DIGITS_MAX;
}

/** BR-27: the sign goes to the quantity. Stripe shows credits with a negative price, or with a negative amount only. */
function withPositivePrice(quantity: Decimal, unitPrice: Decimal, gross: Amount) {
  const isPriceNegative = unitPrice.units < 0n;
  const isCredit = isPriceNegative !== (gross < 0n && unitPrice.units >= 0n && quantity.units > 0n);
  return {
    price: isPriceNegative ? negated(unitPrice) : unitPrice,
    quantity: shortest(isCredit ? negated(quantity) : quantity),
  };
}

function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

type PriceForBase = Pick<Pricing, 'price' | 'baseQuantity'>;

/** The price in major units for the smallest base quantity at which it needs no more decimals than are taken. */
function shownPrices(unitPrice: Decimal, exponent: number): readonly PriceForBase[] {
  const price = shortest({ units: unitPrice.units, scale: unitPrice.scale + exponent });
  const power = Math.max(0, price.scale - PRICE_DECIMALS_MAX);
  if (power > BASE_POWER_MAX) return [];
  const base = tenTo(power);
  return [{ price: shortest(multiply(price, base)), baseQuantity: base }];
}

/** The shown price without its VAT, with ever more decimals. */
function* netPrices(
  unitPrice: Decimal,
  { inclusiveRate, exponent }: PricedItem,
): Generator<PriceForBase> {
  const divisor =
    (WHOLE_BASIS_POINTS + BigInt(inclusiveRate)) * 10n ** BigInt(unitPrice.scale + exponent);
  for (let decimals = 0; decimals <= PRICE_DECIMALS_MAX; decimals += 1) {
    const units = divideRounded(
      unitPrice.units * WHOLE_BASIS_POINTS * 10n ** BigInt(decimals),
      divisor,
    );
    yield { price: shortest({ units, scale: decimals }), baseQuantity: ONE };
  }
}

/** Net prices that come closest to the net: ever more decimals, then ever larger base quantities. */
function* derivedPrices(
  quantity: Decimal,
  { gross, exponent }: PricedItem,
): Generator<PriceForBase> {
  if (quantity.units === 0n) return;
  for (const { decimals, power } of DERIVED_FORMS) {
    const units = divideRounded(
      gross * 10n ** BigInt(quantity.scale + decimals + power),
      quantity.units * 10n ** BigInt(exponent),
    );
    yield { price: shortest({ units, scale: decimals }), baseQuantity: tenTo(power) };
  }
}

function tenTo(power: number): Decimal {
  return wholeNumber(10n ** BigInt(power));
}
