import type { Settings } from '../settings.ts';
import type { Tx } from '../store/database.ts';
import {
  addressNotice,
  takeDueNotices,
  type Address,
  type NoticeOf,
} from '../store/notifications.ts';
import { findSummaryBefore, summarize, wasImported } from '../store/recurring-notices.ts';
import { findTenant } from '../store/tenants.ts';
import { findTransmission } from '../store/transmissions.ts';
import { STATES, type TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { NoticeKind } from './event.ts';
import { factsOf, type DigestFacts, type NoticeFacts } from './notice.ts';

/** Documents that a summary lists; it says how many more there are. */
const DIGEST_ROWS_MAX = 30;

const isState = (name: string): name is TransmissionState => name in STATES;

/** What waits for the merchant. */
const OPEN_STATES: readonly TransmissionState[] = Object.keys(STATES)
  .filter(isState)
  .filter((state) => STATES[state].actor === 'merchant' && !STATES[state].final);

/** What a summary counts. */
const NEWS_STATES: readonly TransmissionState[] = [
  'available',
  'in_payment',
  'booked',
  'paid',
  'rejected',
  'abandoned',
];

/** Finds whom the notices that are due go to, by what each merchant chose; returns how many it looked at. */
export async function addressDue(tx: Tx, now: Date, limit: number): Promise<number> {
  const due = await takeDueNotices(tx, now, limit);
  for (const notice of due) {
    const merchant = await findTenant(notice.tenant, tx);
    const chosen = merchant?.status === 'active' ? merchant.settings?.notifications : undefined;
    const to = chosen ? addressesFor(notice.event, chosen) : [];
    const facts =
      !chosen || to.length === 0 ? undefined : await presentFacts(tx, notice, chosen.imported);
    await addressNotice(notice.tenant, tx, notice.id, {
      facts: facts ?? notice.facts,
      to: facts ? to : [],
      now,
    });
  }
  return due.length;
}

/** Where a merchant wants to hear of an event. */
export function addressesFor(
  event: NoticeKind,
  { email, slack, webhook, digest }: Settings['notifications'],
): readonly Address[] {
  const mails = [...new Set(email.addresses)].map(
    (target) => ({ channel: 'email', target }) as const,
  );
  if (event === 'digest') return digest ? mails : [];
  if (event === 'test') {
    return [
      ...mails,
      ...(slack ? [{ channel: 'slack', target: '' } as const] : []),
      ...(webhook ? [{ channel: 'webhook', target: '' } as const] : []),
    ];
  }
  return [
    ...(email.events.includes(event) ? mails : []),
    ...(slack?.events.includes(event) ? [{ channel: 'slack', target: '' } as const] : []),
    ...(webhook?.events.includes(event) ? [{ channel: 'webhook', target: '' } as const] : []),
  ];
}

/**
 * What is told now; undefined when there is nothing to tell any more, and of documents that were at Chorus Pro before
 * Guichet unless they are wanted too.
 */
async function presentFacts(
  tx: Tx,
  notice: NoticeOf,
  imported: boolean,
): Promise<NoticeFacts | undefined> {
  const { event, tenant, facts, occurredAt } = notice;
  const isWanted =
    imported || facts.about !== 'document' || !(await wasImported(tenant, tx, facts.documentId));
  if (!isWanted) return undefined;
  switch (event) {
    case 'waiting':
      return stillWaiting(tx, notice);
    case 'digest':
      return drawDigest(tx, tenant, { until: occurredAt, imported });
    default:
      return facts;
  }
}

/** Whether a document has stood still since the notice was written down. */
async function stillWaiting(tx: Tx, { tenant, facts }: NoticeOf): Promise<NoticeFacts | undefined> {
  if (facts.about !== 'document') return undefined;
  const row = await findTransmission(tenant, tx, facts.documentId);
  if (row?.stateSince.toISOString() !== facts.since) return undefined;
  // What is not yet refused may have been told apart all the same: an incident, a word that nobody knows.
  return factsOf(row.reasons.length > 0 ? row : { ...row, reasons: row.warnings });
}

async function drawDigest(
  tx: Tx,
  tenant: TenantId,
  { until, imported }: { readonly until: Date; readonly imported: boolean },
): Promise<DigestFacts | undefined> {
  const { open, openCount, news } = await summarize(tenant, tx, {
    open: OPEN_STATES,
    news: NEWS_STATES,
    since: await findSummaryBefore(tenant, tx, until),
    until,
    limit: DIGEST_ROWS_MAX,
    imported,
  });
  if (openCount === 0 && Object.keys(news).length === 0) return undefined;
  return { about: 'digest', open: open.map(factsOf), openCount, news };
}
