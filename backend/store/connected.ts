import {
  ENVIRONMENTS,
  parseTenantId,
  platformOf,
  type Environment,
  type Platform,
  type TenantId,
} from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * Finds merchants in whose name a platform may be asked: they have the app and a technical account that was not refused.
 * Drawn by chance, so that none lends its name more often than the others.
 */
export async function drawConnected(
  platform: Platform,
  tx: Tx,
  count: number,
): Promise<readonly TenantId[]> {
  const environments = ENVIRONMENTS.filter(
    (environment) => platformOf({ environment }) === platform,
  );
  const { rows } = await tx.query<{ environment: Environment; account: string }>(
    `select environment, account from tenants join secrets using (environment, account)
     where environment = any ($1::text[]) and status = 'active' and name = 'technical_account'
       and not exists (
         select from connection_checks as latest
         where latest.environment = tenants.environment and latest.account = tenants.account
           and latest.secret_version = secrets.version and latest.refused_because is not null)
     order by random() limit $2`,
    [environments, count],
  );
  return rows.flatMap(({ environment, account }) => parseTenantId(environment, account) ?? []);
}
