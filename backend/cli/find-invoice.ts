import type { Tx } from '../store/database.ts';
import {
  findTransmission,
  searchTransmissions,
  type Transmission,
} from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';

/** Invoices whose number holds the one that is looked for, at most. */
const CANDIDATES_MAX = 100;

/**
 * The one invoice or credit note that a command line names, by its exact number or its Stripe id; throws when there is
 * none, or several bear the number.
 */
export async function getInvoice(
  tenant: TenantId,
  tx: Tx,
  numberOrId: string,
): Promise<Transmission> {
  const byId = await findTransmission(tenant, tx, numberOrId);
  if (byId) return byId;
  const { rows } = await searchTransmissions(tenant, tx, {
    text: numberOrId,
    limit: CANDIDATES_MAX,
  });
  const [found, ...more] = rows.filter(({ number }) => number === numberOrId);
  const whose = `for ${tenant.account} in ${tenant.environment}`;
  if (!found) throw new Error(`no invoice ${numberOrId} is known ${whose}`);
  if (more.length > 0) {
    const ids = [found, ...more].map(({ documentId }) => documentId).join(', ');
    throw new Error(`several documents bear ${numberOrId}; name one of ${ids}`);
  }
  return found;
}
