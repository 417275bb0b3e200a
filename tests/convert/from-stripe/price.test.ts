import { describe, expect, it } from '@jest/globals';
import {
  findPricing,
  priceAsOne,
  type PricedItem,
} from '../../../backend/convert/from-stripe/price.ts';
import { formatDecimal, parseDecimal } from '../../../backend/invoice/money.ts';
import { lineGross } from '../../../backend/invoice/rules/lines.ts';

const decimal = (text: string) => {
  const value = parseDecimal(text);
  if (!value) throw new Error(text);
  return value;
};

const item = (
  gross: bigint,
  quantity: string,
  unitPrice: string,
  inclusiveRate = 0,
): PricedItem => ({
  gross,
  quantity: decimal(quantity),
  unitPrice: decimal(unitPrice),
  inclusiveRate,
  exponent: 2,
});

function shown(priced: PricedItem): string | undefined {
  const pricing = findPricing(priced);
  if (!pricing) return undefined;
  expect(lineGross(pricing, 2)).toBe(priced.gross);
  return [pricing.quantity, pricing.price, pricing.baseQuantity].map(formatDecimal).join(' × ');
}

describe('quantity, price and base quantity', () => {
  const cases: readonly [why: string, PricedItem, string | undefined][] = [
    ['whole cents', item(50_000n, '2', '25000'), '2 × 250 × 1'],
    ['tenths of a cent', item(46_500n, '1240', '37.5'), '1240 × 0.375 × 1'],
    ['four decimals of a cent', item(13_358n, '184250', '0.0725'), '184250 × 0.000725 × 1'],
    [
      'more decimals than are taken: per 100,000,000',
      item(12n, '1000', '0.012345678912'),
      '1000 × 12345.678912 × 100000000',
    ],
    ['a decimal quantity', item(625n, '12.5', '50'), '12.5 × 0.5 × 1'],
    ['a quantity finer than is taken', item(617n, '1.23456', '500'), undefined],
    ['a quantity with too many digits', item(123_456n, '12345678901', '0.00001'), undefined],
    ['an amount that is not quantity × price', item(4_500n, '1', '9000'), undefined],
    ['a credit with a negative price', item(-5_000n, '2', '-2500'), '-2 × 25 × 1'],
    ['a credit with a negative amount only', item(-5_000n, '2', '2500'), '-2 × 25 × 1'],
    ['nothing used', item(0n, '0', '2500'), '0 × 25 × 1'],
    ['a flat fee on nothing used', item(900n, '0', '2500'), undefined],
    ['free of charge', item(0n, '3', '0'), '3 × 0 × 1'],
    ['an inclusive price', item(10_000n, '1', '12000', 2000), '1 × 100 × 1'],
    ['an inclusive price of three', item(2_498n, '3', '999', 2000), '3 × 8.325 × 1'],
    [
      'an inclusive price where Stripe gave a cent elsewhere',
      item(2_497n, '3', '999', 2000),
      '3 × 8.323 × 1',
    ],
  ];
  it.each(cases)('%s', (_why, priced, expected) => {
    expect(shown(priced)).toBe(expected);
  });

  it('tells a cent apart over a hundred thousand by a base quantity', () => {
    // A price of six decimals moves the whole by ten cents at this quantity.
    expect(shown(item(82_500_001n, '100000', '990', 2000))).toBe('100000 × 82.500001 × 10');
  });

  it('always has the form of one at the net', () => {
    for (const gross of [0n, 1n, -1n, 123_456n, -99n]) {
      const pricing = priceAsOne(item(gross, '3', '1'));
      expect(lineGross(pricing, 2)).toBe(gross);
      expect(pricing.price.units >= 0n).toBe(true);
    }
  });
});
