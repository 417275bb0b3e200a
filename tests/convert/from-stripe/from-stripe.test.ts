import { describe, expect, it } from '@jest/globals';
import { fromStripe, LINES_MAX } from '../../../backend/convert/from-stripe/from-stripe.ts';
import { PROFILES, type Profile } from '../../../backend/convert/profiles.ts';
import { decide } from '../../../backend/decide/decide.ts';
import { complete } from '../../../backend/invoice/complete.ts';
import { parseIsoDate } from '../../../backend/invoice/date.ts';
import type { Invoice } from '../../../backend/invoice/invoice.ts';
import type { Outcome } from '../../../backend/invoice/outcome.ts';
import {
  parseSnapshot,
  type SnapshotTax,
  type StripeSnapshot,
} from '../../../backend/receive/snapshot.ts';
import { settingsSchema } from '../../../backend/settings.ts';
import { buildInvoice } from '../../samples/builder.ts';
import { townHall } from '../../samples/public-bodies.ts';
import { SAMPLE_SETTINGS, SAMPLES } from '../../samples/samples.ts';
import type { InvoiceSpec } from '../../samples/spec.ts';

const settings = settingsSchema.parse(SAMPLE_SETTINGS);

type Change = (snapshot: StripeSnapshot) => StripeSnapshot;

function convert(
  spec: Partial<InvoiceSpec> = {},
  change: Change = (same) => same,
  profile?: Profile,
): Outcome<Invoice> {
  const parsed = parseSnapshot(
    buildInvoice({
      number: 'GUI-1',
      customer: townHall,
      lines: [{ description: 'Hébergement', quantity: '2', unitPriceCents: '5000' }],
      ...spec,
    }),
  );
  const today = parseIsoDate('2026-11-23');
  if (!parsed.ok || !today) throw new Error('the sample does not parse');
  const decision = decide({
    snapshot: change(parsed.value),
    settings,
    directory: undefined,
    today,
  });
  if (decision.kind !== 'send') throw new Error(JSON.stringify(decision));
  return fromStripe(decision, profile);
}

function invoiceOf(spec?: Partial<InvoiceSpec>, change?: Change, profile?: Profile): Invoice {
  const outcome = convert(spec, change, profile);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  return outcome.value;
}

const codesOf = (outcome: Outcome<Invoice>) =>
  outcome.ok ? [] : outcome.reasons.map(({ code, at }) => [code, at]);

const line = (change: Partial<InvoiceSpec['lines'][number]>) => ({
  lines: [{ description: 'Hébergement', unitPriceCents: '5000', ...change }],
});

describe('what Stripe shows', () => {
  it('is used: references, memo, custom fields, footer, periods, due date', () => {
    const invoice = invoiceOf({
      ...line({ period: { from: '2026-11-01', until: '2026-12-01' } }),
      metadata: { einvoicing_code: 'COMPTA', engagement_number: 'EJ', contract_number: 'M' },
      description: 'Lot 2',
      customFields: [{ name: 'Bon de commande', value: 'BC-7' }],
      footer: 'Merci',
      dueOn: '2026-12-16',
    });
    expect(invoice).toMatchObject({
      buyerReference: 'COMPTA',
      orderReference: 'EJ',
      contractReference: 'M',
      dueOn: '2026-12-16',
      period: { startsOn: '2026-11-01', endsOn: '2026-11-30' },
      payment: { meansCode: '30' },
    });
    expect(invoice.deliveredOn).toBeUndefined();
    expect(invoice.notes.map(({ subject, text }) => `${subject} ${text}`).slice(3)).toEqual([
      'AAI Lot 2',
      'AAI Bon de commande : BC-7',
      'SUR Merci',
    ]);
  });

  it('says when it was paid, and asks for no transfer', () => {
    expect(invoiceOf({ status: 'paid' })).toMatchObject({
      payment: { meansCode: '48' },
      paymentTerms: 'Facture payée le 16/11/2026',
      totals: { prepaid: 12_000n, due: 0n },
    });
  });

  it('says the day of payment in France as BT-9, where the dialect asks for it', () => {
    const paidAt =
      (at: number | null): Change =>
      (snapshot) => ({
        ...snapshot,
        invoice: { ...snapshot.invoice, status_transitions: { paid_at: at } },
      });
    const atNight = paidAt(Date.parse('2026-11-16T23:30:00Z') / 1000);
    const paid = { status: 'paid' } as const;
    expect(invoiceOf(paid, atNight, PROFILES.approved_platform).dueOn).toBe('2026-11-17');
    expect(invoiceOf(paid, atNight).dueOn).toBeUndefined();
    expect(invoiceOf(paid, paidAt(null), PROFILES.approved_platform).dueOn).toBeUndefined();
    const open = invoiceOf({ dueOn: '2026-12-16' }, undefined, PROFILES.approved_platform);
    expect(open.dueOn).toBe('2026-12-16');
  });

  it('takes name and address as they were when the invoice was finalized', () => {
    const moved: Change = (snapshot) => ({
      ...snapshot,
      customer: snapshot.customer && { ...snapshot.customer, name: 'Autre nom' },
    });
    expect(invoiceOf({}, moved).buyer.name).toBe('Mairie de Valombre-sur-Isle');
  });

  it('goes on in a second note when a footer is long', () => {
    const footer = Array.from({ length: 200 }, () => 'conditions').join(' ');
    const notes = invoiceOf({ footer }).notes.filter(({ subject }) => subject === 'SUR');
    expect(notes.map(({ text }) => text).join(' ')).toBe(footer);
    expect(notes).toHaveLength(3);
  });
});

