import { hosting, INCLUSIVE, ordinary, STANDARD } from './hosting.ts';
import type { Situation } from './situation.ts';

/** What most invoices look like: prices, discounts, payments and texts at French rates. */
export const ORDINARY_SITUATIONS: readonly Situation[] = [
  ordinary('standard-exclusive', 'The plainest invoice: one line at 20 %, tax on top.', {
    dueOn: '2026-12-16',
  }),
  ordinary(
    'standard-inclusive',
    'A price that holds its VAT: the net line is derived, not the VAT.',
    {
      lines: [{ ...hosting, quantity: '1', unitPriceCents: '12000', taxes: INCLUSIVE }],
    },
  ),
  ordinary('mixed-rates', 'Three French rates give three rows of the breakdown.', {
    lines: ['20', '10', '5.5'].map((percentage) => ({
      description: `Fournitures à ${percentage.replace('.', ',')} %`,
      unitPriceCents: '10000',
      taxes: [{ percentage }],
    })),
  }),
  ordinary(
    'mixed-inclusive-exclusive',
    'One rate with tax on top and the same rate within the price share one row of the breakdown.',
    { lines: [hosting, { ...hosting, unitPriceCents: '9990', taxes: INCLUSIVE }] },
  ),
  ordinary(
    'line-tax-spread',
    'Stripe rounds the tax once per rate and spreads it over the lines; the breakdown is what was charged.',
    {
      lines: [1, 2, 3].map((part) => ({
        description: `Lot ${part}`,
        unitPriceCents: '333',
        taxes: STANDARD,
      })),
    },
  ),
  ordinary(
    'line-tax-rounded',
    'Tax rounded on every line differs from base × rate by a cent, within the rounding of the lines.',
    {
      taxRounding: 'line',
      lines: [1, 2, 3].map((part) => ({
        description: `Lot ${part}`,
        unitPriceCents: '333',
        taxes: STANDARD,
      })),
    },
  ),
  ordinary('line-discount', 'A coupon on one line becomes an allowance of that line.', {
    lines: [{ ...hosting, discounts: [{ name: 'Remise volume', percentOff: '12.5' }] }],
  }),
  ordinary(
    'invoice-coupon',
    'A coupon on the whole invoice becomes an allowance on each line, as Stripe spreads it.',
    {
      lines: [
        { ...hosting, unitPriceCents: '10000', quantity: '1' },
        { ...hosting, unitPriceCents: '10000', quantity: '1', taxes: [{ percentage: '5.5' }] },
      ],
      coupon: { name: 'Fidélité', percentOff: '10' },
    },
  ),
  ordinary(
    'amount-off-coupon',
    'A fixed amount off is spread over the lines to the cent, in proportion.',
    {
      lines: ['3333', '6667', '1'].map((unitPriceCents) => ({
        description: 'Fournitures',
        unitPriceCents,
        taxes: STANDARD,
      })),
      coupon: { name: 'Geste commercial', amountOffCents: 1_000 },
    },
  ),
  ordinary(
    'discounts-on-both-levels',
    'A line discount and an invoice coupon on the same line are two allowances.',
    {
      lines: [
        { ...hosting, discounts: [{ name: 'Remise volume', percentOff: '10' }] },
        { ...hosting, taxes: [{ percentage: '10' }] },
      ],
      coupon: { name: 'Fidélité', percentOff: '5' },
    },
  ),
  ordinary(
    'inclusive-with-discount',
    'A discount on a price that holds its VAT: net before and after are exact, the allowance lies between.',
    {
      lines: [
        {
          ...hosting,
          quantity: '3',
          unitPriceCents: '999',
          taxes: INCLUSIVE,
          discounts: [{ name: 'Remise', percentOff: '7' }],
        },
      ],
    },
  ),
  ordinary('paid-by-card', 'All of it is paid: framework A2, nothing due.', { status: 'paid' }),
  ordinary('partly-paid', 'A part is paid: framework A1, the rest is due.', {
    dueOn: '2026-12-16',
    paidCents: 15_000,
  }),
  ordinary('customer-credit', 'The customer’s balance pays a part: a prepayment, no discount.', {
    dueOn: '2026-12-16',
    startingBalanceCents: -10_000,
  }),
  ordinary('customer-credit-pays-all', 'The balance pays everything: Stripe calls it paid, A2.', {
    startingBalanceCents: -100_000,
  }),
  ordinary(
    'customer-debt',
    'An older debt raises what Stripe asks for above the invoice’s total: refused, for BT-113 is never negative.',
    { dueOn: '2026-12-16', startingBalanceCents: 5_000 },
  ),
  ordinary(
    'below-minimum-charge',
    'Too small to be charged: Stripe calls it paid and carries it over to the balance, so it is still due.',
    { lines: [{ ...hosting, quantity: '1', unitPriceCents: '30' }] },
  ),
  ordinary('zero-total', 'A trial: nothing to pay, framework A1.', {
    lines: [{ ...hosting, description: 'Période d’essai', unitPriceCents: '0' }],
  }),
  ordinary('whole-coupon', 'A coupon of 100 %: the allowance takes the whole line.', {
    coupon: { name: 'Partenariat', percentOff: '100' },
  }),
  ordinary('negative-total', 'Credits exceed charges: no invoice can say so.', {
    lines: [{ description: 'Avoir sur prestation', amountCents: -4_500, taxes: STANDARD }],
  }),
];
