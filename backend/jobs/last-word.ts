import type { StatusAnswer } from '../deliver/destination.ts';
import type { Verdict } from '../follow/follow.ts';
import { findBuyer } from '../store/buyers.ts';
import type { Transmission, TransmissionChange } from '../store/transmissions.ts';
import { platformOf } from '../tenant.ts';
import type { Outside } from './outside.ts';

/**
 * Some public bodies never report that they pay (*statut mise en paiement non remonté*, AIFE, structures/consulter): what
 * they say last ends the following of their invoices, which would otherwise be asked about for a year and never be done.
 */

const DAY_MS = 86_400_000;

/** After this status such a body says nothing more. */
const BOOKED = 'COMPTABILISEE';

/** One that does not even report the booking has said its last word when nothing came for this long. */
const SILENT_MS = 60 * DAY_MS;

/** However old: whether a body reports payments hardly ever changes. */
const KNOWN_MS = 365 * DAY_MS;

/** What a status changes besides, where it is the last that its buyer will report. */
export async function lastWord(
  { tenant, state, stateSince, buyerSiret, remoteStatus }: Transmission,
  { status }: Extract<StatusAnswer, { kind: 'status' }>,
  verdict: Verdict,
  { database, now, pace }: Pick<Outside, 'database' | 'now' | 'pace'>,
): Promise<Pick<TransmissionChange, 'state'>> {
  if (verdict.state !== 'in_payment' || buyerSiret === undefined) return {};
  const isSilent =
    state === 'in_payment' &&
    status === remoteStatus &&
    now().getTime() - stateSince.getTime() > SILENT_MS * pace.factor;
  if (status !== BOOKED && !isSilent) return {};
  const buyer = await findBuyer(platformOf(tenant), database.pool, buyerSiret, KNOWN_MS, now());
  return buyer && !buyer.reportsPayment ? { state: 'booked' } : {};
}