describe('what has no exact form is refused', () => {
  const spoil =
    (field: 'amount' | 'taxable_amount', by: bigint): Change =>
    (snapshot) => ({
      ...snapshot,
      lines: snapshot.lines.map((entry) => ({
        ...entry,
        ...(field === 'amount' && { amount: entry.amount + by }),
        taxes: (entry.taxes ?? []).map((tax) => ({
          ...tax,
          ...(field === 'taxable_amount' && { taxable_amount: (tax.taxable_amount ?? 0n) + by }),
        })),
      })),
    });

  it('names both figures where the net of a line is not what was taxed', () => {
    const outcome = convert({}, spoil('taxable_amount', 1n));
    expect(outcome).toMatchObject({
      ok: false,
      reasons: [
        {
          code: 'line_net_inexact',
          at: 'invoice.lines[0]',
          params: { found: '100.01', expected: '100.00' },
        },
      ],
    });
    expect(codesOf(convert({}, spoil('amount', -1n)))).toEqual([
      ['line_net_inexact', 'invoice.lines[0]'],
    ]);
  });

  it('keeps Stripe’s totals, so that the rules find a sum that is not theirs', () => {
    const draft = invoiceOf({}, (snapshot) => ({
      ...snapshot,
      invoice: { ...snapshot.invoice, total: snapshot.invoice.total + 1n },
    }));
    const checked = complete(draft);
    expect(checked.ok ? [] : checked.reasons.map(({ code }) => code)).toContain(
      'total_with_vat_inexact',
    );
  });

  it('refuses several taxes, unknown, foreign and too fine rates', () => {
    const taxes = [{ percentage: '20' }, { percentage: '5.5' }];
    expect(codesOf(convert(line({ taxes })))).toEqual([
      ['several_taxes_on_line', 'invoice.lines[0]'],
    ]);
    expect(codesOf(convert({}, (snapshot) => ({ ...snapshot, taxRates: [] })))).toEqual([
      ['tax_rate_unknown', 'invoice.lines[0]'],
    ]);
    for (const tax of [{ percentage: '19', country: 'DE' }, { percentage: '2.125' }]) {
      expect(codesOf(convert(line({ taxes: [tax] })))).toEqual([
        ['tax_rate_not_french', 'invoice.lines[0]'],
      ]);
    }
  });

  it('refuses more lines than it takes, and takes as many as it says', () => {
    const lines = (count: number) => ({
      lines: Array.from({ length: count }, () => ({ description: 'Jeton', unitPriceCents: '1' })),
    });
    expect(codesOf(convert(lines(LINES_MAX + 1)))).toEqual([['too_many_lines', 'invoice.lines']]);
    expect(invoiceOf(lines(LINES_MAX)).lines).toHaveLength(LINES_MAX);
  });

  it('refuses a buyer without name or country, both at once', () => {
    const customer = { ...townHall, name: null, address: { city: 'Valombre', country: null } };
    expect(codesOf(convert({ customer }))).toEqual([
      ['buyer_name_missing', 'invoice.customer_name'],
      ['buyer_country_missing', 'invoice.customer_address.country'],
    ]);
  });
});

