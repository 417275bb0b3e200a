import { z } from 'zod';
import type { RemoteWords } from '../deliver/destination.ts';
import type { Ask } from './call.ts';
import { isAbsent, type Fault } from './faults.ts';
import { identifier, list, optionalText, paging } from './lenient.ts';

/**
 * The supplier's invoices at Chorus Pro (`rechercher/fournisseur`). A search that finds nothing answers an error or an
 * empty list; both are an empty list here.
 */

const RESULTS_PER_PAGE = 100;

/** A search by flow or by number names one invoice, or a few; more pages are not read. */
const PAGES_MAX = 5;

const invoice = z.object({
  identifiantFactureCPP: identifier,
  numeroFacture: optionalText,
  statut: optionalText,
  numeroFluxDepot: optionalText,
  dateDepot: optionalText,
  dateHeureEtatCourant: optionalText,
  commentaireEtatCourant: optionalText,
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
      readonly remote: RemoteWords;
    }
  | { readonly ok: false; readonly fault: Fault };

/** Finds the supplier's invoices by flow number or by invoice number, as the platform understands equality. */
export async function findIssuedInvoices(
  ask: Ask,
  filter: { readonly numeroFluxDepot: string } | { readonly numeroFacture: string },
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
          nbResultatsParPage: RESULTS_PER_PAGE,
        },
      },
      answer: found,
    });
    if (!result.ok) {
      const { fault } = result;
      return isAbsent(fault)
        ? { ok: true, invoices, complete: true, remote: fault.remote }
        : result;
    }
    invoices.push(...result.value.listeFactures);
    const complete = page >= (result.value.parametresRetour ?? 1);
    if (complete || page === PAGES_MAX) {
      return { ok: true, invoices, complete, remote: result.remote };
    }
  }
}
