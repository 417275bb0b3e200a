import type { Reason } from '../invoice/reason.ts';
import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** What trying a technical account showed. */
export interface ConnectionTrial {
  /** Why Chorus Pro did not let it in; absent when it works. */
  readonly refusedBecause?: Reason;
  /** A day, `YYYY-MM-DD`, as far as is known. */
  readonly renewPasswordBy?: string;
  readonly checkedAt: Date;
}

/** A technical account that is kept, and what its latest trial showed. */
export interface KeptAccount {
  /** Grows whenever another account is saved in its place. */
  readonly version: number;
  readonly trial: ConnectionTrial | undefined;
}

interface Row {
  readonly version: number;
  readonly refused_because: Reason | null;
  readonly renew_password_by: string | null;
  readonly checked_at: Date | null;
}

/** Finds whether a merchant has a technical account, and what is known of it; a trial of an earlier one counts not. */
export async function findKeptAccount(
  { environment, account }: TenantId,
  tx: Tx,
): Promise<KeptAccount | undefined> {
  const { rows } = await tx.query<Row>(
    `select version, refused_because, renew_password_by::text as renew_password_by, checked_at
     from secrets left join connection_checks on connection_checks.environment = secrets.environment
       and connection_checks.account = secrets.account and secret_version = version
     where secrets.environment = $1 and secrets.account = $2 and name = 'technical_account'`,
    [environment, account],
  );
  const [row] = rows;
  return row && { version: row.version, trial: toTrial(row) };
}

function toTrial(row: Row): ConnectionTrial | undefined {
  if (row.checked_at === null) return undefined;
  return {
    checkedAt: row.checked_at,
    ...(row.refused_because === null ? {} : { refusedBecause: row.refused_because }),
    ...(row.renew_password_by === null ? {} : { renewPasswordBy: row.renew_password_by }),
  };
}

/** Keeps what a trial showed, unless another account was saved since. A day once known stays until another is known. */
export async function saveTrial(
  { environment, account }: TenantId,
  tx: Tx,
  version: number,
  { refusedBecause, renewPasswordBy, checkedAt }: ConnectionTrial,
): Promise<void> {
  await tx.query(
    `insert into connection_checks
       (environment, account, secret_version, refused_because, renew_password_by, checked_at)
     select environment, account, version, $4, $5, $6 from secrets
     where environment = $1 and account = $2 and name = 'technical_account' and version = $3
     on conflict (environment, account) do update set secret_version = excluded.secret_version,
       refused_because = excluded.refused_because, checked_at = excluded.checked_at,
       renew_password_by = case when connection_checks.secret_version = excluded.secret_version
         then coalesce(excluded.renew_password_by, connection_checks.renew_password_by)
         else excluded.renew_password_by end`,
    [
      environment,
      account,
      version,
      refusedBecause === undefined ? null : JSON.stringify(refusedBecause),
      renewPasswordBy ?? null,
      checkedAt,
    ],
  );
}

/** Whether the account that is kept has ever been let in: its latest trial says so, or something was deposited with it. */
export async function hasWorked(
  { environment, account }: TenantId,
  tx: Tx,
  version: number,
): Promise<boolean> {
  const { rows } = await tx.query<{ worked: boolean }>(
    `select exists (
       select from connection_checks where environment = $1 and account = $2 and secret_version = $3
         and refused_because is null
     ) or exists (
       select from secrets join transmissions using (environment, account)
       where environment = $1 and account = $2 and name = 'technical_account' and secrets.version = $3
         and deposited_at >= saved_at
     ) as worked`,
    [environment, account, version],
  );
  return rows[0]?.worked === true;
}

/** Notes that Chorus Pro refuses the account that is kept; true when that is news. */
export async function saveRefusal(
  { environment, account }: TenantId,
  tx: Tx,
  version: number,
  { refusedBecause, checkedAt }: { readonly refusedBecause: Reason; readonly checkedAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into connection_checks (environment, account, secret_version, refused_because, checked_at)
     select environment, account, version, $4, $5 from secrets
     where environment = $1 and account = $2 and name = 'technical_account' and version = $3
     on conflict (environment, account) do update set secret_version = excluded.secret_version,
       refused_because = excluded.refused_because, checked_at = excluded.checked_at,
       renew_password_by = case when connection_checks.secret_version = excluded.secret_version
         then connection_checks.renew_password_by end
     where connection_checks.refused_because is null
       or connection_checks.secret_version <> excluded.secret_version`,
    [environment, account, version, JSON.stringify(refusedBecause), checkedAt],
  );
  if (rowCount === 1) return true;
  await tx.query(
    `update connection_checks set checked_at = $4
     where environment = $1 and account = $2 and secret_version = $3`,
    [environment, account, version, checkedAt],
  );
  return false;
}

/** How long a trial is believed, by what it showed, in milliseconds. */
export interface TrialAges {
  readonly refusedMs: number;
  readonly workingMs: number;
}

/** Merchants whose technical account was not tried for that long, those never tried first. */
export async function listUntried(
  tx: Tx,
  now: Date,
  { refusedMs, workingMs }: TrialAges,
  limit: number,
): Promise<readonly TenantId[]> {
  const { rows } = await tx.query<{ environment: Environment; account: string }>(
    `select secrets.environment, secrets.account
     from secrets left join connection_checks on connection_checks.environment = secrets.environment
       and connection_checks.account = secrets.account and secret_version = version
     where name = 'technical_account' and (checked_at is null or checked_at <=
       case when refused_because is null then $1::timestamptz else $2::timestamptz end)
     order by checked_at nulls first limit $3`,
    [new Date(now.getTime() - workingMs), new Date(now.getTime() - refusedMs), limit],
  );
  return rows.flatMap(({ environment, account }) => parseTenantId(environment, account) ?? []);
}
