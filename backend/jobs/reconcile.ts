import type { RemoteInvoice } from '../follow/corrections.ts';
import { findStatusMeaning } from '../follow/invoice-statuses.ts';
import { refused, type Outcome } from '../invoice/outcome.ts';
import { listDeposited, type DepositedDocument } from '../store/followed.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';

/**
 * Compares what Guichet deposited in a period with what Chorus Pro shows of it, both ways. Reads, and changes nothing.
 */

/** What differs between the two sides. */
export interface Differences {
  /** How many stand on both sides with the same state. */
  readonly agreed: number;
  /** Guichet follows them, and Chorus Pro does not show them. */
  readonly missingThere: readonly DepositedDocument[];
  /** Chorus Pro has them, and Guichet did not deposit them. */
  readonly unknownHere: readonly RemoteInvoice[];
  /** Their status there means another state than the one that stands here. */
  readonly otherState: readonly {
    readonly document: DepositedDocument;
    readonly remote: RemoteInvoice;
  }[];
  /** False when there are more there than one answer holds: ask for a shorter period. */
  readonly complete: boolean;
}

/** Days as `2026-11-01`; both are in it. */
interface Days {
  readonly from: string;
  readonly until: string;
}

/** Compares both sides over the days of deposit. */
export async function reconcile(
  tenant: TenantId,
  { from, until }: Days,
  { corrections, database }: Pick<Outside, 'corrections' | 'database'>,
): Promise<Outcome<Differences>> {
  const answer = await corrections.findInvoices(tenant, {
    depositedFrom: from,
    depositedUntil: `${until}T23:59:59`,
  });
  if (answer.kind === 'not_now') return refused(answer.reason);
  const here = await listDeposited(tenant, database.pool, { from, until });
  const there = new Map(answer.invoices.map((each) => [each.flowNumber ?? each.remoteId, each]));
  const ours = new Set(here.map(({ flowNumber }) => flowNumber));
  const pairs = here.map((document) => ({ document, remote: there.get(document.flowNumber) }));
  const otherState = pairs.flatMap(({ document, remote }) =>
    remote && isOther(document, remote) ? [{ document, remote }] : [],
  );
  const missingThere = pairs.flatMap(({ document, remote }) => (remote ? [] : [document]));
  return {
    ok: true,
    value: {
      agreed: here.length - missingThere.length - otherState.length,
      missingThere,
      unknownHere: answer.invoices.filter(({ flowNumber }) => !ours.has(flowNumber ?? '')),
      otherState,
      complete: answer.complete,
    },
  };
}

function isOther({ state }: DepositedDocument, { status }: RemoteInvoice): boolean {
  const meaning = findStatusMeaning(status);
  if (meaning === undefined || meaning === 'unchanged' || meaning === 'alert') return false;
  return meaning !== state;
}
