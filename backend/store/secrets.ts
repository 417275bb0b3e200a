import type { Environment, TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import { rewrap, seal, unseal, type Keyring, type SealedValue } from './keyring.ts';

export { parseKeyring, type Keyring } from './keyring.ts';

/**
 * What is kept encrypted: `technical_account`, the login and password at Chorus Pro, as JSON; `webhook_signing`, the key
 * that signs our webhooks to the merchant; `webhook_signing_before`, those before it that still do, as JSON.
 */
export const SECRET_NAMES = [
  'technical_account',
  'webhook_signing',
  'webhook_signing_before',
] as const;
type SecretName = (typeof SECRET_NAMES)[number];

/** Merchants' secrets, under one keyring. */
export interface Secrets {
  /** Keeps a secret in place of the one before. Throws when the merchant has left. */
  saveSecret(tenant: TenantId, tx: Tx, name: SecretName, value: string): Promise<void>;
  findSecret(tenant: TenantId, tx: Tx, name: SecretName): Promise<string | undefined>;
  /** All of them, or those named. */
  eraseSecrets(tenant: TenantId, tx: Tx, names?: readonly SecretName[]): Promise<void>;
  /** Wraps up to `limit` secrets anew that an older key wrapped; 0 when that key may be taken away. */
  rewrapSecrets(tx: Tx, limit: number): Promise<number>;
  /** Opens one secret of each key in use; throws at start rather than at the first deposit. */
  checkKeyring(tx: Tx): Promise<void>;
}

interface Row {
  readonly environment: Environment;
  readonly account: string;
  readonly name: SecretName;
  readonly version: number;
  readonly key_id: string;
  readonly wrapped_key: Buffer;
  readonly sealed_value: Buffer;
}

const COLUMNS = 'environment, account, name, version, key_id, wrapped_key, sealed_value';

/** Joins the keyring to the table. */
export function makeSecrets(keyring: Keyring): Secrets {
  return {
    saveSecret: (tenant, tx, name, value) => saveSecret(keyring, tenant, tx, name, value),
    async findSecret(tenant, tx, name) {
      const row = await findRow(tenant, tx, name);
      return row && unseal(keyring, toSealed(row), contextOf(row));
    },
    async eraseSecrets({ environment, account }, tx, names = SECRET_NAMES) {
      await tx.query(
        'delete from secrets where environment = $1 and account = $2 and name = any ($3::text[])',
        [environment, account, names],
      );
    },
    rewrapSecrets: (tx, limit) => rewrapSecrets(keyring, tx, limit),
    checkKeyring: (tx) => checkKeyring(keyring, tx),
  };
}

/** How often a save is tried when another one of the same secret comes between. */
const SAVE_ATTEMPTS_MAX = 5;

async function saveSecret(
  keyring: Keyring,
  { environment, account }: TenantId,
  tx: Tx,
  name: SecretName,
  value: string,
): Promise<void> {
  await tx.query(
    `insert into tenants (environment, account, status, status_at) values ($1, $2, 'active', now())
     on conflict (environment, account) do nothing`,
    [environment, account],
  );
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt += 1) {
    const present = await findRow({ environment, account }, tx, name);
    const version = (present?.version ?? 0) + 1;
    const context = contextOf({ environment, account, name, version });
    const { keyId, wrappedKey, sealed } = seal(keyring, value, context);
    // The version is sealed in: the row may only be replaced if it is still the one that was read.
    const { rowCount } = await tx.query(
      `insert into secrets (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (environment, account, name) do update set version = excluded.version,
         key_id = excluded.key_id, wrapped_key = excluded.wrapped_key, sealed_value = excluded.sealed_value,
         saved_at = now()
       where secrets.version = excluded.version - 1`,
      [environment, account, name, version, keyId, wrappedKey, sealed],
    );
    if (rowCount === 1) return;
  }
  throw new Error('A secret was being saved by several at once');
}

async function rewrapSecrets(keyring: Keyring, tx: Tx, limit: number): Promise<number> {
  const { rows } = await tx.query<Row>(
    `select ${COLUMNS} from secrets where key_id <> $1 order by environment, account, name limit $2`,
    [keyring.currentId, limit],
  );
  for (const row of rows) {
    const { keyId, wrappedKey } = rewrap(keyring, toSealed(row), contextOf(row));
    await tx.query(
      `update secrets set key_id = $5, wrapped_key = $6
       where environment = $1 and account = $2 and name = $3 and version = $4`,
      [row.environment, row.account, row.name, row.version, keyId, wrappedKey],
    );
  }
  return rows.length;
}

async function checkKeyring(keyring: Keyring, tx: Tx): Promise<void> {
  const { rows } = await tx.query<Row>(
    `select distinct on (key_id) ${COLUMNS} from secrets order by key_id, environment, account`,
  );
  for (const row of rows) unseal(keyring, toSealed(row), contextOf(row));
}

async function findRow(
  { environment, account }: Pick<TenantId, 'environment' | 'account'>,
  tx: Tx,
  name: SecretName,
): Promise<Row | undefined> {
  const { rows } = await tx.query<Row>(
    `select ${COLUMNS} from secrets where environment = $1 and account = $2 and name = $3`,
    [environment, account, name],
  );
  return rows[0];
}

function contextOf({
  environment,
  account,
  name,
  version,
}: Pick<Row, 'environment' | 'account' | 'name' | 'version'>): string {
  return `${environment}/${account}/${name}/${version}`;
}

function toSealed({ key_id, wrapped_key, sealed_value }: Row): SealedValue {
  return { keyId: key_id, wrappedKey: wrapped_key, sealed: sealed_value };
}
