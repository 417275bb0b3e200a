import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * How long a nonce is remembered. A signature is good for five minutes, so that a longer memory refuses nothing more;
 * a day leaves room for clocks that are wrong.
 */
const KEPT_MS = 24 * 3_600_000;

/** Old ones taken away by each call: more than come in, so that the table does not grow. */
const SWEPT_MAX = 20;

/** Takes a text that a merchant's question may use once; false when it was used before. */
export async function takeNonce(
  tenant: TenantId,
  tx: Tx,
  nonce: string,
  now: Date,
): Promise<boolean> {
  await tx.query(
    `delete from nonces using (
       select environment, account, nonce from nonces where used_at < $1
       order by used_at limit $2 for update skip locked) as old
     where nonces.environment = old.environment and nonces.account = old.account and nonces.nonce = old.nonce`,
    [new Date(now.getTime() - KEPT_MS), SWEPT_MAX],
  );
  const { rowCount } = await tx.query(
    `insert into nonces (environment, account, nonce, used_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [tenant.environment, tenant.account, nonce, now],
  );
  return rowCount === 1;
}
