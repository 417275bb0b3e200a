import { STATES } from '../follow/state.ts';
import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * What is erased when it is not needed any more (docs/decisions/0006). Kept by the tables, whoever asks: documents,
 * deposits, actions and history refuse to be deleted. Every statement takes a limit: what is left is taken by the next.
 */

const FINAL_STATES = Object.entries(STATES)
  .filter(([, { final }]) => final)
  .map(([state]) => state);

const SHA256_OF_RAW = `encode(sha256(convert_to(raw::text, 'UTF8')), 'hex')`;

/** Takes away events that arrived before an instant. Stripe sends none again by then. */
export async function forgetEvents(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from events where ctid = any (array(select ctid from events where received_at < $1 limit $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** Until when snapshots are kept. */
export interface SnapshotAges {
  /** Of customers that are no public bodies. */
  readonly notConcernedBefore: Date;
  /** Of invoices that are over, and those that a later one took the place of. */
  readonly overBefore: Date;
  /** Of all. */
  readonly anyBefore: Date;
}

/** Erases what Stripe showed, where it is not needed any more; its hash stays, for proof packs name it. */
export async function eraseSnapshots(
  tx: Tx,
  { notConcernedBefore, overBefore, anyBefore }: SnapshotAges,
  limit: number,
): Promise<number> {
  const { rowCount } = await tx.query(
    `with old as (
       select s.environment, s.account, s.document_id, s.taken_at
       from snapshots s join transmissions t using (environment, account, document_id)
       where s.raw is not null and s.taken_at < $1 and (
         t.state = 'not_concerned'
         or s.taken_at < $3
         or s.taken_at < $2 and (
           t.state = any ($4::text[]) and t.state_since < $2
           or exists (select from snapshots later where later.environment = s.environment
             and later.account = s.account and later.document_id = s.document_id and later.taken_at > s.taken_at)))
       order by s.taken_at limit $5 for update of s skip locked
     )
     update snapshots s set sha256 = ${SHA256_OF_RAW}, raw = null from old
     where s.environment = old.environment and s.account = old.account and s.document_id = old.document_id
       and s.taken_at = old.taken_at`,
    [notConcernedBefore, overBefore, anyBefore, FINAL_STATES, limit],
  );
  return rowCount ?? 0;
}

/** Erases the names of customers that are no public bodies. */
export async function eraseNames(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `update transmissions set customer_name = null where ctid = any (array(
       select ctid from transmissions
       where state = 'not_concerned' and customer_name is not null and updated_at < $1
       limit $2 for update skip locked))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

const OF_TENANT = 'environment = $1 and account = $2';

/** No document was issued for it, so that nobody must keep it. */
const NEVER_ISSUED = `not exists (select from documents d where d.environment = t.environment
  and d.account = t.account and d.document_id = t.document_id)`;

/** What goes of a merchant who left: where it is, and what becomes of it (`delete` unless said). */
const ERASED = {
  settings: {
    rows: `tenants t where ${OF_TENANT} and settings is not null`,
    set: 'settings = null',
  },
  secrets: { rows: `secrets t where ${OF_TENANT}` },
  events: { rows: `events t where ${OF_TENANT}` },
  snapshots: {
    rows: `snapshots t where ${OF_TENANT} and raw is not null`,
    set: `sha256 = ${SHA256_OF_RAW}, raw = null`,
  },
  notices: { rows: `notices t where ${OF_TENANT}` },
  attachments: { rows: `attachments t where ${OF_TENANT}` },
  instructions: { rows: `instructions t where ${OF_TENANT}` },
  test_deposits: { rows: `test_deposits t where ${OF_TENANT}` },
  nonces: { rows: `nonces t where ${OF_TENANT}` },
  watches: { rows: `watches t where ${OF_TENANT}` },
  /** Whose invoices were never sent: names, and words about them. */
  customers: {
    rows: `transmissions t where ${OF_TENANT} and ${NEVER_ISSUED}
      and (customer_name is not null or customer_id is not null or remote_comment is not null)`,
    set: 'customer_name = null, customer_id = null, remote_comment = null',
  },
} as const satisfies Record<string, { readonly rows: string; readonly set?: string }>;

/** What stays of a merchant who left, for as long as the law asks. */
const KEPT = {
  transmissions: `transmissions t where ${OF_TENANT}`,
  documents: `documents t where ${OF_TENANT}`,
  deposits: `deposits t where ${OF_TENANT}`,
  actions: `actions t where ${OF_TENANT}`,
  history: `history t where ${OF_TENANT}`,
} as const;

/** How many of each kind. */
export type Counts = Readonly<Record<string, number>>;

/** Counts what would go of a merchant, and what would stay. */
export async function countBelongings(
  { environment, account }: TenantId,
  tx: Tx,
): Promise<{ readonly goes: Counts; readonly stays: Counts }> {
  const count = async (rows: string): Promise<number> => {
    const found = await tx.query<{ count: number }>(`select count(*)::int as count from ${rows}`, [
      environment,
      account,
    ]);
    return found.rows[0]?.count ?? 0;
  };
  const goes: Record<string, number> = {};
  for (const [name, { rows }] of Object.entries(ERASED)) goes[name] = await count(rows);
  const stays: Record<string, number> = {};
  for (const [name, rows] of Object.entries(KEPT)) stays[name] = await count(rows);
  return { goes, stays };
}

/**
 * Erases what is not needed of a merchant who left, at most `limit` of each kind; true when nothing is left to erase.
 * Undefined, and nothing is erased, while the merchant has the app.
 */
export async function eraseMerchant(
  { environment, account }: TenantId,
  tx: Tx,
  limit: number,
  now: Date,
): Promise<{ readonly erased: Counts; readonly isDone: boolean } | undefined> {
  const key = [environment, account];
  // Whoever installs the app again at this moment is waited for.
  const { rows } = await tx.query(
    `select from tenants where ${OF_TENANT} and status = 'ended' for update`,
    key,
  );
  if (rows.length === 0) return undefined;
  const erased: Record<string, number> = {};
  for (const [name, kind] of Object.entries(ERASED)) {
    const [table] = kind.rows.split(' ');
    const these = `ctid = any (array(select ctid from ${kind.rows} limit $3))`;
    const statement = 'set' in kind ? `update ${table} set ${kind.set}` : `delete from ${table}`;
    const { rowCount } = await tx.query(`${statement} where ${these}`, [...key, limit]);
    erased[name] = rowCount ?? 0;
  }
  const isDone = Object.values(erased).every((count) => count < limit);
  if (isDone) await tx.query(`update tenants set erased_at = $3 where ${OF_TENANT}`, [...key, now]);
  return { erased, isDone };
}

/**
 * Merchants who left so many days before `now`, have not come back, and were not erased since those days were over; who
 * left first, first. What was erased earlier, because somebody asked, is looked through once more.
 */
export async function listToErase(
  tx: Tx,
  { now, days, limit }: { readonly now: Date; readonly days: number; readonly limit: number },
): Promise<readonly TenantId[]> {
  const { rows } = await tx.query<{ environment: Environment; account: string }>(
    `select environment, account from tenants
     where status = 'ended' and ended_at < $1::timestamptz - make_interval(days => $2)
       and (erased_at is null or erased_at < ended_at + make_interval(days => $2))
     order by ended_at limit $3`,
    [now, days, limit],
  );
  return rows.flatMap(({ environment, account }) => parseTenantId(environment, account) ?? []);
}
