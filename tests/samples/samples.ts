import type { ReasonCode } from '../../backend/invoice/reason.ts';
import type { SettingsInput } from '../../backend/settings.ts';
import { buildInvoice } from './builder.ts';
import {
  department,
  hospital,
  library,
  prefecture,
  publicBody,
  school,
  townHall,
} from './public-bodies.ts';
import type { RawInvoiceBundle } from './raw.ts';
import type { InvoiceSpec, TaxSpec } from './spec.ts';
import { PROJECT_NOTE, workReport } from './work-report.ts';
import { SUPPLIER } from './world.ts';

/**
 * The invoices that the demo sends and that tests start from: each with why it is there and where it must end. All
 * names, places and people are made up.
 */

/** Where a sample ends. */
export type SampleEnd =
  | { readonly state: 'available' }
  | { readonly state: 'not_concerned' }
  | { readonly state: 'blocked' | 'refused'; readonly code: ReasonCode };

export interface Sample {
  readonly name: string;
  readonly why: string;
  readonly expected: SampleEnd;
  readonly build: () => RawInvoiceBundle;
}

/** The number of a document that lies at Chorus Pro already, deposited there by hand. */
export const ALREADY_DEPOSITED_NUMBER = 'DEMO-DEJA-LA';

/** The supplier's settings, complete. */
export const SAMPLE_SETTINGS: SettingsInput = {
  seller: {
    name: SUPPLIER.name,
    siret: SUPPLIER.siret,
    vatNumber: SUPPLIER.vatNumber,
    address: { line1: '12 rue des Filatures', postCode: '59100', city: 'Roubaix' },
    legalInformation: 'SAS au capital de 10 000 €, RCS Lille Métropole 732 829 320',
    contact: {
      name: 'Service facturation',
      phone: '+33 3 20 00 00 00',
      email: 'facturation@atelier-du-marais.example',
    },
  },
  payment: {
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    accountName: SUPPLIER.name,
    terms: 'Paiement à 30 jours à compter de la réception de la facture',
  },
  mentions: {
    recoveryIndemnity:
      'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €',
    latePenalties:
      'Pénalités de retard : taux directeur de la Banque centrale européenne majoré de huit points',
    earlyDiscount: 'Pas d’escompte pour paiement anticipé',
  },
  vat: { pointDate: 'receipts' },
};

const STANDARD: readonly TaxSpec[] = [{ percentage: '20' }];
const INTERMEDIATE: readonly TaxSpec[] = [{ percentage: '10' }];
const REDUCED: readonly TaxSpec[] = [{ percentage: '5.5' }];
const STANDARD_INCLUSIVE: readonly TaxSpec[] = [{ percentage: '20', inclusive: true }];
const NOVEMBER = { from: '2026-11-01', until: '2026-12-01' };

function sample(name: string, why: string, expected: SampleEnd, spec: InvoiceSpec): Sample {
  return { name, why, expected, build: () => buildInvoice(spec) };
}

const available = { state: 'available' } as const;

