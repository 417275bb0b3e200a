import type { RemoteInvoice } from '../follow/corrections.ts';
import { readStatus } from '../follow/follow.ts';
import { nextQuestionMs } from '../follow/schedule.ts';
import { parseIsoDate } from '../invoice/date.ts';
import type { DocumentKind } from '../store/transmission-row.ts';
import { openTransmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import { isFinal, saveStepIn } from './progress.ts';

/**
 * Begins to follow an invoice that another tool deposited, from where it stands. False when it has no flow, which is how
 * Guichet asks about it, or when Guichet has met it meanwhile.
 */
export async function importRemote(
  tenant: TenantId,
  document: { readonly documentId: string; readonly number: string; readonly kind: DocumentKind },
  remote: RemoteInvoice,
  outside: Outside,
): Promise<boolean> {
  const { flowNumber, issuedOn, depositedOn, at, buyerSiret } = remote;
  if (flowNumber === undefined) return false;
  const { database, now, random, pace } = outside;
  const verdict = readStatus(remote.status, remote.comment);
  const state = verdict.state ?? 'integrated';
  const delayMs = isFinal(state) ? undefined : nextQuestionMs(0, 0, random(), pace);
  return database.transaction(async (tx) => {
    const opened = await openTransmission(tenant, tx, document, now());
    if (opened.state !== 'received' || opened.version !== 1) return false;
    const change = {
      ...{ state, number: document.number, flowNumber, remoteId: remote.remoteId },
      remoteStatus: remote.status,
      remoteComment: remote.comment ?? null,
      remoteStatusAt: at === undefined ? null : new Date(at),
      depositedAt: depositedOn === undefined ? null : new Date(`${depositedOn}T00:00:00Z`),
      issuedOn: issuedOn === undefined ? null : (parseIsoDate(issuedOn) ?? null),
      buyerSiret: buyerSiret ?? null,
      reasons: verdict.reasons,
      warnings: verdict.warnings,
      nextAt: delayMs === undefined ? null : new Date(now().getTime() + delayMs),
    };
    await saveStepIn(tx, opened, { change, detail: { decision: 'imported' } }, outside);
    return true;
  });
}
