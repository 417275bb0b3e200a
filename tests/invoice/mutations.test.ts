import { describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { toCii } from '../../backend/convert/to-cii/to-cii.ts';
import { checkSchema } from '../../backend/convert/to-cii/xsd.ts';
import { complete, findings } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { APPROVED_PLATFORM_RULES } from '../../backend/invoice/rules/approved-platform.ts';
import {
  SOUND_CREDIT_NOTE,
  SOUND_INVOICE,
  SOUND_PAID_INVOICE,
  day,
  decimal,
  untaxed,
} from './sound-invoice.ts';
import { withLine, withTotals, withVatRow } from './spoil.ts';

/**
 * Errors that were put into valid invoices to see what the official rule sets catch: our rules catch every one of them,
 * those included that no official set finds. What the model cannot even say (an unknown unit, three decimals of an
 * amount, a SIRET that does not begin with its SIREN) needs no rule.
 */

interface Mutation {
  readonly error: string;
  readonly invoice: Invoice;
  readonly code: ReasonCode;
}

const codesOf = (invoice: Invoice): readonly ReasonCode[] => {
  const outcome = complete(invoice, APPROVED_PLATFORM_RULES);
  return outcome.ok ? [] : outcome.reasons.map(({ code }) => code);
};

/** The one-line invoice with its VAT, and all that follows from it, moved by some cents. */
function withVatMovedBy(cents: bigint): Invoice {
  const tax = 30000n + cents;
  return withTotals(withVatRow(SOUND_CREDIT_NOTE, 0, { tax }), {
    vat: tax,
    withVat: 150000n + tax,
    due: 150000n + tax,
  });
}

const { dueOn: _dueOn, paymentTerms: _terms, ...withoutPaymentDate } = SOUND_INVOICE;

const CAUGHT_BY_OTHERS: readonly Mutation[] = [
  {
    error: 'wrong sum of lines',
    invoice: withTotals(SOUND_INVOICE, { lineNet: 172646n }),
    code: 'line_net_sum_inexact',
  },
  {
    error: 'wrong total without VAT',
    invoice: withTotals(SOUND_INVOICE, { withoutVat: 163646n }),
    code: 'total_without_vat_inexact',
  },
  {
    error: 'wrong sum of VAT',
    invoice: withTotals(SOUND_INVOICE, { vat: 31476n }),
    code: 'vat_sum_inexact',
  },
  {
    error: 'wrong total with VAT',
    invoice: withTotals(SOUND_INVOICE, { withVat: 195121n }),
    code: 'total_with_vat_inexact',
  },
  {
    error: 'wrong amount due',
    invoice: withTotals(SOUND_INVOICE, { due: 190001n }),
    code: 'amount_due_inexact',
  },
  {
    error: 'base of a rate off by 0.50',
    invoice: withVatRow(SOUND_INVOICE, 0, { taxable: 155050n }),
    code: 'vat_taxable_inexact',
  },
  {
    error: 'a line in a category that has no row',
    invoice: withLine(SOUND_INVOICE, 1, { vat: { category: 'Z', rate: 0 } }),
    code: 'vat_breakdown_incomplete',
  },
  {
    error: 'an exemption at a rate',
    invoice: withVatRow(untaxed('E'), 0, { rate: 2000 }),
    code: 'vat_rate_contradicts_category',
  },
  {
    error: 'negative price',
    invoice: withLine(SOUND_INVOICE, 0, { price: decimal('-150'), net: -150000n }),
    code: 'price_negative',
  },
  {
    error: 'a VAT rate that no law lists',
    invoice: withVatRow(SOUND_INVOICE, 0, { rate: 1900 }),
    code: 'tax_rate_not_french',
  },
  {
    error: 'missing mention',
    invoice: { ...SOUND_INVOICE, notes: SOUND_INVOICE.notes.slice(1) },
    code: 'mention_missing',
  },
  {
    error: 'due before it is issued',
    invoice: { ...SOUND_INVOICE, dueOn: day('2026-11-15') },
    code: 'due_before_issue',
  },
  {
    error: 'paid framework, not fully paid',
    invoice: withTotals(SOUND_PAID_INVOICE, { prepaid: 195119n, due: 1n }),
    code: 'paid_amount_inexact',
  },
  {
    error: 'credit note without reference',
    invoice: { ...SOUND_CREDIT_NOTE, precedingInvoices: [] },
    code: 'preceding_invoice_missing',
  },
  {
    error: 'period that ends before it starts',
    invoice: {
      ...SOUND_INVOICE,
      period: { startsOn: day('2026-11-15'), endsOn: day('2026-10-16') },
    },
    code: 'period_reversed',
  },
];

const MISSED_BY_OTHERS: readonly Mutation[] = [
  {
    error: 'line amount that is not quantity × price, carried through every sum',
    invoice: {
      ...withLine(SOUND_CREDIT_NOTE, 0, { net: 150100n }),
      vatBreakdown: [{ category: 'S', rate: 2000, taxable: 150100n, tax: 30020n }],
      totals: {
        lineNet: 150100n,
        allowances: 0n,
        charges: 0n,
        withoutVat: 150100n,
        vat: 30020n,
        withVat: 180120n,
        prepaid: 0n,
        due: 180120n,
      },
    },
    code: 'line_net_inexact',
  },
  {
    error: 'two lines with one id',
    invoice: withLine(SOUND_INVOICE, 1, { id: '1' }),
    code: 'line_id_repeated',
  },
  {
    error: 'neither due date nor terms',
    invoice: withoutPaymentDate,
    code: 'payment_date_missing',
  },
  {
    error: 'number of 21 characters',
    invoice: { ...SOUND_INVOICE, number: '123456789012345678901' },
    code: 'invoice_number_too_long',
  },
  {
    error: 'credit note of negative amounts',
    invoice: {
      ...withLine(SOUND_CREDIT_NOTE, 0, { quantity: decimal('-10'), net: -150000n }),
      vatBreakdown: [{ category: 'S', rate: 2000, taxable: -150000n, tax: -30000n }],
      totals: {
        lineNet: -150000n,
        allowances: 0n,
        charges: 0n,
        withoutVat: -150000n,
        vat: -30000n,
        withVat: -180000n,
        prepaid: 0n,
        due: -180000n,
      },
    },
    code: 'total_negative',
  },
];

describe('errors that official rule sets catch', () => {
  it.each(CAUGHT_BY_OTHERS)('$error: $code', ({ invoice, code }) => {
    expect(codesOf(invoice)).toContain(code);
  });

  it('element order, which only the schema knows', () => {
    const outcome = complete(SOUND_INVOICE);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    const xml = toCii(outcome.value, PROFILES.chorus_pro_direct);
    const swapped = xml.replace(
      /(<ram:GrandTotalAmount>[^\n]*\n)(<ram:TotalPrepaidAmount>[^\n]*\n)/,
      '$2$1',
    );
    expect(swapped).not.toBe(xml);
    expect(checkSchema(swapped)).not.toEqual([]);
  });
});

describe('errors that every official rule set misses', () => {
  it.each(MISSED_BY_OTHERS)('$error: $code', ({ invoice, code }) => {
    expect(codesOf(invoice)).toContain(code);
  });

  it('a VAT amount wrong by 2 to 99 cents on one line, either way', () => {
    const wrong = Array.from({ length: 98 }, (_, index) => BigInt(index + 2));
    for (const cents of [...wrong, ...wrong.map((value) => -value)]) {
      expect(codesOf(withVatMovedBy(cents))).toEqual(['vat_amount_inexact']);
    }
  });

  it('a VAT amount of an invoice wrong by a single cent, where nothing was rounded', () => {
    for (const cents of [1n, -1n]) {
      const invoice: Invoice = { ...withVatMovedBy(cents), typeCode: '380' };
      expect(codesOf(invoice)).toEqual(['vat_amount_inexact']);
    }
  });

  it('a SIRET or an IBAN whose digits do not add up: a warning', () => {
    const invoice: Invoice = {
      ...SOUND_INVOICE,
      buyer: { ...SOUND_INVOICE.buyer, siret: '11000201100045' },
      payment: { meansCode: '30', account: { iban: 'FR7630006000011234567890188' } },
    };
    expect(findings(invoice).map(({ code }) => code)).toEqual([
      'buyer_siret_checksum',
      'iban_checksum',
    ]);
  });

  it('a unit price of zero is no error', () => {
    const free = {
      ...SOUND_INVOICE,
      lines: [
        ...SOUND_INVOICE.lines,
        ...SOUND_CREDIT_NOTE.lines.map((line) => ({
          ...line,
          id: '4',
          price: decimal('0'),
          net: 0n,
        })),
      ],
    };
    expect(codesOf(free)).toEqual([]);
  });
});
