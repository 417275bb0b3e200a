import { sumOf, toMillionths } from './amount.ts';
import type { ReadInvoice } from './cii-reader.ts';
import type { Account, Directory, Service, Structure } from './directory.ts';

/**
 * The business rules of a deposit. Comes in: an invoice that follows its schema; goes out: the texts of
 * `listeErreurDP`, all of them, none when the invoice may be created. A text names the element by its path, as the
 * platform's do; what follows the path is worded here (docs/simulators.md says which are known).
 */

/** What a rule may look at besides the invoice. */
export interface CheckContext {
  readonly directory: Directory;
  /** Who deposited. */
  readonly account: Account | undefined;
  /** The day of the deposit in Paris. */
  readonly depositedOn: string;
  /** Whether the supplier has used this number in this year. */
  readonly isUsed: (invoice: ReadInvoice) => boolean;
}

type Rule = (invoice: ReadInvoice, context: CheckContext) => readonly string[];

const NUMBER_CHARACTERS_MAX = 20;
const REFERENCE_CHARACTERS_MAX = 50;
const SERVICE_CHARACTERS_MAX = 100;
const ERROR_CHARACTERS_MAX = 200;
const RESERVED_SERVICE = 'FACTURES_PUBLIQUES';
const REFUSED_TYPES: readonly string[] = ['389', '261', '751'];
const CREDIT_NOTE = '381';

const TRANSACTION = 'FichierXml.SupplyChainTradeTransaction';
const AGREEMENT = `${TRANSACTION}.ApplicableHeaderTradeAgreement`;
const SETTLEMENT = `${TRANSACTION}.ApplicableHeaderTradeSettlement`;
const PATHS = {
  number: 'FichierXml.ExchangedDocument.ID.value',
  type: 'FichierXml.ExchangedDocument.TypeCode.value',
  date: 'FichierXml.ExchangedDocument.IssueDateTime',
  framework:
    'FichierXml.ExchangedDocumentContext.BusinessProcessSpecifiedDocumentContextParameter.ID',
  supplier: `${AGREEMENT}.SellerTradeParty.SpecifiedLegalOrganization.ID.value`,
  buyer: `${AGREEMENT}.BuyerTradeParty.SpecifiedLegalOrganization.ID.value`,
  service: `${AGREEMENT}.BuyerReference.value`,
  engagement: `${AGREEMENT}.BuyerOrderReferencedDocument.IssuerAssignedID.value`,
  contract: `${AGREEMENT}.ContractReferencedDocument.IssuerAssignedID.value`,
  payment: `${SETTLEMENT}.SpecifiedTradeSettlementPaymentMeans.TypeCode.value`,
  totals: `${SETTLEMENT}.SpecifiedTradeSettlementHeaderMonetarySummation`,
} as const;

const RULES: readonly Rule[] = [
  usedNumber,
  number,
  framework,
  type,
  issueDate,
  supplier,
  buyer,
  references,
  paymentMeans,
  creditNote,
  totals,
];

/** All that is wrong with an invoice. */
export function businessErrors(invoice: ReadInvoice, context: CheckContext): readonly string[] {
  return RULES.flatMap((rule) => rule(invoice, context));
}

/** Several messages as the report gives them: joined, and cut. */
export function reportText(errors: readonly string[]): string {
  return errors.join('|').slice(0, ERROR_CHARACTERS_MAX);
}

/** What a number must be unique within: SIREN and year of issue. */
export function numberKey(siret: string, invoiceNumber: string, issuedOn: string): string {
  return `${siret.slice(0, 9)}/${issuedOn.slice(0, 4)}/${invoiceNumber}`;
}

function usedNumber(invoice: ReadInvoice, { isUsed }: CheckContext): readonly string[] {
  if (!isUsed(invoice)) return [];
  return [at('number', `Une facture ${invoice.number} existe deja pour ce fournisseur`)];
}

function number({ number: given }: ReadInvoice): readonly string[] {
  if (given === undefined) return [mandatory('number')];
  if (given.length > NUMBER_CHARACTERS_MAX) return [tooLong('number', NUMBER_CHARACTERS_MAX)];
  // Rule G1.05 of AIFE's EDI annex.
  if (/^[A-Za-z0-9 _/+-]+$/.test(given)) return [];
  return [at('number', 'La donnee contient des caracteres non autorises')];
}

function framework({ framework: given }: ReadInvoice): readonly string[] {
  // Absent means A1. Rule G1.02.
  if (given === undefined || /^A([1-9]|1\d|2[0-5])$/.test(given)) return [];
  return [at('framework', `Le cadre de facturation ${given} n'est pas autorise`)];
}

function type({ typeCode }: ReadInvoice): readonly string[] {
  if (typeCode === undefined) return [mandatory('type')];
  if (!REFUSED_TYPES.includes(typeCode)) return [];
  return [at('type', `Le type de facture ${typeCode} n'est pas accepte`)];
}

function issueDate({ issuedOn }: ReadInvoice, { depositedOn }: CheckContext): readonly string[] {
  if (issuedOn === undefined) return [mandatory('date')];
  if (issuedOn <= depositedOn) return [];
  return [at('date', 'La date de facture est posterieure a la date de depot')];
}

function supplier(invoice: ReadInvoice, { directory, account }: CheckContext): readonly string[] {
  const siret = invoice.supplierSiret;
  if (siret === undefined) return [mandatory('supplier')];
  const structure = directory.findBySiret(siret);
  if (!structure) {
    return [at('supplier', "Le fournisseur n'est pas reference dans notre systeme")];
  }
  if (account?.structures.has(structure)) return [];
  return [at('supplier', "Le compte technique n'est pas rattache au fournisseur")];
}