describe('shipping', () => {
  const shipped: Partial<InvoiceSpec> = {
    ...line({ taxes: [{ percentage: '5.5' }] }),
    shipping: { cents: 1_000, tax: { percentage: '20' } },
  };
  type Shipping = NonNullable<StripeSnapshot['invoice']['shipping_cost']>;
  const changed =
    (change: Partial<Shipping>, totalTaxes?: (taxes: TotalTaxes) => TotalTaxes): Change =>
    (snapshot) => {
      const { invoice } = snapshot;
      const shipping = invoice.shipping_cost;
      if (!shipping) throw new Error('nothing is shipped');
      return {
        ...snapshot,
        invoice: {
          ...invoice,
          shipping_cost: { ...shipping, ...change },
          total_taxes: totalTaxes ? totalTaxes(invoice.total_taxes) : invoice.total_taxes,
        },
      };
    };
  type TotalTaxes = StripeSnapshot['invoice']['total_taxes'];
  const expected = {
    charges: [{ amount: 1_000n, reasonCode: 'FC', vat: { category: 'S', rate: 2000 } }],
    totals: { charges: 1_000n, withoutVat: 6_000n, vat: 475n, withVat: 6_475n },
  };

  it('is a charge, whether Stripe was asked for its tax or not', () => {
    expect(invoiceOf(shipped)).toMatchObject(expected);
    expect(invoiceOf(shipped, changed({ taxes: undefined }))).toMatchObject(expected);
  });

  it('is added to the breakdown when the taxes of the invoice leave it out', () => {
    const apart = invoiceOf(
      shipped,
      changed({}, (taxes) => taxes?.slice(0, 1)),
    );
    expect(apart).toMatchObject(expected);
    expect(complete(apart)).toMatchObject({ ok: true });
  });

  it('is refused when its tax cannot be told, or is not what its base says', () => {
    const unknown = changed({ taxes: undefined }, (taxes) => taxes?.slice(0, 1));
    expect(codesOf(convert(shipped, unknown))).toEqual([
      ['shipping_not_supported', 'invoice.shipping_cost'],
    ]);
    expect(codesOf(convert(shipped, changed({ amount_total: 1_201n })))).toEqual([
      ['line_net_inexact', 'invoice.shipping_cost'],
    ]);
  });
});

describe('taxes of other kinds', () => {
  const retaxed =
    (change: Partial<SnapshotTax>): Change =>
    (snapshot) => ({
      ...snapshot,
      lines: snapshot.lines.map((entry) => ({
        ...entry,
        taxes: (entry.taxes ?? []).map((tax) => ({ ...tax, ...change })),
      })),
    });

  it('are refused, whatever Stripe calls them', () => {
    for (const reason of ['taxable_basis_reduced', 'constructor', '__proto__', '']) {
      expect(codesOf(convert({}, retaxed({ taxability_reason: reason })))).toEqual([
        ['tax_treatment_not_supported', 'invoice.lines[0]'],
      ]);
    }
  });

  it('are refused when tax is charged where the reason says that none is', () => {
    expect(codesOf(convert({}, retaxed({ taxability_reason: 'reverse_charge' })))).toEqual([
      ['tax_treatment_not_supported', 'invoice.lines[0]'],
    ]);
  });
});

describe('the samples', () => {
  it('become complete invoices where they are to be sent', () => {
    const sent = SAMPLES.filter(({ expected }) => expected.state === 'available');
    expect(sent.length).toBeGreaterThanOrEqual(7);
    const today = parseIsoDate('2026-11-23');
    if (!today) throw new Error('no day');
    for (const sample of sent) {
      const parsed = parseSnapshot(sample.build());
      if (!parsed.ok) throw new Error(sample.name);
      const snapshot = parsed.value;
      const decision = decide({ snapshot, settings, directory: undefined, today });
      if (decision.kind !== 'send') throw new Error(sample.name);
      const draft = fromStripe(decision);
      expect(draft.ok && complete(draft.value)).toMatchObject({ ok: true });
      if (draft.ok) expect(draft.value.totals.withVat).toBe(snapshot.invoice.total);
    }
  });
});
