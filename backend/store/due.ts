import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import { IS_STALLED } from './stalled.ts';

/** How much a sweep takes. */
export interface Claim {
  /** Transmissions at most. */
  readonly limit: number;
  /** Of one merchant at most, so that none fills the sweep. */
  readonly perTenant: number;
  /** How long nobody else takes them: whoever claims and dies loses them after that. */
  readonly leaseMs: number;
}

export interface DueTransmission {
  readonly tenant: TenantId;
  readonly documentId: string;
  /** True when it waits for Chorus Pro alone, and goes on after those that came before it. */
  readonly stalled: boolean;
}

interface Row {
  readonly environment: Environment;
  readonly account: string;
  readonly document_id: string;
  readonly stalled: boolean;
  readonly created_at: Date;
}

/**
 * Claims transmissions whose time has come and puts off their next time by the lease. Merchants take turns: everybody's
 * first comes before anybody's second; what came first comes first. Sweeps that run together claim different ones. The walk goes from merchant to
 * merchant through the partial index, so that a backlog of one costs the others nothing.
 */
export async function claimDue(
  tx: Tx,
  now: Date,
  { limit, perTenant, leaseMs }: Claim,
): Promise<readonly DueTransmission[]> {
  const { rows } = await tx.query<Row>(
    `with recursive merchants as (
       (select environment, account from transmissions where next_at is not null
        order by environment, account limit 1)
       union all
       select following.environment, following.account
       from merchants, lateral (
         select environment, account from transmissions
         where next_at is not null
           and (environment, account) > (merchants.environment, merchants.account)
         order by environment, account limit 1
       ) as following
     ), candidates as (
       select due.* from merchants, lateral (
         select environment, account, document_id, next_at,
           row_number() over (order by next_at, created_at, document_id) as place
         from transmissions
         where environment = merchants.environment and account = merchants.account and next_at <= $1
         order by next_at, created_at, document_id limit $3
       ) as due
       order by place, next_at limit $2
     ), claimed as (
       select transmissions.environment, transmissions.account, transmissions.document_id, candidates.place
       from transmissions
       join candidates using (environment, account, document_id)
       where transmissions.next_at <= $1
       for update of transmissions skip locked
     )
     update transmissions set next_at = $4
     from claimed
     where transmissions.environment = claimed.environment and transmissions.account = claimed.account
       and transmissions.document_id = claimed.document_id
     returning transmissions.environment, transmissions.account, transmissions.document_id, created_at,
       ${IS_STALLED} as stalled`,
    [now, limit, perTenant, new Date(now.getTime() + leaseMs)],
  );
  return rows.toSorted(byAge).flatMap(({ environment, account, document_id, stalled }) => {
    const tenant = parseTenantId(environment, account);
    return tenant ? [{ tenant, documentId: document_id, stalled }] : [];
  });
}

function byAge(one: Row, other: Row): number {
  const ms = one.created_at.getTime() - other.created_at.getTime();
  return ms === 0 ? one.document_id.localeCompare(other.document_id) : ms;
}