/** The samples, in the order in which the demo shows them. */
export const SAMPLES: readonly Sample[] = [
  sample(
    'ordinary',
    'A subscription at 20 % for a town hall that demands no reference: the plainest way through.',
    available,
    {
      number: 'GUI-2026-0001',
      customer: townHall,
      lines: [
        {
          description: 'Hébergement du site de la commune, novembre 2026',
          unitPriceCents: '14900',
          taxes: STANDARD,
          period: NOVEMBER,
        },
        {
          description: 'Assistance téléphonique, forfait de 3 heures',
          quantity: '3',
          unitPriceCents: '6500',
          taxes: STANDARD,
        },
      ],
      subscriptionMetadata: {},
      finalizedOn: '2026-11-02',
      dueOn: '2026-12-02',
    },
  ),
  sample(
    'several-rates',
    'Three VAT rates, a discount on one line and a coupon on the whole invoice, for a service of the State.',
    available,
    {
      number: 'GUI-2026-0002',
      customer: prefecture,
      lines: [
        {
          description: 'Licence annuelle, 25 postes',
          quantity: '25',
          unitPriceCents: '4990',
          taxes: STANDARD,
          discounts: [{ name: 'Remise volume', percentOff: '12.5' }],
        },
        {
          description: 'Repas de la journée d’étude',
          quantity: '18',
          unitPriceCents: '1637',
          taxes: INTERMEDIATE,
        },
        {
          description: 'Guide imprimé de l’utilisateur',
          quantity: '40',
          unitPriceCents: '1185',
          taxes: REDUCED,
        },
      ],
      coupon: { name: 'Bienvenue', percentOff: '5' },
      finalizedOn: '2026-11-03',
      dueOn: '2026-12-03',
      customFields: [{ name: 'Bon de commande', value: 'BC-2026-118' }],
    },
  ),
  sample(
    'inclusive-vat',
    'Prices that include VAT, as a school buys them from a catalogue.',
    available,
    {
      number: 'GUI-2026-0003',
      customer: school,
      lines: [
        {
          description: 'Tableau blanc 120 × 90 cm',
          quantity: '2',
          unitPriceCents: '8990',
          taxes: STANDARD_INCLUSIVE,
        },
        {
          description: 'Cahiers de dictée, lot de 30',
          quantity: '7',
          unitPriceCents: '2349',
          taxes: [{ percentage: '5.5', inclusive: true }],
        },
      ],
      finalizedOn: '2026-11-04',
      dueOn: '2026-12-04',
    },
  ),
  sample(
    'sixty-days',
    'Sixty lines of long text and a memo: the page breaks, the table goes on.',
    available,
    {
      number: 'GUI-2026-0004',
      customer: library,
      lines: workReport,
      description: PROJECT_NOTE,
      footer:
        'Atelier Numérique du Marais, organisme de formation enregistré sous le numéro fictif 00 00 00000 00.',
      finalizedOn: '2026-11-13',
      dueOn: '2026-12-13',
    },
  ),
  sample(
    'engagement',
    'A hospital that demands an engagement number; it stands on the invoice, the contract number on the subscription.',
    available,
    {
      number: 'GUI-2026-0005',
      customer: hospital,
      lines: [
        {
          description: 'Maintenance de l’annuaire des services, novembre 2026',
          unitPriceCents: '120000',
          taxes: STANDARD,
          period: NOVEMBER,
        },
      ],
      metadata: { engagement_number: 'EJ-2026-004512' },
      subscriptionMetadata: { contract_number: 'M-2025-0087' },
      finalizedOn: '2026-11-05',
      dueOn: '2026-12-05',
    },
  ),
  sample(
    'paid-by-card',
    'Paid by card before it is sent: framework A2, nothing left to pay.',
    available,
    {
      number: 'GUI-2026-0006',
      customer: townHall,
      lines: [
        {
          description: 'Nom de domaine, un an',
          unitPriceCents: '1250',
          taxes: STANDARD,
          period: { from: '2026-11-06', until: '2027-11-06' },
        },
      ],
      status: 'paid',
      finalizedOn: '2026-11-06',
    },
  ),
  sample(
    'partly-prepaid',
    'A credit on the customer’s balance pays a part; the rest is due.',
    available,
    {
      number: 'GUI-2026-0007',
      customer: school,
      lines: [
        {
          description: 'Tablette 10 pouces, coque renforcée',
          quantity: '12',
          unitPriceCents: '21900',
          taxes: STANDARD,
        },
      ],
      startingBalanceCents: -50_000,
      finalizedOn: '2026-11-09',
      dueOn: '2026-12-09',
    },
  ),
  sample(
    'service-missing',
    'The buyer demands a service code and nobody gave one.',
    { state: 'blocked', code: 'service_code_missing' },
    {
      number: 'GUI-2026-0008',
      customer: department,
      lines: [
        {
          description: 'Formation des agents, une journée',
          quantity: '2',
          unitPriceCents: '98000',
          taxes: STANDARD,
        },
      ],
      finalizedOn: '2026-11-10',
      dueOn: '2026-12-10',
    },
  ),
  sample(
    'siret-missing',
    'A public customer whose SIRET nobody entered.',
    { state: 'blocked', code: 'buyer_siret_missing' },
    {
      number: 'GUI-2026-0009',
      customer: publicBody(
        'Syndicat des eaux du Val-Clair',
        ['Route de la Source', '42110', 'Val-Clair'],
        {},
      ),
      lines: [
        {
          description: 'Relevés de compteurs, 1 240 points',
          quantity: '1240',
          unitPriceCents: '37.5',
          taxes: INTERMEDIATE,
        },
      ],
      finalizedOn: '2026-11-12',
      dueOn: '2026-12-12',
    },
  ),
  sample(
    'private-customer',
    'A private customer: recorded as not concerned, never sent.',
    { state: 'not_concerned' },
    {
      number: 'GUI-2026-0010',
      customer: {
        name: 'Boulangerie Pain & Lumière',
        address: { line1: '5 rue du Four', postalCode: '59800', city: 'Lille' },
      },
      lines: [
        { description: 'Caisse en ligne, novembre 2026', unitPriceCents: '2900', period: NOVEMBER },
      ],
      finalizedOn: '2026-11-12',
    },
  ),
  sample(
    'already-there',
    'Correct for us, refused by Chorus Pro: the same number was deposited there by hand before.',
    { state: 'refused', code: 'flow_refused' },
    {
      number: ALREADY_DEPOSITED_NUMBER,
      customer: library,
      lines: [
        {
          description: 'Numérisation du fonds local, 800 vues',
          quantity: '800',
          unitPriceCents: '45',
          taxes: STANDARD,
        },
      ],
      finalizedOn: '2026-11-16',
      dueOn: '2026-12-16',
    },
  ),
  sample(
    'per-use',
    'Metered use with a price of fractions of a cent, for the State’s service.',
    available,
    {
      number: 'GUI-2026-0011',
      customer: prefecture,
      lines: [
        {
          description: 'Envoi de notifications, octobre 2026',
          quantity: '184250',
          unitPriceCents: '0.0725',
          taxes: STANDARD,
          period: { from: '2026-10-01', until: '2026-11-01' },
        },
      ],
      subscriptionMetadata: {},
      finalizedOn: '2026-11-17',
      dueOn: '2026-12-17',
    },
  ),
];

/** Finds a sample by its name; throws when there is none. */
export function getSample(name: string): Sample {
  const found = SAMPLES.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no such sample: ${name}`);
  return found;
}
