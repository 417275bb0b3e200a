import { z } from 'zod';
import type { RemoteWords } from '../deliver/destination.ts';
import type { InvoicesAnswer, InvoicesAsked, RemoteInvoice } from '../follow/corrections.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow, type Fault } from './faults.ts';
import { flag, identifier, list, optionalText, paging } from './lenient.ts';
import { remoteDay, remoteInstant } from './remote-date.ts';

/**
 * The supplier's invoices at Chorus Pro (`rechercher/fournisseur`). A search that finds nothing answers an error or an
 * empty list; both are an empty list here.
 */

/** 1,000 is known to be taken; smaller pages keep an answer within its deadline. */
const RESULTS_PER_PAGE = 100;
const RESULTS_PER_PAGE_IN_BULK = 500;

/** A search by flow or by number names one invoice, or a few; more pages are not read. */
const PAGES_MAX = 5;

/** A search by period: 10,000 invoices; the caller narrows the period when there are more. */
const PAGES_IN_BULK_MAX = 20;

/**
 * A period of changes begins this much earlier than it was asked for: the platform writes minutes, and its clock is not
 * ours. What is seen twice is recognised by its identifier.
 */
const OVERLAP_MS = 5 * 60_000;

const invoice = z.object({
  identifiantFactureCPP: identifier,
  numeroFacture: optionalText,
  statut: optionalText,
  numeroFluxDepot: optionalText,
  dateDepot: optionalText,
  dateFacture: optionalText,
  codeDestinataire: optionalText,
  montantTTC: optionalText,
  dateHeureEtatCourant: optionalText,
  commentaireEtatCourant: optionalText,
  rejetTraite: flag,
});

const found = z.object({ listeFactures: list(invoice), parametresRetour: paging });

/** An invoice as the search shows it. */
export type IssuedInvoice = z.output<typeof invoice>;

/** What a search found; `complete` is false when there were more pages than we read. */
export type IssuedInvoices =
  | {
      readonly ok: true;
      readonly invoices: readonly IssuedInvoice[];
      readonly complete: boolean;
      readonly calls: number;
      readonly remote: RemoteWords;
    }
  | { readonly ok: false; readonly fault: Fault };

/** Finds the supplier's invoices by flow number or by invoice number, as the platform understands equality. */
export function findIssuedInvoices(
  ask: Ask,
  filter: { readonly numeroFluxDepot: string } | { readonly numeroFacture: string },
): Promise<IssuedInvoices> {
  return readPages(ask, filter, { perPage: RESULTS_PER_PAGE, pagesMax: PAGES_MAX });
}

/**
 * Many invoices at once. Sorted by number, so that an invoice that changes while pages are read is seen twice rather
 * than never; a period without an end loses nothing in any case.
 */
export async function findInvoices(ask: Ask, asked: InvoicesAsked): Promise<InvoicesAnswer> {
  const search = await readPages(ask, toFilter(asked), {
    perPage: RESULTS_PER_PAGE_IN_BULK,
    pagesMax: PAGES_IN_BULK_MAX,
  });
  if (!search.ok) return toNotNow(search.fault);
  const { complete, calls, remote } = search;
  const byId = new Map(search.invoices.map((each) => [each.identifiantFactureCPP, each]));
  return {
    kind: 'found',
    invoices: [...byId.values()].flatMap(toRemoteInvoice),
    complete,
    calls,
    remote,
  };
}

function toFilter(asked: InvoicesAsked): Readonly<Record<string, string>> {
  if ('number' in asked) return { numeroFacture: asked.number };
  if ('depositedFrom' in asked) {
    const { depositedFrom, depositedUntil } = asked;
    return {
      periodeDateDepotDu: depositedFrom,
      ...(depositedUntil === undefined ? {} : { periodeDateDepotAu: depositedUntil }),
    };
  }
  const { changedFrom, changedUntil } = asked;
  const from = new Date(Date.parse(changedFrom) - OVERLAP_MS).toISOString();
  return {
    periodeDateHeureEtatCourantDu: from,
    ...(changedUntil === undefined ? {} : { periodeDateHeureEtatCourantAu: changedUntil }),
  };
}

async function readPages(
  ask: Ask,
  filter: Readonly<Record<string, string>>,
  { perPage, pagesMax }: { readonly perPage: number; readonly pagesMax: number },
): Promise<IssuedInvoices> {
  const invoices: IssuedInvoice[] = [];
  for (let page = 1; ; page += 1) {
    const result = await ask({
      kind: 'read',
      route: 'factures/v1/rechercher/fournisseur',
      body: {
        ...filter,
        rechercheFactureParFournisseur: {
          pageResultatDemandee: page,
          nbResultatsParPage: perPage,
          triColonne: 'NumeroFacture',
          triSens: 'Ascendant',
        },
      },
      answer: found,
    });
    if (!result.ok) {
      const { fault } = result;
      return isAbsent(fault)
        ? { ok: true, invoices, complete: true, calls: page, remote: fault.remote }
        : result;
    }
    invoices.push(...result.value.listeFactures);
    const complete = page >= (result.value.parametresRetour ?? 1);
    if (complete || page === pagesMax) {
      return { ok: true, invoices, complete, calls: page, remote: result.remote };
    }
  }
}

/** None when it has no status, which is what everything is asked for. */
function toRemoteInvoice(each: IssuedInvoice): readonly RemoteInvoice[] {
  if (each.statut === undefined) return [];
  const at = remoteInstant(each.dateHeureEtatCourant);
  const depositedOn = remoteDay(each.dateDepot);
  const issuedOn = remoteDay(each.dateFacture);
  return [
    {
      remoteId: String(each.identifiantFactureCPP),
      status: each.statut,
      rejectionAcknowledged: each.rejetTraite,
      ...(each.numeroFacture === undefined ? {} : { number: each.numeroFacture }),
      ...(each.numeroFluxDepot === undefined ? {} : { flowNumber: each.numeroFluxDepot }),
      ...(at === undefined ? {} : { at }),
      ...(each.commentaireEtatCourant === undefined
        ? {}
        : { comment: each.commentaireEtatCourant }),
      ...(depositedOn === undefined ? {} : { depositedOn }),
      ...(issuedOn === undefined ? {} : { issuedOn }),
      ...(each.codeDestinataire === undefined ? {} : { buyerSiret: each.codeDestinataire }),
      ...(each.montantTTC === undefined ? {} : { totalWithVat: each.montantTTC }),
    },
  ];
}
