import fc from 'fast-check';
import type { SettingsInput } from '../../backend/settings.ts';
import { buildInvoice } from './builder.ts';
import { buildCreditNote } from './credit-note.ts';
import { townHall } from './public-bodies.ts';
import type { RawCreditNoteBundle, RawInvoiceBundle } from './raw.ts';
import { SAMPLE_SETTINGS } from './samples.ts';
import type { CouponSpec, CreditedLineSpec, InvoiceSpec, LineSpec, TaxSpec } from './spec.ts';

/**
 * Random documents of Stripe's, as varied as Stripe Billing makes them and consistent to the cent, since the builder
 * makes them too. Each comes with settings that give a reason wherever no VAT is charged.
 */

/** A random case: raw objects, and the settings that go with them. */
export interface RandomCase {
  readonly raw: RawInvoiceBundle | RawCreditNoteBundle;
  readonly settings: SettingsInput;
}

const LINES_MAX = 12;
const MANY_LINES_MAX = 130;

/** Reasons for every way of charging no VAT, all of one code so that they may share a row. */
const WITH_REASONS: SettingsInput = {
  ...SAMPLE_SETTINGS,
  vat: {
    customerExempt: { code: 'VATEX-FR-CGI261-4' },
    productExempt: { code: 'VATEX-FR-CGI261-4' },
    noTax: { code: 'VATEX-FR-CGI261-4' },
  },
};

const rate = fc.constantFrom('20', '20', '20', '10', '5.5', '2.1', '8.5', '1.05', '0');

const chargedTax: fc.Arbitrary<TaxSpec> = fc.record({
  percentage: rate,
  inclusive: fc.boolean(),
});

const uncharged: fc.Arbitrary<TaxSpec> = fc.record({
  percentage: fc.constantFrom('20', '0'),
  reason: fc.constantFrom('reverse_charge', 'customer_exempt', 'product_exempt'),
  showsBase: fc.boolean(),
});

const taxes: fc.Arbitrary<readonly TaxSpec[]> = fc.oneof(
  { weight: 12, arbitrary: chargedTax.map((tax) => [tax]) },
  { weight: 2, arbitrary: uncharged.map((tax) => [tax]) },
  { weight: 1, arbitrary: fc.constant([]) },
);

/** A decimal with up to so many places; trailing zeros are left as they are. */
function decimal(integerMax: number, placesMax: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.nat(integerMax),
      fc.array(fc.nat(9), { maxLength: placesMax }).map((digits) => digits.join('')),
    )
    .map(([integer, fraction]) => (fraction === '' ? String(integer) : `${integer}.${fraction}`));
}

const quantity = fc.oneof(
  { weight: 4, arbitrary: fc.nat(40).map(String) },
  { weight: 2, arbitrary: fc.nat(200_000).map(String) },
  { weight: 1, arbitrary: decimal(500, 12) },
);

const unitPriceCents = fc.oneof(
  { weight: 4, arbitrary: fc.nat(500_000).map(String) },
  { weight: 2, arbitrary: decimal(50, 4) },
  { weight: 1, arbitrary: decimal(2, 12) },
);

const coupon: fc.Arbitrary<CouponSpec> = fc.oneof(
  fc.record({ name: fc.constant('Fidélité'), percentOff: decimal(99, 2) }),
  fc.record({ name: fc.constant('Fidélité'), amountOffCents: fc.nat(20_000) }),
);

const description = fc.oneof(
  fc.constant('Prestation'),
  fc.constant(null),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const day = fc.nat(29).map((days) => `2026-11-${String(days + 1).padStart(2, '0')}`);

const period = fc
  .tuple(day, day)
  .filter(([from, until]) => from < until)
  .map(([from, until]) => ({ from, until }));

const pricedLine: fc.Arbitrary<LineSpec> = fc.record(
  {
    description,
    quantity,
    unitPriceCents,
    taxes,
    period,
    discounts: coupon.map((one) => [{ ...one, name: 'Remise' }]),
    metadata: fc.constantFrom({}, { unit: 'hour' }, { unit: 'nonesuch' }),
  },
  { requiredKeys: ['description', 'quantity', 'unitPriceCents', 'taxes'] },
);

const proration: fc.Arbitrary<LineSpec> = fc.record({
  description,
  amountCents: fc.integer({ min: -20_000, max: 50_000 }),
  taxes,
  proration: fc.constant(true),
});

const customAmount: fc.Arbitrary<LineSpec> = fc.record({
  description,
  quantity: fc.constant(null),
  amountCents: fc.nat(5_000_000),
  taxes,
});

const line = fc.oneof(
  { weight: 8, arbitrary: pricedLine },
  { weight: 2, arbitrary: proration },
  { weight: 1, arbitrary: customAmount },
);

const lines = fc.oneof(
  { weight: 30, arbitrary: fc.array(line, { minLength: 1, maxLength: LINES_MAX }) },
  { weight: 1, arbitrary: fc.array(line, { minLength: 90, maxLength: MANY_LINES_MAX }) },
);

const spec: fc.Arbitrary<InvoiceSpec> = fc.record(
  {
    number: fc.stringMatching(/^[A-Z0-9]{1,8}-[0-9]{1,8}$/),
    customer: fc.constant(townHall),
    lines,
    coupon,
    status: fc.constantFrom('open', 'paid'),
    startingBalanceCents: fc.integer({ min: -30_000, max: 0 }),
    billingCreditsCents: fc.nat(2_000),
    shipping: fc.record({ cents: fc.nat(5_000), tax: fc.record({ percentage: rate }) }),
    dueOn: fc.constant('2026-12-20'),
    taxRounding: fc.constantFrom('rate', 'line'),
    description: fc.string({ unit: 'grapheme', maxLength: 1500 }),
    footer: fc.string({ unit: 'binary', maxLength: 3000 }),
  },
  { requiredKeys: ['number', 'customer', 'lines'] },
);

/** Undefined where the builder finds that a spec cannot be, such as more credits than there is to pay. */
function attempt<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

const invoice: fc.Arbitrary<RawInvoiceBundle> = spec
  .map((one) => attempt(() => buildInvoice(one)))
  .filter((bundle) => bundle !== undefined);

/** A random invoice of Stripe's. */
export const randomInvoice: fc.Arbitrary<RandomCase> = invoice.map((raw) => ({
  raw,
  settings: WITH_REASONS,
}));

const credited = fc.record({
  picks: fc.array(
    fc.record({ line: fc.nat(11), cents: fc.option(fc.integer({ min: 1, max: 9_999 })) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  isPaidBack: fc.boolean(),
  shipping: fc.boolean(),
});

/** A random credit note on a random invoice. */
export const randomCreditNote: fc.Arbitrary<RandomCase> = fc
  .tuple(invoice, credited)
  .map(([bundle, { picks, isPaidBack, shipping }]) => {
    const chosen = picks.map(({ line: index, cents }): CreditedLineSpec => {
      const at = index % bundle.lines.length;
      const amount = bundle.lines[at]?.amount ?? 0;
      return cents !== null && cents < amount ? { line: at, amountCents: cents } : { line: at };
    });
    const number = 'CN-1';
    const prepaid = isPaidBack ? { prePaymentCents: 0 } : {};
    return attempt(() => buildCreditNote(bundle, { number, lines: chosen, shipping, ...prepaid }));
  })
  .filter((bundle) => bundle !== undefined)
  .map((raw) => ({ raw, settings: WITH_REASONS }));
