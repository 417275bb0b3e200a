import type { CreditNoteSpec } from '../samples/spec.ts';
import { hosting, INCLUSIVE, ordinary, STANDARD } from './hosting.ts';
import type { Situation } from './situation.ts';

const note = (change: Partial<CreditNoteSpec>): { readonly creditNote: CreditNoteSpec } => ({
  creditNote: { number: 'GOLD-0001-CN-01', lines: [{ line: 0 }], ...change },
});

const twoLines = {
  lines: [
    hosting,
    {
      description: 'Guide imprimé',
      quantity: '3',
      unitPriceCents: '1185',
      taxes: [{ percentage: '5.5' }],
    },
  ],
  dueOn: '2026-12-16',
};

/** Credit notes: type 381, positive amounts, and the invoice that each corrects. */
export const CREDIT_NOTE_SITUATIONS: readonly Situation[] = [
  ordinary(
    'credit-note-whole',
    'A whole invoice credited before it was paid: to be deducted from it.',
    twoLines,
    note({ lines: [{ line: 0 }, { line: 1 }], reason: 'duplicate', memo: 'Doublon de GOLD-0000' }),
  ),
  ordinary(
    'credit-note-partial-quantity',
    'Two of three pieces come back: their quantity and price, and their share of the VAT.',
    twoLines,
    note({ lines: [{ line: 1, quantity: 2 }], reason: 'order_change' }),
  ),
  ordinary(
    'credit-note-partial-amount',
    'A part of a line’s amount: one at that amount.',
    twoLines,
    note({ lines: [{ line: 0, amountCents: 12_345 }] }),
  ),
  ordinary(
    'credit-note-custom-line',
    'A gesture that stands for no line of the invoice.',
    twoLines,
    note({
      lines: [
        {
          description: 'Geste commercial, retard de mise en ligne',
          amountCents: 5_000,
          taxes: STANDARD,
        },
      ],
    }),
  ),
  ordinary(
    'credit-note-post-payment',
    'The invoice was paid and the money went back: framework A2, nothing left to give.',
    { ...twoLines, status: 'paid' },
    note({ prePaymentCents: 0, reason: 'product_unsatisfactory' }),
  ),
  ordinary(
    'credit-note-mixed',
    'A part lowers what is still due, the rest went back: A1 with a prepaid amount.',
    { ...twoLines, paidCents: 55_000 },
    note({ prePaymentCents: 8_000 }),
  ),
  ordinary(
    'credit-note-second',
    'The second credit note on one invoice names the same invoice.',
    { ...twoLines, prePaymentCreditNotesCents: 1_000 },
    note({ number: 'GOLD-0001-CN-02', lines: [{ line: 1 }] }),
  ),
  ordinary(
    'credit-note-discounted',
    'A credited line gives back its discount in proportion.',
    { ...twoLines, coupon: { name: 'Fidélité', percentOff: '10' } },
    note({ lines: [{ line: 0, amountCents: 25_000 }] }),
  ),
  ordinary(
    'credit-note-inclusive',
    'Prices that hold their VAT, credited whole.',
    { lines: [{ ...hosting, quantity: '3', unitPriceCents: '999', taxes: INCLUSIVE }] },
    note({}),
  ),
  ordinary(
    'credit-note-shipping',
    'The shipping is given back too.',
    { ...twoLines, shipping: { cents: 1_250, tax: { percentage: '20' } } },
    note({ lines: [{ line: 0 }], shipping: true }),
  ),
  ordinary(
    'credit-note-reverse-charge',
    'A credit note without VAT gives the same reason as its invoice.',
    { lines: [{ ...hosting, taxes: [{ percentage: '20', reason: 'reverse_charge' }] }] },
    note({}),
  ),
  ordinary(
    'credit-note-voided',
    'A voided credit note is held.',
    twoLines,
    note({ status: 'void' }),
  ),
];
