import { z } from 'zod';
import type { Database } from '../store/database.ts';
import { lockTenant } from '../store/notifications.ts';
import type { Secrets } from '../store/secrets.ts';
import type { TenantId } from '../tenant.ts';
import { makeSigningKey } from './signature.ts';

/**
 * The keys that sign our webhooks to a merchant. Comes in: a merchant. Goes out: the key that it is shown, and those
 * before it that still sign beside it. Kept here: a new key never makes a receiver deaf, for the old one goes on signing
 * through a named overlap; of keys made in quick succession the newest few go on, so that calls stay short.
 */

/** How long calls bear the signature of a key that was replaced: a working day, wherever one is. */
export const OVERLAP_MS = 24 * 3_600_000;

/** Keys that sign besides the current one. */
const BEFORE_MAX = 3;

/** A key that was replaced. */
interface KeyBefore {
  readonly key: string;
  /** Until when it signs. */
  readonly until: Date;
}

/** A merchant's keys. */
export interface SigningKeys {
  readonly current: string;
  /** The newest first; those that are over are left out. */
  readonly before: readonly KeyBefore[];
}

/** What keeping keys needs. */
export interface SigningParts {
  readonly database: Database;
  readonly secrets: Pick<Secrets, 'findSecret' | 'saveSecret'>;
  readonly now: () => Date;
}

const storedBefore = z.array(z.strictObject({ key: z.string(), until: z.iso.datetime() }));

/** Whether a merchant has a key: before the first one is needed there is none. */
export async function hasSigningKey(
  tenant: TenantId,
  { database, secrets }: Pick<SigningParts, 'database' | 'secrets'>,
): Promise<boolean> {
  return (await secrets.findSecret(tenant, database.pool, 'webhook_signing')) !== undefined;
}

/** The keys that sign now; the first one is made when it is first needed. Shown to the merchant alone. */
export async function findSigningKeys(tenant: TenantId, parts: SigningParts): Promise<SigningKeys> {
  const { database, secrets } = parts;
  const known = await secrets.findSecret(tenant, database.pool, 'webhook_signing');
  if (known === undefined) return keep(tenant, parts, (present) => present);
  return { current: known, before: await findBefore(tenant, database.pool, parts) };
}

/** Makes a new key; the present one goes on signing beside it for OVERLAP_MS. */
export async function rotateSigningKey(
  tenant: TenantId,
  parts: SigningParts,
): Promise<SigningKeys> {
  const until = new Date(parts.now().getTime() + OVERLAP_MS);
  return keep(tenant, parts, ({ current, before }) => ({
    current: makeSigningKey(),
    before: [{ key: current, until }, ...before].slice(0, BEFORE_MAX),
  }));
}

/** Reads the keys, made where there are none, and keeps what becomes of them; nobody else writes meanwhile. */
async function keep(
  tenant: TenantId,
  parts: SigningParts,
  change: (present: SigningKeys) => SigningKeys,
): Promise<SigningKeys> {
  const { database, secrets } = parts;
  return database.transaction(async (tx) => {
    await lockTenant(tenant, tx);
    const stored = await secrets.findSecret(tenant, tx, 'webhook_signing');
    const before = await findBefore(tenant, tx, parts);
    const keys = change({ current: stored ?? makeSigningKey(), before });
    if (keys.current !== stored) {
      await secrets.saveSecret(tenant, tx, 'webhook_signing', keys.current);
    }
    if (keys.before !== before) {
      const text = JSON.stringify(keys.before);
      await secrets.saveSecret(tenant, tx, 'webhook_signing_before', text);
    }
    return keys;
  });
}

async function findBefore(
  tenant: TenantId,
  tx: Parameters<Secrets['findSecret']>[1],
  { secrets, now }: SigningParts,
): Promise<readonly KeyBefore[]> {
  const stored = await secrets.findSecret(tenant, tx, 'webhook_signing_before');
  if (stored === undefined) return [];
  return storedBefore
    .parse(JSON.parse(stored))
    .map(({ key, until }) => ({ key, until: new Date(until) }))
    .filter(({ until }) => until > now());
}
