import { ENVIRONMENTS, platformOf, type Platform, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** Makes the next sweep look at everything of a merchant that waits for something to change; says how many there are. */
export async function wakeHeld(
  { environment, account }: TenantId,
  tx: Tx,
  now: Date,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update transmissions set next_at = $3
     where environment = $1 and account = $2 and state in ('blocked', 'waiting')
       and (next_at is null or next_at > $3)`,
    [environment, account, now],
  );
  return rowCount ?? 0;
}

/** Makes the next sweep look at everything, whoever's it is, that waits and is for one public body. */
export async function wakeHeldFor(
  platform: Platform,
  tx: Tx,
  siret: string,
  now: Date,
): Promise<number> {
  const environments = ENVIRONMENTS.filter(
    (environment) => platformOf({ environment }) === platform,
  );
  const { rowCount } = await tx.query(
    `update transmissions set next_at = $3
     where environment = any ($1::text[]) and buyer_siret = $2 and state in ('blocked', 'waiting')
       and (next_at is null or next_at > $3)`,
    [environments, siret, now],
  );
  return rowCount ?? 0;
}
