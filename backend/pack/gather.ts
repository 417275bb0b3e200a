import type { Tx } from '../store/database.ts';
import { listDeposits } from '../store/deposits.ts';
import { listIssues } from '../store/documents.ts';
import { listHistory } from '../store/history.ts';
import { findSnapshotMark } from '../store/snapshots.ts';
import { findTenant } from '../store/tenants.ts';
import { findTransmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { PackedIssue, PackInput } from './pack.ts';

/** How often the records are read again when somebody wrote in between. */
const READS_MAX = 5;

/**
 * Reads everything that is stored of one invoice, all of the same moment; undefined when it is not known or nothing was
 * issued yet. Throws when it changes faster than it can be read.
 */
export async function gatherPack(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<PackInput | undefined> {
  for (let read = 1; read <= READS_MAX; read += 1) {
    const transmission = await findTransmission(tenant, tx, documentId);
    if (!transmission) return undefined;
    const issues = await readIssues(tenant, tx, documentId);
    const deposits = await listDeposits(tenant, tx, documentId);
    const history = await listHistory(tenant, tx, documentId);
    const settings = (await findTenant(tenant, tx))?.settings;
    const after = await findTransmission(tenant, tx, documentId);
    // Every step saves the row: what was read belongs together when the row is still the same.
    if (after?.version !== transmission.version) continue;
    return issues.length === 0 ? undefined : { transmission, issues, deposits, history, settings };
  }
  throw new Error(`${documentId} is changing at the moment; try again`);
}

async function readIssues(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<readonly PackedIssue[]> {
  const issues: PackedIssue[] = [];
  for (const issue of await listIssues(tenant, tx, documentId)) {
    // A snapshot is stored just before what is decided on it.
    const snapshot = await findSnapshotMark(tenant, tx, documentId, issue.savedAt);
    issues.push({ ...issue, snapshot });
  }
  return issues;
}
