import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

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
}

interface Row {
  readonly environment: Environment;
  readonly account: string;
  readonly document_id: string;
}

/**
 * Claims transmissions whose time has come and puts off their next time by the lease. Merchants take turns: everybody's
 * first comes before anybody's second. Sweeps that run together claim different ones. The walk goes from merchant to
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
         select environment, account, document_id, next_at, row_number() over (order by next_at) as place
         from transmissions
         where environment = merchants.environment and account = merchants.account and next_at <= $1
         order by next_at limit $3
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
     returning transmissions.environment, transmissions.account, transmissions.document_id`,
    [now, limit, perTenant, new Date(now.getTime() + leaseMs)],
  );
  return rows.flatMap(({ environment, account, document_id }) => {
    const tenant = parseTenantId(environment, account);
    return tenant ? [{ tenant, documentId: document_id }] : [];
  });
}
