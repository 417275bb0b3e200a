/**
 * Invoices for the page's tests: valid in their sums, made without Stripe. The only maker of a complete invoice is
 * `complete`; here a test claims the brand itself.
 */
import type { CompleteInvoice } from '../../../backend/invoice/complete.ts';
import type { IsoDate } from '../../../backend/invoice/date.ts';
import type { Invoice } from '../../../backend/invoice/invoice.ts';
import type { InvoiceLine } from '../../../backend/invoice/line.ts';
import { sum, taxOf, wholeNumber } from '../../../backend/invoice/money.ts';
import { SUPPLIER, BUYERS } from '../../samples/world.ts';

/** A small XML stand-in: the page never reads it. */
export const SAMPLE_XML =
  '<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>';

/** A day of the calendar. */
export function day(text: string): IsoDate {
  return text as IsoDate;
}

/** An invoice as if every rule had accepted it. */
export function claimComplete(invoice: Invoice): CompleteInvoice {
  return invoice as CompleteInvoice;
}

/** A line of 20 % VAT: `quantity` times `priceCents`. */
export function line(id: number, over: Partial<InvoiceLine> = {}): InvoiceLine {
  const quantity = BigInt((id % 7) + 1);
  const cents = BigInt(1000 + ((id * 7919) % 90000));
  return {
    id: String(id),
    name: NAMES[id % NAMES.length] ?? 'Prestation',
    quantity: wholeNumber(quantity),
    unit: 'C62',
    price: { units: cents, scale: 2 },
    baseQuantity: wholeNumber(1n),
    allowances: [],
    net: quantity * cents,
    vat: { category: 'S', rate: 2000 },
    ...over,
  };
}

const NAMES = [
  'Abonnement « Mairie » – accès à la plateforme',
  'Heures de conseil, équipe projet',
  'Formation des agents municipaux, session d’une journée dans vos locaux',
  'Hébergement mutualisé',
  'Licence annuelle, poste supplémentaire',
] as const;

/** An invoice of these lines, with sums that agree. */
export function invoiceOf(
  lines: readonly InvoiceLine[],
  over: Partial<Invoice> = {},
): CompleteInvoice {
  const rates = new Map<string, InvoiceLine[]>();
  for (const each of lines) {
    const key = `${each.vat.category}/${each.vat.rate}`;
    rates.set(key, [...(rates.get(key) ?? []), each]);
  }
  const vatBreakdown = [...rates.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const taxable = sum(group.map(({ net }) => net));
    return [{ ...first.vat, taxable, tax: taxOf(taxable, first.vat.rate) }];
  });
  const lineNet = sum(lines.map(({ net }) => net));
  const vat = sum(vatBreakdown.map(({ tax }) => tax));
  return claimComplete({
    number: 'F-2026-0042',
    issuedOn: day('2026-11-23'),
    typeCode: '380',
    currency: 'EUR',
    vatPointDateCode: '72',
    dueOn: day('2026-12-23'),
    buyerReference: BUYERS.serviceRequired.service,
    orderReference: '4500001234',
    contractReference: '2026-MAPA-017',
    paymentTerms: 'Paiement à 30 jours à compter de la réception de la facture',
    notes: NOTES,
    businessProcess: 'A1',
    precedingInvoices: [],
    seller: SELLER,
    buyer: BUYER,
    period: { startsOn: day('2026-11-01'), endsOn: day('2026-11-30') },
    payment: {
      meansCode: '30',
      account: {
        iban: 'FR7630006000011234567890189',
        bic: 'AGRIFRPPXXX',
        name: 'Atelier Numérique du Marais',
      },
    },
    allowances: [],
    charges: [],
    totals: {
      lineNet,
      allowances: 0n,
      charges: 0n,
      withoutVat: lineNet,
      vat,
      withVat: lineNet + vat,
      prepaid: 0n,
      due: lineNet + vat,
    },
    vatBreakdown,
    lines,
    ...over,
  });
}

/** `count` ordinary lines. */
export function lines(count: number): readonly InvoiceLine[] {
  return Array.from({ length: count }, (_, index) => line(index + 1));
}

const NOTES: Invoice['notes'] = [
  { subject: 'AAB', text: 'Pas d’escompte pour paiement anticipé' },
  {
    subject: 'PMT',
    text: 'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €',
  },
  {
    subject: 'PMD',
    text: 'Pénalités de retard : taux directeur de la Banque centrale européenne majoré de huit points',
  },
];

const SELLER: Invoice['seller'] = {
  name: SUPPLIER.name,
  siret: SUPPLIER.siret,
  vatNumber: SUPPLIER.vatNumber,
  legalInformation: 'SAS au capital de 10 000 €, RCS Paris 732 829 320',
  address: { line1: '12 rue des Archives', postCode: '75004', city: 'Paris', countryCode: 'FR' },
  contact: {
    name: 'Hélène Morel',
    phone: '01 42 00 00 00',
    email: 'facturation@atelier-marais.example',
  },
};

const BUYER: Invoice['buyer'] = {
  name: 'Commune de Saint-Jean-d’Angély',
  siret: BUYERS.serviceRequired.siret,
  address: {
    line1: 'Hôtel de Ville',
    line2: '1 place de l’Hôtel-de-Ville',
    postCode: '17400',
    city: 'Saint-Jean-d’Angély',
    countryCode: 'FR',
  },
};
