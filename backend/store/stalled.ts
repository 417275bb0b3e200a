import type { ReasonCode } from '../invoice/reason.ts';
import { ENVIRONMENTS, platformOf, type Platform, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * Transmissions that wait for nothing of their own: Chorus Pro is away, or does not let their merchant in. They go on in
 * the order in which they came once that is over.
 */

/** What they wait for. */
const OUTAGE = ['chorus_pro_unavailable', 'directory_unavailable'] as const;
const ACCOUNT = ['technical_account_refused', 'technical_account_reset'] as const;
const CODES = [...OUTAGE, ...ACCOUNT] as const satisfies readonly ReasonCode[];

const bears = (column: string, codes: readonly ReasonCode[]) =>
  `jsonb_path_exists(${column}, '$[*] ? (${codes.map((code) => `@.code == "${code}"`).join(' || ')})')`;

/** A condition on a row of the table: not handed over yet, for none of its own reasons. */
export const IS_STALLED = `(state in ('converted', 'blocked', 'waiting') and reasons <> '[]' and ${bears('reasons', CODES)})`;

/** Makes the next sweep look at all that a refused technical account has kept back, whatever it was about to do. */
export async function wakeAccount(
  { environment, account }: TenantId,
  tx: Tx,
  now: Date,
): Promise<void> {
  await tx.query(
    `update transmissions set next_at = $3
     where environment = $1 and account = $2 and (next_at is null or next_at > $3)
       and (${bears('reasons', ACCOUNT)} or ${bears('warnings', ACCOUNT)})`,
    [environment, account, now],
  );
  await tx.query(
    'update watches set next_at = least(next_at, $3) where environment = $1 and account = $2',
    [environment, account, now],
  );
  await tx.query(
    `update actions set next_at = least(next_at, $3)
     where environment = $1 and account = $2 and state = 'asked' and next_at is not null`,
    [environment, account, now],
  );
}

/** Makes the next sweeps look at all that an outage of a platform has kept back from it, whoever's it is. */
export async function wakePlatform(platform: Platform, tx: Tx, now: Date): Promise<number> {
  const environments = ENVIRONMENTS.filter(
    (environment) => platformOf({ environment }) === platform,
  );
  const { rowCount } = await tx.query(
    `update transmissions set next_at = $2
     where environment = any ($1::text[]) and state in ('converted', 'waiting') and next_at > $2
       and reasons <> '[]' and ${bears('reasons', OUTAGE)}`,
    [environments, now],
  );
  return rowCount ?? 0;
}
