import type { InvoicesAnswer, RemoteInvoice } from '../follow/corrections.ts';
import { readFlow } from '../follow/follow.ts';
import { findStatusMeaning } from '../follow/invoice-statuses.ts';
import type { TransmissionState } from '../follow/state.ts';
import { refused, type Outcome } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import { findByNumberOrFlow, listDeposited } from '../store/followed.ts';
import { findInstruction } from '../store/instructions.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { ListDocuments, ListedDocument } from '../stripe/list-documents.ts';
import type { TenantId } from '../tenant.ts';
import { hasAmountOf } from './import-remote.ts';
import type { Outside } from './outside.ts';
import { UNSENT } from './standing.ts';
import { statusById } from './status-by-id.ts';

/**
 * Compares what Guichet knows with what Chorus Pro shows of a period, both ways. In: days of deposit. Out: what differs,
 * each finding with what could mend it. Reads, and changes nothing: jobs/repair.ts mends. Kept here: what was once seen
 * at Chorus Pro is never taken for a deposit that got lost, for an account that lost its rights shows nothing either.
 */

/** What differs. */
export type Finding =
  /** Its status there means another state than the one that stands here. */
  | {
      readonly kind: 'other_state';
      readonly document: Transmission;
      readonly remote: RemoteInvoice;
    }
  /** Held by Guichet, and deposited by hand or by another tool meanwhile. */
  | {
      readonly kind: 'deposited_elsewhere';
      readonly document: Transmission;
      readonly remote: RemoteInvoice;
    }
  /** In Stripe and at Chorus Pro, and Guichet has never met it. */
  | {
      readonly kind: 'not_followed';
      readonly listed: ListedDocument;
      readonly remote: RemoteInvoice;
    }
  /** Of this number here or in Stripe too, with another amount: perhaps another supplier's of the same technical account. */
  | {
      readonly kind: 'other_amount';
      readonly document?: Transmission;
      readonly remote: RemoteInvoice;
    }
  /** No invoice of Stripe's bears its number. */
  | { readonly kind: 'not_in_stripe'; readonly remote: RemoteInvoice }
  /** Guichet follows another deposit of the same number, or a person has set the invoice aside here. */
  | {
      readonly kind: 'number_twice';
      readonly document: Transmission;
      readonly remote: RemoteInvoice;
    }
  /** Chorus Pro gave a flow number and knows nothing of it, nor of the invoice. */
  | { readonly kind: 'lost'; readonly document: Transmission }
  /** It was seen at Chorus Pro, and is not shown any more. */
  | { readonly kind: 'vanished'; readonly document: Transmission }
  /** It cannot be said now. */
  | {
      readonly kind: 'unclear';
      readonly document?: Transmission;
      readonly remote?: RemoteInvoice;
      readonly reasons: readonly Reason[];
    };

/** Both sides of a period. */
export interface Comparison {
  /** How many stand on both sides with the same state. */
  readonly agreed: number;
  readonly findings: readonly Finding[];
  /** False when one day holds more there than is read at once. */
  readonly complete: boolean;
}

/** Days as `2026-11-01`; both are in it. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

/** What comparing needs. */
export type ReconcileOutside = Pick<
  Outside,
  'corrections' | 'database' | 'destination' | 'now' | 'pace'
> & { readonly listDocuments: ListDocuments };

/** Compares both sides over the days of deposit. */
export async function reconcile(
  tenant: TenantId,
  days: Days,
  outside: ReconcileOutside,
): Promise<Outcome<Comparison>> {
  const answer = await findDeposited(tenant, days, outside);
  if (answer.kind === 'not_now') return refused(answer.reason);
  const remotes = [...new Map(answer.invoices.map((each) => [each.remoteId, each])).values()];
  const known = await findKnown(tenant, remotes, outside);
  const findings: Finding[] = [];
  const strangers: RemoteInvoice[] = [];
  const seen = new Set<string>();
  let agreed = 0;
  for (const remote of remotes) {
    const document = known(remote);
    if (!document) {
      strangers.push(remote);
      continue;
    }
    const finding = await compare(document, remote, outside);
    if (isSame(document, remote)) seen.add(document.documentId);
    if (finding) findings.push(finding);
    else agreed += 1;
  }
  findings.push(...(await meet(tenant, strangers, outside)));
  if (answer.complete) {
    const here = await listDeposited(tenant, outside.database.pool, days);
    const unseen = here.filter(({ documentId }) => !seen.has(documentId));
    for (const document of unseen) findings.push(...(await missing(document, outside)));
  }
  return { ok: true, value: { agreed, findings, complete: answer.complete } };
}

