import type { StatusAnswer } from '../deliver/destination.ts';
import type { RemoteInvoice } from '../follow/corrections.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { Outside } from './outside.ts';

/** What a search shows of an invoice, as the answer to its own question. */
export function toStatus({
  remoteId,
  status,
  at,
  comment,
}: RemoteInvoice): Extract<StatusAnswer, { kind: 'status' }> {
  return {
    ...({ kind: 'status', remoteId, status, remote: {} } as const),
    ...(at !== undefined && { at }),
    ...(comment !== undefined && { comment }),
  };
}

/**
 * Where an invoice without a flow stands: one that was entered at Chorus Pro by hand has none, and is told from others of
 * its number by its identifier there.
 */
export async function statusById(
  { tenant, number, remoteId }: Pick<Transmission, 'tenant' | 'number' | 'remoteId'>,
  { corrections }: Pick<Outside, 'corrections'>,
): Promise<StatusAnswer> {
  if (number === undefined || remoteId === undefined) {
    throw new Error('an invoice without a flow is followed without a number or an identifier');
  }
  const answer = await corrections.findInvoices(tenant, { number });
  if (answer.kind === 'not_now') return answer;
  const found = answer.invoices.find((each) => each.remoteId === remoteId);
  return found
    ? { ...toStatus(found), remote: answer.remote }
    : { kind: 'absent', remote: answer.remote };
}
