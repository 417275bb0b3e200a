import type { CorrectionLookUp, UncertainCorrection } from '../follow/corrections.ts';
import type { Ask } from './call.ts';
import { toNotNow } from './faults.ts';
import { findIssuedInvoices, type IssuedInvoice } from './issued-invoices.ts';
import { remoteInstant } from './remote-date.ts';

/** The status that each correction is for, and leads away from. */
const LEFT_BEHIND = { complete: 'SUSPENDUE', recycle: 'A_RECYCLER' } as const;

/**
 * Whether a correction whose answer was lost was taken: the invoice has left the status that the correction is for, or
 * has come back to it since (the platform writes minutes, so that within the same minute nothing is concluded); a
 * rejection is marked as dealt with.
 */
export async function lookUpCorrection(
  ask: Ask,
  sent: UncertainCorrection,
): Promise<CorrectionLookUp> {
  const search = await findIssuedInvoices(ask, { numeroFacture: sent.invoiceNumber });
  if (!search.ok) return toNotNow(search.fault);
  const { remote } = search;
  const invoice = search.invoices.find(
    ({ identifiantFactureCPP }) => String(identifiantFactureCPP) === sent.remoteId,
  );
  if (invoice?.statut === undefined) return { kind: 'absent', remote };
  const kind = wasTaken(invoice, sent) ? 'taken' : 'not_taken';
  return { kind, status: invoice.statut, remote };
}

function wasTaken(invoice: IssuedInvoice, { correction, sentAt }: UncertainCorrection): boolean {
  if (correction === 'acknowledge_rejection') return invoice.rejetTraite;
  if (invoice.statut !== LEFT_BEHIND[correction]) return true;
  const since = remoteInstant(invoice.dateHeureEtatCourant);
  return since !== undefined && Date.parse(since) > Date.parse(sentAt);
}
