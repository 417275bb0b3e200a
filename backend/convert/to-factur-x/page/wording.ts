/** Every French word that the page prints of its own accord. No-break spaces stand before : and %. */
import type {
  BusinessProcess,
  PaymentMeansCode,
  SupplyKind,
  UnitCode,
  VatCategory,
  VatPointDateCode,
} from '../../../invoice/codes.ts';

/** What an invoice and a credit note call themselves. */
export const KIND = {
  '380': { title: 'FACTURE', name: 'Facture', due: 'Net à payer' },
  '381': { title: 'AVOIR', name: 'Avoir', due: 'Net à votre crédit' },
} as const;

export const LABELS = {
  duplicate: 'DUPLICATA',
  paid: 'FACTURE ACQUITTÉE',
  number: 'N°\u00a0',
  again: '(suite)',
  seller: 'Émetteur',
  buyer: 'Destinataire',
  siret: 'SIRET',
  registration: 'Identifiant',
  vatNumber: 'N°\u00a0TVA',
  engagement: 'Numéro d’engagement',
  service: 'Code service',
  contract: 'Numéro de marché',
  issuedOn: 'Date d’émission',
  dueOn: 'Date d’échéance',
  deliveredOn: 'Date de livraison',
  period: 'Période de facturation',
  process: 'Cadre de facturation',
  preceding: 'Facture d’origine',
  supply: 'Nature des opérations',
  vatPoint: 'Exigibilité de la TVA',
  linePeriod: 'Période\u00a0: ',
  rate: 'Taux de TVA',
  taxable: 'Base HT',
  tax: 'Montant TVA',
  lineNet: 'Total des lignes HT',
  allowance: 'Remise',
  charge: 'Frais',
  withoutVat: 'Total HT',
  vat: 'Total TVA',
  withVat: 'Total TTC',
  prepaid: 'Déjà réglé',
  payment: 'Règlement',
  means: 'Mode de règlement',
  terms: 'Conditions',
  holder: 'Titulaire du compte',
  iban: 'IBAN',
  bic: 'BIC',
  quote: 'Référence à rappeler',
  invoicePaid: 'Facture acquittée\u00a0: aucun règlement n’est attendu.',
  creditNote: 'Avoir\u00a0: aucun règlement n’est attendu.',
  notes: 'Mentions',
  page: 'Page',
  logo: 'Logo\u00a0: ',
} as const;

/** Heads of the table's columns. */
export const COLUMNS = {
  name: 'Désignation',
  quantity: 'Quantité',
  unit: 'Unité',
  price: 'Prix unit. HT',
  allowance: 'Remise HT',
  vat: 'TVA',
  net: 'Montant HT',
} as const;

/** BT-23, as Chorus Pro names its frameworks (AIFE). */
export const PROCESSES = {
  A1: 'A1 – Facture fournisseur',
  A2: 'A2 – Facture fournisseur déjà payée',
} as const satisfies Record<BusinessProcess, string>;

/** BT-9, which says the day of payment where it is paid already. */
export const DUE_DATES = {
  A1: LABELS.dueOn,
  A2: 'Date de paiement',
} as const satisfies Record<BusinessProcess, string>;

/** What is supplied, a mention that invoices bear since the electronic invoicing reform (CGI, annexe II, art. 242 nonies A). */
export const SUPPLIES = {
  goods: 'Livraison de biens',
  services: 'Prestation de services',
  mixed: 'Livraison de biens et prestation de services',
} as const satisfies Record<SupplyKind, string>;

/** BT-81. */
export const MEANS = {
  '30': 'Virement',
  '48': 'Carte bancaire',
  '97': 'Compensation',
} as const satisfies Record<PaymentMeansCode, string>;

/** BT-8. */
export const VAT_POINTS = {
  '5': 'D’après les débits',
  '72': 'À l’encaissement',
} as const satisfies Record<VatPointDateCode, string>;

/** BT-130: one, and two or more. */
export const UNITS = {
  C62: ['unité', 'unités'],
  MON: ['mois', 'mois'],
  ANN: ['an', 'ans'],
  DAY: ['jour', 'jours'],
  WEE: ['semaine', 'semaines'],
  HUR: ['heure', 'heures'],
} as const satisfies Record<UnitCode, readonly [string, string]>;

interface CategoryWords {
  readonly short: string;
  readonly long: string;
  /** Found in a text that says the same already. */
  readonly stem: string;
}

/** Categories that are no rate: in a line, and in the recap. Undefined where the rate says it. */
export const CATEGORIES = {
  S: undefined,
  Z: undefined,
  E: { short: 'Exonéré', long: 'Exonéré de TVA', stem: 'exon' },
  AE: { short: 'Autoliq.', long: 'Autoliquidation', stem: 'autoliquid' },
  K: {
    short: 'Intracom.',
    long: 'Livraison intracommunautaire exonérée',
    stem: 'intracommunautaire',
  },
  G: { short: 'Export', long: 'Exportation hors de l’Union européenne', stem: 'export' },
  O: { short: 'Hors champ', long: 'Hors du champ de la TVA', stem: 'champ' },
} as const satisfies Record<VatCategory, CategoryWords | undefined>;
