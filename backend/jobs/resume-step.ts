import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';

/** How many of a merchant's invoices go on in one job after an outage; the others follow in jobs of their own. */
export const RESUMED_AT_ONCE = 10;

/**
 * Lets a merchant's invoices go on after an outage, one after another in the order in which they came: those that are
 * still kept back say so themselves. Merchants go on beside one another. A harmless question goes first, for a deposit
 * that meets an outage would have to be looked up before it could be sent again.
 */
export async function resumeStep(
  tenant: TenantId,
  documentIds: readonly string[],
  advanceOne: (documentId: string) => Promise<void>,
  { database, queue, checkConnection }: Pick<Outside, 'database' | 'queue' | 'checkConnection'>,
): Promise<void> {
  await checkConnection(tenant);
  for (const documentId of documentIds.slice(0, RESUMED_AT_ONCE)) await advanceOne(documentId);
  const left = documentIds.slice(RESUMED_AT_ONCE);
  if (left.length === 0) return;
  const { environment, account } = tenant;
  const job = { kind: 'resume', environment, account, documentIds: left } as const;
  await database.transaction((tx) => queue.send(tx, [job]));
}
