import { convert } from '../convert/convert.ts';
import { decide, findRouting } from '../decide/decide.ts';
import { askBuyer } from '../directory/directory.ts';
import type { RemoteInvoice } from '../follow/corrections.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import type { Outcome } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import { parseSnapshot } from '../receive/snapshot.ts';
import { findTenant } from '../store/tenants.ts';
import { findTransmission } from '../store/transmissions.ts';
import type { ListDocuments, ListedDocument } from '../stripe/list-documents.ts';
import type { TenantId } from '../tenant.ts';
import { hasAmountOf, importRemote } from './import-remote.ts';
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
  /** An invoice of its number with another amount is at Chorus Pro: a person must look. */
  | { readonly kind: 'number_taken'; readonly invoice: RemoteInvoice }
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
  document: ListedDocument,
  outside: BackfillOutside,
): Promise<Prospect> {
  const { database, now } = outside;
  const { id } = document;
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
  const there = await findThere(tenant, document, outside);
  if (there.kind !== 'absent') return there;
  const issued = decision.kind === 'send' ? convert(decision) : undefined;
  if (issued?.ok) return { kind: 'send' };
  const reasons = issued ? issued.reasons : decision.kind === 'held' ? decision.reasons : [];
  return { kind: 'blocked', reasons };
}

/** What Chorus Pro has under a document's number, however it ended: a number that exists there can never be sent. */
type There = Extract<Prospect, { kind: 'at_chorus_pro' | 'number_taken' | 'unclear' }>;

async function findThere(
  tenant: TenantId,
  document: ListedDocument,
  { corrections }: Pick<Outside, 'corrections'>,
): Promise<There | { readonly kind: 'absent' }> {
  const { number } = document;
  const answer = await corrections.findInvoices(tenant, { number });
  if (answer.kind === 'not_now') return { kind: 'unclear', reasons: [answer.reason] };
  const same = answer.invoices.filter((each) => each.number === number);
  const invoice = same.find((each) => hasAmountOf(each, document));
  if (invoice) return { kind: 'at_chorus_pro', invoice };
  const [other] = same;
  return other ? { kind: 'number_taken', invoice: other } : { kind: 'absent' };
}

/** How a batch ended. */
export interface Batch {
  /** Handed to the service. */
  readonly sent: number;
  /** Followed from where they stand. */
  readonly imported: number;
  /** What came in between since the survey: another one takes them up. */
  readonly left: readonly string[];
}

/** How quickly a batch goes. */
export interface BatchPace {
  /** Documents handed over in a minute. */
  readonly perMinute: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onEach?: (done: number, of: number) => void;
}

const MINUTE_MS = 60_000;

/**
 * Sends what may be sent, oldest first, at a limited rate, and follows what is there already. Each number is looked up
 * once more just before it goes; whoever stops in between begins again, and what was done is known then.
 */
export async function sendBatch(
  tenant: TenantId,
  surveyed: readonly Surveyed[],
  outside: BackfillOutside,
  { perMinute, sleep, onEach }: BatchPace,
): Promise<Batch> {
  const due = surveyed.filter(
    ({ prospect: { kind } }) => kind === 'send' || kind === 'at_chorus_pro',
  );
  const left: string[] = [];
  const counts = { sent: 0, imported: 0 };
  for (const [place, { document }] of due.entries()) {
    const end = await sendOne(tenant, document, outside);
    if (end === 'left') left.push(document.number);
    else counts[end] += 1;
    onEach?.(place + 1, due.length);
    if (end === 'sent' && place + 1 < due.length) await sleep(MINUTE_MS / perMinute);
  }
  return { ...counts, left };
}

async function sendOne(
  tenant: TenantId,
  document: ListedDocument,
  outside: BackfillOutside,
): Promise<'sent' | 'imported' | 'left'> {
  const there = await findThere(tenant, document, outside);
  if (there.kind === 'at_chorus_pro') {
    return (await importRemote(tenant, document, there.invoice, outside)) ? 'imported' : 'left';
  }
  if (there.kind !== 'absent') return 'left';
  const { environment, account } = tenant;
  const job = {
    kind: 'advance',
    environment,
    account,
    documentId: document.id,
    open: true,
  } as const;
  await outside.database.transaction((tx) => outside.queue.send(tx, [job]));
  return 'sent';
}
