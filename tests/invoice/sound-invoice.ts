import type { VatCategory } from '../../backend/invoice/codes.ts';
import { parseIsoDate, type IsoDate } from '../../backend/invoice/date.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { parseDecimal, type Decimal } from '../../backend/invoice/money.ts';
import type { Seller } from '../../backend/invoice/party.ts';
import { SUPPLIER, BUYERS } from '../samples/world.ts';

/** A day of the calendar, for tests that write it as text. */
export function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed) throw new Error(`${text} is no day of the calendar`);
  return parsed;
}

/** An exact decimal, for tests that write it as text. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`${text} is no decimal`);
  return parsed;
}

const standard = { category: 'S', rate: 2000 } as const;
const reduced = { category: 'S', rate: 550 } as const;

/**
 * An invoice that every rule accepts and that uses everything the model can hold: two rates, a line allowance, a
 * document allowance and charge, periods, notes, references, a base quantity, a part that is prepaid.
 */
export const SOUND_INVOICE: Invoice = {
  number: 'ABCD1234-0001',
  issuedOn: day('2026-11-16'),
  typeCode: '380',
  currency: 'EUR',
  vatPointDateCode: '72',
  dueOn: day('2026-12-16'),
  buyerReference: 'SFACETAT',
  contractReference: '2026-MAPA-17',
  orderReference: '1300151515',
  paymentTerms: 'Paiement à 30 jours',
  notes: [
    { subject: 'PMT', text: 'Indemnité forfaitaire pour frais de recouvrement : 40 €' },
    { subject: 'PMD', text: 'Pénalités de retard : taux de la BCE majoré de huit points' },
    { subject: 'AAB', text: 'Pas d’escompte pour paiement anticipé' },
    { text: 'Merci de votre confiance.' },
  ],
  businessProcess: 'A1',
  precedingInvoices: [{ number: 'ABCD1234-0000', issuedOn: day('2026-10-16') }],
  seller: {
    name: SUPPLIER.name,
    siret: SUPPLIER.siret,
    vatNumber: SUPPLIER.vatNumber,
    legalInformation: 'SAS au capital de 10 000 €',
    address: {
      line1: '12 rue des Filatures',
      line2: 'Bâtiment B',
      postCode: '59100',
      city: 'Roubaix',
      countryCode: 'FR',
    },
    contact: { name: 'Facturation', phone: '+33 3 20 00 00 00', email: 'facturation@example.org' },
  },
  buyer: {
    name: BUYERS.state.name,
    siret: BUYERS.state.siret,
    address: { line1: '1 place Vauban', postCode: '75007', city: 'Paris', countryCode: 'FR' },
  },
  deliveredOn: day('2026-11-15'),
  period: { startsOn: day('2026-10-16'), endsOn: day('2026-11-15') },
  payment: {
    meansCode: '30',
    meansText: 'Virement',
    account: { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP', name: SUPPLIER.name },
  },
  allowances: [{ amount: 10000n, reason: 'Remise', reasonCode: '95', vat: standard }],
  charges: [{ amount: 1000n, reason: 'Port', reasonCode: 'FC', vat: standard }],
  totals: {
    lineNet: 172645n,
    allowances: 10000n,
    charges: 1000n,
    withoutVat: 163645n,
    vat: 31475n,
    withVat: 195120n,
    prepaid: 5120n,
    due: 190000n,
  },
  vatBreakdown: [
    { ...standard, taxable: 155000n, tax: 31000n },
    { ...reduced, taxable: 8645n, tax: 475n },
  ],
  lines: [
    {
      id: '1',
      name: 'Développement',
      description: 'Dix jours d’atelier',
      quantity: decimal('10'),
      unit: 'DAY',
      price: decimal('150'),
      baseQuantity: decimal('1'),
      allowances: [],
      net: 150000n,
      vat: standard,
      period: { startsOn: day('2026-10-16'), endsOn: day('2026-11-15') },
    },
    {
      id: '2',
      name: 'Sièges & <licences>',
      quantity: decimal('3'),
      unit: 'C62',
      price: decimal('49.99'),
      baseQuantity: decimal('1'),
      allowances: [{ amount: 997n, reason: 'Remise de fidélité', reasonCode: '95' }],
      net: 14000n,
      vat: standard,
    },
    {
      id: '3',
      name: 'Appels d’interface',
      quantity: decimal('7000.5'),
      unit: 'C62',
      price: decimal('12.349118'),
      baseQuantity: decimal('1000'),
      allowances: [],
      net: 8645n,
      vat: reduced,
    },
  ],
};

/** A credit note of one line, with its original. */
export const SOUND_CREDIT_NOTE: Invoice = {
  ...SOUND_INVOICE,
  number: 'ABCD1234-0002',
  typeCode: '381',
  precedingInvoices: [{ number: SOUND_INVOICE.number, issuedOn: SOUND_INVOICE.issuedOn }],
  allowances: [],
  charges: [],
  lines: SOUND_INVOICE.lines.slice(0, 1),
  vatBreakdown: [{ ...standard, taxable: 150000n, tax: 30000n }],
  totals: {
    lineNet: 150000n,
    allowances: 0n,
    charges: 0n,
    withoutVat: 150000n,
    vat: 30000n,
    withVat: 180000n,
    prepaid: 0n,
    due: 180000n,
  },
};

/** The sound invoice paid by card before it was sent: framework A2, nothing due. */
export const SOUND_PAID_INVOICE: Invoice = {
  ...SOUND_INVOICE,
  number: 'ABCD1234-0003',
  businessProcess: 'A2',
  payment: { meansCode: '48', meansText: 'Carte bancaire' },
  totals: { ...SOUND_INVOICE.totals, prepaid: 195120n, due: 0n },
};

/** An invoice that comes to nothing, and so is paid. */
export const SOUND_FREE_INVOICE: Invoice = {
  ...SOUND_CREDIT_NOTE,
  number: 'ABCD1234-0004',
  typeCode: '380',
  businessProcess: 'A2',
  payment: { meansCode: '48' },
  lines: SOUND_CREDIT_NOTE.lines.map((line) => ({ ...line, price: decimal('0'), net: 0n })),
  vatBreakdown: [{ ...standard, taxable: 0n, tax: 0n }],
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
};

/** The sound seller, of a kind that has no VAT number. */
export function sellerWithoutVatNumber(): Seller {
  const { vatNumber: _, ...seller } = SOUND_INVOICE.seller;
  return seller;
}

/** The credit note's one line as an invoice, moved to a VAT category in which none is charged. */
export function untaxed(
  category: Exclude<VatCategory, 'S'>,
  change: Partial<Invoice> = {},
): Invoice {
  const vat = { category, rate: 0 } as const;
  const code = EXEMPTION_CODES[category];
  return {
    ...SOUND_CREDIT_NOTE,
    number: `UNTAXED-${category}`,
    typeCode: '380',
    lines: SOUND_CREDIT_NOTE.lines.map((line) => ({ ...line, vat })),
    vatBreakdown: [
      {
        ...vat,
        taxable: 150000n,
        tax: 0n,
        ...(code !== undefined && { exemption: { code, text: 'Sans TVA' } }),
      },
    ],
    totals: { ...SOUND_CREDIT_NOTE.totals, vat: 0n, withVat: 150000n, due: 150000n },
    ...change,
  };
}

const EXEMPTION_CODES = {
  Z: undefined,
  E: 'VATEX-EU-132',
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
} as const;

/** One sound invoice of each VAT category without VAT, and one under the small-business exemption. */
export const SOUND_UNTAXED_INVOICES: readonly Invoice[] = [
  untaxed('Z'),
  untaxed('E'),
  untaxed('AE'),
  untaxed('K', {
    buyer: { ...SOUND_INVOICE.buyer, vatNumber: 'FR12110002011' },
    deliveryCountryCode: 'FR',
  }),
  untaxed('G'),
  untaxed('O', { seller: sellerWithoutVatNumber() }),
  {
    ...untaxed('E', { seller: { ...sellerWithoutVatNumber(), taxRegistration: '732829320' } }),
    number: 'UNTAXED-FRANCHISE',
  },
];
