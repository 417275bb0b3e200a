import type { Invoice } from '../../backend/invoice/invoice.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import {
  SOUND_CREDIT_NOTE,
  SOUND_INVOICE,
  SOUND_PAID_INVOICE,
  day,
  decimal,
  sellerWithoutVatNumber,
  untaxed,
} from './sound-invoice.ts';
import { withLine, withTotals, withVatRow } from './spoil.ts';

/** An invoice spoilt in one way, and the one code that must be found. */
export interface SpoiltCase {
  /** The rule that is broken, and how. */
  readonly rule: string;
  readonly spoil: (invoice: Invoice) => Invoice;
  readonly code: ReasonCode;
  /** Where the finding is, and the figures that it must name. */
  readonly at?: string;
  readonly params?: Readonly<Record<string, string>>;
}

const exemption = { code: 'VATEX-EU-AE', text: 'Autoliquidation' } as const;

/** Spoilt in a way that stops the invoice. */
export const SPOILT: readonly SpoiltCase[] = [
  // Sums.
  {
    rule: 'BR-CO-10, carried through the totals',
    spoil: (invoice) =>
      withTotals(invoice, {
        lineNet: 172646n,
        withoutVat: 163646n,
        withVat: 195121n,
        due: 190001n,
      }),
    code: 'line_net_sum_inexact',
    at: 'invoice.totals.lineNet',
    params: { found: '1726.46', expected: '1726.45' },
  },
  {
    rule: 'BR-CO-11',
    spoil: (invoice) =>
      withTotals(invoice, {
        allowances: 10001n,
        withoutVat: 163644n,
        withVat: 195119n,
        due: 189999n,
      }),
    code: 'allowance_sum_inexact',
    params: { found: '100.01', expected: '100.00' },
  },
  {
    rule: 'BR-CO-12',
    spoil: (invoice) =>
      withTotals(invoice, {
        charges: 999n,
        withoutVat: 163644n,
        withVat: 195119n,
        due: 189999n,
      }),
    code: 'charge_sum_inexact',
    params: { found: '9.99', expected: '10.00' },
  },
  {
    rule: 'BR-CO-13',
    spoil: (invoice) =>
      withTotals(invoice, { withoutVat: 163644n, withVat: 195119n, due: 189999n }),
    code: 'total_without_vat_inexact',
    params: { found: '1636.44', expected: '1636.45' },
  },
  {
    rule: 'BR-CO-14',
    spoil: (invoice) => withTotals(invoice, { vat: 31474n, withVat: 195119n, due: 189999n }),
    code: 'vat_sum_inexact',
    params: { found: '314.74', expected: '314.75' },
  },
  {
    rule: 'BR-CO-15',
    spoil: (invoice) => withTotals(invoice, { withVat: 195119n, due: 189999n }),
    code: 'total_with_vat_inexact',
    params: { found: '1951.19', expected: '1951.20' },
  },
  {
    rule: 'BR-CO-16',
    spoil: (invoice) => withTotals(invoice, { due: 189999n }),
    code: 'amount_due_inexact',
    params: { found: '1899.99', expected: '1900.00' },
  },
  // Lines.
  {
    rule: 'BR-16',
    spoil: (invoice) => ({
      ...invoice,
      lines: [],
      allowances: [],
      charges: [],
      vatBreakdown: [{ category: 'S', rate: 2000, taxable: 0n, tax: 0n }],
      totals: {
        lineNet: 0n,
        allowances: 0n,
        charges: 0n,
        withoutVat: 0n,
        vat: 0n,
        withVat: 0n,
        prepaid: 0n,
        due: 0n,
      },
    }),
    code: 'no_lines',
  },
  {
    rule: 'BR-21',
    spoil: (invoice) => withLine(invoice, 0, { id: ' ' }),
    code: 'invoice_incomplete',
    at: 'invoice.lines[0].id',
  },
  {
    rule: 'BT-126 is unique',
    spoil: (invoice) => withLine(invoice, 2, { id: '1' }),
    code: 'line_id_repeated',
    at: 'invoice.lines[2].id',
  },
  {
    rule: 'BR-25, a name of nothing but control characters',
    spoil: (invoice) => withLine(invoice, 1, { name: '\u0001\u0002' }),
    code: 'invoice_incomplete',
    at: 'invoice.lines[1].name',
  },
  {
    rule: 'BR-27, with a line net that agrees',
    spoil: (invoice) => withLine(invoice, 0, { quantity: decimal('-10'), price: decimal('-150') }),
    code: 'price_negative',
  },
  {
    rule: 'BT-146 has at most 6 decimals',
    spoil: (invoice) => withLine(invoice, 2, { price: decimal('12.3491181') }),
    code: 'price_too_precise',
    params: { found: '12.3491181', limit: '6' },
  },
  {
    rule: 'BT-129 has at most 4 decimals',
    spoil: (invoice) => withLine(invoice, 0, { quantity: decimal('10.00001') }),
    code: 'quantity_too_precise',
    params: { found: '10.00001', limit: '4' },
  },
  {
    rule: 'BT-129 has at most 10 digits',
    spoil: (invoice) =>
      withLine(invoice, 0, {
        quantity: decimal('10000000000'),
        price: decimal('1.5'),
        baseQuantity: decimal('10000000'),
      }),
    code: 'number_too_large',
  },
  {
    rule: 'BT-149 is above zero',
    spoil: (invoice) => withLine(invoice, 0, { baseQuantity: decimal('0') }),
    code: 'base_quantity_not_positive',
  },
  {
    rule: 'BT-131 = quantity × price',
    spoil: (invoice) => withLine(invoice, 0, { price: decimal('150.001') }),
    code: 'line_net_inexact',
    at: 'invoice.lines[0].net',
    params: { found: '1500.00', expected: '1500.01' },
  },
  {
    rule: 'BT-136 is positive',
    spoil: (invoice) =>
      withLine(invoice, 1, {
        price: decimal('45'),
        allowances: [{ amount: -500n, reason: 'Remise', reasonCode: '95' }],
      }),
    code: 'allowance_negative',
    at: 'invoice.lines[1].allowances[0]',
  },
  // The VAT breakdown.
  {
    rule: 'BR-CO-18',
    spoil: (invoice) => ({
      ...withTotals(invoice, { vat: 0n, withVat: 163645n, due: 158525n }),
      vatBreakdown: [],
    }),
    code: 'vat_breakdown_incomplete',
    params: { rule: 'BR-CO-18' },
  },
  {
    rule: 'BR-S-01',
    spoil: (invoice) => ({
      ...withTotals(invoice, { vat: 31000n, withVat: 194645n, due: 189525n }),
      vatBreakdown: invoice.vatBreakdown.slice(0, 1),
    }),
    code: 'vat_breakdown_incomplete',
    params: { rule: 'BR-S-01', category: 'S', rate: '5.5' },
  },
  {
    rule: 'BR-S-08, the base',
    spoil: (invoice) => withVatRow(invoice, 0, { taxable: 155001n }),
    code: 'vat_taxable_inexact',
    at: 'invoice.vatBreakdown[0].taxable',
    params: { found: '1550.01', expected: '1550.00' },
  },
  {
    rule: 'BR-S-08, two rows of one rate',
    spoil: (invoice) => ({
      ...withTotals(invoice, { vat: 31950n, withVat: 195595n, due: 190475n }),
      vatBreakdown: [...invoice.vatBreakdown, ...invoice.vatBreakdown.slice(1)],
    }),
    code: 'vat_breakdown_repeated',
    params: { category: 'S', rate: '5.5' },
  },
  {
    rule: 'BR-CO-17, two cents on one line',
    spoil: (invoice) =>
      withTotals(withVatRow(invoice, 1, { tax: 477n }), {
        vat: 31477n,
        withVat: 195122n,
        due: 190002n,
      }),
    code: 'vat_amount_inexact',
    at: 'invoice.vatBreakdown[1].tax',
    params: { category: 'S', rate: '5.5', taxable: '86.45', found: '4.77', expected: '4.75' },
  },
  {
    rule: 'BR-E-09',
    spoil: () =>
      withTotals(withVatRow(untaxed('E'), 0, { tax: 1n }), {
        vat: 1n,
        withVat: 150001n,
        due: 150001n,
      }),
    code: 'vat_amount_inexact',
  },
  // VAT categories.
  {
    rule: 'BR-S-05',
    spoil: () =>
      withVatRow(withLine(untaxed('Z'), 0, { vat: { category: 'S', rate: 0 } }), 0, {
        category: 'S',
      }),
    code: 'vat_rate_contradicts_category',
    params: { rule: 'BR-S-05', category: 'S', rate: '0' },
  },
  {
    rule: 'rates of French law',
    spoil: () =>
      withTotals(
        withVatRow(withLine(SOUND_CREDIT_NOTE, 0, { vat: { category: 'S', rate: 1900 } }), 0, {
          rate: 1900,
          tax: 28500n,
        }),
        { vat: 28500n, withVat: 178500n, due: 178500n },
      ),
    code: 'tax_rate_not_french',
    params: { rate: '19' },
  },
  ...(['E', 'AE', 'K', 'G', 'O'] as const).map((category): SpoiltCase => ({
    rule: `BR-${category === 'K' ? 'IC' : category}-10`,
    spoil: () => {
      const seller = category === 'O' ? { seller: sellerWithoutVatNumber() } : {};
      const buyer =
        category === 'K'
          ? {
              buyer: { ...SOUND_INVOICE.buyer, vatNumber: 'FR12110002011' },
              deliveryCountryCode: 'FR',
            }
          : {};
      return {
        ...untaxed(category, { ...seller, ...buyer }),
        vatBreakdown: [{ category, rate: 0, taxable: 150000n, tax: 0n }],
      };
    },
    code: 'vat_exemption_missing',
    params: { rule: `BR-${category === 'K' ? 'IC' : category}-10`, category },
  })),
  {
    rule: 'France wants code and text (G1.41)',
    spoil: () => withVatRow(untaxed('E'), 0, { exemption: { code: 'VATEX-EU-132', text: ' ' } }),
    code: 'vat_exemption_missing',
  },
  {
    rule: 'BR-S-10',
    spoil: (invoice) => withVatRow(invoice, 0, { exemption }),
    code: 'vat_exemption_unexpected',
    params: { rule: 'BR-S-10', category: 'S' },
  },
  {
    rule: 'BR-Z-10',
    spoil: () => withVatRow(untaxed('Z'), 0, { exemption }),
    code: 'vat_exemption_unexpected',
    params: { rule: 'BR-Z-10', category: 'Z' },
  },
  {
    rule: 'BR-O-11',
    spoil: () => {
      const O = { category: 'O', rate: 0 } as const;
      const invoice = withLine(SOUND_INVOICE, 2, { vat: O });
      return {
        ...withTotals(invoice, { vat: 31000n, withVat: 194645n, due: 189525n }),
        seller: { ...sellerWithoutVatNumber(), taxRegistration: '732829320' },
        vatBreakdown: [
          ...invoice.vatBreakdown.slice(0, 1),
          { ...O, taxable: 8645n, tax: 0n, exemption },
        ],
      };
    },
    code: 'vat_categories_mixed',
    params: { categories: 'S, O' },
  },
  ...(['S', 'Z', 'E', 'AE', 'G'] as const).map((category): SpoiltCase => ({
    rule: `BR-${category}-02`,
    spoil: (invoice) =>
      category === 'S'
        ? { ...invoice, seller: sellerWithoutVatNumber() }
        : untaxed(category, { seller: sellerWithoutVatNumber() }),
    code: 'seller_vat_number_missing',
    at: 'invoice.seller.vatNumber',
    params: { rule: `BR-${category}-02` },
  })),
  {
    rule: 'BR-IC-02',
    spoil: () => untaxed('K', { deliveryCountryCode: 'FR' }),
    code: 'buyer_vat_number_missing',
  },
  {
    rule: 'BR-O-02',
    spoil: () => untaxed('O'),
    code: 'vat_number_not_allowed',
    at: 'invoice.seller.vatNumber',
  },
  {
    rule: 'BR-IC-11',
    spoil: () => {
      const invoice = untaxed('K', {
        deliveryCountryCode: 'FR',
        buyer: { ...SOUND_INVOICE.buyer, vatNumber: 'FR12110002011' },
      });
      const { deliveredOn: _on, period: _period, ...rest } = invoice;
      return rest;
    },
    code: 'delivery_missing',
    params: { rule: 'BR-IC-11' },
  },
  {
    rule: 'BR-IC-12',
    spoil: () => untaxed('K', { buyer: { ...SOUND_INVOICE.buyer, vatNumber: 'FR12110002011' } }),
    code: 'delivery_missing',
    params: { rule: 'BR-IC-12' },
  },
  // The document.
  {
    rule: 'BR-02',
    spoil: (invoice) => ({ ...invoice, number: '' }),
    code: 'invoice_number_missing',
  },
  {
    rule: 'G1.05, 21 characters',
    spoil: (invoice) => ({ ...invoice, number: 'ABCDEFGH-000000000001' }),
    code: 'invoice_number_too_long',
    params: { number: 'ABCDEFGH-000000000001', found: '21', limit: '20' },
  },
  {
    rule: 'G1.05, characters',
    spoil: (invoice) => ({ ...invoice, number: 'FACTURE#1' }),
    code: 'invoice_number_characters',
  },
  {
    rule: 'BR-55',
    spoil: (invoice) => ({
      ...invoice,
      precedingInvoices: [{ number: '', issuedOn: day('2026-10-16') }],
    }),
    code: 'invoice_incomplete',
    at: 'invoice.precedingInvoices[0].number',
  },
  {
    rule: 'BT-22',
    spoil: (invoice) => ({ ...invoice, notes: [{ text: '\u0000' }] }),
    code: 'invoice_incomplete',
    at: 'invoice.notes[0].text',
  },
  {
    rule: 'a credit note with negative amounts',
    spoil: () => ({
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
    }),
    code: 'total_negative',
    params: { typeCode: '381', found: '-1800.00' },
  },
  {
    rule: 'BT-92 is positive',
    spoil: (invoice) => ({
      ...invoice,
      allowances: invoice.allowances.flatMap((allowance) => [
        { ...allowance, amount: 11000n },
        { ...allowance, amount: -1000n },
      ]),
    }),
    code: 'allowance_negative',
    at: 'invoice.allowances[1]',
  },
  {
    rule: 'amounts of at most 19 digits',
    spoil: () => {
      const net = 10n ** 19n;
      return {
        ...withLine(SOUND_CREDIT_NOTE, 0, {
          quantity: decimal('1000000000'),
          price: { units: 100_000_000n, scale: 0 },
          net,
        }),
        vatBreakdown: [{ category: 'S', rate: 2000, taxable: net, tax: net / 5n }],
        totals: {
          lineNet: net,
          allowances: 0n,
          charges: 0n,
          withoutVat: net,
          vat: net / 5n,
          withVat: net + net / 5n,
          prepaid: 0n,
          due: net + net / 5n,
        },
      };
    },
    code: 'number_too_large',
    at: 'invoice.totals.withVat',
  },
  // The parties.
  {
    rule: 'BR-06',
    spoil: (invoice) => ({ ...invoice, seller: { ...invoice.seller, name: ' ' } }),
    code: 'invoice_incomplete',
    at: 'invoice.seller.name',
  },
  {
    rule: 'BR-07',
    spoil: (invoice) => ({ ...invoice, buyer: { ...invoice.buyer, name: '' } }),
    code: 'buyer_name_missing',
  },
  {
    rule: 'BR-09',
    spoil: (invoice) => ({
      ...invoice,
      seller: { ...invoice.seller, address: { countryCode: '' } },
    }),
    code: 'seller_address_missing',
  },
  {
    rule: 'BR-11',
    spoil: (invoice) => ({ ...invoice, buyer: { ...invoice.buyer, address: { countryCode: '' } } }),
    code: 'buyer_country_missing',
  },
  {
    rule: 'BR-CL-14',
    spoil: (invoice) => ({
      ...invoice,
      buyer: { ...invoice.buyer, address: { countryCode: 'ZZ' } },
    }),
    code: 'country_unknown',
    at: 'invoice.buyer.address',
    params: { countryCode: 'ZZ' },
  },
  {
    rule: 'BT-30, a SIREN instead of a SIRET',
    spoil: (invoice) => ({ ...invoice, seller: { ...invoice.seller, siret: '732829320' } }),
    code: 'seller_siret_malformed',
  },
  {
    rule: 'BT-47, letters',
    spoil: (invoice) => ({ ...invoice, buyer: { ...invoice.buyer, siret: '1100020110004X' } }),
    code: 'buyer_siret_malformed',
  },
  {
    rule: 'BR-CO-09',
    spoil: (invoice) => ({ ...invoice, seller: { ...invoice.seller, vatNumber: '44732829320' } }),
    code: 'vat_number_malformed',
  },
  // Payment.
  {
    rule: 'BR-CO-25',
    spoil: (invoice) => {
      const { dueOn: _due, paymentTerms: _terms, ...rest } = invoice;
      return rest;
    },
    code: 'payment_date_missing',
  },
  {
    rule: 'A2 that is not fully paid',
    spoil: () => withTotals(SOUND_PAID_INVOICE, { prepaid: 195000n, due: 120n }),
    code: 'paid_amount_inexact',
    params: { found: '1950.00', expected: '1951.20' },
  },
  {
    rule: 'BT-113 ≥ 0',
    spoil: (invoice) => withTotals(invoice, { prepaid: -100n, due: 195220n }),
    code: 'balance_increases_due',
  },
  {
    rule: 'BR-61',
    spoil: (invoice) => ({ ...invoice, payment: { meansCode: '30' } }),
    code: 'iban_missing',
  },
  {
    rule: 'an IBAN of 31 characters',
    spoil: (invoice) => ({
      ...invoice,
      payment: { meansCode: '30', account: { iban: 'MT84MALT011000012345MTLCAST001S' } },
    }),
    code: 'iban_too_long',
    params: { found: '31', limit: '27' },
  },
  // Periods.
  {
    rule: 'BR-29',
    spoil: (invoice) => ({
      ...invoice,
      period: { startsOn: day('2026-11-15'), endsOn: day('2026-11-14') },
    }),
    code: 'period_reversed',
    params: { rule: 'BR-29', from: '2026-11-15', to: '2026-11-14' },
  },
  {
    rule: 'BR-30',
    spoil: (invoice) =>
      withLine(invoice, 0, {
        period: { startsOn: day('2026-11-15'), endsOn: day('2026-11-14') },
      }),
    code: 'period_reversed',
    at: 'invoice.lines[0].period',
  },
  {
    rule: 'BR-FR-03, the invoice itself',
    spoil: (invoice) => ({ ...invoice, issuedOn: day('1999-12-31') }),
    code: 'date_out_of_range',
    at: 'invoice.issuedOn',
    params: { found: '1999-12-31' },
  },
  {
    rule: 'BR-FR-03, a line',
    spoil: (invoice) =>
      withLine(invoice, 2, {
        period: { startsOn: day('2026-01-01'), endsOn: day('2100-01-01') },
      }),
    code: 'date_out_of_range',
    at: 'invoice.lines[2].period',
  },
  // Lengths.
  {
    rule: 'service code ≤ 100',
    spoil: (invoice) => ({ ...invoice, buyerReference: 'S'.repeat(101) }),
    code: 'service_code_too_long',
    params: { found: '101', limit: '100' },
  },
  {
    rule: 'engagement number ≤ 50',
    spoil: (invoice) => ({ ...invoice, orderReference: '1'.repeat(51) }),
    code: 'engagement_number_too_long',
  },
  {
    rule: 'contract number ≤ 50',
    spoil: (invoice) => ({ ...invoice, contractReference: '1'.repeat(51) }),
    code: 'contract_number_too_long',
  },
  {
    rule: 'party name ≤ 99, counted in characters',
    spoil: (invoice) => ({ ...invoice, buyer: { ...invoice.buyer, name: 'É'.repeat(100) } }),
    code: 'text_too_long',
    at: 'invoice.buyer.name',
    params: { found: '100', limit: '99' },
  },
  {
    rule: 'note ≤ 1024',
    spoil: (invoice) => ({ ...invoice, notes: [{ text: 'x'.repeat(1025) }] }),
    code: 'text_too_long',
    at: 'invoice.notes[0].text',
  },
  {
    rule: 'line description ≤ 1024',
    spoil: (invoice) => withLine(invoice, 2, { description: 'x'.repeat(1025) }),
    code: 'text_too_long',
    at: 'invoice.lines[2].description',
  },
];

/** Spoilt in a way that a warning tells, and nothing stops. */
export const WARNED: readonly SpoiltCase[] = [
  {
    rule: 'INSEE, the seller',
    spoil: (invoice) => ({
      ...invoice,
      seller: { ...invoice.seller, siret: '73282932000075' },
    }),
    code: 'seller_siret_checksum',
  },
  {
    rule: 'INSEE, the buyer',
    spoil: (invoice) => ({ ...invoice, buyer: { ...invoice.buyer, siret: '12345678200029' } }),
    code: 'buyer_siret_checksum',
  },
  {
    rule: 'the VAT number of another company',
    spoil: (invoice) => ({
      ...invoice,
      seller: { ...invoice.seller, vatNumber: 'FR45732829320' },
    }),
    code: 'vat_number_checksum',
    params: { found: 'FR45732829320', expected: 'FR44732829320' },
  },
  {
    rule: 'ISO 13616',
    spoil: (invoice) => ({
      ...invoice,
      payment: { meansCode: '30', account: { iban: 'FR7630006000011234567890188' } },
    }),
    code: 'iban_checksum',
  },
];
