import type { InvoicesAnswer, RemoteInvoice } from '../follow/corrections.ts';
import { findFollowed, findLastMove, followsAtLeast, wakeFollowed } from '../store/followed.ts';
import { findTenant } from '../store/tenants.ts';
import type { Transmission } from '../store/transmissions.ts';
import { endWatch, findWatch, saveWatch, type Watch } from '../store/watches.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import { applyStatus } from './follow-step.ts';
import type { Outside } from './outside.ts';
import { unlessMoved } from './progress.ts';
import { toStatus } from './status-by-id.ts';
import { findStandstill, planPause } from './standstill.ts';
import { nextWatchMs, WATCH_FROM } from './watch-schedule.ts';

/**
 * Asks about all of a merchant's invoices in one question: what changed since the last one. What an invoice's own
 * question would have made of the answer is made of it here.
 */

/** A period with more changes than one answer holds is halved at most so often. */
const HALVINGS_MAX = 12;

/** Flows looked up in one statement. */
const FLOWS_AT_ONCE = 500;

/** Asks, applies what changed, and plans the next question. */
export async function watchStep(tenant: TenantId, outside: Outside): Promise<void> {
  const { pool } = outside.database;
  const watch = await findWatch(tenant, pool);
  if (!watch) return;
  const merchant = await findTenant(tenant, pool);
  if (merchant?.status === 'ended') return endWatch(tenant, pool);
  if (!(await followsAtLeast(tenant, pool, WATCH_FROM))) return askOneByOne(tenant, outside);
  const still = await findStandstill(tenant, outside);
  if (still) {
    const nextAt = new Date(outside.now().getTime() + still.waitMs);
    return saveWatch(tenant, pool, { ...watch, nextAt });
  }
  const askedAt = outside.now();
  const { answer, until } = await askChanges(tenant, watch, askedAt, outside);
  if (answer.kind === 'not_now') return postpone(tenant, watch, answer, outside);
  const moved = await applyAll(tenant, answer.invoices, outside);
  const { calls, complete, invoices } = answer;
  outside.log.debug({ tenant: tenantKey(tenant), calls, changed: invoices.length, moved }, 'watch');
  const changedUntil = until ?? askedAt;
  await saveWatch(tenant, pool, {
    // What could not be read whole is read again.
    changedUntil: complete ? changedUntil : watch.changedUntil,
    nextAt: await nextLook(tenant, complete && until === undefined, outside),
    failures: 0,
  });
}

/** Too few are left for one question to be worth it. */
async function askOneByOne(tenant: TenantId, { database, now }: Outside): Promise<void> {
  await database.transaction(async (tx) => {
    await wakeFollowed(tenant, tx, now());
    await endWatch(tenant, tx);
  });
}

/** What changed; the period ends earlier than now when one answer could not hold it. */
async function askChanges(
  tenant: TenantId,
  { changedUntil: from }: Watch,
  askedAt: Date,
  { corrections }: Outside,
): Promise<{ readonly answer: InvoicesAnswer; readonly until: Date | undefined }> {
  let until: Date | undefined;
  for (let halvings = 0; ; halvings += 1) {
    const answer = await corrections.findInvoices(tenant, {
      changedFrom: from.toISOString(),
      ...(until && { changedUntil: until.toISOString() }),
    });
    if (answer.kind === 'not_now' || answer.complete || halvings === HALVINGS_MAX) {
      return { answer, until };
    }
    const end = until ?? askedAt;
    until = new Date(from.getTime() + (end.getTime() - from.getTime()) / 2);
  }
}

async function applyAll(
  tenant: TenantId,
  invoices: readonly RemoteInvoice[],
  outside: Outside,
): Promise<number> {
  // What was entered by hand has no flow; it is known by its identifier.
  const byKey = new Map(invoices.map((each) => [each.flowNumber ?? each.remoteId, each] as const));
  let moved = 0;
  for (let start = 0; start < invoices.length; start += FLOWS_AT_ONCE) {
    const some = invoices.slice(start, start + FLOWS_AT_ONCE);
    const flows = some.flatMap(({ flowNumber }) => flowNumber ?? []);
    const ids = some.map(({ remoteId }) => remoteId);
    for (const before of await findFollowed(tenant, outside.database.pool, flows, ids)) {
      const remote = byKey.get(before.flowNumber ?? before.remoteId ?? '');
      if (remote && isNews(before, remote) && (await applyOne(before, remote, outside))) moved += 1;
    }
  }
  return moved;
}

/** The same search shows everything twice: what is known already is left alone. */
function isNews(before: Transmission, { status, comment, number }: RemoteInvoice): boolean {
  if (number !== before.number) return false;
  return status !== before.remoteStatus || comment !== before.remoteComment;
}

const EXISTS = { state: 'integrated', warnings: [] } as const;

/** False when somebody else was first: their own question knows better. */
export function applyOne(
  before: Transmission,
  remote: RemoteInvoice,
  outside: Outside,
): Promise<boolean> {
  // The flow's own report would have said that the invoice exists before anybody asked where it stands.
  const meanwhile = before.state === 'deposited' ? EXISTS : {};
  return unlessMoved(() => applyStatus(before, toStatus(remote), outside, meanwhile));
}

async function nextLook(tenant: TenantId, isUpToDate: boolean, outside: Outside): Promise<Date> {
  const { now, random, pace, database } = outside;
  const moved = await findLastMove(tenant, database.pool);
  const sinceMs = isUpToDate && moved ? now().getTime() - moved.getTime() : 0;
  return new Date(now().getTime() + nextWatchMs(sinceMs, random(), pace));
}

async function postpone(
  tenant: TenantId,
  watch: Watch,
  answer: Extract<InvoicesAnswer, { kind: 'not_now' }>,
  outside: Outside,
): Promise<void> {
  const { attempts, delayMs } = await planPause(tenant, answer, watch.failures, outside);
  const nextAt = new Date(outside.now().getTime() + delayMs);
  await saveWatch(tenant, outside.database.pool, { ...watch, nextAt, failures: attempts });
}