const DAY_MS = 86_400_000;

/** What Chorus Pro shows of these days; a period that holds more than one answer takes is halved down to single days. */
async function findDeposited(
  tenant: TenantId,
  { from, until }: Days,
  outside: Pick<Outside, 'corrections'>,
): Promise<InvoicesAnswer> {
  const asked = { depositedFrom: from, depositedUntil: `${until}T23:59:59` };
  const answer = await outside.corrections.findInvoices(tenant, asked);
  if (answer.kind === 'not_now' || answer.complete || from === until) return answer;
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const halfMs = Math.floor((end - start) / DAY_MS / 2) * DAY_MS;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const early = await findDeposited(tenant, { from, until: day(start + halfMs) }, outside);
  if (early.kind === 'not_now') return early;
  const late = await findDeposited(tenant, { from: day(start + halfMs + DAY_MS), until }, outside);
  if (late.kind === 'not_now') return late;
  return {
    ...late,
    invoices: [...early.invoices, ...late.invoices],
    complete: early.complete && late.complete,
    calls: answer.calls + early.calls + late.calls,
  };
}

/** Numbers looked up in one statement. */
const NUMBERS_AT_ONCE = 1_000;

/** Guichet's own document for each invoice there: by its flow, or by its number. */
async function findKnown(
  tenant: TenantId,
  remotes: readonly RemoteInvoice[],
  { database }: Pick<Outside, 'database'>,
): Promise<(remote: RemoteInvoice) => Transmission | undefined> {
  const byFlow = new Map<string, Transmission>();
  const byNumber = new Map<string, Transmission>();
  for (let start = 0; start < remotes.length; start += NUMBERS_AT_ONCE) {
    const some = remotes.slice(start, start + NUMBERS_AT_ONCE);
    const numbers = some.flatMap(({ number }) => number ?? []);
    const flows = some.flatMap(({ flowNumber }) => flowNumber ?? []);
    for (const row of await findByNumberOrFlow(tenant, database.pool, { numbers, flows })) {
      if (row.flowNumber !== undefined) byFlow.set(row.flowNumber, row);
      if (row.number !== undefined) byNumber.set(row.number, row);
    }
  }
  return ({ flowNumber, number }) => byFlow.get(flowNumber ?? '') ?? byNumber.get(number ?? '');
}

/** Whether this is the deposit that Guichet follows, and not another one of the same number. */
function isSame({ flowNumber, remoteId }: Transmission, remote: RemoteInvoice): boolean {
  return flowNumber === undefined ? remoteId === remote.remoteId : flowNumber === remote.flowNumber;
}

/** Where the look-up of an uncertain deposit finds what there is by itself. */
const IN_DOUBT: ReadonlySet<TransmissionState> = new Set(['depositing', 'uncertain']);

async function compare(
  document: Transmission,
  remote: RemoteInvoice,
  { database }: Pick<Outside, 'database'>,
): Promise<Finding | undefined> {
  const { tenant, documentId, state } = document;
  if (isSame(document, remote)) {
    return isOther(document, remote) ? { kind: 'other_state', document, remote } : undefined;
  }
  if (UNSENT.has(state)) return elsewhere(document, remote);
  if (IN_DOUBT.has(state)) return { kind: 'other_state', document, remote };
  // Its customer is not marked in Stripe, and yet somebody sent it to a public body; a person's exclusion stands.
  const instruction =
    state === 'not_concerned'
      ? await findInstruction(tenant, database.pool, documentId)
      : ({ stance: 'exclude' } as const);
  return instruction?.stance === 'exclude'
    ? { kind: 'number_twice', document, remote }
    : elsewhere(document, remote);
}

