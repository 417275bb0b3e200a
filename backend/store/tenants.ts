import { settingsSchema, type Settings } from '../settings.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** Whether a merchant has the app. */
export const TENANT_STATUSES = ['active', 'ended'] as const;
type TenantStatus = (typeof TENANT_STATUSES)[number];

/** What is known of a merchant in one environment. */
export interface TenantRow {
  readonly tenant: TenantId;
  readonly status: TenantStatus;
  /** `created` of the Stripe event behind the status, in seconds since 1970. */
  readonly statusAt: number;
  readonly settings: Settings | undefined;
  readonly lastEventAt: Date | undefined;
  readonly installedAt: Date;
  readonly endedAt: Date | undefined;
}

interface Row {
  readonly status: TenantStatus;
  readonly status_at: number;
  readonly settings: unknown;
  readonly last_event_at: Date | null;
  readonly installed_at: Date;
  readonly ended_at: Date | null;
}

const COLUMNS = `status, extract(epoch from status_at)::float8 as status_at, settings, last_event_at, installed_at,
  ended_at`;

/** Finds a merchant. */
export async function findTenant(tenant: TenantId, tx: Tx): Promise<TenantRow | undefined> {
  const { rows } = await tx.query<Row>(
    `select ${COLUMNS} from tenants where environment = $1 and account = $2`,
    [tenant.environment, tenant.account],
  );
  return rows[0] && toTenantRow(tenant, rows[0]);
}

/** Notes that Stripe sent an event of this merchant; one that was unknown is active from then on. */
export async function touchTenant(
  tenant: TenantId,
  tx: Tx,
  eventCreated: number,
): Promise<TenantRow> {
  const { rows } = await tx.query<Row>(
    `insert into tenants (environment, account, status, status_at, last_event_at)
     values ($1, $2, 'active', to_timestamp($3::float8), to_timestamp($3::float8))
     on conflict (environment, account) do update
       set last_event_at = greatest(tenants.last_event_at, excluded.last_event_at)
     returning ${COLUMNS}`,
    [tenant.environment, tenant.account, eventCreated],
  );
  const [row] = rows;
  if (!row) throw new Error('An upsert returned no row');
  return toTenantRow(tenant, row);
}

/** The merchant installed the app. An event older than the one behind the present status changes nothing. */
export async function startTenant(tenant: TenantId, tx: Tx, eventCreated: number): Promise<void> {
  await tx.query(
    `insert into tenants (environment, account, status, status_at, last_event_at)
     values ($1, $2, 'active', to_timestamp($3::float8), to_timestamp($3::float8))
     on conflict (environment, account) do update set
       status = 'active', status_at = excluded.status_at, ended_at = null,
       installed_at = case when tenants.status = 'ended' then now() else tenants.installed_at end,
       last_event_at = greatest(tenants.last_event_at, excluded.last_event_at)
     where tenants.status_at < excluded.status_at`,
    [tenant.environment, tenant.account, eventCreated],
  );
}

/**
 * The merchant left: every secret is erased in the same statement; settings stay. True when it took effect. An older
 * event changes nothing; of two in the same second, leaving wins.
 */
export async function endTenant(tenant: TenantId, tx: Tx, eventCreated: number): Promise<boolean> {
  // Waits for a secret that is being saved, so that the next statement sees it (inside a transaction; outside one, the
  // table refuses and the event is tried again).
  await tx.query('select from tenants where environment = $1 and account = $2 for update', [
    tenant.environment,
    tenant.account,
  ]);
  const { rows } = await tx.query<{ ended: boolean }>(
    `with ended as (
       insert into tenants (environment, account, status, status_at, ended_at, last_event_at)
       values ($1, $2, 'ended', to_timestamp($3::float8), now(), to_timestamp($3::float8))
       on conflict (environment, account) do update set
         status = 'ended', status_at = excluded.status_at, ended_at = excluded.ended_at,
         last_event_at = greatest(tenants.last_event_at, excluded.last_event_at)
       where tenants.status_at <= excluded.status_at and tenants.status <> 'ended'
       returning environment, account
     ), erased as (
       delete from secrets using ended
       where secrets.environment = ended.environment and secrets.account = ended.account
     )
     select exists (select from ended) as ended`,
    [tenant.environment, tenant.account, eventCreated],
  );
  return rows[0]?.ended === true;
}

/** Keeps a merchant's settings, which the caller has parsed. A merchant that was unknown is active from then on. */
export async function saveSettings(tenant: TenantId, tx: Tx, settings: Settings): Promise<void> {
  await tx.query(
    `insert into tenants (environment, account, status, status_at, settings)
     values ($1, $2, 'active', now(), $3)
     on conflict (environment, account) do update set settings = excluded.settings`,
    [tenant.environment, tenant.account, JSON.stringify(settings)],
  );
}

function toTenantRow(tenant: TenantId, row: Row): TenantRow {
  return {
    tenant,
    status: row.status,
    statusAt: row.status_at,
    // Parsed again: an older version of the schema may have written them.
    settings: row.settings === null ? undefined : settingsSchema.parse(row.settings),
    lastEventAt: row.last_event_at ?? undefined,
    installedAt: row.installed_at,
    endedAt: row.ended_at ?? undefined,
  };
}
