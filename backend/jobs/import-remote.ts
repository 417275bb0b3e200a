import type { RemoteInvoice } from '../follow/corrections.ts';
import { readStatus } from '../follow/follow.ts';
import { STATES } from '../follow/state.ts';
import { nextQuestionMs } from '../follow/schedule.ts';
import { parseIsoDate } from '../invoice/date.ts';
import { isSameNumber, parseDecimal } from '../invoice/money.ts';
import { documentKindOf } from '../store/transmission-row.ts';
import {
  openTransmission,
  type Transmission,
  type TransmissionChange,
} from '../store/transmissions.ts';
import type { ListedDocument } from '../stripe/list-documents.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import { announce, isFinal, saveStep, saveStepIn, unlessMoved } from './progress.ts';

/**
 * Invoices that another tool deposited, or a person by hand: Guichet begins to follow them from where they stand. Kept
 * here: what has a flow is asked about by it, what has none by its identifier; nothing is ever deposited for them.
 */

/** What the import needs. */
type ImportOutside = Pick<Outside, 'database' | 'now' | 'random' | 'pace' | 'log' | 'metrics'>;

/**
 * Whether an invoice at Chorus Pro can be the one of Stripe that bears its number: a technical account may serve several
 * suppliers, and their numbers may be alike. An amount that Chorus Pro does not tell says nothing against it.
 */
export function hasAmountOf(
  { totalWithVat }: RemoteInvoice,
  { totalMinor, currency }: Pick<ListedDocument, 'totalMinor' | 'currency'>,
): boolean {
  const there = totalWithVat === undefined ? undefined : parseDecimal(totalWithVat);
  if (!there || currency !== 'eur') return true;
  // A credit note is negative on one side and not on the other.
  const positive = there.units < 0n ? -there.units : there.units;
  const here = totalMinor < 0n ? -totalMinor : totalMinor;
  return isSameNumber({ ...there, units: positive }, { units: here, scale: 2 });
}

/** Begins to follow an invoice that Guichet has not met; false when it has been met meanwhile. */
export async function importRemote(
  tenant: TenantId,
  { id: documentId, number, totalMinor, currency }: ListedDocument,
  remote: RemoteInvoice,
  outside: ImportOutside,
): Promise<boolean> {
  const { database, now } = outside;
  const moved = await database.transaction(async (tx) => {
    const kind = documentKindOf(documentId);
    const before = await openTransmission(tenant, tx, { documentId, kind }, now());
    if (before.state !== 'received' || before.version !== 1) return undefined;
    const change = { ...changeTo(remote, outside), number, totalMinor, currency };
    const step = { change, detail: { decision: 'imported' }, isOldNews: isOldNews(change, remote) };
    return { before, after: await saveStepIn(tx, before, step, outside) };
  });
  if (moved) announce(moved.before, moved.after, undefined, outside);
  return moved !== undefined;
}

/**
 * Follows at Chorus Pro what Guichet holds and somebody has deposited by other means meanwhile; false when it moved on
 * since it was read. The caller has made sure that no deposit of ours stands.
 */
export function adoptRemote(
  before: Transmission,
  remote: RemoteInvoice,
  outside: ImportOutside,
): Promise<boolean> {
  const change = changeTo(remote, outside);
  const step = { change, detail: { decision: 'adopted' }, isOldNews: isOldNews(change, remote) };
  return unlessMoved(() => saveStep(before, step, outside));
}

/** A merchant is told of what waits for it only, and not of years that went well. */
function isOldNews({ state }: TransmissionChange, remote: RemoteInvoice): boolean {
  return (
    state === undefined ||
    STATES[state].actor !== 'merchant' ||
    remote.rejectionAcknowledged === true
  );
}

function changeTo(
  remote: RemoteInvoice,
  { now, random, pace }: Pick<ImportOutside, 'now' | 'random' | 'pace'>,
): TransmissionChange {
  const { flowNumber, issuedOn, depositedOn, at, buyerSiret } = remote;
  const {
    state: told = 'integrated',
    reasons,
    warnings,
  } = readStatus(remote.status, remote.comment);
  const state = told === 'rejected' && remote.rejectionAcknowledged ? 'replaced' : told;
  const delayMs = isFinal(state) ? undefined : nextQuestionMs(0, 0, random(), pace);
  const since = at === undefined ? undefined : new Date(at);
  const day = issuedOn === undefined ? undefined : parseIsoDate(issuedOn);
  return {
    ...{ state, warnings, attempts: 0, remoteId: remote.remoteId },
    reasons: state === 'replaced' ? [] : reasons,
    flowNumber: flowNumber ?? null,
    remoteStatus: remote.status,
    remoteComment: remote.comment ?? null,
    remoteStatusAt: since ?? null,
    ...(since && { stateSince: since }),
    depositedAt: depositedOn === undefined ? null : new Date(`${depositedOn}T00:00:00Z`),
    ...(day !== undefined && { issuedOn: day }),
    ...(buyerSiret !== undefined && { buyerSiret }),
    nextAt: delayMs === undefined ? null : new Date(now().getTime() + delayMs),
  };
}
