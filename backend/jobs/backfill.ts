import { convert } from '../convert/convert.ts';
import { decide, findRouting } from '../decide/decide.ts';
import { askBuyer } from '../directory/directory.ts';
import type { InvoicesAnswer, RemoteInvoice } from '../follow/corrections.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import type { Outcome } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import { parseSnapshot } from '../receive/snapshot.ts';
import { findTenant } from '../store/tenants.ts';
import { documentKindOf, findTransmission } from '../store/transmissions.ts';
import type { ListDocuments, ListedDocument } from '../stripe/list-documents.ts';
import type { TenantId } from '../tenant.ts';
import { importRemote } from './import-remote.ts';
import type { Outside } from './outside.ts';

/**
 * Documents that were finalized before Guichet listened. In: a period. Out: what would become of each, with nothing
 * written; then, where a person asks for it, what may be sent is sent by the ordinary way, under its own number and date,
 * and what another tool has sent is followed from where it stands. Kept here: a number that Chorus Pro has is never sent.
 */

/** What would become of a document. */
export type Prospect =
  | { readonly kind: 'send' }
  | { readonly kind: 'blocked'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'not_concerned' }
  /** Guichet has met it. */
  | { readonly kind: 'known'; readonly state: string }
  /** Another tool, or a person, has deposited it. */
  | { readonly kind: 'at_chorus_pro'; readonly invoice: RemoteInvoice }
  /** It cannot be said now. */
  | { readonly kind: 'unclear'; readonly reasons: readonly Reason[] };

/** A document and its prospect. */
export interface Surveyed {
  readonly document: ListedDocument;
  readonly prospect: Prospect;
}

/** A period in seconds since 1970; its end is not in it. */
interface Period {
  readonly from: number;
  readonly until: number;
}

/** What a backfill needs besides the pipeline. */
export type BackfillOutside = Outside & { readonly listDocuments: ListDocuments };

const MS_PER_SECOND = 1_000;

/** Looks at every document of a period, and writes nothing. `onEach` tells how far it has come. */
export async function survey(
  tenant: TenantId,
  period: Period,
  outside: BackfillOutside,
  onEach: (done: number, of: number) => void = () => undefined,
): Promise<Outcome<readonly Surveyed[]>> {
  const listed = await outside.listDocuments(tenant, period);
  if (!listed.ok) return listed;
  const surveyed: Surveyed[] = [];
  for (const document of listed.value) {
    surveyed.push({ document, prospect: await prospectOf(tenant, document, outside) });
    onEach(surveyed.length, listed.value.length);
  }
  return { ok: true, value: surveyed };
}

async function prospectOf(
  tenant: TenantId,
  { id, number }: ListedDocument,
  outside: BackfillOutside,
): Promise<Prospect> {
  const { database, now } = outside;
  const known = await findTransmission(tenant, database.pool, id);
  if (known) return { kind: 'known', state: known.state };
  const fetched = await outside.fetchSnapshot(tenant, id);
  const parsed = fetched.ok ? parseSnapshot(fetched.value) : fetched;
  if (!parsed.ok) return { kind: 'unclear', reasons: parsed.reasons };
  const snapshot = parsed.value;
  const routing = findRouting(snapshot);
  const directory = routing && (await askBuyer(tenant, routing, outside));
  const { settings } = (await findTenant(tenant, database.pool)) ?? {};
  const today = dayInFranceOf(now().getTime() / MS_PER_SECOND);
  const decision = decide({ snapshot, settings, directory, today });
  if (decision.kind === 'not_concerned') return { kind: 'not_concerned' };
  const there = await findThere(tenant, number, outside);
  if (there.kind !== 'absent') return there;
  const issued = decision.kind === 'send' ? convert(decision) : undefined;
  if (issued?.ok) return { kind: 'send' };
  const reasons = issued ? issued.reasons : decision.kind === 'held' ? decision.reasons : [];
  return { kind: 'blocked', reasons };
}

/** Chorus Pro's invoice of this number, unless the buyer or somebody else has ended it. */
async function findThere(
  tenant: TenantId,
  number: string,
  { corrections }: Pick<Outside, 'corrections'>,
): Promise<Extract<Prospect, { kind: 'at_chorus_pro' | 'unclear' }> | { readonly kind: 'absent' }> {
  const answer: InvoicesAnswer = await corrections.findInvoices(tenant, { number });
  if (answer.kind === 'not_now') return { kind: 'unclear', reasons: [answer.reason] };
  const invoice = answer.invoices.find((each) => each.number === number);
  return invoice ? { kind: 'at_chorus_pro', invoice } : { kind: 'absent' };
}

/** How a batch ended. */
export interface Batch {
  readonly sent: number;
  readonly imported: number;
  /** At Chorus Pro without a flow: entered by hand there, so that Guichet cannot follow it. */
  readonly notFollowed: readonly string[];
}

/** Documents written in one transaction. */
const BATCH_MAX = 100;

/** Sends what may be sent, oldest first, and follows what is there already. */
export async function sendBatch(
  tenant: TenantId,
  surveyed: readonly Surveyed[],
  outside: BackfillOutside,
): Promise<Batch> {
  const { environment, account } = tenant;
  const sendable = surveyed.filter(({ prospect }) => prospect.kind === 'send');
  for (let start = 0; start < sendable.length; start += BATCH_MAX) {
    const jobs = sendable
      .slice(start, start + BATCH_MAX)
      .map(
        ({ document: { id: documentId } }) =>
          ({ kind: 'advance', environment, account, documentId, open: true }) as const,
      );
    await outside.database.transaction((tx) => outside.queue.send(tx, jobs));
  }
  let imported = 0;
  const notFollowed: string[] = [];
  for (const { document, prospect } of surveyed) {
    if (prospect.kind !== 'at_chorus_pro') continue;
    const { id: documentId, number } = document;
    const opened = { documentId, number, kind: documentKindOf(documentId) };
    if (await importRemote(tenant, opened, prospect.invoice, outside)) imported += 1;
    else notFollowed.push(number);
  }
  return { sent: sendable.length, imported, notFollowed };
}