function buyer(invoice: ReadInvoice, { directory }: CheckContext): readonly string[] {
  const siret = invoice.buyerSiret;
  if (siret === undefined) return [mandatory('buyer')];
  const structure = /^\d{14}$/.test(siret) ? directory.findBySiret(siret) : undefined;
  if (structure?.kind !== 'PUBLIQUE') {
    return [at('buyer', "Le destinataire n'est pas un SIRET connu de 14 chiffres")];
  }
  return structure.active ? [] : [at('buyer', "Le destinataire n'est plus actif")];
}

function references(invoice: ReadInvoice, { directory }: CheckContext): readonly string[] {
  const structure = directory.findBySiret(invoice.buyerSiret ?? '');
  if (structure?.kind !== 'PUBLIQUE') return [];
  const service = structure.services.find(({ code }) => code === invoice.serviceCode);
  return [
    ...tooLongReferences(invoice),
    ...missingReferences(invoice, structure, service),
    ...(invoice.serviceCode === undefined ? [] : badService(service)),
  ];
}

function tooLongReferences(invoice: ReadInvoice): readonly string[] {
  const limits = [
    ['service', invoice.serviceCode, SERVICE_CHARACTERS_MAX],
    ['engagement', invoice.engagement, REFERENCE_CHARACTERS_MAX],
    ['contract', invoice.contract, REFERENCE_CHARACTERS_MAX],
  ] as const;
  return limits.flatMap(([field, text, max]) =>
    text !== undefined && text.length > max ? [tooLong(field, max)] : [],
  );
}

function missingReferences(
  { serviceCode, engagement }: ReadInvoice,
  { demands }: Structure,
  service: Service | undefined,
): readonly string[] {
  const errors: string[] = [];
  if ((demands === 'service' || demands === 'both') && serviceCode === undefined) {
    errors.push(referenceMissing('service'));
  }
  const engagementDemanded =
    demands === 'engagement' || demands === 'both' || service?.engagementRequired === true;
  if (engagementDemanded && engagement === undefined) {
    errors.push(referenceMissing('engagement'));
  }
  if (
    demands === 'service or engagement' &&
    serviceCode === undefined &&
    engagement === undefined
  ) {
    errors.push(at('service', "Le code service ou le numero d'engagement est obligatoire"));
  }
  return errors;
}

function badService(service: Service | undefined): readonly string[] {
  if (!service) return [at('service', "Le code service n'existe pas pour ce destinataire")];
  if (!service.active) return [at('service', "Le code service n'est pas actif")];
  // Kept for invoices between public bodies.
  if (service.code === RESERVED_SERVICE) return [at('service', 'Le code service est reserve')];
  return [];
}

function paymentMeans({ paymentMeans: given }: ReadInvoice): readonly string[] {
  return given === undefined ? [mandatory('payment')] : [];
}

function creditNote({ typeCode, totals: { withVat } }: ReadInvoice): readonly string[] {
  if (typeCode !== CREDIT_NOTE || (toMillionths(withVat) ?? 0n) >= 0n) return [];
  return [at('totals', "Le montant d'un avoir ne doit pas etre negatif")];
}

interface Sum {
  readonly term: string;
  readonly total: string | undefined;
  readonly parts: readonly (string | undefined)[];
}

/** EN 16931 BR-CO-10, 13, 14, 15, 16, to the cent. */
function totals(invoice: ReadInvoice): readonly string[] {
  return sumsOf(invoice).flatMap(({ term, total, parts }) => {
    const sum = sumOf(parts);
    return sum !== undefined && sum === toMillionths(total)
      ? []
      : [at('totals', `Le montant ${term} n'est pas egal a la somme attendue`)];
  });
}

/** Profiles below EN 16931 leave out lines or the VAT breakdown: what is not there is not summed. */
function sumsOf({ totals: given, lineNets, vatAmounts }: ReadInvoice): readonly Sum[] {
  const { lines, allowances, charges = '0', withoutVat, vat = '0', withVat, prepaid } = given;
  const lineSum = { term: 'BT-106', total: lines, parts: lineNets };
  const vatSum = { term: 'BT-110', total: vat, parts: vatAmounts };
  const basis = [lines, minus(allowances), charges];
  return [
    ...(lineNets.length === 0 ? [] : [lineSum]),
    ...(lines === undefined ? [] : [{ term: 'BT-109', total: withoutVat, parts: basis }]),
    ...(vatAmounts.length === 0 ? [] : [vatSum]),
    { term: 'BT-112', total: withVat, parts: [withoutVat, vat] },
    { term: 'BT-115', total: given.due, parts: [withVat, minus(prepaid), given.rounding ?? '0'] },
  ];
}

function minus(text = '0'): string {
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}

function at(field: keyof typeof PATHS, text: string): string {
  return `${PATHS[field]} : ${text}`;
}

/** The platform calls both an engagement; only the path tells which is missing. */
function referenceMissing(field: 'service' | 'engagement'): string {
  return `L'engagement juridique (${PATHS[field]}) est obligatoire`;
}

function mandatory(field: keyof typeof PATHS): string {
  return `L'element ${PATHS[field]} est obligatoire.`;
}

function tooLong(field: keyof typeof PATHS, max: number): string {
  return at(field, `La donnee ne doit pas depasser ${max} caracteres`);
}
