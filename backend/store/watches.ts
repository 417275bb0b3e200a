import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** A merchant whose invoices are asked about together. */
export interface Watch {
  /** What changed before this instant has been read. */
  readonly changedUntil: Date;
  readonly nextAt: Date;
  readonly failures: number;
}

/** Finds a merchant's watch. */
export async function findWatch(tenant: TenantId, tx: Tx): Promise<Watch | undefined> {
  const { rows } = await tx.query<Watch>(
    `select changed_until as "changedUntil", next_at as "nextAt", failures from watches
     where environment = $1 and account = $2`,
    [tenant.environment, tenant.account],
  );
  return rows[0];
}

/** Begins a merchant's watch, or makes one that is there look again no later than `nextAt`. */
export async function beginWatch(
  tenant: TenantId,
  tx: Tx,
  { changedUntil, nextAt }: Omit<Watch, 'failures'>,
): Promise<void> {
  await tx.query(
    `insert into watches (environment, account, changed_until, next_at) values ($1, $2, $3, $4)
     on conflict (environment, account) do update set next_at = least(watches.next_at, excluded.next_at)`,
    [tenant.environment, tenant.account, changedUntil, nextAt],
  );
}

/** Saves how far a watch has read and when it looks again. */
export async function saveWatch(
  tenant: TenantId,
  tx: Tx,
  { changedUntil, nextAt, failures }: Watch,
): Promise<void> {
  await tx.query(
    `update watches set changed_until = greatest(changed_until, $3), next_at = $4, failures = $5
     where environment = $1 and account = $2`,
    [tenant.environment, tenant.account, changedUntil, nextAt, failures],
  );
}

/** Ends a merchant's watch: none of its invoices is at Chorus Pro any more, or it left. */
export async function endWatch(tenant: TenantId, tx: Tx): Promise<void> {
  await tx.query('delete from watches where environment = $1 and account = $2', [
    tenant.environment,
    tenant.account,
  ]);
}

/** Claims the merchants whose turn has come, longest wait first, and puts off their next time by the lease. */
export async function claimDueWatches(
  tx: Tx,
  now: Date,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<readonly TenantId[]> {
  const { rows } = await tx.query<{ environment: Environment; account: string }>(
    `with due as (
       select environment, account from watches where next_at <= $1
       order by next_at limit $2 for update skip locked
     )
     update watches set next_at = $3 from due
     where watches.environment = due.environment and watches.account = due.account
     returning watches.environment, watches.account`,
    [now, limit, new Date(now.getTime() + leaseMs)],
  );
  return rows.flatMap(({ environment, account }) => parseTenantId(environment, account) ?? []);
}
