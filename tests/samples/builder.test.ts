import { describe, expect, it } from '@jest/globals';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { buildInvoice } from './builder.ts';
import { midnightInFrance } from './day.ts';
import { findBrokenIdentities } from './invariants.ts';
import type { InvoiceSpec } from './spec.ts';

const customer = { name: 'Mairie de Valombre-sur-Isle' };

const figuresOf = (spec: Partial<InvoiceSpec> & Pick<InvoiceSpec, 'lines'>) => {
  const { invoice } = buildInvoice({ number: 'GUI-1', customer, ...spec });
  return {
    subtotal: invoice.subtotal,
    excluding: invoice.subtotal_excluding_tax,
    discounts: invoice.total_discount_amounts.map(({ amount }) => amount),
    taxes: (invoice.total_taxes ?? []).map((tax) => [tax.taxable_amount, tax.amount]),
    total: invoice.total,
    due: invoice.amount_due,
  };
};

const line = (cents: string, percentage = '20') => ({
  description: 'Hébergement',
  unitPriceCents: cents,
  taxes: [{ percentage }],
});

describe('the builder does Stripe’s arithmetic', () => {
  const cases: readonly [string, Parameters<typeof figuresOf>[0], ReturnType<typeof figuresOf>][] =
    [
      [
        'exclusive tax',
        { lines: [{ ...line('25000'), quantity: '2' }] },
        {
          subtotal: 50000,
          excluding: 50000,
          discounts: [],
          taxes: [[50000, 10000]],
          total: 60000,
          due: 60000,
        },
      ],
      [
        'inclusive tax',
        { lines: [{ ...line('12000'), taxes: [{ percentage: '20', inclusive: true }] }] },
        {
          subtotal: 12000,
          excluding: 10000,
          discounts: [],
          taxes: [[10000, 2000]],
          total: 12000,
          due: 12000,
        },
      ],
      [
        'an invoice coupon',
        { lines: [line('10000'), line('10000')], coupon: { name: 'Fidélité', percentOff: '10' } },
        {
          subtotal: 20000,
          excluding: 20000,
          discounts: [2000],
          taxes: [[18000, 3600]],
          total: 21600,
          due: 21600,
        },
      ],
      [
        'three rates',
        { lines: [line('10000'), line('10000', '10'), line('10000', '5.5')] },
        {
          subtotal: 30000,
          excluding: 30000,
          discounts: [],
          taxes: [
            [10000, 2000],
            [10000, 1000],
            [10000, 550],
          ],
          total: 33550,
          due: 33550,
        },
      ],
      [
        'a proration',
        {
          lines: [
            { description: 'Temps non utilisé', amountCents: -4500, proration: true },
            { description: 'Temps restant', amountCents: 9000, proration: true },
          ],
        },
        {
          subtotal: 4500,
          excluding: 4500,
          discounts: [],
          taxes: [[4500, 900]],
          total: 5400,
          due: 5400,
        },
      ],
      [
        'a customer credit',
        { lines: [line('50000')], startingBalanceCents: -10000 },
        {
          subtotal: 50000,
          excluding: 50000,
          discounts: [],
          taxes: [[50000, 10000]],
          total: 60000,
          due: 50000,
        },
      ],
    ];
  it.each(cases)('%s', (_name, spec, figures) => {
    expect(figuresOf(spec)).toEqual(figures);
  });

  it('spreads the tax of a rate over its lines to the cent', () => {
    const { lines, invoice } = buildInvoice({
      number: 'GUI-1',
      customer,
      lines: [line('333'), line('333'), line('333')],
    });
    // 9.99 € at 20 % is 2.00 €; 3.33 € at 20 % is 0.666 €.
    expect(invoice.total_taxes?.map(({ amount }) => amount)).toEqual([200]);
    expect(lines.map(({ taxes }) => taxes?.[0]?.amount)).toEqual([67, 67, 66]);
  });

  it('embeds the first ten lines and gives all of them beside', () => {
    const spec = {
      number: 'GUI-1',
      customer,
      lines: Array.from({ length: 12 }, () => line('100')),
    };
    const bundle = buildInvoice(spec);
    expect(bundle.invoice.lines).toMatchObject({ has_more: true, total_count: 12 });
    expect([bundle.invoice.lines.data.length, bundle.lines.length]).toEqual([10, 12]);
    expect(buildInvoice(spec)).toEqual(bundle);
    expect(parseSnapshot(bundle)).toMatchObject({ ok: true });
  });

  it('names the identity that a spoilt invoice breaks, and refuses a spec that cannot be', () => {
    const bundle = buildInvoice({ number: 'GUI-1', customer, lines: [line('100')] });
    const spoilt = { ...bundle, invoice: { ...bundle.invoice, total: bundle.invoice.total + 1 } };
    expect(findBrokenIdentities(spoilt).join()).toContain('total = total excluding tax + taxes');
    expect(() =>
      buildInvoice({ number: 'GUI-1', customer, lines: [line('100')], paidCents: 9999 }),
    ).toThrow('paid more');
  });

  it('knows when a day starts in France, in winter and in summer', () => {
    expect(new Date(midnightInFrance('2026-11-16') * 1000).toISOString()).toBe(
      '2026-11-15T23:00:00.000Z',
    );
    expect(new Date(midnightInFrance('2026-07-14') * 1000).toISOString()).toBe(
      '2026-07-13T22:00:00.000Z',
    );
  });
});
