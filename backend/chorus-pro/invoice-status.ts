import type { StatusAnswer } from '../deliver/destination.ts';
import type { Ask } from './call.ts';
import { toNotNow } from './faults.ts';
import { findIssuedInvoices } from './issued-invoices.ts';
import { remoteInstant } from './remote-date.ts';

/**
 * Where an invoice stands at Chorus Pro, in its own words. Absent until the flow is integrated: before that, and after
 * a rejected flow, no invoice exists.
 */
export async function invoiceStatus(
  ask: Ask,
  flowNumber: string,
  invoiceNumber: string,
): Promise<StatusAnswer> {
  const search = await findIssuedInvoices(ask, { numeroFluxDepot: flowNumber });
  if (!search.ok) return toNotNow(search.fault);
  const invoice = search.invoices.find(({ numeroFacture }) => numeroFacture === invoiceNumber);
  if (invoice?.statut === undefined) return { kind: 'absent', remote: search.remote };
  const at = remoteInstant(invoice.dateHeureEtatCourant);
  const comment = invoice.commentaireEtatCourant;
  return {
    kind: 'status',
    remoteId: String(invoice.identifiantFactureCPP),
    status: invoice.statut,
    ...(at === undefined ? {} : { at }),
    ...(comment === undefined ? {} : { comment }),
    remote: search.remote,
  };
}
