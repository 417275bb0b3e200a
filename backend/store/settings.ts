import { settingsSchema, type Settings } from '../settings.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** A merchant's settings, and the version that names exactly what is stored: a hash of it. */
export interface StoredSettings {
  readonly settings: Settings;
  readonly version: string;
}

const VERSION = `encode(sha256(convert_to(settings::text, 'UTF8')), 'hex')`;

/** Finds a merchant's settings with their version. */
export async function findSettings(
  { environment, account }: TenantId,
  tx: Tx,
): Promise<StoredSettings | undefined> {
  const { rows } = await tx.query<{ settings: unknown; version: string }>(
    `select settings, ${VERSION} as version from tenants
     where environment = $1 and account = $2 and settings is not null`,
    [environment, account],
  );
  const [row] = rows;
  return row && { settings: settingsSchema.parse(row.settings), version: row.version };
}

/**
 * Keeps settings in place of those of the version that was read (null: there were none), and gives the new version;
 * undefined when somebody else saved meanwhile.
 */
export async function replaceSettings(
  { environment, account }: TenantId,
  tx: Tx,
  settings: Settings,
  read: string | null,
): Promise<string | undefined> {
  const key = [environment, account, JSON.stringify(settings)];
  const { rows } =
    read === null
      ? await tx.query<{ version: string }>(
          `insert into tenants (environment, account, status, status_at, settings)
           values ($1, $2, 'active', now(), $3)
           on conflict (environment, account) do update set settings = excluded.settings
           where tenants.settings is null
           returning ${VERSION} as version`,
          key,
        )
      : await tx.query<{ version: string }>(
          `update tenants set settings = $3
           where environment = $1 and account = $2 and ${VERSION} = $4
           returning ${VERSION} as version`,
          [...key, read],
        );
  return rows[0]?.version;
}
