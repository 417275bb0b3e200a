import { instantIn, jsonIn, numberIn, textIn, textsIn, type Json } from './fields.ts';
import { currentStep, type Invoice } from './invoices.ts';
import { sorted } from './paging.ts';
import type { Platform } from './platform.ts';
import type { Account } from './directory.ts';

/** `factures/v1/rechercher/fournisseur`: an account's own invoices, by any of the filters that are simulated. */

type Filter = (invoice: Invoice) => boolean;

const DAY_MS = 86_400_000;

const COLUMNS: Readonly<Record<string, (invoice: Invoice) => string | number>> = {
  NumeroFacture: ({ number }) => number,
  DateFacture: ({ issuedOn }) => issuedOn,
  DateDepot: ({ depositedAt }) => depositedAt,
  MontantHT: ({ withoutVat }) => Number(withoutVat),
  MontantTTC: ({ withVat }) => Number(withVat),
  MontantAPayer: ({ due }) => Number(due),
  Statut: (invoice) => currentStep(invoice).status,
  NumeroFluxDepot: ({ flowNumber }) => flowNumber ?? '',
  CodeDestinataire: ({ buyer }) => buyer.siret,
  DesignationDestinataire: ({ buyer }) => buyer.name,
};

/** The invoices that a request asks for, in its order. */
export function searchInvoices(
  platform: Platform,
  account: Account,
  request: Json,
): readonly Invoice[] {
  const filters = filtersOf(request);
  const found = candidates(platform, account, request).filter((invoice) =>
    filters.every((filter) => filter(invoice)),
  );
  return sorted(found, jsonIn(request, 'rechercheFactureParFournisseur'), COLUMNS);
}

/** The type that a search shows for a UNTDID 1001 code. */
export function invoiceType({ typeCode }: Invoice): string {
  if (typeCode === '381') return 'AVOIR';
  return typeCode === '386' ? 'ACOMPTE' : 'FACTURE';
}

/** The narrowest index that the request allows, so that a search costs the same with a million invoices. */
function candidates(platform: Platform, account: Account, request: Json): readonly Invoice[] {
  const { invoices } = platform;
  const number = textIn(request, 'numeroFacture');
  const flow = textIn(request, 'numeroFluxDepot');
  const supplierId = numberIn(request, 'idFournisseur');
  const own = (invoice: Invoice) =>
    account.structures.has(invoice.supplier) &&
    (supplierId === undefined || invoice.supplier.id === supplierId);
  if (number !== undefined) return invoices.findByNumber(number).filter(own);
  if (flow !== undefined) {
    const invoice = invoices.findByFlow(flow);
    return invoice && own(invoice) ? [invoice] : [];
  }
  return [...account.structures].flatMap((supplier) => invoices.ofSupplier(supplier).filter(own));
}

function filtersOf(request: Json): readonly Filter[] {
  const flow = textIn(request, 'numeroFluxDepot');
  const type = textIn(request, 'typeFacture');
  const statuses = textsIn(request, 'statutCourant');
  return [
    ...(flow === undefined ? [] : [(invoice: Invoice) => invoice.flowNumber === flow]),
    ...(type === undefined ? [] : [(invoice: Invoice) => invoiceType(invoice) === type]),
    ...(statuses.length === 0
      ? []
      : [(invoice: Invoice) => statuses.includes(currentStep(invoice).status)]),
    ...between(request, 'periodeDateHeureEtatCourant', (invoice) => currentStep(invoice).at),
    ...between(request, 'periodeDateDepot', ({ depositedAt }) => depositedAt),
    ...between(request, 'periodeDateFacture', ({ issuedOn }) => Date.parse(issuedOn)),
    ...atLeast(request, 'montantTTCMin', ({ withVat }) => Number(withVat)),
    ...atLeast(request, 'montantTTCMax', ({ withVat }) => -Number(withVat), -1),
    ...text(request, 'numeroBonCommande', ({ engagement }) => engagement),
    ...text(request, 'numeroMarche', ({ contract }) => contract),
    ...text(request, 'numeroFactureOrigine', ({ originalNumber }) => originalNumber),
  ];
}

/** A period, both ends included; an end without a time of day lasts until midnight. */
function between(request: Json, key: string, of: (invoice: Invoice) => number): readonly Filter[] {
  const from = instantIn(request, `${key}Du`);
  const until = instantIn(request, `${key}Au`);
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(textIn(request, `${key}Au`) ?? '');
  const last = (until ?? Infinity) + (wholeDay ? DAY_MS - 1 : 0);
  if (from === undefined && until === undefined) return [];
  return [(invoice) => of(invoice) >= (from ?? -Infinity) && of(invoice) <= last];
}

function atLeast(
  request: Json,
  key: string,
  of: (invoice: Invoice) => number,
  sign: 1 | -1 = 1,
): readonly Filter[] {
  const limit = numberIn(request, key);
  return limit === undefined ? [] : [(invoice) => of(invoice) >= sign * limit];
}

function text(
  request: Json,
  key: string,
  of: (invoice: Invoice) => string | undefined,
): readonly Filter[] {
  const wanted = textIn(request, key);
  return wanted === undefined ? [] : [(invoice) => of(invoice) === wanted];
}