function elsewhere(document: Transmission, remote: RemoteInvoice): Finding {
  const { totalMinor, currency } = document;
  const isOther =
    totalMinor !== undefined &&
    currency !== undefined &&
    !hasAmountOf(remote, { totalMinor, currency });
  return { kind: isOther ? 'other_amount' : 'deposited_elsewhere', document, remote };
}

function isOther({ state }: Transmission, { status }: RemoteInvoice): boolean {
  if (state === 'deposited') return true;
  const meaning = findStatusMeaning(status);
  if (meaning === undefined || meaning === 'unchanged' || meaning === 'alert') return false;
  return meaning !== (ENDED_AS[state] ?? state);
}

/** What Chorus Pro goes on calling by its last status, though it is over here. */
const ENDED_AS: Readonly<Partial<Record<TransmissionState, TransmissionState>>> = {
  booked: 'in_payment',
  replaced: 'rejected',
};

/** An invoice may be dated some days apart from its finalization in Stripe. */
const MARGIN_DAYS = 31;
const MS_PER_SECOND = 1_000;

/** Those that Guichet has never met, matched with Stripe's by number. */
async function meet(
  tenant: TenantId,
  strangers: readonly RemoteInvoice[],
  { listDocuments }: ReconcileOutside,
): Promise<readonly Finding[]> {
  const dates = strangers.map(({ issuedOn, depositedOn }) =>
    Date.parse(issuedOn ?? depositedOn ?? ''),
  );
  const known = dates.filter((ms) => !Number.isNaN(ms));
  if (known.length === 0) return strangers.map((remote) => ({ kind: 'not_in_stripe', remote }));
  const from = Math.min(...known) - MARGIN_DAYS * DAY_MS;
  const until = Math.max(...known) + MARGIN_DAYS * DAY_MS;
  const listed = await listDocuments(tenant, {
    from: from / MS_PER_SECOND,
    until: until / MS_PER_SECOND,
  });
  if (!listed.ok) {
    return strangers.map((remote) => ({ kind: 'unclear', remote, reasons: listed.reasons }));
  }
  const byNumber = new Map(listed.value.map((each) => [each.number, each]));
  return strangers.map((remote): Finding => {
    const match = byNumber.get(remote.number ?? '');
    if (!match) return { kind: 'not_in_stripe', remote };
    if (!hasAmountOf(remote, match)) return { kind: 'other_amount', remote };
    return { kind: 'not_followed', listed: match, remote };
  });
}

/** What is to be said of a deposit of ours that the period does not show. */
async function missing(
  document: Transmission,
  outside: ReconcileOutside,
): Promise<readonly Finding[]> {
  const { destination, corrections, now, pace } = outside;
  const { tenant, number, flowNumber, depositedAt, remoteId } = document;
  // It may not be visible yet; the ordinary questions ask for it.
  if (depositedAt && now().getTime() - depositedAt.getTime() < pace.settleMs) return [];
  if (number === undefined) return [{ kind: 'vanished', document }];
  if (flowNumber === undefined) {
    const status = await statusById(document, { corrections });
    if (status.kind === 'not_now') return [{ kind: 'unclear', document, reasons: [status.reason] }];
    return status.kind === 'absent' ? [{ kind: 'vanished', document }] : [];
  }
  const found = await destination.lookUp(tenant, number);
  if (found.kind === 'not_now') return [{ kind: 'unclear', document, reasons: [found.reason] }];
  if (found.kind === 'found') {
    // Shown under another day of deposit: its own question tells the rest.
    return found.flowNumber === flowNumber ? [] : [{ kind: 'vanished', document }];
  }
  if (remoteId !== undefined) return [{ kind: 'vanished', document }];
  const report = await destination.flowReport(tenant, flowNumber);
  if (report.kind === 'not_now') return [{ kind: 'unclear', document, reasons: [report.reason] }];
  if (report.kind === 'not_yet') return [{ kind: 'lost', document }];
  // Still being checked, or refused, which its own question finds: only a flow that ended well owes an invoice.
  return readFlow(report.state, report.errors).exists ? [{ kind: 'vanished', document }] : [];
}
