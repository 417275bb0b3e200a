import { crashPoint } from '../crash-point.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { claimDueActions } from '../store/actions.ts';
import { claimDue, type DueTransmission } from '../store/due.ts';
import { claimDueWatches } from '../store/watches.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import type { Job } from './queue.ts';
import { claimRefreshes } from './refresh-step.ts';
import { takeTrials } from './technical-account.ts';

/**
 * The sweep turns what is due into jobs. Long waits are a column and not a timer in the queue, so that a million of
 * them cost an index; every process sweeps, and rows taken by one are skipped by the others.
 */

/** Rows turned into jobs at once, and of one merchant. */
const SWEEP_MAX = 500;
const SWEEP_PER_TENANT_MAX = 50;

/** Merchants asked about at once, those first who have waited longest: one question each, so that nobody starves. */
const WATCHES_MAX = 200;

/** A row that was turned into a job is left alone this long; by then the job has set the next time itself. */
const SWEEP_LEASE_MS = 60_000;

/** Turns every due transmission into a job; returns how many. */
export async function sweep(outside: Outside): Promise<number> {
  // Turns are taken outside the transaction: whoever takes one must not wait for this sweep.
  const trials = await takeTrials(outside);
  const count = await outside.database.transaction(async (tx) => {
    const due = await claimDue(tx, outside.now(), {
      limit: SWEEP_MAX,
      perTenant: SWEEP_PER_TENANT_MAX,
      leaseMs: SWEEP_LEASE_MS,
    });
    await outside.queue.send(tx, jobsFor(due));
    const actions = await claimDueActions(tx, outside.now(), {
      limit: SWEEP_MAX,
      leaseMs: SWEEP_LEASE_MS,
    });
    await outside.queue.send(
      tx,
      actions.map(({ tenant: { environment, account }, actionId }) => ({
        kind: 'act',
        environment,
        account,
        actionId,
      })),
    );
    const watches = await claimDueWatches(tx, outside.now(), {
      limit: WATCHES_MAX,
      leaseMs: SWEEP_LEASE_MS,
    });
    await outside.queue.send(
      tx,
      watches.map(({ environment, account }) => ({ kind: 'watch', environment, account })),
    );
    const refreshes = await claimRefreshes(tx, outside);
    await outside.queue.send(tx, refreshes);
    await outside.queue.send(
      tx,
      trials.map((tenant) => ({ kind: 'try_account', ...tenant })),
    );
    crashPoint('sweep.before-commit');
    return due.length + actions.length + watches.length + refreshes.length + trials.length;
  });
  crashPoint('sweep.after-commit');
  return count;
}

/** What waits for Chorus Pro alone goes on in one job a merchant, in its order; everything else by itself. */
function jobsFor(due: readonly DueTransmission[]): readonly Job[] {
  const stalled = new Map<string, { readonly tenant: TenantId; readonly documentIds: string[] }>();
  for (const { tenant, documentId } of due.filter((each) => each.stalled)) {
    const key = tenantKey(tenant);
    const ofTenant = stalled.get(key) ?? { tenant, documentIds: [] };
    ofTenant.documentIds.push(documentId);
    stalled.set(key, ofTenant);
  }
  return [
    ...[...stalled.values()].map(({ tenant, documentIds }): Job => ({
      kind: 'resume',
      ...tenant,
      documentIds,
    })),
    ...due
      .filter((each) => !each.stalled)
      .map(({ tenant, documentId }): Job => ({
        kind: 'advance',
        ...tenant,
        documentId,
        open: false,
      })),
  ];
}

/** Sweeps round after round until stopped. */
export function startSweeping(
  outside: Outside,
  everyMs: number,
  onError: (error: unknown) => void,
): Rounds {
  return startRounds(() => sweep(outside), everyMs, onError);
}
