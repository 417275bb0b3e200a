import type { Log } from '../log.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { forgetAttachments } from '../store/attachments.ts';
import type { Database } from '../store/database.ts';
import {
  eraseMerchant,
  eraseNames,
  eraseSnapshots,
  forgetEvents,
  listToErase,
  type Counts,
} from '../store/retention.ts';
import { tenantKey, type TenantId } from '../tenant.ts';

/**
 * Erases what is not needed any more, little by little, for ever. What must be kept, and why, stands in
 * docs/decisions/0006; how long the rest is kept stands here.
 */

const DAY_MS = 86_400_000;

/** How long what is kept for work only is kept, in days. docs/operations.md and the privacy policy name them. */
export const KEPT_DAYS = {
  /** What Stripe sent. It sends an event again for 3 days by itself, and for 30 when asked. */
  event: 60,
  /** What Stripe showed of customers that are no public bodies. */
  notConcerned: 30,
  /** What Stripe showed of an invoice: since the invoice is over, or since it was read anew. */
  snapshot: 90,
  /** What Stripe showed, in any case: some buyers never report payment. */
  snapshotAtMost: 400,
  /** Files for a buyer: since Chorus Pro got them, or since they were added and never sent. */
  attachment: 30,
  /** Everything but the proofs, of a merchant who left and did not come back. */
  left: 30,
} as const;

/** Rows of one statement, and statements of one kind in one round. */
const ROWS_MAX = 1_000;
const BATCHES_MAX = 20;

/** Merchants erased in one round. */
const MERCHANTS_MAX = 20;

/** What erasing needs. */
export interface RetentionOutside {
  readonly database: Database;
  readonly log: Log;
  readonly now: () => Date;
}

/** Erases what is over; says how much of each kind. Several processes may do it at once. */
export async function retain(outside: RetentionOutside): Promise<Counts> {
  const { database, log, now } = outside;
  const { pool } = database;
  const before = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const ages = {
    notConcernedBefore: before(KEPT_DAYS.notConcerned),
    overBefore: before(KEPT_DAYS.snapshot),
    anyBefore: before(KEPT_DAYS.snapshotAtMost),
  };
  const counts = {
    events: await inBatches(() => forgetEvents(pool, before(KEPT_DAYS.event), ROWS_MAX)),
    snapshots: await inBatches(() => eraseSnapshots(pool, ages, ROWS_MAX)),
    names: await inBatches(() => eraseNames(pool, ages.notConcernedBefore, ROWS_MAX)),
    attachments: await inBatches(() =>
      forgetAttachments(pool, before(KEPT_DAYS.attachment), ROWS_MAX),
    ),
    merchants: await eraseThoseWhoLeft(outside),
  };
  if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'erased what is over');
  return counts;
}

async function inBatches(erase: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const count = await erase();
    total += count;
    if (count < ROWS_MAX) break;
  }
  return total;
}

async function eraseThoseWhoLeft(outside: RetentionOutside): Promise<number> {
  const { database, now } = outside;
  const asked = { now: now(), days: KEPT_DAYS.left, limit: MERCHANTS_MAX };
  let erased = 0;
  for (const tenant of await listToErase(database.pool, asked)) {
    if (await erase(tenant, outside)) erased += 1;
  }
  return erased;
}

/**
 * Erases what is not needed of a merchant who left. Undefined, and nothing happens, while the merchant has the app; what
 * a single call could not take is taken by the next round.
 */
export async function erase(
  tenant: TenantId,
  { database, log, now }: RetentionOutside,
  batches = BATCHES_MAX,
): Promise<Counts | undefined> {
  const total: Record<string, number> = {};
  for (let batch = 0; batch < batches; batch += 1) {
    const end = await database.transaction((tx) => eraseMerchant(tenant, tx, ROWS_MAX, now()));
    if (!end) return undefined;
    for (const [name, count] of Object.entries(end.erased))
      total[name] = (total[name] ?? 0) + count;
    if (end.isDone) break;
  }
  log.info({ tenant: tenantKey(tenant), ...total }, 'erased what a merchant left behind');
  return total;
}

/** Erases what is over, round after round, until stopped. */
export function startRetention(
  outside: RetentionOutside,
  everyMs: number,
  onError: (error: unknown) => void,
): Rounds {
  return startRounds(() => retain(outside), everyMs, onError);
}
