import type { InvoiceLine } from '../line.ts';
import {
  CURRENCY_EXPONENT,
  divideRounded,
  formatDecimal,
  shortest,
  sum,
  type Amount,
  type Decimal,
} from '../money.ts';
import { reason, type Reason } from '../reason.ts';
import { isBlank } from '../text.ts';
import { OBEYED, everyLine, figure, type Rule } from './rule.ts';

/** Decimals of a unit price (BT-146) that Chorus Pro reads. */
export const PRICE_DECIMALS_MAX = 6;

/** Decimals of a quantity (BT-129, BT-149) that Chorus Pro reads. */
export const QUANTITY_DECIMALS_MAX = 4;

/** Digits of a quantity that Chorus Pro reads, decimals included. */
export const QUANTITY_DIGITS_MAX = 10;

/**
 * What a line comes to before its allowances: round(quantity × price / base quantity), half away from zero, in minor
 * units. Exact until the one rounding. The base quantity must not be zero.
 */
export function lineGross(
  { quantity, price, baseQuantity }: Pick<InvoiceLine, 'quantity' | 'price' | 'baseQuantity'>,
  exponent: number,
): Amount {
  const numerator = quantity.units * price.units * 10n ** BigInt(baseQuantity.scale + exponent);
  return divideRounded(numerator, baseQuantity.units * 10n ** BigInt(quantity.scale + price.scale));
}

/** BR-16: at least one line. */
const atLeastOneLine: Rule = ({ lines }) =>
  lines.length === 0 ? [reason('no_lines', 'invoice.lines')] : OBEYED;

/** BR-21: every line has an identifier (BT-126). */
const lineHasId = everyLine((line, at) =>
  isBlank(line.id) ? reason('invoice_incomplete', `${at}.id`, { rule: 'BR-21' }) : undefined,
);

/** BT-126 is unique in the document, which no official schematron looks at. */
const lineIdsAreUnique: Rule = ({ lines }) => {
  const seen = new Set<string>();
  const repeated: Reason[] = [];
  for (const [index, { id }] of lines.entries()) {
    if (seen.has(id))
      repeated.push(reason('line_id_repeated', `invoice.lines[${index}].id`, { id }));
    seen.add(id);
  }
  return repeated;
};

/** BR-25: every line says what it is for (BT-153). */
const lineHasName = everyLine((line, at) =>
  isBlank(line.name) ? reason('invoice_incomplete', `${at}.name`, { rule: 'BR-25' }) : undefined,
);

/** BR-27: a unit price (BT-146) is never negative; a credit has a negative quantity. */
const priceIsNotNegative = everyLine(({ price }, at) =>
  price.units < 0n
    ? reason('price_negative', `${at}.price`, { found: formatDecimal(price) })
    : undefined,
);

/** A unit price (BT-146) has at most six decimals. */
const priceFits = everyLine(({ price }, at) =>
  shortest(price).scale > PRICE_DECIMALS_MAX
    ? reason('price_too_precise', `${at}.price`, {
        found: formatDecimal(price),
        limit: String(PRICE_DECIMALS_MAX),
      })
    : undefined,
);

/** Quantities (BT-129, BT-149) have at most four decimals. */
const quantityFits = everyLine(({ quantity, baseQuantity }, at) => {
  const tooPrecise = [quantity, baseQuantity].find(
    (value) => shortest(value).scale > QUANTITY_DECIMALS_MAX,
  );
  return tooPrecise
    ? reason('quantity_too_precise', `${at}.quantity`, {
        found: formatDecimal(tooPrecise),
        limit: String(QUANTITY_DECIMALS_MAX),
      })
    : undefined;
});

/** Quantities (BT-129, BT-149) have at most ten digits. */
const quantityIsNotTooLarge = everyLine(({ quantity, baseQuantity }, at) => {
  const tooLarge = [quantity, baseQuantity].find((value) => digitsOf(value) > QUANTITY_DIGITS_MAX);
  return tooLarge
    ? reason('number_too_large', `${at}.quantity`, {
        found: formatDecimal(tooLarge),
        limit: String(QUANTITY_DIGITS_MAX),
      })
    : undefined;
});

/** A price is for more than zero units (BT-149). */
const baseQuantityIsPositive = everyLine(({ baseQuantity }, at) =>
  baseQuantity.units > 0n
    ? undefined
    : reason('base_quantity_not_positive', `${at}.baseQuantity`, {
        found: formatDecimal(baseQuantity),
      }),
);

/**
 * BT-131 = round(BT-129 × BT-146 / BT-149) − allowances (EN 16931 §6.4), exactly. No official schematron looks at it.
 */
const lineNetIsExact = everyLine((line, at, invoice) => {
  if (line.baseQuantity.units <= 0n) return undefined;
  const expected =
    lineGross(line, CURRENCY_EXPONENT[invoice.currency]) -
    sum(line.allowances.map(({ amount }) => amount));
  return line.net === expected
    ? undefined
    : reason('line_net_inexact', `${at}.net`, {
        found: figure(line.net, invoice),
        expected: figure(expected, invoice),
      });
});

/** A line allowance (BT-136) is written as a positive amount. */
const lineAllowancesArePositive = everyLine(({ allowances }, at, invoice) => {
  const index = allowances.findIndex(({ amount }) => amount < 0n);
  const negative = allowances[index];
  return negative
    ? reason('allowance_negative', `${at}.allowances[${index}]`, {
        found: figure(negative.amount, invoice),
      })
    : undefined;
});

function digitsOf(value: Decimal): number {
  return formatDecimal(shortest(value)).replace(/\D/g, '').length;
}

/** Each line says what, how many, at what price, and comes to exactly that. */
export const LINE_RULES: readonly Rule[] = [
  atLeastOneLine,
  lineHasId,
  lineIdsAreUnique,
  lineHasName,
  priceIsNotNegative,
  priceFits,
  quantityFits,
  quantityIsNotTooLarge,
  baseQuantityIsPositive,
  lineNetIsExact,
  lineAllowancesArePositive,
];
