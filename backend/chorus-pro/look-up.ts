import type { LookUpAnswer } from '../deliver/destination.ts';
import { reason } from '../invoice/reason.ts';
import type { Ask } from './call.ts';
import { toNotNow } from './faults.ts';
import { findIssuedInvoices, type IssuedInvoice } from './issued-invoices.ts';
import { remoteInstant } from './remote-date.ts';

/** The buyer's rejection, or an end that the supplier gave it: not what a new deposit made, if there is another. */
const DEAD: readonly (string | undefined)[] = ['REJETEE', 'ABANDONNEE', 'SUPPRIMEE'];

/**
 * Looks for what we may have deposited, by exact invoice number. Absent only when the whole answer was read. Of several,
 * one that is alive and the latest counts. A flow that Chorus Pro rejected leaves no invoice, so it is absent here. An
 * invoice of this number without a flow was entered by hand on the portal: that is for a person, not for a new deposit.
 */
export async function lookUp(ask: Ask, invoiceNumber: string): Promise<LookUpAnswer> {
  const search = await findIssuedInvoices(ask, { numeroFacture: invoiceNumber });
  if (!search.ok) return toNotNow(search.fault);
  const { remote } = search;
  const [invoice] = search.invoices
    .filter(({ numeroFacture }) => numeroFacture === invoiceNumber)
    .sort(byPreference);
  if (invoice?.numeroFluxDepot) {
    return { kind: 'found', flowNumber: invoice.numeroFluxDepot, remote };
  }
  if (invoice) {
    const why = reason('number_already_used', 'invoice.number', { number: invoiceNumber });
    return { kind: 'not_now', reason: why, remote };
  }
  if (search.complete) return { kind: 'absent', remote };
  const why = reason('chorus_pro_unavailable', 'chorusPro', { fault: 'too_many_pages' });
  return { kind: 'not_now', reason: why, remote };
}

function byPreference(left: IssuedInvoice, right: IssuedInvoice): number {
  const rank = (invoice: IssuedInvoice) =>
    (DEAD.includes(invoice.statut) ? 0 : 2) + (invoice.numeroFluxDepot ? 1 : 0);
  const day = (invoice: IssuedInvoice) => remoteInstant(invoice.dateDepot) ?? '';
  return rank(right) - rank(left) || day(right).localeCompare(day(left));
}
