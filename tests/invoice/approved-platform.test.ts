import { describe, expect, it } from '@jest/globals';
import { complete } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { APPROVED_PLATFORM_RULES } from '../../backend/invoice/rules/approved-platform.ts';
import { SOUND_CREDIT_NOTE, SOUND_INVOICE, SOUND_PAID_INVOICE, day } from './sound-invoice.ts';

interface PlatformCase {
  readonly rule: string;
  readonly invoice: Invoice;
  readonly code: ReasonCode;
  readonly at?: string;
}

const paidWithDay: Invoice = { ...SOUND_PAID_INVOICE, dueOn: day('2026-11-16') };

const { dueOn: _dueOn, ...paidWithoutDay } = SOUND_PAID_INVOICE;

const { siret: _siret, ...sellerAbroad } = SOUND_INVOICE.seller;

const SPOILT: readonly PlatformCase[] = [
  {
    rule: 'BR-FR-02, a space that a direct deposit may hold',
    invoice: { ...SOUND_INVOICE, number: 'FAC 2026 0001' },
    code: 'invoice_number_characters',
    at: 'invoice.number',
  },
  {
    rule: 'BR-FR-02, in the reference',
    invoice: {
      ...SOUND_INVOICE,
      precedingInvoices: [{ number: 'FAC 1', issuedOn: day('2026-10-16') }],
    },
    code: 'invoice_number_characters',
    at: 'invoice.precedingInvoices[0].number',
  },
  {
    rule: 'BR-FR-10',
    invoice: {
      ...SOUND_INVOICE,
      seller: { ...sellerAbroad, registration: { kind: 'eu_vat', id: 'BE0123456789' } },
    },
    code: 'seller_siret_missing',
  },
  {
    rule: 'BR-FR-05',
    invoice: {
      ...SOUND_INVOICE,
      notes: SOUND_INVOICE.notes.filter(({ subject }) => subject !== 'PMD'),
    },
    code: 'mention_missing',
  },
  {
    rule: 'BR-FR-06',
    invoice: {
      ...SOUND_INVOICE,
      notes: [...SOUND_INVOICE.notes, { subject: 'AAB', text: 'Escompte de 1 %' }],
    },
    code: 'mention_repeated',
  },
  {
    rule: 'BR-FR-CO-05',
    invoice: { ...SOUND_CREDIT_NOTE, precedingInvoices: [] },
    code: 'preceding_invoice_missing',
  },
  {
    rule: 'BR-FR-CPRO-20',
    invoice: {
      ...SOUND_CREDIT_NOTE,
      precedingInvoices: ['1', '2'].map((number) => ({ number, issuedOn: day('2026-10-16') })),
    },
    code: 'too_many_preceding_invoices',
  },
  {
    rule: 'BR-FR-CO-07',
    invoice: { ...SOUND_INVOICE, dueOn: day('2026-11-15') },
    code: 'due_before_issue',
  },
  { rule: 'BR-FR-CO-09', invoice: paidWithoutDay, code: 'payment_date_missing' },
  {
    rule: 'BR-FR-23',
    invoice: {
      ...SOUND_INVOICE,
      seller: { ...SOUND_INVOICE.seller, electronicAddress: '732829320@facture' },
    },
    code: 'electronic_address_malformed',
    at: 'invoice.seller.electronicAddress',
  },
  {
    rule: 'BR-FR-25',
    invoice: {
      ...SOUND_INVOICE,
      buyer: { ...SOUND_INVOICE.buyer, electronicAddress: '1'.repeat(126) },
    },
    code: 'electronic_address_malformed',
    at: 'invoice.buyer.electronicAddress',
  },
  {
    rule: 'BR-38',
    invoice: {
      ...SOUND_INVOICE,
      charges: SOUND_INVOICE.charges.map((charge) => ({ ...charge, reason: ' ' })),
    },
    code: 'invoice_incomplete',
    at: 'invoice.charges[0].reason',
  },
];

const sound: readonly (readonly [string, Invoice])[] = [
  ['invoice', SOUND_INVOICE],
  ['credit note', SOUND_CREDIT_NOTE],
  ['paid invoice', paidWithDay],
];

describe('the rules of approved platforms', () => {
  it.each(sound)('accept a sound %s', (_name, invoice) => {
    expect(complete(invoice, APPROVED_PLATFORM_RULES)).toEqual({ ok: true, value: invoice });
  });

  it.each(SPOILT)('refuse $rule with exactly one code: $code', ({ invoice, code, at }) => {
    const outcome = complete(invoice, APPROVED_PLATFORM_RULES);
    const reasons = outcome.ok ? [] : outcome.reasons;
    expect(reasons.map((found) => found.code)).toEqual([code]);
    if (at) expect(reasons[0]?.at).toBe(at);
  });

  it.each(SPOILT)('do not hold for a direct deposit: $rule', ({ invoice }) => {
    expect(complete(invoice).ok).toBe(true);
  });
});
